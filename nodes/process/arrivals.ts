/** Messages that have come over the wire in lockstep, kept until a grant names them; physical duplicates end here. */
import type { Message } from '../../simulator/core/participant.ts';

/** Messages that are kept without a grant having named them; beyond it the oldest go, and are published again by their sender. */
const WAITING_MOST = 200_000;
/** Taken ones that are remembered: a participant may send the same message twice in one window. */
const TAKEN_MOST = 4_096;

export class Arrivals {
  private readonly waiting = new Map<string, Message>();
  private readonly taken = new Map<string, Message>();
  private missing = new Set<string>();
  private complete: (() => void) | undefined;

  /** @param from the participant that published it: it alone may be named as its source. */
  put(from: string, message: Message): void {
    const key = keyOf(from, message.messageId);
    if (this.waiting.has(key) || this.taken.has(key)) return;
    this.waiting.set(key, message);
    trim(this.waiting, WAITING_MOST);
    if (!this.missing.delete(key) || this.missing.size > 0) return;
    this.complete?.();
  }

  /** Takes a message that is here. @throws where it is not: `waitFor` it first. */
  take(from: string, messageId: string): Message {
    const key = keyOf(from, messageId);
    const message = this.waiting.get(key) ?? this.taken.get(key);
    if (message === undefined)
      throw new Error(`${messageId} of ${from} has not come over the wire`);
    this.waiting.delete(key);
    this.taken.set(key, message);
    trim(this.taken, TAKEN_MOST);
    return message;
  }

  /**
   * Settles when all of them are here.
   * @param onLate is told, each `waitMs`, which ones are not.
   */
  async waitFor(
    wanted: readonly { readonly from: string; readonly messageId: string }[],
    waitMs: number,
    onLate: (missing: { from: string; messageId: string }[]) => void,
  ): Promise<void> {
    const absent = wanted.filter(({ from, messageId }) => !this.here(keyOf(from, messageId)));
    if (absent.length === 0) return;
    this.missing = new Set(absent.map(({ from, messageId }) => keyOf(from, messageId)));
    const timer = setInterval(() => {
      onLate(absent.filter(({ from, messageId }) => this.missing.has(keyOf(from, messageId))));
    }, waitMs);
    await new Promise<void>((resolve) => (this.complete = resolve));
    clearInterval(timer);
    this.complete = undefined;
  }

  private here(key: string): boolean {
    return this.waiting.has(key) || this.taken.has(key);
  }
}

const keyOf = (from: string, messageId: string): string => `${from} ${messageId}`;

/** A map keeps the order of insertion: the first are the oldest. */
function trim(map: Map<string, Message>, most: number): void {
  if (map.size <= most) return;
  for (const key of map.keys()) {
    map.delete(key);
    if (map.size <= most) return;
  }
}
