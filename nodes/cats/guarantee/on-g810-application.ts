/** G810: a trader asks for a guarantee. The office asks the guarantor for his undertaking at once, or turns the trader down. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { NodeParameters } from '../../common/parameters.ts';
import { insurerOf } from '../../common/routing.ts';
import type { RuleCode } from '../../common/rules/rules.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { answering, refuse, send, startTimer } from '../../common/step.ts';
import type { Account } from '../accounts/account.ts';
import { holdsRole } from '../accounts/account.ts';
import { Guarantee } from './guarantee.ts';
import { emptyLedger, toCents } from './ledger.ts';
import { grantedLevel, mayHave, percentageOf } from '../../common/trust-level.ts';
import { decisionBody } from './decision-body.ts';

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
  if (!mayHave(asked.level, asked.type)) return 'C413';
  return undefined;
}

/** What is asked for, at the level that the trader's record allows. */
function requested(
  account: Account | undefined,
  { body, messageId, sender }: MessageOf<'G810'>,
  now: SimTime,
  { scheme }: NodeParameters,
): Guarantee {
  const level = grantedLevel(body.requestedLevel, account?.trustLevel ?? 0);
  return new Guarantee({
    id: messageId,
    status: 'awaitUndertaking',
    holderTin: body.tin,
    holderName: account?.name ?? body.tin,
    applicant: sender,
    guarantorTin: body.guarantorTin,
    type: body.type,
    ledger: emptyLedger(toCents(body.referenceAmount)),
    level,
    percentage: percentageOf(level),
    countries: body.countries,
    notValidIn: notCovered(body.countries, scheme.members),
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
  const { id, holderTin, level } = guarantee;
  const guarantor = insurerOf(country);
  const { referenceAmount } = body;
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
      send('G810', guarantor, { ...body, requestedLevel: level }, { from: officeOfGuarantee }),
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
