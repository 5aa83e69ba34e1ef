/** How long a process has owed an answer, by wall clock that is handed in: when people should hear of it, and when it counts as silent. */
import type { SimTime } from '../core/time.ts';
import { isoUtc } from '../core/time.ts';

/** How much is waited for before the run goes on without somebody, in ms of wall clock. */
export interface Patience {
  /** Without a word, while it has a window to run. */
  readonly silentMs: number;
  /** From its death until it is there again. */
  readonly startMs: number;
}

/** What `live` waits (design, section 2). */
export const PATIENCE: Patience = { silentMs: 2_000, startMs: 20_000 };

/** What a process was asked, and since when it has owed the answer. */
export interface Awaited {
  readonly node: string;
  readonly window: number;
  readonly from: SimTime;
  readonly until: SimTime;
  readonly messages: number;
  /** Whether an event of its own is due in the window. */
  readonly ownEvent: boolean;
  /** In ms of wall clock. */
  readonly forMs: number;
}

/** Time between two sentences about the same window. */
const TELL_MS = 5_000;

export class Vigil {
  private readonly patience: Patience | undefined;
  private asked: Omit<Awaited, 'forMs'> | undefined;
  private pinged = false;
  /** It has died and has not come back. */
  private starting = false;
  private forMs = 0;
  private quietMs = 0;
  private startingMs = 0;
  private toldMs = 0;

  /** @param patience undefined waits for ever, and says so now and then. */
  constructor(patience: Patience | undefined) {
    this.patience = patience;
  }

  ask(asked: Omit<Awaited, 'forMs'>): void {
    this.asked = asked;
    this.forMs = this.quietMs = this.toldMs = 0;
  }

  /** Somebody else waits for what it sent: it is asked whether it is there. @returns false where it owes a word anyway. */
  ping(): boolean {
    if (this.pinged || this.starting || this.asked !== undefined) return false;
    this.pinged = true;
    this.quietMs = 0;
    return true;
  }

  /** It said anything at all. */
  hear(): void {
    this.pinged = false;
    this.quietMs = 0;
  }

  answered(): void {
    this.asked = undefined;
  }

  /** It is no more, and comes back or does not. */
  died(): void {
    this.pinged = false;
    if (!this.starting) this.startingMs = 0;
    this.starting = true;
  }

  ready(): void {
    this.starting = false;
    this.quietMs = 0;
  }

  /** What it owes; undefined where it owes nothing. */
  awaited(): Awaited | undefined {
    return this.asked === undefined ? undefined : { ...this.asked, forMs: Math.round(this.forMs) };
  }

  /** Time has passed. `tell`: people should hear; `silent`: it is there and says nothing; `absent`: it does not start. */
  pass(ms: number): 'tell' | 'silent' | 'absent' | undefined {
    const { patience } = this;
    if (this.starting) this.startingMs += ms;
    else if (this.asked !== undefined || this.pinged) this.quietMs += ms;
    if (this.asked !== undefined) this.forMs += ms;
    if (patience !== undefined && this.starting && this.startingMs >= patience.startMs)
      return 'absent';
    if (patience !== undefined && !this.starting && this.quietMs >= patience.silentMs)
      return 'silent';
    if (this.asked === undefined || this.forMs - this.toldMs < TELL_MS) return undefined;
    this.toldMs = this.forMs;
    return 'tell';
  }
}

/** What is said of it: has not answered window 812 (2026-07-20 04:10:03 to 04:10:04, 3 messages, its own timer) for 12 s. */
export function awaitedText(awaited: Awaited): string {
  const { window, from, until, messages, ownEvent, forMs } = awaited;
  const [day, begins] = [isoUtc(from).slice(0, 10), isoUtc(from).slice(11, 19)];
  const parts = [
    `${day} ${begins} to ${isoUtc(until).slice(11, 19)}`,
    ...(messages === 0 ? [] : [messages === 1 ? '1 message' : `${String(messages)} messages`]),
    ...(ownEvent ? ['its own timer'] : []),
  ];
  const seconds = String(Math.floor(forMs / 1_000));
  return `has not answered window ${String(window)} (${parts.join(', ')}) for ${seconds} s`;
}

/** A message that a window waits for on the wire. */
export interface MissingMessage {
  readonly from: string;
  readonly messageId: string;
}

/** What is said beside it. */
export function missingText(messages: readonly MissingMessage[]): string {
  const first = messages[0];
  const more = messages.length > 1 ? ` and ${String(messages.length - 1)} more` : '';
  return `; it waits for ${first?.messageId ?? 'a message'} of ${first?.from ?? 'somebody'}${more}`;
}
