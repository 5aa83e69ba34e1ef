/** One movement of a load: how far it has come, and what its next message waits for. */
import type { Flow } from '../flows/flow.ts';

export class Movement {
  readonly flow: Flow;
  /** Its MRN, or the TIN of an account. */
  readonly number: string;
  readonly begun: number;
  /** Number of its first message; the others follow. */
  readonly first: number;
  /** When each of its messages is to be sent, in ms since the load began. */
  readonly intended: number[] = [];
  /** How many of its messages are due, have left, are acknowledged. */
  due = 0;
  sent = 0;
  acknowledged = 0;
  private readonly arrivals: number[];
  private length: number;

  constructor(flow: Flow, number: string, begun: number, first: number) {
    this.flow = flow;
    this.number = number;
    this.begun = begun;
    this.first = first;
    this.length = flow.messages.length;
    this.arrivals = flow.messages.map(() => 0);
  }

  /** In life hours lie between two messages: the next one follows when the one before is acknowledged, and its sender has what it answers. */
  maySend(): boolean {
    const step = this.sent;
    if (step >= this.due || step >= this.length || this.acknowledged < step) return false;
    const { needs } = this.flow.messages[step]!;
    return needs < 0 || this.arrivals[needs]! > 0;
  }

  deliver(step: number): void {
    this.arrivals[step]!++;
  }

  /** An earlier message from and to the same countries that has not arrived; -1: there is none. */
  missingBefore(step: number, country: string): number {
    const { from, to } = this.flow.messages[step]!;
    if (to !== country) return -1;
    for (let earlier = 0; earlier < step; earlier++) {
      const message = this.flow.messages[earlier]!;
      if (message.from === from && message.to === to && this.arrivals[earlier] === 0)
        return earlier;
    }
    return -1;
  }

  /** It ends before this message. */
  cut(step: number): void {
    this.length = Math.min(this.length, Math.max(step, this.sent));
  }

  isThrough(): boolean {
    if (this.acknowledged < this.length) return false;
    for (let step = 0; step < this.length; step++) if (this.arrivals[step] === 0) return false;
    return true;
  }
}
