/** What the office of destination keeps of a movement: the advance record, and what came of it. */
import type { SimTime } from '../../../simulator/core/time.ts';
import type { Channel } from '../../common/code-lists.ts';
import type { Body } from '../../common/message-types.ts';
import type { ControlResult, Declaration } from '../../common/messages/parts.ts';
import type { AdvanceRecord } from '../../common/messages/transit.ts';
import type { DestinationState } from '../../common/states/destination.ts';
import { controlledBefore } from '../risk.ts';

export interface ArrivalData {
  /** While the record is asked for, or where it is refused, there is an `AskedRecord` in its place. */
  readonly status: Exclude<DestinationState, 'aarAsked' | 'aarRefused'>;
  readonly mrn: string;
  readonly office: string;
  readonly declaration: Declaration;
  /** Identifiers of the seals that should be on, and the means that should carry them: as at release, or after the last incident. */
  readonly seals: readonly string[];
  readonly means: Body<'T015'>['means'];
  /** Offices that have controlled the goods before. */
  readonly controlledBy: readonly string[];
  readonly channel: Channel;
  /** Why controls done before are not enough here; empty where they are, or where there were none. */
  readonly repeats: string;
  /** Seals that the arrival showed, where they are others; undefined where they are those that should be on. */
  readonly otherSeals: readonly string[] | undefined;
  /** Whoever notified the arrival; empty before. */
  readonly trader: string;
  /** Of an unloading at an authorised consignee; undefined in the normal procedure. */
  readonly unloading: Unloading | undefined;
  /** What X018 said; undefined before. */
  readonly result: ControlResult | undefined;
  readonly closedAt: SimTime;
}

/** What an authorised consignee has told of his unloading so far. */
export interface Unloading {
  /** Permissions to go on after a partial unloading. */
  readonly permissions: number;
  readonly differences: readonly string[];
  /** Undefined until told. */
  readonly stateOfSeals?: 0 | 1;
}

export const NOTHING_UNLOADED: Unloading = { permissions: 0, differences: [] };

const NO_CHANGES: Partial<ArrivalData> = {};

export class ArrivalRecord implements ArrivalData {
  readonly status: ArrivalData['status'];
  readonly mrn: string;
  readonly office: string;
  readonly declaration: Declaration;
  readonly seals: readonly string[];
  readonly means: Body<'T015'>['means'];
  readonly controlledBy: readonly string[];
  readonly channel: Channel;
  readonly repeats: string;
  readonly otherSeals: readonly string[] | undefined;
  readonly trader: string;
  readonly unloading: Unloading | undefined;
  readonly result: ControlResult | undefined;
  readonly closedAt: SimTime;

  constructor(data: ArrivalData, changes: Partial<ArrivalData> = NO_CHANGES) {
    this.status = changes.status ?? data.status;
    this.mrn = data.mrn;
    this.office = data.office;
    this.declaration = data.declaration;
    this.seals = changes.seals ?? data.seals;
    this.means = changes.means ?? data.means;
    this.controlledBy = data.controlledBy;
    this.channel = changes.channel ?? data.channel;
    this.repeats = changes.repeats ?? data.repeats;
    this.otherSeals = changes.otherSeals ?? data.otherSeals;
    this.trader = changes.trader ?? data.trader;
    this.unloading = changes.unloading ?? data.unloading;
    this.result = changes.result ?? data.result;
    this.closedAt = changes.closedAt ?? data.closedAt;
  }

  with(changes: Partial<ArrivalData>): ArrivalRecord {
    return new ArrivalRecord(this, changes);
  }
}

/** A movement that is expected, by what departure sends of it. */
export const expectedArrival = (
  record: AdvanceRecord,
  mrn: string,
  office: string,
): ArrivalRecord =>
  new ArrivalRecord({
    status: 'aarCreated',
    mrn,
    office,
    declaration: record.declaration,
    seals: record.seals.identifiers,
    means: record.declaration.means,
    controlledBy: controlledBefore(record),
    channel: 'green',
    repeats: '',
    otherSeals: undefined,
    trader: '',
    unloading: undefined,
    result: undefined,
    closedAt: 0,
  });

export const reviveArrivalRecord = (json: unknown): ArrivalRecord =>
  new ArrivalRecord(json as ArrivalData);

/** Where the record of the declared office stands: under the MRN alone. Of another office, to which the goods were diverted: `diversionKey`. */
export const arrivalKey = ({ mrn, office, declaration }: ArrivalRecord): string =>
  office === declaration.officeOfDestination ? mrn : diversionKey(mrn, office);

export const diversionKey = (mrn: string, office: string): string => `${mrn}/${office}`;
