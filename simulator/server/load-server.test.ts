import { both } from '../../nodes/common/bilingual.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LoadProgress, LoadStep } from '../../reports/views/load-progress.ts';
import type { Finding, Interval, LoadReport } from '../../load/report/load-report.ts';
import { readProfile } from '../../load/profiles/read.ts';
import type { Listening } from './listening.ts';
import { LoadBoard } from './load-board.ts';
import { startLoadServer } from './load-server.ts';
import { EventReader } from './event-reader.ts';
import { ask, told } from './testing.ts';

const PROFILE = readProfile('smoke');
const LATENCY = { count: 1, p50: 1, p90: 2, p99: 3, p999: 4, max: 5 };

let board: LoadBoard;
let server: Listening;
const readers: EventReader[] = [];
beforeEach(async () => {
  board = new LoadBoard(PROFILE, 'mqtt://127.0.0.1:1883', 'ice');
  server = await startLoadServer({ board, port: 0 });
});
afterEach(async () => {
  for (const reader of readers.splice(0)) reader.close();
  await server.close();
});

const follow = (query = '', headers?: Record<string, string>): EventReader => {
  const reader = new EventReader(server.port, `/api/load/stream${query}`, headers);
  readers.push(reader);
  return reader;
};
const second = (at: number): Interval => ({
  ...{ at, movements: 10, sent: 90, acknowledged: 89, delivered: 88 },
  ...{ p50: 1, p99: 3, backlog: 1 },
});
const finding = (messageId: string): Finding => ({
  ...{ kind: 'lost', rule: 'C603', messageId, messageType: 'X001', mrn: undefined, detail: 'Gone' },
});
function pass(seconds: number, findings: readonly Finding[] = []): void {
  for (let i = 0; i < seconds; i++) {
    const answers = 180 * (board.steps.length + 1);
    board.onInterval(second(board.steps.length + 1), { answers, wrong: findings.length, findings });
  }
}
const reportWith = (more: Partial<LoadReport>): LoadReport => ({
  ...{ format: 1, profile: 'smoke', target: 'mqtt://127.0.0.1:1883', through: 'ice', seed: '1' },
  ...{ startedAt: '2026-07-14T06:00:00.000Z', seconds: 10, warmUp: 2 },
  machine: { cpus: 2, runtime: 'Deno 2' },
  asked: { movements: 10, messages: 90 },
  achieved: { movements: 10, messages: 90 },
  ...{ acknowledgement: LATENCY, delivery: LATENCY, schedule: LATENCY, byType: {} },
  backlog: { most: 9, atEnd: 0, growth: 0 },
  ...{ generatorCpu: 0.1, intervals: [], objections: [], generatorLimited: false },
  checked: { answers: 2_160, wrong: 0, findings: [] },
  ...more,
});
const secondsIn = (events: readonly { event: string; data: string }[]): number[] =>
  events
    .filter(({ event }) => event === 'interval')
    .map(({ data }) => (JSON.parse(data) as LoadStep).interval.at);

test('the load is told as it stands', async () => {
  pass(2, [finding('GEO-1')]);
  const progress = await told<LoadProgress>(server.port, '/api/load');
  expect(progress).toMatchObject({
    ...{ profile: 'smoke', summary: PROFILE.summary, target: 'mqtt://127.0.0.1:1883' },
    ...{ through: 'ice', stages: PROFILE.stages, seconds: 12, warmUp: 2, p99Most: 2_000 },
    ...{ report: null, failure: null },
  });
  expect(progress.intervals).toEqual([second(1), second(2)]);
  expect(progress.checked).toMatchObject({ answers: 360, wrong: 1 });
  expect(progress.checked.findings).toEqual([
    {
      what: { en: 'acknowledged and never delivered', ru: 'подтверждено и не доставлено' },
      ...{ rule: 'C603', messageId: 'GEO-1', messageType: 'X001', mrn: null, detail: 'Gone' },
    },
  ]);
});

