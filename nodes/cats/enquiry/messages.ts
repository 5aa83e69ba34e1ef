/** The messages of enquiry and recovery: whether the own movement is meant, or what another country has asked. */
import { customsFact } from '../../common/facts.ts';
import type { Department, MessageOf, Moment, Step } from '../../common/step.ts';
import { say } from '../../common/step.ts';
import { outOfSequence, unknownMrn } from '../movement/answers.ts';
import type { Movement } from '../movement/movement.ts';
import { onInformation } from './asked/on-x142-enquiry.ts';
import { onHandOver } from './asked/on-x150-recovery-request.ts';
import { onMoot } from './asked/recover.ts';
import { ownAuthority } from './authority.ts';
import type { Authority } from './enquiry.ts';
import { onCoverAnswer } from './on-cover-query.ts';
import { onMovementAnswer, onStatusAnswer } from './on-movement-query.ts';
import { isCollectable, onCollectedElsewhere } from './on-payment.ts';
import { isUnderEnquiry } from './on-proof-decision.ts';
import { onPrincipalAnswer, rejectAnswer } from './on-t141-principal-answer.ts';
import { correspondent, noteReceived } from './on-x063-recovery-note.ts';
import { onEnquiryResponse } from './on-x143-enquiry-response.ts';
import { onInformationRequest } from './on-x145-information-request.ts';
import { onRecoveryAnswer } from './on-x151-recovery-answer.ts';

export function messagesOf(authority: Authority): Department['messages'] {
  return {
    ...ofOwnMovements(authority),
    ...fromOtherAuthorities(authority),
    X063: (message, { out }) => {
      const { mrn } = message.body;
      const to = correspondent(authority.movements.get(mrn), authority.asked.records.get(mrn));
      say(out, to === undefined ? unknownMrn(message) : noteReceived(message));
    },
    X038: (message, { out }) => {
      say(out, onMovementAnswer(message));
    },
    X095: (message, { out }) => {
      say(out, onStatusAnswer(message));
    },
    X201: (message, { out }) => {
      say(out, onCoverAnswer(message));
    },
  };
}

function ofOwnMovements(authority: Authority): Department['messages'] {
  const { setting, movements, guarantees } = authority;
  return {
    T141: movements.about(
      (movement, message, { now }) => onPrincipalAnswer(movement, message, now, setting),
      (message) => rejectAnswer(message, 'C201', '90'),
    ),
    X143: movements.about((movement, message, { now }) =>
      onEnquiryResponse(movement, message, now, setting, guarantees),
    ),
    X145: movements.about((movement, message) =>
      onInformationRequest(movement, message, ownAuthority(setting)),
    ),
  };
}

function fromOtherAuthorities(authority: Authority): Department['messages'] {
  const { setting, movements, asked } = authority;
  const told = movements.about(onInformationTold);
  const answered = movements.about<'X151'>((movement, message, { now }) =>
    onRecoveryAnswer(movement, message, now, setting),
  );
  return {
    X142: (message, at) => {
      asked.receiveEnquiry(message, at);
    },
    X150: (message, at) => {
      asked.receiveRecoveryRequest(message, at);
    },
    X144: (message, at) => {
      const { mrn } = message.body;
      const declaration = asked.declarationOf(mrn);
      if (!asked.is(mrn, 'informationAsked')) told(message, at);
      else asked.about(mrn, message, at, (record) => onInformation(record, message, declaration));
    },
    X151: (message, at) => {
      const { mrn } = message.body;
      const declaration = asked.declarationOf(mrn);
      if (!asked.is(mrn, 'offered')) answered(message, at);
      else {
        asked.about(mrn, message, at, (record) =>
          onHandOver(record, message, declaration, at.now, setting),
        );
      }
    },
    X059: (message, at) => {
      moot(authority, message, 'cancelled by departure', at);
    },
    X152: (message, at) => {
      collected(authority, message, at);
    },
  };
}

/** X144 about an own movement: the office of destination has no result yet (row A20). */
function onInformationTold(movement: Movement, message: MessageOf<'X144'>): Step<Movement> {
  if (!isUnderEnquiry(movement)) return outOfSequence(movement, message);
  const { mrn } = movement;
  const about = message.body.information.map((item) => item.about);
  const facts = [customsFact({ type: 'InformationReceived', mrn, about })];
  return { state: undefined, facts, effects: [] };
}

/** X152: another country has collected for an own movement (row E16), or departure has, and what is done here is moot. */
function collected(authority: Authority, message: MessageOf<'X152'>, at: Moment): void {
  const { movements, asked, setting, guarantees } = authority;
  const { mrn } = message.body;
  const movement = movements.get(mrn);
  const known = asked.records.get(mrn) !== undefined;
  if (movement === undefined || (known && !isCollectable(movement))) {
    moot(authority, message, 'collected by departure', at);
    return;
  }
  const step = onCollectedElsewhere(movement, message, at.now, setting, guarantees);
  movements.write(mrn, movement, step, at);
}

/** Of a movement that nothing is known of any more, a country that was asked takes note; its own it knows. */
function moot(
  { asked, setting, movements }: Authority,
  message: MessageOf<'X059' | 'X152'>,
  reason: string,
  at: Moment,
): void {
  const { mrn } = message.body;
  if (asked.touch(mrn, at, (record) => onMoot(record, reason, at.now, setting))) return;
  const isOwn = mrn.slice(2, 4) === setting.parameters.iso2;
  if (isOwn && movements.get(mrn) === undefined) say(at.out, unknownMrn(message));
}
