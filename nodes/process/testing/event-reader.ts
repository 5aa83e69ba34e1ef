/** Reads server-sent events from a door, for tests. */
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
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) this.take(block);
    }
  }

  private take(block: string): void {
    const [, id, data] = /^id: (\d+)\ndata: (.*)$/.exec(block) ?? [];
    if (id !== undefined)
      this.events.push({ id: Number(id), message: JSON.parse(data!) as DoorEvent['message'] });
  }
}
