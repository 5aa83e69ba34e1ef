/** G810: a trader asks for a guarantee. The office asks the guarantor for his undertaking at once, or turns the trader down. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import { insuranceOf } from '../../common/insurance.ts';
import type { Body } from '../../common/message-types.ts';
import type { NodeParameters, SchemeParameters } from '../../common/parameters.ts';
import { insurerOf } from '../../common/routing.ts';
import type { RuleCode } from '../../common/rules/rules.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { answering, refuse, send, startTimer } from '../../common/step.ts';
import type { Account } from '../accounts/account.ts';
import { holdsRole } from '../accounts/account.ts';
import { Guarantee } from './guarantee.ts';
import { emptyLedger, toCents, toMoney } from './ledger.ts';
import {
  FULL_LEVEL,
  grantedLevel,
  isReduced,
  LOWEST_LEVEL,
  mayHave,
  percentageOf,
} from '../../common/trust-level.ts';
import { decisionBody } from './decision-body.ts';
import { narrowed, NO_RESTRICTIONS } from './restrictions.ts';
import { VOUCHER_TYPE, vouchersNeeded } from './vouchers.ts';

/**
 * Rows G1 and G2. A trader has one application open at a time.
 * @param open the application that he has open already.
 * @param account of the applicant.
 */
export function onGuaranteeApplication(
  open: Guarantee | undefined,
  account: Account | undefined,
  message: MessageOf<'G810'>,
  now: SimTime,
  parameters: NodeParameters,
): Step<Guarantee> {
  if (open !== undefined) return refuse(message, 'C202', '92');
  const asked = requested(account, message, now, parameters);
  const rule = whyNot(account, asked, message, now, parameters);
  return rule === undefined
    ? apply(asked, message, now, parameters)
    : turnDown(asked, rule, message);
}

/** The first rule that the application breaks. */
function whyNot(
  account: Account | undefined,
  asked: Guarantee,
  { body }: MessageOf<'G810'>,
  now: SimTime,
  { country, scheme }: NodeParameters,
): RuleCode | undefined {
  if (!holdsRole(account, 'principal', now) || account?.home !== country) return 'C501';
  if (body.currency !== scheme.currency) return 'C416';
  if (!mayHave(levelOf(account, body), body.type)) return 'C413';
  if (vouchersOf(body, scheme) > VOUCHERS_AT_MOST) return 'C111';
  return undefined;
}

const levelOf = (account: Account | undefined, { requestedLevel }: Body<'G810'>): number =>
  grantedLevel(requestedLevel, account?.trustLevel ?? LOWEST_LEVEL);

/** As many as the message that hands them out has room for. */
const VOUCHERS_AT_MOST = 99;

/** How many vouchers are asked for; 0 for all other types. */
function vouchersOf(
  { type, vouchers, referenceAmount }: Body<'G810'>,
  scheme: SchemeParameters,
): number {
  if (type !== VOUCHER_TYPE) return 0;
  const { voucherUnit } = insuranceOf(scheme);
  return vouchers ?? vouchersNeeded(toCents(referenceAmount), toCents(voucherUnit));
}

/** What is asked for, at the level that the trader's record allows; for an individual guarantee the whole amount is put up, whatever the level. */
function requested(
  account: Account | undefined,
  { body, messageId, sender }: MessageOf<'G810'>,
  now: SimTime,
  { scheme }: NodeParameters,
): Guarantee {
  const granted = levelOf(account, body);
  const level = isReduced(body.type) ? granted : Math.min(granted, FULL_LEVEL);
  const vouchers = vouchersOf(body, scheme);
  const unit = toCents(insuranceOf(scheme).voucherUnit);
  return new Guarantee({
    id: messageId,
    status: 'awaitUndertaking',
    holderTin: body.tin,
    holderName: account?.name ?? body.tin,
    applicant: sender,
    guarantorTin: body.guarantorTin,
    type: body.type,
    ledger: emptyLedger(vouchers > 0 ? vouchers * unit : toCents(body.referenceAmount)),
    level,
    percentage: percentageOf(level),
    countries: body.countries,
    notValidIn: notCovered(body.countries, scheme.members),
    restrictions: narrowed(NO_RESTRICTIONS, body),
    validTo: now,
    grn: '',
    accessCode: '',
    uses: 0,
  });
}

/** Members of the scheme, by alpha-2 code, that are not among the countries covered. */
export const notCovered = (
  countries: readonly string[],
  members: Readonly<Record<string, string>>,
): string[] => Object.values(members).filter((iso2) => !countries.includes(iso2));

/** Row G1, and without delay row G2. */
function apply(
  guarantee: Guarantee,
  { body }: MessageOf<'G810'>,
  now: SimTime,
  { country, officeOfGuarantee, scheme }: NodeParameters,
): Step<Guarantee> {
  const { id, holderTin, level, ledger } = guarantee;
  const guarantor = insurerOf(country);
  const referenceAmount = toMoney(ledger.referenceAmount);
  return {
    state: guarantee,
    facts: [
      customsFact({
        type: 'GuaranteeApplied',
        row: 'G1',
        tin: holderTin,
        guarantee: id,
        referenceAmount,
      }),
      customsFact({ type: 'UndertakingAsked', row: 'G2', guarantee: id, guarantor }),
    ],
    effects: [
      startTimer('T-GUADEC', id, now + scheme.timers['T-GUADEC']),
      startTimer('T-UND', id, now + scheme.timers['T-UND']),
      send(
        'G810',
        guarantor,
        { ...body, referenceAmount, requestedLevel: level },
        { from: officeOfGuarantee },
      ),
    ],
  };
}

/** Answered at once: there was nothing to examine. */
const turnDown = (
  asked: Guarantee,
  rule: RuleCode,
  message: MessageOf<'G810'>,
): Step<Guarantee> => ({
  state: undefined,
  facts: [customsFact({ type: 'GuaranteeDeclined', tin: asked.holderTin, rule })],
  effects: [send('G812', message.sender, decisionBody(asked, 0, rule), answering(message))],
});