test('seconds come in order from where the reader asked, each with the findings that are new', async () => {
  const found = [finding('GEO-1')];
  pass(3, found);
  const reader = follow('?from=1');
  await reader.until(({ data }) => data.includes('"at":3'));
  found.push(finding('GEO-2'));
  pass(1, found);
  const events = await reader.until(({ data }) => data.includes('"at":4'));
  expect(secondsIn(events)).toEqual([2, 3, 4]);
  const steps = events.map(({ data }) => (JSON.parse(data) as LoadStep).checked.findings);
  expect(steps.map((rows) => rows.map(({ messageId }) => messageId))).toEqual([[], [], ['GEO-2']]);
});

test('a reader that comes back goes on where it was; one of another load begins anew', async () => {
  pass(3);
  const first = follow();
  const id = (await first.until(({ data }) => data.includes('"at":2')))[1]!.id;
  const back = follow('?from=0', { 'last-event-id': id });
  expect(secondsIn(await back.until(({ data }) => data.includes('"at":3')))).toEqual([3]);
  const stranger = follow('', { 'last-event-id': 'another:2' });
  const events = await stranger.until(({ event }) => event === 'reset');
  expect(secondsIn(events)).toEqual([]);
});

test('the report comes once, in both languages, and can be had as it was written', async () => {
  const early = await ask(server.port, '/api/load/report');
  expect([early.status, early.text]).toEqual([404, expect.stringContaining('not over')]);
  const reader = follow();
  pass(1);
  const wrong = { answers: 100, wrong: 3, findings: [finding('GEO-7')] };
  const objections = [both('3 answers are wrong', 'неверных ответов: 3')];
  board.onReport(reportWith({ checked: wrong, objections }), 'runs/load-smoke/load.json');
  const events = await reader.until(({ event }) => event === 'report');
  await reader.until(({ event }) => event === 'beat');
  expect(events.filter(({ event }) => event === 'report')).toHaveLength(1);
  expect(JSON.parse(events.find(({ event }) => event === 'report')!.data)).toMatchObject({
    file: 'runs/load-smoke/load.json',
    checked: { wrong: 3, findings: [{ messageId: 'GEO-7' }] },
    objections,
  });
  expect(await told(server.port, '/api/load/report')).toMatchObject({ format: 1, objections });
});

test('what broke a load off is told', async () => {
  const reader = follow();
  board.onFailure('mqtt://127.0.0.1:1883: nobody answers there');
  const events = await reader.until(({ event }) => event === 'failure');
  expect(JSON.parse(events.at(-1)!.data)).toEqual({
    sentence: 'mqtt://127.0.0.1:1883: nobody answers there',
  });
});

test('the last words reach every reader before the server ends', async () => {
  const reader = follow();
  await reader.until(({ event }) => event === 'beat');
  board.onReport(reportWith({}), 'load.json');
  await server.close();
  await reader.until(({ event }) => event === 'report');
});

test('its page is at the root, and the server is well', async () => {
  const page = await ask(server.port, '/');
  expect(page.status).toBe(200);
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  expect(page.text).toContain('LOAD · TEST');
  expect((await ask(server.port, '/healthz')).text).toBe('well\n');
});

test.for([
  ['POST', '/api/load', {}, 405],
  ['GET', '/api/run', {}, 404],
  ['GET', '/../package.json', {}, 404],
  ['GET', '/api/load', { host: 'elsewhere.example' }, 421],
  ['GET', '/api/load', { origin: 'http://elsewhere.example' }, 403],
] as const)('%s %s with %j is refused with a sentence', async ([method, path, headers, status]) => {
  const answer = await ask(server.port, path, { method, headers });
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.text)).toMatchObject({
    error: { message: expect.any(String) as string },
  });
});

test('a port that is taken is refused', async () => {
  await expect(startLoadServer({ board, port: server.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
});
