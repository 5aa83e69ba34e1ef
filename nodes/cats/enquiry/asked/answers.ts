/** How an authority that was asked talks to the one that asks, puts the matter before its officer, and closes it. */
import type { Effect, Fact, Send } from '../../../../simulator/core/participant.ts';
import type { SimTime } from '../../../../simulator/core/time.ts';
import type { Declaration } from '../../../common/messages/parts.ts';
import type { Body, MessageCode } from '../../../common/message-types.ts';
import { customsFact } from '../../../common/facts.ts';
import type { Step } from '../../../common/step.ts';
import { askOfficer, send, stopTimer, withdrawQuestion } from '../../../common/step.ts';
import type { TaskKind } from '../../../common/tasks.ts';
import { askAbout } from '../../question.ts';
import type { Setting } from '../../setting.ts';
import type { AskedEnquiry } from './asked-enquiry.ts';
import { askedKey } from './asked-enquiry.ts';

/** A message to the authority that asks. */
export const toEnquirer = <C extends MessageCode>(
  { enquirer, office, mrn }: AskedEnquiry,
  messageType: C,
  body: Body<C>,
  setting: Setting,
): Send => setting.toOffice(messageType, enquirer, office, mrn, body);

/** X143: goes back to whoever sent X142, which it answers (rule C107). */
export const toAsker = (
  { asker, requestId, office, mrn }: AskedEnquiry,
  body: Body<'X143'>,
  setting: Setting,
): Send => {
  const header = { correlationId: requestId, mrn };
  return send('X143', asker, body, setting.isHere(asker) ? { ...header, from: office } : header);
};

type Question = 'enquiryAnswer' | 'recoveryRequest' | 'payment';

const PROPOSED: Readonly<Record<Question, string>> = {
  enquiryAnswer: 'nothingKnown',
  recoveryRequest: 'accept',
  payment: 'paid',
};

const keyOf = (kind: TaskKind, mrn: string): string => (kind === 'payment' ? askedKey(mrn) : mrn);

/** A question to an officer of the authority; with the goods, where this country has a record of them. */
export function askHere(
  kind: Question,
  { mrn, office }: AskedEnquiry,
  declaration: Declaration | undefined,
): Send {
  const key = keyOf(kind, mrn);
  const question = { kind, key, office, proposed: PROPOSED[kind], channel: 'yellow', mrn };
  return declaration === undefined ? askOfficer(question) : askAbout(question, declaration);
}

/** What ends with the state that the matter is in. @param answered the question that leads out of it. */
export function leaveAsked(asked: AskedEnquiry, answered?: TaskKind): Effect[] {
  const { mrn, status, office } = asked;
  const key = askedKey(mrn);
  const withdraw = (kind: Question): Effect[] =>
    kind === answered ? [] : [withdrawQuestion(kind, keyOf(kind, mrn), office, { mrn })];
  switch (status) {
    case 'enquired':
      return withdraw('enquiryAnswer');
    case 'requested':
      return withdraw('recoveryRequest');
    case 'offered':
      return [stopTimer('T-RECACC', key)];
    case 'underRecovery':
      return [stopTimer('T-PAY', key), stopTimer('T-GUARNOTE', key), ...withdraw('payment')];
    case 'claimOnGuarantor':
    case 'dispute':
      return [stopTimer('T-CLAIM', key), stopTimer('T-GUARNOTE', key)];
    case 'informationAsked':
    case 'closed':
      return [];
  }
}

/** Nothing more is to be done here. */
export const closed = (
  asked: AskedEnquiry,
  facts: readonly Fact[],
  effects: readonly Effect[],
  now: SimTime,
): Step<AskedEnquiry> => ({
  state: asked.with({ status: 'closed', closedAt: now }),
  facts,
  effects,
});

export const closedFact = ({ mrn, office }: AskedEnquiry, reason: string): Fact =>
  customsFact({ type: 'EnquiryClosed', mrn, office, reason });
