/** What the office of destination keeps of a movement: the advance record, and what came of it. */
import type { SimTime } from '../../../simulator/core/time.ts';
import type { Channel } from '../../common/code-lists.ts';
import type { Declaration } from '../../common/messages/parts.ts';
import type { DestinationState } from '../../common/states/destination.ts';

export interface ArrivalData {
  readonly status: DestinationState;
  readonly mrn: string;
  readonly office: string;
  readonly declaration: Declaration;
  /** Identifiers of the seals that were on at release. */
  readonly seals: readonly string[];
  readonly channel: Channel;
  /** Whoever notified the arrival; empty before. */
  readonly trader: string;
  readonly closedAt: SimTime;
}

const NO_CHANGES: Partial<ArrivalData> = {};

export class ArrivalRecord implements ArrivalData {
  readonly status: DestinationState;
  readonly mrn: string;
  readonly office: string;
  readonly declaration: Declaration;
  readonly seals: readonly string[];
  readonly channel: Channel;
  readonly trader: string;
  readonly closedAt: SimTime;

  constructor(data: ArrivalData, changes: Partial<ArrivalData> = NO_CHANGES) {
    this.status = changes.status ?? data.status;
    this.mrn = data.mrn;
    this.office = data.office;
    this.declaration = data.declaration;
    this.seals = data.seals;
    this.channel = changes.channel ?? data.channel;
    this.trader = changes.trader ?? data.trader;
    this.closedAt = changes.closedAt ?? data.closedAt;
  }

  with(changes: Partial<ArrivalData>): ArrivalRecord {
    return new ArrivalRecord(this, changes);
  }
}

export const reviveArrivalRecord = (json: unknown): ArrivalRecord =>
  new ArrivalRecord(json as ArrivalData);
