/** What waits to be acknowledged, over the seconds of a load. */
import type { Interval } from '../report/load-report.ts';

/** By least squares over the seconds from `from` to `until`. */
export function backlogOf(intervals: readonly Interval[], from: number, until: number) {
  const counted = intervals.filter(({ at }) => at > from && at <= until);
  const most = counted.reduce((highest, { backlog }) => Math.max(highest, backlog), 0);
  const atEnd = counted.at(-1)?.backlog ?? 0;
  const n = counted.length;
  const meanAt = counted.reduce((sum, { at }) => sum + at, 0) / Math.max(1, n);
  const meanBacklog = counted.reduce((sum, { backlog }) => sum + backlog, 0) / Math.max(1, n);
  let covariance = 0;
  let variance = 0;
  for (const { at, backlog } of counted) {
    covariance += (at - meanAt) * (backlog - meanBacklog);
    variance += (at - meanAt) ** 2;
  }
  return { most, atEnd, growth: variance === 0 ? 0 : covariance / variance };
}
