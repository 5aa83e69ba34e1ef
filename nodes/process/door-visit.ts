/** The other side of a national door: hands in what waits, one after the other until the door has it, and hears what comes out. Steps nothing. */
import type { Message } from '../../simulator/core/participant.ts';
import { decodeMessage } from '../common/envelope.ts';
import { LIMITS } from '../common/limits.ts';
import { readEvents } from './door-events.ts';
import { asFault, ProcessFault } from './fault.ts';
import type { DoorRow } from './store.ts';

/** Where a door is, and who we are there. */
export interface DoorAddress {
  readonly country: string;
  /** `http://host:port` */
  readonly url: string;
  readonly seat: string;
  readonly secret: string;
}

export interface VisitHandler {
  /** Messages after the one with this id, for this country and for others, some at a time, the oldest first. */
  rows(after: number): readonly DoorRow[];
  /** The door has what is for it, up to this one. */
  onHandedIn(upTo: number): void;
  /** A message for a party; settles when it is safe. After a restart the visit goes on behind this event. */
  onMessage(message: Message, lastEventId: string): Promise<void>;
  /** One sentence for the log. */
  onTrouble(sentence: string): void;
  /** The door does not know us: there is no going on. */
  onFailure(fault: ProcessFault): void;
}

export class DoorVisit {
  readonly country: string;
  /** Up to this message the door has what is for it. */
  handedIn: number;
  private readonly address: DoorAddress;
  private readonly handler: VisitHandler;
  private readonly leaving = new AbortController();
  private lastEventId: string | undefined;
  private handing = false;
  private here = false;
  private saidAway = false;
  private pauseMs: number = LIMITS.reconnectFirstMs;

  /** @param lastEventId the last event that we have; undefined for none. */
  constructor(
    address: DoorAddress,
    handler: VisitHandler,
    handedIn: number,
    lastEventId: string | undefined,
  ) {
    this.country = address.country;
    this.address = address;
    this.handler = handler;
    this.handedIn = handedIn;
    this.lastEventId = lastEventId;
  }

  /** Comes to the door, and comes again whenever it was away. */
  begin(): void {
    void this.stay();
  }

  /** It was tried, and cannot be reached. */
  get isAway(): boolean {
    return this.saidAway;
  }

  /** Something may wait. */
  pump(): void {
    if (this.handing || this.hasLeft()) return;
    this.handing = true;
    void this.handIn().finally(() => (this.handing = false));
  }

  end(): void {
    this.leaving.abort();
  }

  private hasLeft(): boolean {
    return this.leaving.signal.aborted;
  }

  private async stay(): Promise<void> {
    while (!this.hasLeft()) {
      const reason = await this.listen().catch(reasonOf);
      this.here = false;
      if (this.hasLeft()) return;
      this.say(reason);
      await this.pause();
    }
  }

  /** @returns why it is over. */
  private async listen(): Promise<string> {
    const watch = new Watch(this.leaving.signal);
    try {
      const last = this.lastEventId;
      const response = await this.call('/events', {
        headers: last === undefined ? {} : { 'last-event-id': last },
        signal: watch.signal,
      });
      if (response.status !== 200 || response.body === null) return refusal(response.status);
      this.onOpen();
      for await (const events of readEvents(response.body, () => watch.extend(), watch.signal)) {
        // What came together is made safe together; meanwhile the door waits.
        await Promise.all(events.map(({ id, data }) => this.onEvent(id, data)));
      }
      return 'it has closed';
    } finally {
      watch.end();
    }
  }

  private onOpen(): void {
    this.onWell();
    this.here = true;
    this.pump();
  }

  private onWell(): void {
    if (this.saidAway) this.handler.onTrouble(`${this.place} is open again`);
    this.saidAway = false;
    this.pauseMs = LIMITS.reconnectFirstMs;
  }

  private async onEvent(id: string, data: string): Promise<void> {
    if (id !== '') this.lastEventId = id;
    const decoded = decodeMessage(data);
    if (decoded.ok) await this.handler.onMessage(decoded.message, this.lastEventId ?? '');
    else this.handler.onTrouble(`${this.place}: event ${id} is no message, and is left out`);
  }

