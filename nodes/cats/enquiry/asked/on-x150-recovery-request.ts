/** X150 at the authority that is asked to recover, or X151 where it has offered to: an officer decides, then the debt is notified here. */
import type { Effect } from '../../../../simulator/core/participant.ts';
import type { SimTime } from '../../../../simulator/core/time.ts';
import { parseIsoUtc } from '../../../../simulator/core/time.ts';
import { customsFact } from '../../../common/facts.ts';
import type { Body } from '../../../common/message-types.ts';
import type { Declaration } from '../../../common/messages/parts.ts';
import type { MessageOf, Step } from '../../../common/step.ts';
import { refuse } from '../../../common/step.ts';
import { totalOf } from '../../movement/debt.ts';
import type { Setting } from '../../setting.ts';
import { ownAuthority } from '../authority.ts';
import { recoveryTimers } from '../begin-recovery.ts';
import { chargesIn, debtOf } from '../debt-in-a-country.ts';
import { notifyDebt } from '../notice.ts';
import { askHere, closed, leaveAsked, toEnquirer } from './answers.ts';
import type { HandedOver } from './asked-enquiry.ts';
import { AskedEnquiry, askedKey } from './asked-enquiry.ts';

type DebtData = NonNullable<Body<'X151'>['debt']>;

/** Guarantee types whose guarantor and reference the recovering country must be told (C0004, C0025). */
const GUARANTORS_NEEDED: ReadonlySet<string> = new Set(['1', '2', '4', '9']);

/** Rule C414: a guarantee without its reference, or without its guarantor, does not help to recover. */
export function guaranteeObjection(
  message: MessageOf<'X150'> | MessageOf<'X151'>,
  { guarantees }: DebtData,
  prefix: string,
): Step<never> | undefined {
  for (const [i, { type, grn, guarantorTin }] of guarantees.entries()) {
    if (!GUARANTORS_NEEDED.has(type)) continue;
    const missing = grn === undefined ? 'grn' : guarantorTin === undefined ? 'guarantorTin' : '';
    if (missing === '') continue;
    return refuse(message, 'C414', '13', `${prefix}/guarantees/${String(i)}/${missing}`);
  }
  return undefined;
}

export const handedOver = ({
  amount,
  guarantees,
  acceptanceDate,
  principal = '',
}: DebtData): HandedOver => ({
  amount,
  reserved: guarantees.reduce((sum, use) => sum + Math.round(use.amount * 100), 0) / 100,
  grns: guarantees.flatMap(({ grn }) => (grn === undefined ? [] : [grn])),
  acceptanceDate,
  principal,
});

/** X150: put before an officer. */
export function onRecoveryRequest(
  before: AskedEnquiry | undefined,
  message: MessageOf<'X150'>,
  declaration: Declaration | undefined,
  setting: Setting,
): Step<AskedEnquiry> {
  const { body } = message;
  const objection = guaranteeObjection(message, body, '/body');
  if (objection !== undefined) return objection;
  switch (before?.status) {
    case 'requested':
    case 'underRecovery':
    case 'claimOnGuarantor':
    case 'dispute':
      return refuse(message, 'C202', '92');
    case 'enquired':
    case 'informationAsked':
    case 'offered':
    case 'closed':
    case undefined:
      break;
  }
  const { mrn, amount } = body;
  const office = ownAuthority(setting);
  const state = new AskedEnquiry({
    status: 'requested',
    mrn,
    office,
    enquirer: body.office,
    asker: '',
    requestId: '',
    handedOver: handedOver(body),
    debt: undefined,
    claim: before?.claim,
    closedAt: 0,
  });
  return {
    state,
    facts: [customsFact({ type: 'RecoveryRequested', mrn, office: body.office, amount })],
    effects: [
      ...(before === undefined ? [] : leaveAsked(before)),
      askHere('recoveryRequest', state, declaration),
    ],
  };
}

/** X151 to departure: taken over, or not. */
export function onRecoveryRequestDecision(
  asked: AskedEnquiry,
  message: MessageOf<'N820'>,
  declaration: Declaration | undefined,
  now: SimTime,
  setting: Setting,
): Step<AskedEnquiry> {
  if (asked.status !== 'requested') return refuse(message, 'C202', '92');
  if (message.body.decision === 'accept') return takeOver(asked, [], declaration, now, setting);
  const { mrn, office } = asked;
  const facts = [customsFact({ type: 'RecoveryDeclined', mrn, office })];
  return closed(asked, facts, [giveBack(asked, setting)], now);
}

/** X151 with `accept` 0: departure recovers itself. */
export function giveBack(asked: AskedEnquiry, setting: Setting): Effect {
  const { mrn, office } = asked;
  return toEnquirer(asked, 'X151', { mrn, office, accept: 0, reason: 4 }, setting);
}

/** X151 from departure: what was offered is handed over. */
export function onHandOver(
  asked: AskedEnquiry,
  message: MessageOf<'X151'>,
  declaration: Declaration | undefined,
  now: SimTime,
  setting: Setting,
): Step<AskedEnquiry> {
  if (asked.status !== 'offered') return refuse(message, 'C202', '92');
  const { accept, debt } = message.body;
  const left = leaveAsked(asked);
  if (accept === 0) {
    const { mrn, office } = asked;
    const reason = 'departure recovers itself';
    const facts = [customsFact({ type: 'EnquiryClosed', mrn, office, reason })];
    return closed(asked, facts, left, now);
  }
  if (debt === undefined) return refuse(message, 'C102', '13', '/body/debt');
  const objection = guaranteeObjection(message, debt, '/body/debt');
  if (objection !== undefined) return objection;
  const taken = asked.with({ handedOver: handedOver(debt) });
  return takeOver(taken, left, declaration, now, setting);
}

/** The debt here: what this country's tariff says of the goods, where it has a record of them; else what departure has worked out for it. */
function takeOver(
  asked: AskedEnquiry,
  effects: readonly Effect[],
  declaration: Declaration | undefined,
  now: SimTime,
  setting: Setting,
): Step<AskedEnquiry> {
  const { mrn, office, handedOver: data } = asked;
  if (data === undefined) throw new Error(`${mrn}: nothing was handed over`);
  const { parameters } = setting;
  const { amount, acceptanceDate, principal, grns } = data;
  const charges =
    declaration === undefined ? amount : chargesIn(parameters.iso2, declaration.items, setting);
  const acceptedAt = parseIsoUtc(acceptanceDate) ?? now;
  const debt = debtOf(charges, 0, acceptedAt, now, parameters);
  const { interest } = debt;
  const state = asked.with({ status: 'underRecovery', debt });
  const notified = { mrn, principal, acceptanceDate, grns };
  return {
    state,
    facts: [customsFact({ type: 'RecoveryTaken', mrn, office, debt: totalOf(debt), interest })],
    effects: [
      ...effects,
      toEnquirer(asked, 'X151', { mrn, office, accept: 1 }, setting),
      ...notifyDebt(notified, debt, now, setting),
      ...recoveryTimers(askedKey(mrn), declaration?.declarationType ?? '', now, setting),
      askHere('payment', state, declaration),
    ],
  };
}
