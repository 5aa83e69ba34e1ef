/** `rehearse ice`, two nodes and the world as real processes: their figures are OpenMetrics and agree, and a movement is traced through all of them. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EventReader } from '../../nodes/process/testing/event-reader.ts';
import { readOpenMetrics } from '../../nodes/process/testing/openmetrics-text.ts';
import type { ReadFamily } from '../../nodes/process/testing/openmetrics-text.ts';
import { within } from '../../nodes/process/testing/wait.ts';
import { ONE_TRUCK, ONE_TRUCK_HEADER } from '../../reports/fixtures/one-truck.ts';
import { headerLine } from '../journal/codec.ts';
import { VerbChild } from './testing/verb-child.ts';
import type { Otlp } from './trace-otlp.ts';

/** Nothing is left to chance that could keep the truck from being released. */
const AT_ONCE = `
extends: pilot/one-truck
version: 1
id: at-once
participants: [GEO, AZE]
observers: []
countries:
  GEO: { channels: { green: 1, yellow: 0, orange: 0, red: 0 } }
traffic:
  - movement: { at: 0s, from: ge-poti, to: az-baku, cargo: machinery, tirCarnet: false }
`;

const BOUND_MS = 45_000;

let dir: string;
let mrn: string;
/** Doors, by participant. */
const doors = new Map<string, string>();
const running: VerbChild[] = [];

function start(...args: string[]): VerbChild {
  const child = new VerbChild(args, dir);
  running.push(child);
  return child;
}

const credentials = (store: string): string => join(dir, store, 'credentials.json');
const operator = (store: string): string => {
  const secrets = JSON.parse(readFileSync(credentials(store), 'utf8')) as Record<string, string>;
  return `Bearer operator:${secrets['operator'] ?? ''}`;
};

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'trace-'));
  const scenario = join(dir, 'at-once.yaml');
  writeFileSync(scenario, AT_ONCE);
  const shared = ['--scenario', scenario];
  const ice = start('ice', '--store', join(dir, 'ICE'), '--mqtt', '0', '--http', '0', ...shared);
  const url = await ice.said(/(mqtt:\S+\d)/);
  doors.set('ICE', await ice.said(/(http:\S+\d)/));
  for (const country of ['GEO', 'AZE']) {
    const node = start(
      ...['node', '--country', country, '--ice', url, '--credentials', credentials('ICE')],
      ...['--store', join(dir, country), '--door', '0', ...shared],
    );
    doors.set(country, await node.said(/(http:\S+\d)/));
  }
  const world = start(
    ...['world', scenario, '--store', join(dir, 'WORLD'), '--facts', '0', '--officers', 'prompt'],
    ...['GEO', 'AZE'].flatMap((country) => [
      ...['--door', `${country}=${doors.get(country)!}`],
      ...['--credentials', `${country}=${credentials(country)}`],
    ]),
  );
  doors.set('WORLD', await world.said(/its facts are at (http:\S+\d)/));
  const events = await EventReader.open(doors.get('GEO')!, operator('GEO'));
  const release = await events.events.next(
    'T029',
    ({ message }) => message.messageType === 'T029',
    BOUND_MS,
  );
  mrn = (release.message as unknown as { mrn: string }).mrn;
  await events.close();
  await within(BOUND_MS, 'the records at AZE', recorded());
});

afterAll(async () => {
  await Promise.all(running.map((child) => child.kill()));
  rmSync(dir, { recursive: true, force: true });
});

