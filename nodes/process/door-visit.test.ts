/** A visit at a door that is not ours: what it answers is played by a server of the test. */
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DoorVisit } from './door-visit.ts';
import type { DoorRow } from './store.ts';
import { Arrived } from './testing/wait.ts';

const message = (messageId: string): string =>
  JSON.stringify({
    messageId,
    messageType: 'T015',
    sender: 'GE1',
    recipient: 'GE000101',
    body: {},
  });
const event = (id: number): string => `id: ${id}\ndata: ${message(`GEO-n${id}`)}\n\n`;

let server: Server;
/** Ids of messages that were posted, in their order; status codes to answer the next with, 202 when there are no more. */
let posted: Arrived<string>;
let answers: number[];
/** Streams that were opened, with what each was asked to go on behind. */
let streams: Arrived<{ readonly after: string | undefined; readonly stream: ServerResponse }>;
let rows: DoorRow[];
let handedIn: Arrived<number>;
let heard: Arrived<string>;
let troubles: Arrived<string>;
let visit: DoorVisit;

beforeEach(async () => {
  [posted, streams] = [new Arrived(), new Arrived()];
  [handedIn, heard, troubles] = [new Arrived(), new Arrived(), new Arrived()];
  answers = [];
  rows = [];
  server = createServer((request, response) => {
    if (request.url === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': open\n\n');
      const after = request.headers['last-event-id'] as string | undefined;
      streams.push({ after, stream: response });
      return;
    }
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      response.writeHead(answers.shift() ?? 202).end('{"error":"so it is"}');
      posted.push((JSON.parse(text) as { messageId: string }).messageId);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const address = { country: 'GEO', url: `http://127.0.0.1:${port}`, seat: 'us', secret: 'secret' };
  const handler = {
    rows: (after: number) => rows.filter(({ id }) => id > after),
    onHandedIn: handedIn.push,
    onMessage: (_: unknown, lastEventId: string) => {
      heard.push(lastEventId);
      return Promise.resolve();
    },
    onTrouble: troubles.push,
    onFailure: ({ text }: { text: string }) => troubles.push(text),
  };
  visit = new DoorVisit(address, handler, 0, undefined);
});
afterEach(() => {
  visit.end();
  server.closeAllConnections();
  server.close();
});

const row = (id: number, party = 'GEO'): DoorRow => ({ id, party, message: message(`W-${id}`) });

test('hands in what is for this country, in order, and says how far it has come', async () => {
  rows = [row(1), row(2, 'AZE'), row(3), row(4, 'AZE')];
  visit.begin();
  await handedIn.next('the end', (upTo) => upTo === 3);
  expect(posted.all).toEqual(['W-1', 'W-3']);
  rows.push(row(5));
  visit.pump();
  await handedIn.next('one more', (upTo) => upTo === 5);
});

test('repeats a message until the door has it, and says once that it waits', async () => {
  answers = [503, 500, 429, 202];
  rows = [row(1), row(2)];
  visit.begin();
  await handedIn.next('the end', (upTo) => upTo === 2);
  expect(posted.all).toEqual(['W-1', 'W-1', 'W-1', 'W-1', 'W-2']);
  expect(troubles.all).toEqual([
    expect.stringMatching(/it answers with status 503; what is for it waits/),
    expect.stringMatching(/is open again$/),
  ]);
});

test('sets aside what the door refuses, and goes on', async () => {
  answers = [400, 202];
  rows = [row(1), row(2)];
  visit.begin();
  await handedIn.next('the end', (upTo) => upTo === 2);
  expect(posted.all).toEqual(['W-1', 'W-2']);
  expect(troubles.all).toEqual([
    expect.stringMatching(/^the door of GEO .* refuses T015 W-1: {"error":"so it is"}$/),
  ]);
});

test('comes back to a stream that broke, behind the last event that it has', async () => {
  visit.begin();
  const first = await streams.next('a stream');
  expect(first.after).toBeUndefined();
  first.stream.write(`${event(1)}${event(2)}id: 3\ndata: half`);
  await heard.next('two events', (id) => id === '2');
  first.stream.destroy();
  const second = await streams.next('another stream', ({ after }) => after !== undefined);
  expect(second.after).toBe('2');
  second.stream.write(event(3));
  await heard.next('the third', (id) => id === '3');
  expect(heard.all).toEqual(['1', '2', '3']);
});
