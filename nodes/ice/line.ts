/** One recipient as far as ICE knows: whether receipts come, whether it has announced to be away, when its timer rings. */
import type { ParticipantId } from '../../simulator/core/participant.ts';
import type { Row } from '../../simulator/core/table.ts';
import type { SimTime } from '../../simulator/core/time.ts';

export interface LineData {
  /** How often the timer rang since the last receipt with messages overdue; above 0 only the oldest message is tried. */
  readonly silent: number;
  /** A receipt has come since the timer was set. */
  readonly heard: boolean;
  /** When the timer rings; 0: it is not set. */
  readonly timerAt: SimTime;
  /** Announced outage (S070, rule C602); 0 and 0 where there is none. */
  readonly awayFrom: SimTime;
  /** 0: the end was not announced, and nobody planned it; `NO_END`: planned, until it is said to be over (S071). */
  readonly awayUntil: SimTime;
  /** Since when the oldest message waits, of a recipient that all nodes were told of (S971); 0 where they were not. */
  readonly lostSince: SimTime;
  /** Whom ICE has told that his messages wait for the end of the outage. */
  readonly told: readonly ParticipantId[];
}

/** Later than any time of a run, and a number that JSON can carry. */
export const NO_END: SimTime = Number.MAX_SAFE_INTEGER;
export const NOBODY: readonly ParticipantId[] = [];

export class Line implements Row, LineData {
  readonly silent: number;
  readonly heard: boolean;
  readonly timerAt: SimTime;
  readonly awayFrom: SimTime;
  readonly awayUntil: SimTime;
  readonly lostSince: SimTime;
  readonly told: readonly ParticipantId[];

  constructor(data: LineData, change: Partial<LineData> = UNCHANGED) {
    this.silent = change.silent ?? data.silent;
    this.heard = change.heard ?? data.heard;
    this.timerAt = change.timerAt ?? data.timerAt;
    this.awayFrom = change.awayFrom ?? data.awayFrom;
    this.awayUntil = change.awayUntil ?? data.awayUntil;
    this.lostSince = change.lostSince ?? data.lostSince;
    this.told = change.told ?? data.told;
  }

  with(change: Partial<LineData>): Line {
    return new Line(this, change);
  }

  /** It has announced that it takes nothing at this time. */
  isAway(now: SimTime): boolean {
    return this.awayFrom <= now && now < this.awayUntil;
  }
}

const UNCHANGED: Partial<LineData> = {};

/** A recipient that nothing is known of. */
export const HERE = new Line({
  silent: 0,
  heard: false,
  timerAt: 0,
  awayFrom: 0,
  awayUntil: 0,
  lostSince: 0,
  told: NOBODY,
});

export const reviveLine = (json: unknown): Line => new Line(json as LineData);
