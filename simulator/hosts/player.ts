/** What the conductor knows of whoever runs its windows: a process, or in tests a few cells. Types only. */
import type { Arrival, Done, Grant } from '../../nodes/process/protocol.ts';
import type { Message } from '../core/participant.ts';
import type { SimTime } from '../core/time.ts';

export type Granted = Omit<Grant, 'k'>;
export type Answered = Omit<Done, 'k'>;

/** A message that may be on nobody's wire any more, under the sequence that announced it. */
export interface Sent {
  readonly sequence: number;
  readonly message: Message;
}

/** The window was not run: whoever was to run it is dead, and what he had sent before may not have come. */
export interface Missed {
  readonly missed: true;
  readonly sent: readonly Sent[];
}

export const isMissed = (answer: Answered | Missed): answer is Missed => 'missed' in answer;

/** One process; it may play several participants. */
export interface Player {
  readonly name: string;
  /** Indexes of the participants that it plays. */
  readonly plays: readonly number[];
  /** Its own next event, in ms; Infinity for none. */
  next: SimTime;
  /** Whether it can be granted a window. */
  readonly isHere: boolean;
  grant(granted: Granted): Promise<Answered | Missed>;
  /** The same window again: what it waited for stands in the grant. */
  amend(granted: Granted): void;
  /** Ends it in order. @returns what it had sent and may not have come. */
  leave(): Promise<readonly Sent[]>;
  /** Set by the conductor; called when it does not come back by itself. */
  onGone: (sent: readonly Sent[]) => void;
}

/** Arrivals of one source with what it had sent in them, so that nobody waits for it on the wire; the others are as they were. */
export function withSent(
  arrivals: readonly Arrival[],
  source: number,
  sent: readonly Sent[],
): Arrival[] {
  const messages = new Map(sent.map(({ sequence, message }) => [sequence, message]));
  return arrivals.map((arrival) => {
    if (arrival.source !== source || arrival.message !== undefined) return arrival;
    const message = messages.get(arrival.sequence);
    return message === undefined ? arrival : { ...arrival, message };
  });
}
