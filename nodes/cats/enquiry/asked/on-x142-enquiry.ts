/** X142 at the authority that is asked: where are the goods of another country's movement? An officer looks and answers (X143), or asks back (X145). */
import type { SimTime } from '../../../../simulator/core/time.ts';
import { isoUtc, parseIsoUtc } from '../../../../simulator/core/time.ts';
import { customsFact } from '../../../common/facts.ts';
import type { Declaration } from '../../../common/messages/parts.ts';
import type { MessageOf, Step } from '../../../common/step.ts';
import { refuse, startTimer } from '../../../common/step.ts';
import type { Setting } from '../../setting.ts';
import { ownAuthority } from '../authority.ts';
import { USUAL_QUESTIONS } from '../on-x145-information-request.ts';
import { askHere, closed, leaveAsked, toAsker, toEnquirer } from './answers.ts';
import { AskedEnquiry, askedKey } from './asked-enquiry.ts';

/** Rule C209: the answer is due 28 or 40 days after the question (guideline G0125). */
export function limitObjection(
  message: MessageOf<'X142'>,
  { timers }: Setting,
): Step<never> | undefined {
  const { requestDate, limitForResponse } = message.body;
  const days = (parseIsoUtc(limitForResponse) ?? NaN) - (parseIsoUtc(requestDate) ?? NaN);
  return days === timers['T-ENQRESP'] || days === timers['T-ENQRESP/short']
    ? undefined
    : refuse(message, 'C209', '14', '/body/limitForResponse');
}

/** Rule C304: whoever asks is an authority that can be answered. */
export function authorityObjection(
  message: MessageOf<'X142' | 'X150'>,
  office: string,
  pointer: string,
  { parameters }: Setting,
): Step<never> | undefined {
  const roles = parameters.scheme.offices[office]?.roles ?? [];
  return roles.includes('ENQ') || roles.includes('REC')
    ? undefined
    : refuse(message, 'C304', '12', pointer);
}

/** A second question about the same movement takes the place of the first, unless a recovery is under way here. */
export function onEnquiry(
  before: AskedEnquiry | undefined,
  message: MessageOf<'X142'>,
  declaration: Declaration | undefined,
  setting: Setting,
): Step<AskedEnquiry> {
  const { mrn, enquirer, limitForResponse } = message.body;
  const { sender: asker, messageId: requestId } = message;
  const office = ownAuthority(setting);
  switch (before?.status) {
    case 'offered':
    case 'requested':
    case 'underRecovery':
    case 'claimOnGuarantor':
    case 'dispute':
      return refuse(message, 'C202', '92');
    case 'enquired':
    case 'informationAsked':
    case 'closed':
    case undefined:
      break;
  }
  const state = new AskedEnquiry({
    status: 'enquired',
    mrn,
    office,
    enquirer,
    asker,
    requestId,
    handedOver: undefined,
    debt: undefined,
    claim: before?.claim,
    closedAt: 0,
  });
  const until = parseIsoUtc(limitForResponse) ?? 0;
  return {
    state,
    facts: [customsFact({ type: 'EnquiryReceived', mrn, office, until })],
    effects: before?.status === 'enquired' ? [] : [askHere('enquiryAnswer', state, declaration)],
  };
}

/** Response codes 1 to 4 of X143, by the officer's decision. */
const CODES: Readonly<Record<string, 1 | 2 | 3 | 4>> = {
  nothingKnown: 1,
  other: 2,
  returnCopy: 3,
  ownRecovery: 4,
};

/** What is said where the officer gives no reason, though the code needs one (C0013). */
const DEFAULT_TEXT: Readonly<Record<2 | 4, string>> = {
  2: 'the goods were seen, their whereabouts are not known',
  4: 'the debt arose here and is recovered here',
};

/** X143 with the officer's code; code 4 then waits for X151, no longer than T-RECACC. */
export function onEnquiryAnswer(
  asked: AskedEnquiry,
  message: MessageOf<'N820'>,
  now: SimTime,
  setting: Setting,
): Step<AskedEnquiry> {
  if (asked.status !== 'enquired') return refuse(message, 'C202', '92');
  const { mrn, office } = asked;
  const { decision, reason } = message.body;
  const code = CODES[decision];
  if (code === undefined) return askMore(asked, setting);
  const text = reason ?? (code === 2 || code === 4 ? DEFAULT_TEXT[code] : undefined);
  const body = {
    mrn,
    office,
    responseCode: code,
    ...(code === 3 ? { returnCopyDate: dateOf(reason, now) } : {}),
    ...(text === undefined ? {} : { text }),
  };
  const facts = [customsFact({ type: 'EnquiryAnswered', mrn, office, code })];
  const answer = toAsker(asked, body, setting);
  if (code !== 4) return closed(asked, facts, [answer], now);
  const timer = startTimer('T-RECACC', askedKey(mrn), now + setting.timers['T-RECACC']);
  return { state: asked.with({ status: 'offered' }), facts, effects: [answer, timer] };
}

/** Of the return copy (C0012): the officer's reason may be the date; else the day on which he found it. */
const dateOf = (reason: string | undefined, now: SimTime): string =>
  isoUtc(parseIsoUtc(reason ?? '') ?? now);

function askMore(asked: AskedEnquiry, setting: Setting): Step<AskedEnquiry> {
  const { mrn, office } = asked;
  const about = USUAL_QUESTIONS;
  return {
    state: asked.with({ status: 'informationAsked' }),
    facts: [customsFact({ type: 'InformationAsked', mrn, office, about })],
    effects: [toEnquirer(asked, 'X145', { mrn, office, requested: about }, setting)],
  };
}

/** X144: the officer looks again. */
export function onInformation(
  asked: AskedEnquiry,
  message: MessageOf<'X144'>,
  declaration: Declaration | undefined,
): Step<AskedEnquiry> {
  if (asked.status !== 'informationAsked') return refuse(message, 'C202', '92');
  const { mrn } = asked;
  const about = message.body.information.map((item) => item.about);
  const state = asked.with({ status: 'enquired' });
  return {
    state,
    facts: [customsFact({ type: 'InformationReceived', mrn, about })],
    effects: [askHere('enquiryAnswer', state, declaration)],
  };
}

/** T-RECACC: departure has not handed over what was offered. */
export const onOfferLapsed = (asked: AskedEnquiry, now: SimTime): Step<AskedEnquiry> => {
  if (asked.status !== 'offered') return { state: undefined, facts: [], effects: [] };
  const { mrn, office } = asked;
  const reason = 'the recovery that was offered is not handed over';
  const facts = [customsFact({ type: 'EnquiryClosed', mrn, office, reason })];
  return closed(asked, facts, leaveAsked(asked), now);
};
