/** What is the same wherever a script's steps are read: what they are called, how much time lies between them, which office a place means. */
import { officeAt } from '../nodes/countries/offices.ts';
import type { OfficeRole } from '../nodes/countries/parameters.ts';
import type { TaskKind } from '../nodes/common/tasks.ts';
import { parseDuration } from '../simulator/core/time.ts';
import type { Step } from './script-schema.ts';

/** So long after the step before, where a step does not say; the last step is watched as long. */
export const STEP_AFTER = '10m';

/** The author's name of a step, or its number. */
export const stepId = (step: Pick<Step, 'id'>, index: number): string =>
  step.id ?? `step${String(index + 1)}`;

/** How long a script takes, in ms; durations that cannot be read count nothing, for they are told elsewhere. */
export function scriptLength(steps: readonly unknown[]): number {
  const each = parseDuration(STEP_AFTER) ?? 0;
  let ms = each;
  for (const step of steps) {
    const after = typeof step === 'object' && step !== null && 'after' in step ? step.after : each;
    ms += typeof after === 'string' || typeof after === 'number' ? (parseDuration(after) ?? 0) : 0;
  }
  return ms;
}

/** Which office a place means, by what is done there; a code means itself. */
export const OFFICE_FOR = {
  presents: 'TRA',
  arrives: 'DES',
  answersEnquiry: 'DES',
  reportsIncident: 'INC',
} as const satisfies Readonly<Record<string, OfficeRole>>;

/** Tasks of the offices of guarantee, enquiry and recovery. */
const AT_HEADQUARTERS: ReadonlySet<TaskKind> = new Set<TaskKind>([
  ...(['accountReview', 'accountConfirmation', 'accountStatus', 'authorisationReview'] as const),
  ...(['guaranteeReview', 'guaranteeStatus', 'enquiry', 'proof', 'enquiryAnswer'] as const),
  ...(['recovery', 'recoveryRequest', 'payment', 'claimWithdrawal', 'recoveryNote'] as const),
]);

/** Where tasks of a kind are decided; undefined: at whatever office stands there. */
export const officeForTask = (kind: TaskKind): OfficeRole | undefined =>
  AT_HEADQUARTERS.has(kind) ? 'GUA' : undefined;

/** The code of the office at a place, or the code itself; undefined where there is none with the role. */
export function officeIn(at: string, role: OfficeRole | undefined): string | undefined {
  return /^[A-Z]{2}/.test(at) ? at : officeAt(at, role)?.code;
}
