/** `rehearse ice`, `node` and `world` as real processes on their own clocks: one truck is declared and released, whoever died when. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EventReader } from '../../nodes/process/testing/event-reader.ts';
import { within } from '../../nodes/process/testing/wait.ts';
import type { Entry } from '../core/cell.ts';
import { VerbChild } from './testing/verb-child.ts';

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

/** Processes start slowly where others keep the machine busy. */
const BOUND_MS = 45_000;

let dir: string;
let scenario: string;
let running: Set<VerbChild>;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'world-'));
  scenario = join(dir, 'at-once.yaml');
  writeFileSync(scenario, AT_ONCE);
  running = new Set();
});
afterEach(async () => {
  await Promise.all([...running].map((child) => child.kill()));
  rmSync(dir, { recursive: true, force: true });
});

function start(...args: string[]): VerbChild {
  const child = new VerbChild(args, dir);
  running.add(child);
  return child;
}

const credentials = (store: string): string => join(dir, store, 'credentials.json');
const secretIn = (store: string, name: string): string =>
  (JSON.parse(readFileSync(credentials(store), 'utf8')) as Record<string, string>)[name] ?? '';

async function startIce(): Promise<string> {
  const ice = start('ice', '--store', join(dir, 'ICE'), '--mqtt', '0', '--scenario', scenario);
  return ice.said(/(mqtt:\S+\d)/);
}

interface Node {
  readonly country: string;
  readonly child: VerbChild;
  readonly url: string;
}

async function startNode(country: string, ice: string, port = '0'): Promise<Node> {
  const child = start(
    ...['node', '--country', country, '--ice', ice, '--credentials', credentials('ICE')],
    ...['--store', join(dir, country), '--door', port, '--scenario', scenario],
  );
  return { country, child, url: await child.said(/(http:\S+\d)/) };
}

function startWorld(nodes: readonly Node[], ...more: string[]): VerbChild {
  const doors = nodes.flatMap(({ country, url }) => [
    ...['--door', `${country}=${url}`],
    ...['--credentials', `${country}=${credentials(country)}`],
  ]);
  const store = join(dir, 'WORLD');
  return start('world', scenario, '--store', store, '--facts', '0', ...doors, ...more);
}

const operator = (store: string): string => `Bearer operator:${secretIn(store, 'operator')}`;

async function factsOf(participant: string, url: string): Promise<Entry[]> {
  const headers = { authorization: operator(participant) };
  const response = await fetch(`${url}/facts?participant=${participant}&from=0`, { headers });
  const lines = (await response.text()).split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Entry);
}

