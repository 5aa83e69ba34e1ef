/** Checks of the result of a control at departure (N017), or of the decision that stands for it. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { parseIsoUtc } from '../../../simulator/core/time.ts';
import { CONTROL_RESULTS } from '../code-lists.ts';
import type { Body } from '../message-types.ts';
import type { Declaration, Defect } from '../messages/parts.ts';
import type { RuleCode } from '../rules/rules.ts';
import type { CheckOf } from './check.ts';
import { check, findDefects } from './check.ts';
import { SEAL_CHECKS } from './transport-checks.ts';

export type ControlReport = Pick<Body<'N017'>, 'result' | 'seals' | 'limitDate'>;

/** What the officer reports, and of what. */
export interface ReportCase {
  readonly report: ControlReport;
  readonly declaration: Declaration;
  /** The principal is an authorised consignor, and declared as such. */
  readonly byConsignor: boolean;
  readonly now: SimTime;
}

export const REPORT_CHECKS: readonly CheckOf<ReportCase>[] = [
  check('C103', ({ report: { result } }, findings) => {
    if (!Object.hasOwn(CONTROL_RESULTS, result.code)) {
      findings.add('/body/result/code', 12, result.code);
    }
  }),
  check('C329', ({ report: { result } }, findings) => {
    const { code, differences = [] } = result;
    if ((code === 'A5' || code === 'B1') && differences.length === 0) {
      findings.add('/body/result/differences', 13);
    }
  }),
  check('C330', ({ report: { result }, byConsignor }, findings) => {
    if (result.code === 'A3' && !byConsignor) findings.add('/body/result/code', 12, 'A3');
  }),
  check('C332', ({ report: { limitDate }, declaration, now }, findings) => {
    if (limitDate === undefined) return;
    const limit = parseIsoUtc(limitDate);
    const last = parseIsoUtc(declaration.officesOfTransit.at(-1)?.estimatedArrival ?? '') ?? now;
    if (limit === undefined || limit < now || limit < last) {
      findings.add('/body/limitDate', 14, limitDate);
    }
  }),
];

/** All defects of a report. @param off rules that are not checked. */
export const judgeReport = (
  subject: ReportCase,
  off?: ReadonlySet<RuleCode>,
): readonly Defect[] => [...findDefects(REPORT_CHECKS, subject, off), ...sealDefects(subject, off)];

function sealDefects({ report }: ReportCase, off?: ReadonlySet<RuleCode>): readonly Defect[] {
  const { seals } = report;
  return seals === undefined ? [] : findDefects(SEAL_CHECKS, { declaration: { seals } }, off);
}
