/** Whether a guarantee covers an amount for a movement: rules C401 to C410, C413 and C416. Reserves nothing. */
import type { SimTime } from '../../../simulator/core/time.ts';
import type { InvalidGuaranteeReason } from '../../common/code-lists.ts';
import type { Body } from '../../common/message-types.ts';
import { parseGrn } from '../../common/numbers/grn.ts';
import type { RuleCode } from '../../common/rules/rules.ts';
import type { Guarantee } from './guarantee.ts';
import { covers, toCents } from './ledger.ts';

/** A rule broken, and the reason of CL252 that it is answered with. */
export interface Problem {
  readonly rule: RuleCode;
  readonly reason: InvalidGuaranteeReason;
}

/** What X200 and X203 ask. */
type Asked = Body<'X203'>;

/** Types that may be used once (rule C407), with the reason given for the second use. */
const SINGLE_USE: Readonly<Record<string, InvalidGuaranteeReason>> = { '2': 'G10', '4': 'G05' };

/** All problems, in the order of the rules; none where the amount may be reserved. A stranger to the guarantee learns of one only. */
export function problemsOf(
  guarantee: Guarantee | undefined,
  asked: Asked,
  now: SimTime,
  currency: string,
): readonly Problem[] {
  if (guarantee === undefined) return [{ rule: unknownGrnRule(asked.grn), reason: 'G01' }];
  if (asked.accessCode !== guarantee.accessCode) return [{ rule: 'C405', reason: 'G03' }];
  const problems: Problem[] = [];
  const found = (rule: RuleCode, reason: InvalidGuaranteeReason): void => {
    problems.push({ rule, reason });
  };
  const { status, validTo, holderTin, type, uses, ledger } = guarantee;
  if (status !== 'active' || now >= validTo) found('C404', 'G02');
  if (asked.holderTin !== holderTin) found('C406', 'G04');
  const usedUp = SINGLE_USE[type];
  if (usedUp !== undefined && uses > 0) found('C407', usedUp);
  if (uncovered(guarantee, asked.countries).length > 0) found('C409', 'G08');
  // An amount in another currency cannot be compared: as far as the books go, it is not covered.
  if (asked.currency !== currency) found('C416', 'G09');
  else if (!covers(ledger, toCents(asked.amount))) found('C410', 'G09');
  if (asked.type !== type) found('C413', 'G13');
  return problems;
}

/** Why a GRN is not in the books: its form, its check digit, or that nobody ever allotted it. */
function unknownGrnRule(grn: string): RuleCode {
  const parsed = parseGrn(grn, '/body/grn');
  return parsed.ok ? 'C403' : (parsed.error.code ?? 'C401');
}

/** Countries of a route that the guarantee does not hold in. */
export const uncovered = (guarantee: Guarantee, route: readonly string[]): string[] =>
  route.filter((iso2) => !guarantee.countries.includes(iso2));
