/** Whether a guarantee covers an amount for a movement: rules C401 to C413 and C416. Reserves nothing. */
import type { SimTime } from '../../../simulator/core/time.ts';
import type { InvalidGuaranteeReason } from '../../common/code-lists.ts';
import type { Body } from '../../common/message-types.ts';
import { parseGrn } from '../../common/numbers/grn.ts';
import type { RuleCode } from '../../common/rules/rules.ts';
import type { Guarantee } from './guarantee.ts';
import { covers, toCents } from './ledger.ts';
import { coversCommodities, coversWay } from './restrictions.ts';

/** A rule broken, and the reason of CL252 that it is answered with. */
export interface Problem {
  readonly rule: RuleCode;
  readonly reason: InvalidGuaranteeReason;
}

/** What X200 and X203 ask. */
type Asked = Body<'X203'>;

/** What the office checks by: its time, its currency, and which rules are off. */
export interface Measure {
  readonly now: SimTime;
  readonly currency: string;
  readonly off: ReadonlySet<RuleCode>;
}

/** Types that may be used once (rule C407), with the reason given for the second use. */
const SINGLE_USE: Readonly<Record<string, InvalidGuaranteeReason>> = { '2': 'G10', '4': 'G05' };

const usedUp = ({ type, uses }: Guarantee): InvalidGuaranteeReason | undefined =>
  uses > 0 ? SINGLE_USE[type] : undefined;

interface Check {
  readonly rule: RuleCode;
  readonly reason: InvalidGuaranteeReason | ((guarantee: Guarantee) => InvalidGuaranteeReason);
  readonly fails: (guarantee: Guarantee, asked: Asked, measure: Measure) => boolean;
}

/** In the order in which the reasons are given. */
const CHECKS: readonly Check[] = [
  {
    rule: 'C404',
    reason: 'G02',
    fails: ({ status, validTo }, _, { now }) => status !== 'active' || now >= validTo,
  },
  {
    rule: 'C406',
    reason: 'G04',
    fails: ({ holderTin }, asked) => asked.holderTin !== holderTin,
  },
  {
    rule: 'C407',
    reason: (guarantee) => usedUp(guarantee) ?? 'G10',
    fails: (guarantee) => usedUp(guarantee) !== undefined,
  },
  {
    rule: 'C408',
    reason: 'G06',
    fails: ({ restrictions }, asked) => restrictions.excludesSensitive && asked.sensitive === 1,
  },
  {
    rule: 'C409',
    reason: 'G08',
    fails: (guarantee, asked) => uncovered(guarantee, asked.countries).length > 0,
  },
  {
    // An amount in another currency cannot be compared: as far as the books go, it is not covered.
    rule: 'C416',
    reason: 'G09',
    fails: (_, asked, { currency }) => asked.currency !== currency,
  },
  {
    // What is used up has no balance to speak of (C407 says so).
    rule: 'C410',
    reason: 'G09',
    fails: (guarantee, asked, { currency, off }) =>
      (asked.currency === currency || off.has('C416')) &&
      usedUp(guarantee) === undefined &&
      !covers(guarantee.ledger, toCents(asked.amount)),
  },
  {
    rule: 'C411',
    reason: 'G11',
    fails: ({ type, restrictions }, asked) => type === '2' && !coversWay(restrictions, asked),
  },
  {
    rule: 'C412',
    reason: 'G12',
    fails: ({ restrictions }, asked) => !coversCommodities(restrictions, asked.commodities ?? []),
  },
  { rule: 'C413', reason: 'G13', fails: ({ type }, asked) => asked.type !== type },
];

/** All problems, in the order of the checks; none where the amount may be reserved. A stranger to the guarantee learns of one only. */
export function problemsOf(
  guarantee: Guarantee | undefined,
  asked: Asked,
  measure: Measure,
): readonly Problem[] {
  const { off } = measure;
  if (guarantee === undefined) {
    const rule = unknownGrnRule(asked.grn);
    return off.has(rule) ? [] : [{ rule, reason: 'G01' }];
  }
  if (asked.accessCode !== guarantee.accessCode && !off.has('C405')) {
    return [{ rule: 'C405', reason: 'G03' }];
  }
  return CHECKS.filter(({ rule, fails }) => !off.has(rule) && fails(guarantee, asked, measure)).map(
    ({ rule, reason }) => ({
      rule,
      reason: typeof reason === 'string' ? reason : reason(guarantee),
    }),
  );
}

/** Each reason once, in the order of the checks. */
export const reasonsOf = (problems: readonly Problem[]): string[] => [
  ...new Set(problems.map(({ reason }) => reason)),
];

export const rulesOf = (problems: readonly Problem[]): string[] => problems.map(({ rule }) => rule);

/** Why a GRN is not in the books: its form, its check digit, or that nobody ever allotted it. */
function unknownGrnRule(grn: string): RuleCode {
  const parsed = parseGrn(grn, '/body/grn');
  return parsed.ok ? 'C403' : (parsed.error.code ?? 'C401');
}

/** Countries of a route that the guarantee does not hold in. */
export const uncovered = (guarantee: Guarantee, route: readonly string[]): string[] =>
  route.filter((iso2) => !guarantee.countries.includes(iso2));
