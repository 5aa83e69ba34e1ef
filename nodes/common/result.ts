/** Expected refusals as values: what a parser gives instead of throwing. Not for broken invariants (those throw) nor simulated faults. */
import type { RuleCode } from './rules/rules.ts';

export type Result<T, E> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

/** Why a value was refused at the edge, and where it stood. */
export interface Rejection {
  readonly kind: RejectionKind;
  /** Where the value stood in the message, as a JSON pointer or an IE015-like path. */
  readonly path: string;
  /** One English sentence without a full stop: what is wrong, and what was expected where that is known. */
  readonly reason: string;
  /** The rule broken, if the specification has one for it (domain.md section 7). */
  readonly code?: RuleCode;
}

/**
 * malformed: the form is wrong; checkDigit: the form is right, the check character is not; missing, notAllowed: a part that
 * must or must not be there; notListed: not in the code list; outOfRange, inconsistent: against a limit or another part;
 * duplicate: seen already; unknown: names nothing that is known here.
 */
export type RejectionKind =
  | 'malformed'
  | 'checkDigit'
  | 'missing'
  | 'notAllowed'
  | 'notListed'
  | 'outOfRange'
  | 'inconsistent'
  | 'duplicate'
  | 'unknown';

export const ok = <T>(value: T): Result<T, never> => ({ ok: true, value });
export const refused = <E = Rejection>(error: E): Result<never, E> => ({ ok: false, error });
