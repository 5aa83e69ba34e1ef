/** What the authority answers with the help of other departments, or of the session: states that offices compare (X094), what becomes of a claim (X821, S906). */
import type { Message } from '../../../simulator/core/participant.ts';
import type { Department, MessageOf, Moment } from '../../common/step.ts';
import { say } from '../../common/step.ts';
import { ICE } from '../../common/routing.ts';
import { ownInsurer } from './authority.ts';
import { receiveClaimReply, stopClaim } from './claim-answers.ts';
import type { Authority } from './enquiry.ts';
import { NO_STATE, onStatusRequest } from './on-movement-query.ts';

/** What the rest of the node gives to it. */
export interface Neighbours {
  /** X094 to the office of departure; whether the movement began here. */
  readonly tellState: (message: MessageOf<'X094'>, at: Moment) => boolean;
  /** A message of this node that has not been taken over by ICE yet. */
  readonly underWay: (messageId: string) => Message | undefined;
}

export const messagesWithNeighbours = (
  authority: Authority,
  { tellState, underWay }: Neighbours,
): Department['messages'] => ({
  X821: (message, at) => {
    receiveClaimReply(authority, message, at);
  },
  X094: (message, at) => {
    const { mrn } = message.body;
    const { elsewhere } = authority;
    const asked = elsewhere.stateOf(mrn, message.recipient);
    // Inside one country the office that is asked may be that of transit or destination, though the movement began here.
    if (asked === undefined && tellState(message, at)) return;
    const ownState = asked ?? elsewhere.stateOf(mrn) ?? NO_STATE;
    say(at.out, onStatusRequest(message, ownState, officeFor(message, authority)));
  },
  S906: (message, at) => {
    const { sender, mrn, body } = message;
    const rule = body.errors[0]?.reason ?? '';
    if (sender === ownInsurer(authority.setting)) {
      // Of all that an insurer is told, only a claim asks something of him.
      if (mrn !== undefined) stopClaim(authority, mrn, { rule, refusedBy: 'insurer' }, at);
      return;
    }
    const refused = sender === ICE ? underWay(body.messageId) : undefined;
    if (refused?.messageType !== 'X820' || refused.mrn === undefined) return;
    if (rule === 'C604') stopClaim(authority, refused.mrn, { rule, refusedBy: 'ice' }, at);
  },
});

/** Who answers: the office that was asked, or this country's authority. */
const officeFor = (
  { recipient }: MessageOf<'X094'>,
  { setting: { parameters } }: Authority,
): string =>
  parameters.scheme.offices[recipient] === undefined ? parameters.officeOfGuarantee : recipient;
