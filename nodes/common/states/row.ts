/** The shape of a row of a state table: from which state, on what, to which state, and what goes out. Rows are data; the steps are code elsewhere. */
import type { Bilingual } from '../bilingual.ts';
import type { Domain } from '../message-types.ts';
import type { TimerId } from '../timers.ts';

export type Machine = 'departure' | 'transit' | 'destination' | 'guarantee' | 'usage' | 'enquiry';

/** D departure, B transit (border), A destination (arrival), G guarantee, U usage of a guarantee, E enquiry and recovery. */
export type RowId = `${'D' | 'B' | 'A' | 'G' | 'U' | 'E'}${number}`;

/** Any code of the catalogue in domain.md section 4, also one that this version does not speak yet. */
export type CatalogueCode = `${Domain}${number}`;

export type RowEvent =
  /** any: every message about the movement that asks for something. */
  | { readonly kind: 'message'; readonly codes: readonly CatalogueCode[] | 'any' }
  | { readonly kind: 'timer'; readonly timer: TimerId }
  | { readonly kind: 'decision'; readonly decision: DecisionId }
  | { readonly kind: 'internal'; readonly event: InternalEvent };

/** What an officer, at the end of a task or on his own account, decides; control results are decisions too. */
export type DecisionId =
  | 'accept'
  | 'refuse'
  | 'control'
  | 'noControl'
  | 'A1'
  | 'A2'
  | 'A5'
  | 'B1'
  | 'invalidate'
  | 'resolved'
  | 'notResolved'
  | 'pass'
  | 'check'
  | 'sealsOk'
  | 'resealed'
  | 'refusePassage'
  | 'stop'
  | 'askGuarantor'
  | 'grant'
  | 'suspend'
  | 'reinstate'
  | 'revoke'
  | 'withdrawClaim'
  | 'askPrincipal'
  | 'openEnquiry'
  | 'acceptProof'
  | 'rejectProof'
  | 'startRecovery'
  | 'transferRecovery';

/** What happens inside the office, without message, timer or officer. */
export type InternalEvent =
  'autoAccept' | 'movementReleased' | 'lastUsageReleased' | 'enquiryRow' | 'principalPaid';

export interface Emission {
  readonly code: CatalogueCode;
  /** Absent: always. */
  readonly when?: Bilingual;
}

/** A row over the states `S` of its machine and of the machines that it shares an object with. */
export interface StateRow<S extends string = string> {
  readonly id: RowId;
  readonly machine: Machine;
  /** none: the object does not exist yet. anyFinal: every final state. */
  readonly from: readonly S[] | 'none' | 'anyFinal';
  /** Any one of them. */
  readonly on: readonly RowEvent[];
  readonly guard?: Bilingual;
  /** More than one: the guard or the message says which. same: the state stays, whatever it is. */
  readonly to: readonly S[] | 'same';
  readonly emits: readonly Emission[];
  readonly starts: readonly TimerId[];
  readonly stops: readonly TimerId[];
  readonly text: Bilingual;
}

/** A state as people read it. */
export interface StateInfo extends Bilingual {
  readonly final?: true;
}

type Optional = 'emits' | 'starts' | 'stops';
type RowSeed<S extends string> = Omit<StateRow<S>, 'id' | 'machine' | Optional> &
  Partial<Pick<StateRow<S>, Optional>>;

/** Maker of the rows of one machine: what is not given is empty. */
export const rowsOf =
  <S extends string>(machine: Machine) =>
  (id: RowId, seed: RowSeed<S>): StateRow<S> => ({
    id,
    machine,
    emits: [],
    starts: [],
    stops: [],
    ...seed,
  });

export const message = (...codes: readonly CatalogueCode[]): RowEvent => ({
  kind: 'message',
  codes,
});
export const timer = (id: TimerId): RowEvent => ({ kind: 'timer', timer: id });
export const decision = (id: DecisionId): RowEvent => ({ kind: 'decision', decision: id });
export const internal = (event: InternalEvent): RowEvent => ({ kind: 'internal', event });

export const always = (...codes: readonly CatalogueCode[]): readonly Emission[] =>
  codes.map((code) => ({ code }));
export const sometimes = (code: CatalogueCode, when: Bilingual): Emission => ({ code, when });