/** Settles when the truck is on the road and the world waits for no door any more. */
async function onTheRoad(world: VerbChild): Promise<Entry[]> {
  const url = await world.said(/its facts are at (http:\S+\d)/);
  const drives = async (): Promise<Entry[]> => {
    for (;;) {
      const facts = await factsOf('WORLD', url);
      const metrics = await (await fetch(`${url}/metrics`)).text();
      if (
        facts.some(({ type }) => type === 'TruckDrove') &&
        /^rehearse_outbox_messages\{[^}]*\} 0$/m.test(metrics)
      )
        return facts;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return within(BOUND_MS, 'a truck on the road', drives());
}

/** Messages that caused something, in their order. */
const causes = (facts: readonly Entry[], sender: string): string[] =>
  facts.flatMap(({ by }) => (typeof by === 'string' && by.startsWith(`${sender}-n`) ? [by] : []));

/** Each message of the world took effect at its node, and each only once; so did each message of a node at the world. */
async function expectAllOnce(world: readonly Entry[], nodes: readonly Node[]): Promise<void> {
  const sent = world.filter(({ type }) => type === 'MessageSent').map(({ id }) => id as string);
  const taken: string[] = [];
  for (const { country, url } of nodes) {
    const facts = await factsOf(country, url);
    taken.push(...causes(facts, 'WORLD'));
    expect(facts.filter(({ msg }) => msg === 'S906')).toEqual([]);
    const heard = causes(world, country);
    expect(new Set(heard).size).toBe(heard.length);
  }
  expect(taken.sort()).toEqual(sent.sort());
  const trucks = world.filter(({ type }) => type === 'TruckReady');
  expect(trucks.length).toBe(1);
}

const isType =
  (wanted: string) =>
  ({ message }: { message: { messageType: string } }): boolean =>
    message.messageType === wanted;

test('a declaration is accepted and released by a node, though the world is killed again and again: nothing is done twice', async () => {
  const ice = await startIce();
  const nodes = await Promise.all(['GEO', 'AZE'].map((country) => startNode(country, ice)));
  const geo = nodes[0]!;
  const events = await EventReader.open(geo.url, operator('GEO'));
  for (const point of ['beforeCommit:5', 'afterCommit:5']) {
    const dying = startWorld(nodes, '--officers', 'prompt', '--crash-at', point);
    expect((await dying.exited).signal).toBe('SIGKILL');
  }
  const third = startWorld(nodes, '--officers', 'prompt');
  await third.said(/goes on; it began at (.*)/);
  await events.events.next('T928', isType('T928'), BOUND_MS);
  await third.kill();
  const world = startWorld(nodes, '--officers', 'prompt');
  await events.events.next('T029', isType('T029'), BOUND_MS);
  const facts = await onTheRoad(world);
  await expectAllOnce(facts, nodes);
  const toTrader = ['T928', 'T028', 'T029'];
  const told = events.events.all.map(({ message }) => message.messageType);
  expect(told.filter((type) => toTrader.includes(type))).toEqual(toTrader);
  await events.close();
  expect(await world.stop()).toMatchObject({ code: 0 });
  expect(world.complaints.all).toEqual([]);
});

test('what is for a door that is away waits, which is said once; a node killed in between is told nothing twice', async () => {
  const ice = await startIce();
  const aze = await startNode('AZE', ice);
  const first = await startNode('GEO', ice);
  await first.child.kill();
  const world = startWorld([first, aze], '--officers', 'prompt');
  expect(await world.complaints.next('the sentence', undefined, BOUND_MS)).toBe(
    `the door of GEO at ${first.url}: nobody answers there; what is for it waits, and is tried again`,
  );
  const geo = await startNode('GEO', ice, new URL(first.url).port);
  await world.complaints.count('another', 2, BOUND_MS);
  expect(world.complaints.all[1]).toBe(`the door of GEO at ${geo.url} is open again`);
  const before = await EventReader.open(geo.url, operator('GEO'));
  await before.events.next('T928', isType('T928'), BOUND_MS);
  await geo.child.kill();
  await before.close();
  const again = await startNode('GEO', ice, new URL(first.url).port);
  const after = await EventReader.open(again.url, operator('GEO'));
  await after.events.next('T029', isType('T029'), BOUND_MS);
  await after.close();
  await expectAllOnce(await onTheRoad(world), [again, aze]);
});

test('a door that refuses the credential ends the world with a sentence', async () => {
  const ice = await startIce();
  const nodes = await Promise.all(['GEO', 'AZE'].map((country) => startNode(country, ice)));
  const door = `GEO=http://operator:not-the-secret@${new URL(nodes[0]!.url).host}`;
  const world = startWorld(nodes, '--door', door);
  expect((await world.exited).code).toBe(2);
  expect(world.complaints.all.join('\n')).toMatch(
    /^rehearse: the door of GEO at \S+: it does not know `operator` with this secret; take the secret in the credentials.json of the store of GEO$/,
  );
});

const DOORS = ['GEO', 'AZE', 'KAZ', 'UZB'].flatMap((country) => [
  '--door',
  `${country}=http://trial:secret@127.0.0.1:1`,
]);
const truck = (...more: string[]): string[] => ['pilot/one-truck', '--store', 'STORE', ...more];

test.for([
  [['pilot/one-trunk', '--store', 'STORE'], 'did you mean `pilot/one-truck`'],
  [['pilot/one-truck', ...DOORS], 'the world needs a folder'],
  [truck(), 'GEO takes part, and its door is not named; add --door GEO=http://HOST:PORT'],
  [truck(...DOORS, '--door', 'GE=http://127.0.0.1:1'), 'did you mean `GEO`'],
  [truck('--door', 'http://127.0.0.1:1'), 'write --door GEO=http://HOST:PORT'],
  [truck(...DOORS, '--door', 'GEO=127.0.0.1'), 'is no address; write http://HOST:PORT'],
  [truck(...DOORS, '--door', 'GEO=http://127.0.0.1:1'), 'of its store: --credentials GEO=FILE'],
  [
    truck(...DOORS, '--door', 'GEO=http://a.b', '--credentials', 'GEO=none.json'),
    'none.json: there is no secret of `operator` here',
  ],
  [truck(...DOORS, '--officers', 'quick'), '--officers quick is unknown'],
] as const)('refuses %j', async ([args, sentence]) => {
  const world = start('world', ...args.map((arg) => (arg === 'STORE' ? join(dir, 'W') : arg)));
  expect((await world.exited).code).toBe(2);
  expect(world.lines.all).toEqual([]);
  expect(world.complaints.all.join('\n')).toContain(sentence);
});

test('refuses the store of another scenario', async () => {
  const store = join(dir, 'WORLD');
  const first = start('world', ...truck(...DOORS).map((arg) => (arg === 'STORE' ? store : arg)));
  await first.said(/(begins now)/);
  await first.stop();
  const other = start('world', scenario, '--store', store, ...DOORS.slice(0, 4));
  expect((await other.exited).code).toBe(2);
  expect(other.complaints.all.join('\n')).toMatch(
    /this store belongs to scenario one-truck \w+, not at-once \w+; choose/,
  );
});
