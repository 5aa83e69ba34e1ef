/** A duration of a scenario held against the longest that there may be. */
import { DAY, parseDuration } from '../simulator/core/time.ts';
import type { Report } from './semantics.ts';
import type { Path } from './source.ts';

/** No run and no part of one is longer than this, in ms. */
const LONGEST = 3_660 * DAY;

/** The duration in ms; undefined where it is too long. */
export function checkDuration(path: Path, text: string, report: Report): number | undefined {
  const ms = parseDuration(text);
  if (ms !== undefined && ms <= LONGEST) return ms;
  report(path, `${text} is more than ten years`, 'write less: 90m, 36h, 8d, 52w');
  return undefined;
}
