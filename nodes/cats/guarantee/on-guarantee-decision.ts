/** N820 on a guarantee: the officer grants it, and it gets its GRN and access code; or refuses it. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import { insuranceOf } from '../../common/insurance.ts';
import { makeGrn } from '../../common/numbers/grn.ts';
import { countryOfOffice, office6Of } from '../../common/numbers/office.ts';
import type { NodeParameters } from '../../common/parameters.ts';
import { insurerOf } from '../../common/routing.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { refuse, send, startTimer, stopTimer } from '../../common/step.ts';
import { decisionBody } from './decision-body.ts';
import type { Guarantee } from './guarantee.ts';
import { guaranteeToLodge } from '../../common/trust-level.ts';
import { toCents, toMoney } from './ledger.ts';
import { VOUCHER_TYPE, voucherGrns, vouchersNeeded } from './vouchers.ts';

/** What a grant needs beside the application. */
export interface Allotment {
  /** Of this year's guarantees, from 1. */
  readonly serial: number;
  /** Four characters, drawn. */
  readonly accessCode: string;
}

/** Rows G4 and G5. The task list has checked office and decision. */
export function onGuaranteeDecision(
  guarantee: Guarantee | undefined,
  message: MessageOf<'N820'>,
  allotment: Allotment,
  now: SimTime,
  parameters: NodeParameters,
): Step<Guarantee> {
  switch (guarantee?.status) {
    case 'underReview':
      if (message.body.decision === 'grant') return grant(guarantee, allotment, now, parameters);
      return refuseGuarantee(
        guarantee,
        message.body.reason ?? 'refused by the office of guarantee',
        parameters,
      );
    case undefined:
    case 'applied':
    case 'awaitUndertaking':
    case 'active':
    case 'suspended':
    case 'runOff':
    case 'closed':
    case 'refused':
      return refuse(message, 'C202', '92');
  }
}

/** Row G5. Valid as long as the undertaking, but no longer than T-VAL. Vouchers get their GRNs under that of the series. */
function grant(
  guarantee: Guarantee,
  { serial, accessCode }: Allotment,
  now: SimTime,
  parameters: NodeParameters,
): Step<Guarantee> {
  const { country, officeOfGuarantee, scheme } = parameters;
  const grn = makeGrn({
    year: new Date(now).getUTCFullYear(),
    country: countryOfOffice(officeOfGuarantee),
    office6: office6Of(officeOfGuarantee),
    serial6: serial6Of(serial),
  });
  const validTo = Math.min(guarantee.validTo, now + scheme.timers['T-VAL']);
  const vouchers = vouchersSold(guarantee, grn, parameters);
  const state = guarantee.with({ status: 'active', grn, accessCode, validTo, vouchers });
  const { id, applicant } = state;
  const body = decisionBody(state, 1);
  return {
    state,
    facts: grantFacts(state),
    effects: [
      stopTimer('T-GUADEC', id),
      startTimer('T-VAL', id, validTo),
      send(
        'G812',
        applicant,
        { ...body, accessCode },
        { correlationId: id, from: officeOfGuarantee },
      ),
      send('G812', insurerOf(country), body, { from: officeOfGuarantee }),
    ],
  };
}

/** What is granted; of vouchers, each that is sold. */
function grantFacts({ id, grn, holderTin: tin, ledger, level, percentage, vouchers }: Guarantee) {
  const granted = customsFact({
    type: 'GuaranteeGranted',
    row: 'G5',
    guarantee: id,
    grn,
    tin,
    referenceAmount: toMoney(ledger.referenceAmount),
    percentage,
    guaranteeAmount: toMoney(guaranteeToLodge(ledger.referenceAmount, level)),
  });
  const amount = toMoney(ledger.referenceAmount / vouchers.length);
  return [
    granted,
    ...vouchers.map((voucher) =>
      customsFact({ type: 'VoucherIssued', grn: voucher, series: grn, tin, amount }),
    ),
  ];
}

function vouchersSold(
  { type, ledger }: Guarantee,
  grn: string,
  { scheme }: NodeParameters,
): readonly string[] {
  if (type !== VOUCHER_TYPE) return [];
  const unit = toCents(insuranceOf(scheme).voucherUnit);
  return voucherGrns(grn, vouchersNeeded(ledger.referenceAmount, unit));
}

const SERIALS_PER_LETTER = 100_000;

/** `A00001` and on, after `A99999` `B00000`: six characters, 2.6 million a year. */
const serial6Of = (serial: number): string =>
  String.fromCharCode(65 + Math.floor(serial / SERIALS_PER_LETTER)) +
  String(serial % SERIALS_PER_LETTER).padStart(5, '0');

/** Row G4. */
export function refuseGuarantee(
  guarantee: Guarantee,
  reason: string,
  { country }: Pick<NodeParameters, 'country'>,
): Step<Guarantee> {
  const { id, applicant } = guarantee;
  const body = decisionBody(guarantee, 0, reason);
  return {
    state: guarantee.with({ status: 'refused' }),
    facts: [customsFact({ type: 'GuaranteeRefused', row: 'G4', guarantee: id, reason })],
    effects: [
      stopTimer('T-UND', id),
      stopTimer('T-GUADEC', id),
      send('G812', applicant, body, { correlationId: id }),
      send('G812', insurerOf(country), body),
    ],
  };
}
