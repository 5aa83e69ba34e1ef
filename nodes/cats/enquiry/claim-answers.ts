/** What comes back to a claim (X820), whether it was made for an own movement or for another country's: the guarantor's reply (X821), or a refusal (S906). */
import type { MessageOf, Moment } from '../../common/step.ts';
import { say } from '../../common/step.ts';
import { unknownMrn } from '../movement/answers.ts';
import { claimedHere, onClaimReplyHere, onClaimStoppedHere } from './asked/recover.ts';
import type { Authority } from './enquiry.ts';
import type { Stopped } from './on-x821-claim-reply.ts';
import { onClaimReply, onClaimStopped } from './on-x821-claim-reply.ts';
import { claimedOf } from './own-claim.ts';

/** X821 (rows E18 and E19), from whichever country's claim it answers; a guarantor who has paid may get it back (T-REFUND). */
export function receiveClaimReply(
  { movements, asked, refunds, setting, guarantees }: Authority,
  message: MessageOf<'X821'>,
  at: Moment,
): void {
  const { mrn, claimId } = message.body;
  if (asked.hasClaimed(mrn, claimId)) {
    const { state } = asked.about(mrn, message, at, (record) =>
      onClaimReplyHere(record, message, at.now, setting),
    );
    const paid = state?.claim;
    if (state === undefined || paid?.status !== 'paid') return;
    refunds.note(paid, claimedHere(state), paidIn(message, paid.amount), at);
    return;
  }
  const movement = movements.get(mrn);
  if (movement === undefined) {
    say(at.out, unknownMrn(message));
    return;
  }
  const step = onClaimReply(movement, message, at.now, setting, guarantees);
  movements.write(mrn, movement, step, at);
  const paid = step.state?.enquiry?.claim;
  if (paid?.status !== 'paid') return;
  refunds.note(paid, claimedOf(movement), paidIn(message, paid.amount), at);
}

const paidIn = ({ body }: MessageOf<'X821'>, claimed: number): number => body.paidAmount ?? claimed;

/** S906 to X820, from ICE or from the own insurer: the claim made here is stopped, if one is open. */
export function stopClaim(
  { movements, asked, setting, guarantees }: Authority,
  mrn: string,
  stopped: Stopped,
  at: Moment,
): void {
  const record = asked.records.open.get(mrn);
  const here = record && onClaimStoppedHere(record, stopped, at.now, setting);
  if (here !== undefined) {
    asked.touch(mrn, at, () => here);
    return;
  }
  const movement = movements.records.open.get(mrn);
  const step = movement && onClaimStopped(movement, stopped, at.now, setting, guarantees);
  if (movement !== undefined && step !== undefined) movements.write(mrn, movement, step, at);
}
