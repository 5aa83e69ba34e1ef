/** What older formats of a journal lack, filled in step by step. Entries have kept their shape since format 1; a header says more than it did. */
import { JOURNAL_VERSION } from './entry.ts';

type Header = Readonly<Record<string, unknown>>;

/** By the format that a step starts from, which it leaves for the next. */
const STEPS: Readonly<Record<number, (header: Header) => Header>> = {
  // Format 2 names timers that are longer than in law; before, only the scenario beside the journal did.
  1: (header) => ({ ...header, journal: 2, timers: {} }),
};

/** The header in the present format; undefined where no way leads there from its own. */
export function migrated(header: Header): Header | undefined {
  let step: Header = header;
  while (step['journal'] !== JOURNAL_VERSION) {
    const next = STEPS[Number(step['journal'])];
    if (next === undefined) return undefined;
    step = next(step);
  }
  return step;
}
