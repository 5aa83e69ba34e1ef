/** Violations of a run as the page is told of them: with the text of the rule in place of its id. */
import { both } from '../../nodes/common/bilingual.ts';
import type { BrokenRule } from '../../reports/views/api.ts';
import { BROKEN_MAX } from '../../reports/views/api.ts';
import type { Violation } from '../journal/invariants/invariant.ts';
import { INVARIANTS } from '../journal/invariants/invariants.ts';

const TEXTS = new Map(INVARIANTS.map(({ id, text }) => [id, text]));

/** A rule that this version does not know any more is named by its id. */
export const brokenRules = (violations: readonly Violation[]): BrokenRule[] =>
  violations.slice(0, BROKEN_MAX).map(({ invariant, ...where }) => ({
    text: TEXTS.get(invariant) ?? both(invariant, invariant),
    ...where,
  }));