/** Settles when AZE has both records of the movement, and nobody waits for a receipt any more. */
async function recorded(): Promise<void> {
  for (;;) {
    const headers = { authorization: operator('AZE') };
    const facts = await (await fetch(`${doors.get('AZE')!}/trace?mrn=${mrn}`, { headers })).text();
    const waits = await Promise.all(
      ['ICE', 'GEO', 'AZE'].map((one) => figure(one, 'rehearse_outbox_messages')),
    );
    if (/AarCreated[^]*AtrCreated/.test(facts) && waits.every((depth) => depth === 0)) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function metricsOf(participant: string): Promise<ReadonlyMap<string, ReadFamily>> {
  const response = await fetch(`${doors.get(participant)!}/metrics`);
  expect(response.headers.get('content-type')).toContain('openmetrics-text; version=1.0.0');
  return readOpenMetrics(await response.text());
}

/** The sum of a family's samples that have these labels; of a histogram, its count. */
async function figure(
  participant: string,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<number> {
  const family = (await metricsOf(participant)).get(name);
  const samples = (family?.samples ?? []).filter(
    (sample) =>
      (family?.type !== 'histogram' || sample.name.endsWith('_count')) &&
      Object.entries(labels).every(([label, text]) => sample.labels[label] === text),
  );
  return samples.reduce((sum, { value }) => sum + value, 0);
}

/** `--at` for each. */
const at = (...participants: string[]): string[] =>
  participants.flatMap((one) => ['--at', `${doors.get(one)!}=${credentials(one)}`]);

async function traced(
  ...args: string[]
): Promise<{ code: number | null; said: string; complained: string }> {
  const child = start('trace', ...args);
  const { code } = await child.exited;
  return { code, said: child.lines.all.join('\n'), complained: child.complaints.all.join('\n') };
}

test('the figures of ICE and of the nodes are OpenMetrics, and agree on what they told each other', async () => {
  expect(await figure('ICE', 'rehearse_messages_taken', { type: 'X001', from: 'GEO' })).toBe(1);
  expect(await figure('AZE', 'rehearse_messages_taken', { type: 'X001', from: 'ICE' })).toBe(1);
  expect(await figure('GEO', 'rehearse_messages_taken', { type: 'T015', from: 'WORLD' })).toBe(1);
  for (const participant of doors.keys()) {
    const families = await metricsOf(participant);
    const samples = [...families.values()].flatMap((family) => family.samples);
    expect(samples.every(({ labels }) => labels['participant'] === participant)).toBe(true);
    const sum = (name: string, suffix: string): number =>
      (families.get(name)?.samples ?? [])
        .filter((sample) => sample.name === name + suffix)
        .reduce((total, { value }) => total + value, 0);
    const taken = sum('rehearse_messages_taken', '_total');
    expect(sum('rehearse_take_seconds', '_count')).toBe(taken);
    expect(sum('rehearse_commit_messages', '_sum')).toBeLessThanOrEqual(taken);
    // Commits that come while one is on its way to the disk share the next flush.
    expect(sum('rehearse_flush_seconds', '_count')).toBeGreaterThan(0);
    expect(sum('rehearse_flush_seconds', '_count')).toBeLessThanOrEqual(
      sum('rehearse_commits', '_total'),
    );
    expect(sum('rehearse_busy_seconds', '_total')).toBeGreaterThan(0);
    expect(sum('rehearse_event_loop_delay_seconds', '_count')).toBeGreaterThan(0);
    expect(sum('process_cpu_seconds', '_total')).toBeGreaterThan(0);
  }
  for (const participant of ['ICE', 'GEO', 'AZE'])
    expect(await figure(participant, 'rehearse_received_bytes')).toBeGreaterThan(0);
});

test('only an operator sees facts of ICE; whoever comes sees whether it is well', async () => {
  const url = doors.get('ICE')!;
  expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ ok: true, realm: 'test' });
  const denied = await fetch(`${url}/facts?participant=ICE&from=0`);
  expect(denied.status).toBe(401);
  await denied.body?.cancel();
  const headers = { authorization: operator('ICE') };
  const facts = await fetch(`${url}/facts?participant=ICE&from=0`, { headers });
  expect(await facts.text()).toContain('"type":"MessageTaken"');
  const unasked = await fetch(`${url}/trace`, { headers });
  expect(unasked.status).toBe(400);
  await unasked.body?.cancel();
});

test('a movement is traced from the trader over ICE to its destination, each leg with its length', async () => {
  const { code, said } = await traced(mrn, ...at('WORLD', 'GEO', 'ICE', 'AZE'));
  expect(code).toBe(0);
  expect(said.split('\n')[0]).toMatch(
    new RegExp(`^${mrn}: \\d+ messages, .* from the facts of AZE, GEO, ICE, WORLD$`),
  );
  expect(said).toMatch(/WORLD → GEO +T015 DeclarationSubmission +[\d.]+ m?s/);
  expect(said).toMatch(/GEO → AZE +X001 AnticipatedArrivalRecord( +[\d.]+ m?s){3}/);
  expect(said).toMatch(/GEO +MovementReleased \(D20\)/);
  expect(said).not.toContain('ICE was not asked');
});

test('the same as one document that a collector of OpenTelemetry takes', async () => {
  const { code, said } = await traced(mrn, ...at('WORLD', 'GEO', 'ICE', 'AZE'), '--json');
  expect(code).toBe(0);
  const { resourceSpans } = JSON.parse(said) as Otlp;
  const spans = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((one) => one.spans));
  const ids = new Set(spans.map(({ spanId }) => spanId));
  expect(spans.filter(({ parentSpanId }) => parentSpanId === undefined).length).toBe(1);
  expect(spans.every(({ parentSpanId: id }) => id === undefined || ids.has(id))).toBe(true);
  expect(spans.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['X001 to ICE', 'X001 to AZE']),
  );
});

