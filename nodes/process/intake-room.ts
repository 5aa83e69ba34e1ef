/** How much of each country waits to be safe: past a bound its connections are not read, so that TCP holds it back, and others go on. */

export interface RoomBounds {
  readonly messages: number;
  readonly bytes: number;
}

/** A stream that waits for room. */
export interface Held {
  resume(): void;
}

interface Waiting {
  messages: number;
  bytes: number;
  held: Set<Held>;
}

export class IntakeRoom {
  private readonly most: RoomBounds;
  private readonly byCountry = new Map<string, Waiting>();

  /** @param most of one country; the message that exceeds its bytes still enters. */
  constructor(most: RoomBounds) {
    this.most = most;
  }

  /** Whether another message of the country may enter; if not, the stream is resumed when half of the room is free. */
  isFree(country: string, stream: Held): boolean {
    const waiting = this.of(country);
    if (waiting.messages < this.most.messages && waiting.bytes < this.most.bytes) return true;
    waiting.held.add(stream);
    return false;
  }

  enter(country: string, bytes: number): void {
    const waiting = this.of(country);
    waiting.messages++;
    waiting.bytes += bytes;
  }

  leave(country: string, bytes: number): void {
    const waiting = this.of(country);
    waiting.messages--;
    waiting.bytes -= bytes;
    if (waiting.held.size === 0) return;
    const { messages, bytes: most } = this.most;
    if (waiting.messages > messages / 2 || waiting.bytes > most / 2) return;
    const { held } = waiting;
    waiting.held = new Set();
    // What they hand over begins the next commit, not this one.
    queueMicrotask(() => {
      for (const stream of held) stream.resume();
    });
  }

  private of(country: string): Waiting {
    let waiting = this.byCountry.get(country);
    if (waiting === undefined) {
      waiting = { messages: 0, bytes: 0, held: new Set() };
      this.byCountry.set(country, waiting);
    }
    return waiting;
  }
}
