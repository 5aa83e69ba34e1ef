/** What a generator tells whoever measures its load. Times in ms since the load began. */
import type { Interval } from '../report/load-report.ts';

export interface Metering {
  /** The seconds that are over. */
  readonly intervals: readonly Interval[];
  /** A movement has begun. */
  onBegun(intended: number): void;
  /** A message has become due. */
  onDue(intended: number): void;
  /** @param late ms after it was intended, and might have left. */
  onSent(late: number, intended: number): void;
  onAcknowledged(type: string, intended: number, now: number): void;
  onDelivered(intended: number, now: number): void;
  onMovementDone(now: number): void;
  /** A second is over. @param backlog messages that are overdue or not acknowledged. */
  closeSecond(backlog: number): unknown;
}
