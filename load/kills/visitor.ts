/** A visitor of one national door who shares no code with it: plain HTTP and events. He repeats until he is answered, and keeps a list of what was. */
import type { Message } from '../../simulator/core/participant.ts';

/** Pause before something is tried again, in ms. */
const AGAIN_MS = 100;
/** A door that takes longer than this is asked again. */
const PATIENCE_MS = 5_000;

export interface Place {
  readonly url: string;
  readonly authorization: string;
}

export interface VisitorHandler {
  /** Something for a party. */
  onMessage(message: Message): void;
  /** The door has acknowledged something. */
  onServed(): void;
}

export class Visitor {
  /** Everything that was handed in, first to last, with when it was first. */
  readonly sent: { readonly t: number; readonly message: Message }[] = [];
  /** Ids that the door answered with 2xx, in the order of the answers. */
  readonly acknowledged: string[] = [];
  /** What it answered with 4xx, as a sentence each. */
  readonly refused: string[] = [];
  /** Ids of the messages that came out, as often as they came. */
  readonly heard: string[] = [];
  /** Events that came although their number had come before. */
  readonly heardAgain: string[] = [];
  /** Sent and not answered yet. */
  open = 0;
  private readonly place: () => Place;
  private readonly handler: VisitorHandler;
  private readonly leaving = new AbortController();
  private lastEvent = 0;

  /** @param place is asked for at each attempt: after a restart the door is elsewhere. */
  constructor(place: () => Place, handler: VisitorHandler) {
    this.place = place;
    this.handler = handler;
    void this.listen();
  }

  /** Repeats it, unchanged, until the door answers. */
  post(message: Message): void {
    this.open++;
    this.sent.push({ t: Date.now(), message });
    void this.repeat(message.messageId, JSON.stringify(message));
  }

  leave(): void {
    this.leaving.abort();
  }

  private get hasLeft(): boolean {
    return this.leaving.signal.aborted;
  }

  private async repeat(id: string, body: string): Promise<void> {
    while (!this.hasLeft) {
      const answer = await this.attempt(body);
      if (answer !== undefined) {
        if (answer === '') this.acknowledged.push(id);
        else this.refused.push(`${id}: ${answer}`);
        this.open--;
        this.handler.onServed();
        return;
      }
      await pause(AGAIN_MS);
    }
  }

  /** @returns empty where it was taken, why where it was refused; undefined where nobody knows. */
  private async attempt(body: string): Promise<string | undefined> {
    try {
      const response = await this.call('/messages', PATIENCE_MS, { method: 'POST', body });
      const text = await response.text();
      if (response.ok) return '';
      return response.status < 500 && response.status !== 401
        ? `${response.status} ${text}`
        : undefined;
    } catch {
      return undefined;
    }
  }

  private async listen(): Promise<void> {
    while (!this.hasLeft) {
      try {
        const headers = { 'last-event-id': String(this.lastEvent) };
        const response = await this.call('/events', undefined, { headers });
        if (response.ok && response.body !== null) await this.read(response.body);
      } catch {
        // The door is gone, or not there yet.
      }
      await pause(AGAIN_MS);
    }
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    for await (const piece of body) {
      text += decoder.decode(piece, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) this.onEvent(block);
    }
  }

  private onEvent(block: string): void {
    const id = Number(/^id: (\d+)$/m.exec(block)?.[1] ?? NaN);
    const data = /^data: (.*)$/m.exec(block)?.[1];
    if (data === undefined || Number.isNaN(id)) return;
    if (id <= this.lastEvent) this.heardAgain.push(`event ${id}`);
    this.lastEvent = Math.max(this.lastEvent, id);
    const message = JSON.parse(data) as Message;
    this.heard.push(message.messageId);
    this.handler.onMessage(message);
  }

  private call(path: string, patienceMs: number | undefined, init: RequestInit): Promise<Response> {
    const { url, authorization } = this.place();
    const signals = [this.leaving.signal];
    if (patienceMs !== undefined) signals.push(AbortSignal.timeout(patienceMs));
    const headers = { ...(init.headers as object | undefined), authorization };
    return fetch(`${url}${path}`, { ...init, headers, signal: AbortSignal.any(signals) });
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
