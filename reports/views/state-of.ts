/** Which state a movement is in after an entry that names a row of the state tables. Reads the tables; decides nothing. */
import type { Machine } from '../../nodes/common/states/row.ts';
import { isFinal, MACHINES, ROWS, statesOf } from '../../nodes/common/states/tables.ts';

/** Rows with more than one outcome, by the fact that tells which it was; any other fact of such a row leaves the state. */
const OUTCOMES: Readonly<Record<string, string>> = {
  ReleaseDenied: 'notReleased',
  GuaranteeRetried: 'guaranteeRegistering',
  MovementInvalidated: 'invalidated',
  InvalidationRefused: 'accepted',
  AtrAskedAgain: 'atrAsked',
  AtrUnanswered: 'atrRefused',
  RecoveryTransferred: 'recoveryTransferred',
  RecoveryBegun: 'underRecovery',
  GuaranteeSuspended: 'suspended',
  GuaranteeReinstated: 'active',
};

export interface RowTarget {
  readonly machine: Machine;
  /** State after the row; null: the fact says which, or it stays. */
  readonly to: string | null;
}

const TARGETS: ReadonlyMap<string, RowTarget> = new Map(
  ROWS.map(({ id, machine, to }) => [
    id,
    { machine, to: to !== 'same' && to.length === 1 ? to[0]! : null },
  ]),
);

/** Machine and next state of a row; undefined for a row that the tables do not know. */
export const targetOf = (row: string): RowTarget | undefined => TARGETS.get(row);

/** The state after a fact under a row; `before` where the row changes nothing. */
export const stateAfter = (target: RowTarget, factType: string, before: string): string =>
  target.to ?? OUTCOMES[factType] ?? before;

const FINAL: ReadonlySet<string> = new Set(
  MACHINES.flatMap((machine) =>
    statesOf(machine)
      .filter((state) => isFinal(machine, state))
      .map((state) => `${machine}/${state}`),
  ),
);

/** As `isFinal` of the state tables, for states that this module has given out; `none` and unknown states are not final. */
export const isEnded = (machine: Machine, state: string): boolean =>
  FINAL.has(`${machine}/${state}`);
