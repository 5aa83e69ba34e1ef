/** What an officer may decide without being asked: at offices of which roles, and about what number. */
import type { TaskKind } from '../../nodes/common/tasks.ts';

export type NumberKind = 'mrn' | 'grn' | 'tin';

export interface OwnDecision {
  readonly kind: TaskKind;
  readonly number: NumberKind;
  /** Office roles (domain.md section 2.3); empty for any office. */
  readonly roles: readonly string[];
}

const OWN: readonly OwnDecision[] = [
  { kind: 'invalidation', number: 'mrn', roles: ['DEP'] },
  { kind: 'guaranteeStatus', number: 'grn', roles: ['GUA'] },
  { kind: 'accountStatus', number: 'tin', roles: ['GUA'] },
  { kind: 'proof', number: 'mrn', roles: ['ENQ'] },
  { kind: 'claimWithdrawal', number: 'mrn', roles: ['REC'] },
  { kind: 'recoveryNote', number: 'mrn', roles: ['REC'] },
  { kind: 'movementQuery', number: 'mrn', roles: [] },
];

/** In the order in which they are offered. */
export const ownDecisions = (roles: readonly string[]): readonly OwnDecision[] =>
  OWN.filter((own) => own.roles.length === 0 || own.roles.some((role) => roles.includes(role)));
