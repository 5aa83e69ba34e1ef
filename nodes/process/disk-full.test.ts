/** A disk that fills under load: the process says so in one sentence and ends; with room again, what it had acknowledged is there, once. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Verifiers } from './credentials.ts';
import { newSecret, verifiersOf } from './credentials.ts';
import { FreeChild } from './testing/free-child.ts';
import { freePort } from './testing/mosquitto.ts';
import { OutboxWitness } from './testing/outbox-witness.ts';
import { named, quiet, sendMany, tinOf } from './testing/publications.ts';

const SECRETS = { GEO: newSecret(), AZE: newSecret() };
/** Room for the tables, the reference data and some hundred messages. */
const PAGES = 150;
const WAVE = 100;
const WAVES_MOST = 60;

let dir: string;
let port: number;
let verifiers: Verifiers;
let ending: (() => Promise<void>)[];
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'full-'));
  port = await freePort();
  verifiers = await verifiersOf(SECRETS);
  ending = [];
});
afterEach(async () => {
  for (const end of ending.reverse()) await end();
  rmSync(dir, { recursive: true, force: true });
});

const url = (): string => `mqtt://127.0.0.1:${port}`;

async function start(id: 'ICE' | 'GEO', pagesMost?: number): Promise<FreeChild> {
  const room = { storeDir: dir, ...(pagesMost === undefined ? {} : { pagesMost }) };
  const role = id === 'ICE' ? { ice: { port, verifiers } } : undefined;
  const node = { node: { url: url(), secret: SECRETS.GEO } };
  const child = await FreeChild.start(id, () => ({ ...room, ...(role ?? node) }));
  ending.push(() => child.stop());
  return child;
}

async function witness(country: 'GEO' | 'AZE'): Promise<OutboxWitness> {
  const one = await OutboxWitness.start(url, country, SECRETS[country]);
  ending.push(() => one.end());
  return one;
}

/** Publishes until the process has ended. @returns how many. */
async function fill(child: FreeChild, aze: OutboxWitness): Promise<number> {
  let sent = 0;
  while (child.deaths.all.length === 0 && sent < WAVE * WAVES_MOST) {
    sendMany(aze, sent, WAVE);
    sent += WAVE;
    await Promise.race([
      aze.acknowledged.count('some S001', sent - WAVE / 2),
      child.deaths.count('its end', 1, 60_000),
    ]);
  }
  await child.deaths.count('its end', 1);
  await child.complaints.next('its end', (line) => line.includes('was given up'));
  return sent;
}

const sentence = (id: string): string =>
  `${join(dir, `${id}.sqlite`)}: the disk is full; make room, then start again: what was committed is there`;

test('ICE on a full disk', async () => {
  const full = await start('ICE', PAGES);
  const [geo, aze] = [await witness('GEO'), await witness('AZE')];
  const sent = await fill(full, aze);
  expect(full.complaints.all).toEqual([sentence('ICE'), 'ICE was given up']);
  const before = [...aze.acknowledged.all];
  expect(before.length).toBeGreaterThan(0);
  const ice = await start('ICE');
  expect(await named(ice, 'MessageTaken', 'id')).toEqual(expect.arrayContaining(before));
  await aze.acknowledged.count('all S001', sent, 30_000);
  await geo.received.next('all', () => new Set(idsOf(geo)).size === sent, 30_000);
  await quiet(ice);
  const taken = await named(ice, 'MessageTaken', 'id');
  expect(taken).toEqual([...new Set(taken)]);
  expect(taken.length).toBe(sent);
});

const idsOf = (geo: OutboxWitness): string[] =>
  geo.received.all.flatMap(({ messageType, messageId }) =>
    messageType === 'A803' ? [messageId] : [],
  );

test('a node on a full disk', async () => {
  const ice = await start('ICE');
  const full = await start('GEO', PAGES);
  const aze = await witness('AZE');
  const sent = await fill(full, aze);
  expect(full.complaints.all).toEqual([sentence('GEO'), 'GEO was given up']);
  await aze.acknowledged.count('all S001, though GEO is away', sent, 30_000);
  const geo = await start('GEO');
  await quiet(ice);
  const published = Array.from({ length: sent }, (_, i) => tinOf(i));
  expect(await named(geo, 'AccountKnown', 'tin')).toEqual(published.sort());
});
