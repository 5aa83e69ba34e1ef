/** What an office of transit keeps of a movement that is to enter its country: the advance record, and what came of it. */
import type { SimTime } from '../../../simulator/core/time.ts';
import type { Channel } from '../../common/code-lists.ts';
import type { Declaration } from '../../common/messages/parts.ts';
import type { TransitState } from '../../common/states/transit.ts';

export interface TransitData {
  readonly status: TransitState;
  readonly mrn: string;
  readonly office: string;
  readonly declaration: Declaration;
  /** Identifiers of the seals that were on at release. */
  readonly seals: readonly string[];
  /** The goods were controlled at departure and found in order (A1). */
  readonly controlledAtDeparture: boolean;
  readonly channel: Channel;
  /** Whoever presented the goods, and in which message; empty before. */
  readonly driver: string;
  readonly presentationId: string;
  readonly closedAt: SimTime;
}

const NO_CHANGES: Partial<TransitData> = {};

export class TransitRecord implements TransitData {
  readonly status: TransitState;
  readonly mrn: string;
  readonly office: string;
  readonly declaration: Declaration;
  readonly seals: readonly string[];
  readonly controlledAtDeparture: boolean;
  readonly channel: Channel;
  readonly driver: string;
  readonly presentationId: string;
  readonly closedAt: SimTime;

  constructor(data: TransitData, changes: Partial<TransitData> = NO_CHANGES) {
    this.status = changes.status ?? data.status;
    this.mrn = data.mrn;
    this.office = data.office;
    this.declaration = data.declaration;
    this.seals = data.seals;
    this.controlledAtDeparture = data.controlledAtDeparture;
    this.channel = changes.channel ?? data.channel;
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

export const reviveTransitRecord = (json: unknown): TransitRecord =>
  new TransitRecord(json as TransitData);

/** One record for each movement and office. */
export const transitKey = (mrn: string, office: string): string => `${mrn}/${office}`;
