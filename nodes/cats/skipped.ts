/** X024 concerns offices of transit and of destination alike: what each of them makes of it, and the answer of the node. */
import { refuse, say } from '../common/step.ts';
import type { MessageOf, Moment } from '../common/step.ts';

/** What one office makes of being skipped: its record is closed, is in a state that does not allow it, or there is none. */
export type Skipped = 'closed' | 'unfit' | 'unknown';

/** Closes the record of one office, where there is one. */
export type CloseSkipped = (mrn: string, office: string, at: Moment) => Skipped;

/** Every office that the message names is tried; it is refused only where none could close a record (C202), or none had one (C201). */
export function onArrivalForward(
  message: MessageOf<'X024'>,
  at: Moment,
  closers: readonly CloseSkipped[],
): void {
  const { mrn, skippedOffices } = message.body;
  let known = false;
  let closed = false;
  for (const office of new Set(skippedOffices)) {
    for (const close of closers) {
      const outcome = close(mrn, office, at);
      known ||= outcome !== 'unknown';
      closed ||= outcome === 'closed';
    }
  }
  if (closed) return;
  say(at.out, known ? refuse(message, 'C202', '92') : refuse(message, 'C201', '90'));
}