  private async handIn(): Promise<void> {
    for (let rows = this.next(); rows.length > 0; rows = this.next()) {
      let posted = 0;
      for (const row of rows) {
        const isOurs = row.party === this.country;
        if (isOurs && !(await this.post(row))) break;
        if (isOurs) posted = row.id;
        this.handedIn = row.id;
      }
      if (this.hasLeft()) return;
      if (posted > 0) this.handler.onHandedIn(posted);
      if (this.handedIn < (rows.at(-1)?.id ?? 0)) return;
    }
  }

  private next(): readonly DoorRow[] {
    return this.hasLeft() ? [] : this.handler.rows(this.handedIn);
  }

  /** Repeats it, unchanged, until the door answers; whether it is done with. */
  private async post({ message }: DoorRow): Promise<boolean> {
    while (this.here && !this.hasLeft()) {
      try {
        const signal = AbortSignal.any([
          this.leaving.signal,
          AbortSignal.timeout(LIMITS.connectTimeoutMs),
        ]);
        const response = await this.call('/messages', { method: 'POST', body: message, signal });
        const text = await response.text();
        if (response.ok || isDefinite(response.status)) {
          this.onWell();
          if (!response.ok)
            this.handler.onTrouble(`${this.place} refuses ${nameOf(message)}: ${text.trim()}`);
          return true;
        }
        this.say(refusal(response.status));
      } catch (error) {
        if (!this.hasLeft()) this.say(reasonOf(error));
      }
      await this.pause();
    }
    return false;
  }

  private async call(path: string, init: RequestInit): Promise<Response> {
    const { url, seat, secret } = this.address;
    const headers = { authorization: `Bearer ${seat}:${secret}`, ...(init.headers as object) };
    const response = await fetch(`${url}${path}`, { ...init, headers });
    if (response.status === 401 && !this.hasLeft()) {
      this.end();
      const cause = `it does not know \`${seat}\` with this secret`;
      const advice = `take the secret in the credentials.json of the store of ${this.country}`;
      this.handler.onFailure(new ProcessFault('usage', this.place, cause, advice));
    }
    return response;
  }

  private get place(): string {
    return `the door of ${this.country} at ${this.address.url}`;
  }

  /** Once, until it is well again. */
  private say(reason: string): void {
    if (this.saidAway) return;
    this.saidAway = true;
    this.handler.onTrouble(`${this.place}: ${reason}; what is for it waits, and is tried again`);
  }

  private async pause(): Promise<void> {
    const ms = this.pauseMs;
    this.pauseMs = Math.min(2 * ms, LIMITS.reconnectMostMs);
    await new Promise<void>((resolve) => setTimeout(resolve, ms));
  }
}

/** Aborts what stays silent too long: first the call, then the stream, in which a door says every few seconds that it is alive. */
class Watch {
  readonly signal: AbortSignal;
  private readonly silent = new AbortController();
  private timer: ReturnType<typeof setTimeout>;

  constructor(leaving: AbortSignal) {
    this.signal = AbortSignal.any([leaving, this.silent.signal]);
    this.timer = this.start(LIMITS.connectTimeoutMs);
  }

  extend(): void {
    clearTimeout(this.timer);
    this.timer = this.start(SILENCE_MOST_MS);
  }

  end(): void {
    clearTimeout(this.timer);
    this.silent.abort();
  }

  private start(ms: number): ReturnType<typeof setTimeout> {
    return setTimeout(() => this.silent.abort(), ms);
  }
}

/** Three times what a door takes between two signs of life (event-stream.ts). */
const SILENCE_MOST_MS = 45_000;

/** It will never be taken; everything else may be otherwise the next time. */
const isDefinite = (status: number): boolean =>
  status >= 400 && status < 500 && ![401, 404, 408, 429].includes(status);

const refusal = (status: number): string => `it answers with status ${status}`;

/** Deno and Node say it differently, and neither for people. */
function reasonOf(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  const fault = asFault(cause);
  return fault === undefined ? 'nobody answers there' : fault.message;
}

function nameOf(text: string): string {
  const { messageType, messageId } = JSON.parse(text) as Message;
  return `${messageType} ${messageId}`;
}
