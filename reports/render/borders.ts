/** The run's times at each side of a border beside the published ones. */
import type { Side } from '../../simulator/core/world-facts.ts';
import type { PublishedBorder, ReportData } from './report.ts';

export interface BorderBeside {
  readonly post: string;
  readonly side: Side;
  readonly n: number;
  /** Mean of the run, in hours. */
  readonly hours: number;
  readonly published: number;
  /** The run's over the published. */
  readonly ratio: number | null;
  readonly kind: PublishedBorder['kind'];
  readonly source: string;
}

/** Sides that trucks of the run passed and that have a figure to compare with; the published ones first. */
export function bordersBeside({ results, published }: ReportData): BorderBeside[] {
  const means = results.find(({ id }) => id === 'borderDwellMean')?.breakdown ?? [];
  const seen = new Set<string>();
  const rows = published.flatMap(({ post, side, meanHours, kind, source }): BorderBeside[] => {
    // A post of several pairs is published once.
    const key = `${post} ${side}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const own = means.find((row) => row.by === 'post' && row.key === post && row.side === side);
    if (own?.value == null) return [];
    const ratio = meanHours > 0 ? own.value / meanHours : null;
    return [{ post, side, n: own.n, hours: own.value, published: meanHours, ratio, kind, source }];
  });
  const rank = ({ kind }: BorderBeside): number => (kind === 'published' ? 0 : 1);
  return rows.sort(
    (a, b) =>
      rank(a) - rank(b) || (a.post < b.post ? -1 : a.post > b.post ? 1 : a.side < b.side ? -1 : 1),
  );
}
