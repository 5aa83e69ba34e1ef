/** Reads a stream of server-sent events over a real connection, for tests. */
import type { ClientRequest } from 'node:http';
import { request } from 'node:http';

export interface HeardEvent {
  readonly event: string;
  readonly id: string;
  readonly data: string;
}

/** Reads a stream of server-sent events; `until` resolves with all events once one of them fits. */
export class EventReader {
  private readonly events: HeardEvent[] = [];
  private readonly request: ClientRequest;
  private wake: () => void = () => undefined;
  private rest = '';

  constructor(port: number, path: string, headers: Record<string, string> = {}) {
    this.request = request({ host: '127.0.0.1', port, path, headers }, (response) => {
      response.setEncoding('utf8');
      response.on('data', (text: string) => this.take(text));
      response.on('error', () => undefined);
    });
    this.request.on('error', () => undefined);
    this.request.end();
  }

  async until(fits: (event: HeardEvent) => boolean): Promise<readonly HeardEvent[]> {
    while (!this.events.some(fits)) await new Promise<void>((resolve) => (this.wake = resolve));
    return this.events;
  }

  close(): void {
    this.request.destroy();
  }

  private take(text: string): void {
    const blocks = (this.rest + text).split('\n\n');
    this.rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string): string =>
        new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
      if (field('event') !== '')
        this.events.push({ event: field('event'), id: field('id'), data: field('data') });
    }
    this.wake();
  }
}
