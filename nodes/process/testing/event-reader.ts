/** Reads server-sent events from a door, for tests. */
import { readEvents } from '../door-events.ts';
import { Arrived } from './wait.ts';

export interface DoorEvent {
  readonly id: number;
  readonly message: {
    readonly messageId: string;
    readonly messageType: string;
    readonly recipient: string;
    readonly body: Record<string, unknown>;
  };
}

export class EventReader {
  readonly events = new Arrived<DoorEvent>();
  private readonly abort = new AbortController();
  private done: Promise<void> = Promise.resolve();

  static async open(
    url: string,
    authorization: string,
    lastEventId?: number,
  ): Promise<EventReader> {
    const reader = new EventReader();
    const last = lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) };
    const response = await fetch(`${url}/events`, {
      headers: { authorization, ...last },
      signal: reader.abort.signal,
    });
    reader.done = reader.read(response.body!).catch(() => undefined);
    return reader;
  }

  async close(): Promise<void> {
    this.abort.abort();
    await this.done;
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    for await (const events of readEvents(body, () => undefined, this.abort.signal)) {
      for (const { id, data } of events) {
        this.events.push({ id: Number(id), message: JSON.parse(data) as DoorEvent['message'] });
      }
    }
  }
}
