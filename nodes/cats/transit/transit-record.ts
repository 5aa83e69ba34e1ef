/** What an office of transit keeps of a movement that is to enter its country: the advance record, and what came of it. */
import type { SimTime } from '../../../simulator/core/time.ts';
import type { Channel } from '../../common/code-lists.ts';
import type { Body } from '../../common/message-types.ts';
import type { Declaration } from '../../common/messages/parts.ts';
import type { AdvanceRecord } from '../../common/messages/transit.ts';
import type { TransitState } from '../../common/states/transit.ts';
import { controlledBefore } from '../risk.ts';

export interface TransitData {
  /** While the record is asked for, or where it is refused, there is an `AskedRecord` in its place. */
  readonly status: Exclude<TransitState, 'atrAsked' | 'atrRefused'>;
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
  /** Whoever presented the goods, and in which message; empty before. */
  readonly driver: string;
  readonly presentationId: string;
  readonly closedAt: SimTime;
}

const NO_CHANGES: Partial<TransitData> = {};

export class TransitRecord implements TransitData {
  readonly status: TransitData['status'];
  readonly mrn: string;
  readonly office: string;
  readonly declaration: Declaration;
  readonly seals: readonly string[];
  readonly means: Body<'T015'>['means'];
  readonly controlledBy: readonly string[];
  readonly channel: Channel;
  readonly repeats: string;
  readonly driver: string;
  readonly presentationId: string;
  readonly closedAt: SimTime;

  constructor(data: TransitData, changes: Partial<TransitData> = NO_CHANGES) {
    this.status = changes.status ?? data.status;
    this.mrn = data.mrn;
    this.office = data.office;
    this.declaration = data.declaration;
    this.seals = changes.seals ?? data.seals;
    this.means = changes.means ?? data.means;
    this.controlledBy = data.controlledBy;
    this.channel = changes.channel ?? data.channel;
    this.repeats = changes.repeats ?? data.repeats;
    this.driver = changes.driver ?? data.driver;
    this.presentationId = changes.presentationId ?? data.presentationId;
    this.closedAt = changes.closedAt ?? data.closedAt;
  }

  with(changes: Partial<TransitData>): TransitRecord {
    return new TransitRecord(this, changes);
  }

  /** The truck stands at the office and waits for a decision, or has waited. */
  get presented(): boolean {
    return this.driver !== '';
  }
}

/** A movement that is expected, by what departure sends of it. */
export const expectedTransit = (
  record: AdvanceRecord,
  mrn: string,
  office: string,
): TransitRecord =>
  new TransitRecord({
    status: 'atrCreated',
    mrn,
    office,
    declaration: record.declaration,
    seals: record.seals.identifiers,
    means: record.declaration.means,
    controlledBy: controlledBefore(record),
    channel: 'green',
    repeats: '',
    driver: '',
    presentationId: '',
    closedAt: 0,
  });

export const reviveTransitRecord = (json: unknown): TransitRecord =>
  new TransitRecord(json as TransitData);

/** One record for each movement and office. */
export const transitKey = (mrn: string, office: string): string => `${mrn}/${office}`;