test('who is not asked is missing from it, which is said', async () => {
  const { said } = await traced(mrn, ...at('GEO', 'AZE'));
  expect(said).toMatch(/GEO → AZE +X001 AnticipatedArrivalRecord +\? +\? +[\d.]+ m?s/);
  expect(said).toContain('ICE was not asked');
});

test('what cannot be traced is said in one sentence', async () => {
  const unknown = await traced('26GE000102000009Y5', ...at('GEO', 'ICE'));
  expect(unknown).toMatchObject({ code: 2, said: '' });
  expect(unknown.complained).toMatch(
    /^rehearse: none of these processes knows the movement 26GE000102000009Y5; [^\n]+$/,
  );
  const nobody = await traced(mrn, '--at', `http://127.0.0.1:1=${credentials('GEO')}`);
  expect(nobody.code).toBe(3);
  expect(nobody.complained).toMatch(/^rehearse: http:\/\/127\.0\.0\.1:1: nobody answers there; /);
  const stranger = await traced(mrn, '--at', `${doors.get('GEO')!}=${credentials('AZE')}`);
  expect(stranger.code).toBe(2);
  expect(stranger.complained).toContain('it does not know the seat with this secret');
});

test.for([
  [['MRN'], 'name the folder of a recorded run, or a door'],
  [['MRN', 'runs/one', '--at', 'http://127.0.0.1:1=f'], 'in one way'],
  [['MRN', '--at', 'http://127.0.0.1:1'], 'write --at http://HOST:PORT=FILE'],
  [['MRN', '--at', 'GEO=f'], 'write --at http://HOST:PORT=FILE'],
  [['MRN', '--at', 'http://127.0.0.1:1=none.json'], 'there is no secret of `operator` here'],
] as const)('refuses %j', async ([args, sentence]) => {
  const { code, complained } = await traced(...args);
  expect(code).toBe(2);
  expect(complained).toContain(sentence);
});

test('a recorded run is traced from its folder', async () => {
  const folder = join(dir, 'recorded');
  const lines = [headerLine(ONE_TRUCK_HEADER), ...ONE_TRUCK.map((entry) => JSON.stringify(entry))];
  mkdirSync(folder);
  writeFileSync(join(folder, 'journal.jsonl'), `${lines.join('\n')}\n`);
  const known = ONE_TRUCK.find(({ type }) => type === 'MovementAccepted')?.['mrn'] as string;
  const { code, said } = await traced(known, folder);
  expect(code).toBe(0);
  expect(said).toMatch(/MovementReleased \(D20\)/);
  const unknown = await traced('26GE000102000009Y5', folder);
  expect(unknown.code).toBe(2);
  expect(unknown.complained).toContain('knows no movement 26GE000102000009Y5');
});
