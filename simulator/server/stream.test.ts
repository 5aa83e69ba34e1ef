import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ONE_TRUCK } from '../../reports/fixtures/one-truck.ts';
import type { StreamBatch } from '../../reports/views/api.ts';
import type { Entry } from '../core/cell.ts';
import type { HeardEvent } from './event-reader.ts';
import { EventReader } from './event-reader.ts';
import type { RunningServer } from './server.ts';
import { startServer } from './server.ts';
import { Streams } from './stream.ts';
import { ask, StagedRun } from './testing.ts';

let run: StagedRun;
let server: RunningServer;
const readers: EventReader[] = [];
beforeEach(async () => {
  run = new StagedRun();
  server = await startServer({ source: run.source, port: 0 });
});
afterEach(async () => {
  for (const reader of readers.splice(0)) reader.close();
  await server.close();
});

const follow = (path: string, headers?: Record<string, string>): EventReader => {
  const reader = new EventReader(server.port, path, headers);
  readers.push(reader);
  return reader;
};
const entriesOf = (events: readonly HeardEvent[]): Entry[] =>
  events
    .filter(({ event }) => event === 'entries')
    .flatMap(({ data }) => (JSON.parse(data) as StreamBatch).entries);
const isBatchTo =
  (count: number) =>
  (event: HeardEvent): boolean =>
    event.event === 'entries' && event.id.endsWith(`:${String(count)}`);

test('entries come in order, from where the reader asked, with the clock', async () => {
  run.play(20);
  const reader = follow('/api/stream?from=5');
  await reader.until(isBatchTo(20));
  run.play(33);
  await reader.until(isBatchTo(33));
  const events = await reader.until(({ event }) => event === 'clock');
  expect(entriesOf(events)).toEqual(ONE_TRUCK.slice(5, 33));
  const clock = events.find(({ event }) => event === 'clock');
  expect(JSON.parse(clock?.data ?? '')).toMatchObject({ speed: 60, state: 'running' });
});

test('a reader that comes back goes on where it was', async () => {
  run.play(20);
  const first = follow('/api/stream?from=0');
  const id = (await first.until(isBatchTo(20))).find(isBatchTo(20))?.id ?? '';
  first.close();
  run.play(30);
  const second = follow('/api/stream?from=0', { 'last-event-id': id });
  expect(entriesOf(await second.until(isBatchTo(30)))).toEqual(ONE_TRUCK.slice(20, 30));
});

test('a reader of another run, or one that is far behind, starts from a fresh state', async () => {
  const many = Array.from({ length: 17_000 }, (_, i) => ({
    t: run.clock.now,
    n: 'WORLD',
    s: i,
    type: 'Noise',
  }));
  run.add(...many);
  const stranger = follow('/api/stream', { 'last-event-id': 'somebody-else:12' });
  const behind = follow('/api/stream?from=0');
  for (const reader of [stranger, behind]) {
    const events = await reader.until(({ event }) => event === 'reset');
    expect(events.find(({ event }) => event === 'reset')?.id).toMatch(/:17000$/);
    expect(entriesOf(events)).toEqual([]);
  }
});

test('a reader that does not read is sent nothing more, and starts afresh when it reads again', () => {
  const written: string[] = [];
  const response = Object.assign(new EventEmitter(), {
    writableLength: 0,
    writeHead: () => undefined,
    write: (text: string) => written.push(text),
    end: () => undefined,
  });
  const streams = new Streams(run.source, 'this-run');
  streams.open(
    Object.assign(new EventEmitter(), { headers: {} }) as unknown as IncomingMessage,
    response as unknown as ServerResponse,
    0,
  );
  response.writableLength = 1 << 20;
  const before = written.length;
  for (let s = 0; s < 20_000; s++) run.add({ t: run.clock.now, n: 'WORLD', s, type: 'Noise' });
  streams.tick();
  expect(written).toHaveLength(before);
  response.writableLength = 0;
  streams.tick();
  expect(written[before]).toContain('event: reset\nid: this-run:20000');
  streams.close();
});

test('only so many pages may follow at once', async () => {
  const all = Array.from({ length: 64 }, () => follow('/api/stream'));
  await Promise.all(all.map((reader) => reader.until(({ event }) => event === 'clock')));
  const heard = await ask(server.port, '/api/stream');
  expect(heard.status).toBe(503);
  expect(heard.text).toContain('64 pages');
});
