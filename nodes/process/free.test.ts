/** ICE and a national application on their own clocks, as real processes: what was acknowledged is there, once, whoever died when. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CrashAt } from './crash-points.ts';
import { newSecret, verifiersOf } from './credentials.ts';
import { FreeChild } from './testing/free-child.ts';
import { hasMosquitto, Mosquitto } from './testing/mosquitto.ts';
import { OutboxWitness } from './testing/outbox-witness.ts';
import { named, quiet, sendMany, tinOf } from './testing/publications.ts';

const SECRETS = { GEO: newSecret(), AZE: newSecret(), ICE: newSecret() };
const POINTS = ['beforeCommit', 'afterCommit', 'afterPuback'] as const;

let dir: string;
let ending: (() => Promise<void>)[];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'free-'));
  ending = [];
});
afterEach(async () => {
  for (const end of ending.reverse()) await end();
  rmSync(dir, { recursive: true, force: true });
});

async function startIce(crashes: readonly CrashAt[] = []): Promise<FreeChild> {
  const verifiers = await verifiersOf(SECRETS);
  let port = 0;
  const ice = await FreeChild.start(
    'ICE',
    () => ({ storeDir: dir, ice: { port, verifiers } }),
    crashes,
  );
  port = Number(new URL(ice.url).port);
  ending.push(() => ice.stop());
  return ice;
}

async function startGeo(url: () => string, crashes: readonly CrashAt[] = []): Promise<FreeChild> {
  const geo = await FreeChild.start(
    'GEO',
    () => ({ storeDir: dir, node: { url: url(), secret: SECRETS.GEO } }),
    crashes,
  );
  ending.push(() => geo.stop());
  return geo;
}

async function witness(url: () => string, country: 'GEO' | 'AZE'): Promise<OutboxWitness> {
  const one = await OutboxWitness.start(url, country, SECRETS[country]);
  ending.push(() => one.end());
  return one;
}

test('ICE killed before a commit, after one, after a PUBACK: what it acknowledged is there, once', async () => {
  const ice = await startIce(POINTS.map((point) => ({ point, count: 4 })));
  const geo = await witness(() => ice.url, 'GEO');
  const aze = await witness(() => ice.url, 'AZE');
  const ids: string[] = [];
  for (let round = 0; round < POINTS.length; round++) {
    // One commit after the other, so that the crash comes in the middle of them.
    while (ice.deaths.all.length <= round) {
      const [id] = sendMany(aze, ids.length, 1);
      ids.push(id!);
      await Promise.race([
        aze.acknowledged.next(`S001 for ${id!}`, (one) => one === id),
        ice.deaths.count('a death', round + 1),
      ]);
    }
    const seen = [...aze.acknowledged.all];
    await ice.up(round + 2);
    const taken = await named(ice, 'MessageTaken', 'id');
    expect(taken).toEqual(expect.arrayContaining(seen));
  }
  await expectAllOnce(ice, aze, geo, ids);
});

test('ICE killed at any time under load: what it acknowledged is there, once', async () => {
  const ice = await startIce();
  const geo = await witness(() => ice.url, 'GEO');
  const aze = await witness(() => ice.url, 'AZE');
  const ids = sendMany(aze, 0, 200);
  for (const round of [1, 2, 3]) {
    await aze.acknowledged.count('some more S001', aze.acknowledged.all.length + 20);
    ice.kill();
    await ice.deaths.count('its death', round);
    ids.push(...sendMany(aze, ids.length, 100));
    await ice.up(round + 1);
  }
  await expectAllOnce(ice, aze, geo, ids);
});

async function expectAllOnce(
  ice: FreeChild,
  aze: OutboxWitness,
  geo: OutboxWitness,
  ids: string[],
): Promise<void> {
  await aze.acknowledged.count('all S001', ids.length, 30_000);
  const published = new Set(ids);
  const arrived = (): Set<string> =>
    new Set(geo.received.all.map(({ messageId }) => messageId).filter((id) => published.has(id)));
  await geo.received.next('all at GEO', () => arrived().size === ids.length, 30_000);
  await quiet(ice);
  expect(await named(ice, 'MessageTaken', 'id')).toEqual([...ids].sort());
}

test('a node killed before a commit, after one, and at any time: each message takes effect once', async () => {
  const ice = await startIce();
  const geo = await startGeo(
    () => ice.url,
    [
      { point: 'beforeCommit', count: 4 },
      { point: 'afterCommit', count: 4 },
    ],
  );
  const aze = await witness(() => ice.url, 'AZE');
  let sent = 0;
  for (let round = 0; round < 2; round++) {
    while (geo.deaths.all.length <= round) {
      const [id] = sendMany(aze, sent++, 1);
      await aze.acknowledged.next('S001', (one) => one === id);
    }
    await geo.up(round + 2);
  }
  sendMany(aze, sent, 200);
  sent += 200;
  await aze.acknowledged.count('S001', sent - 100);
  geo.kill();
  await geo.deaths.count('its death', 3);
  await geo.up(4);
  await aze.acknowledged.count('all S001', sent);
  await quiet(ice);
  const published = Array.from({ length: sent }, (_, i) => tinOf(i));
  expect(await named(geo, 'AccountKnown', 'tin')).toEqual(published.sort());
});

test('answers what is no message with S917, and closes the connection of a false sender', async () => {
  const ice = await startIce();
  const aze = await witness(() => ice.url, 'AZE');
  await aze.raw('ice/v1/in/AZE/GEO/A/A803', '{"messageId": "AZE-1",\n "sender": ');
  const format = await aze.received.next('S917', ({ messageType }) => messageType === 'S917');
  expect(format.body).toMatchObject({ errors: [{ rule: 'C101', line: 2 }] });
  await aze.raw('ice/v1/in/AZE/GEO/A/A803', Buffer.alloc(257 * 1024 - 200, 'x').toString());
  await aze.received.next('S917 for its length', ({ body }) =>
    JSON.stringify(body).includes('C105'),
  );
  const text = JSON.stringify({
    messageId: 'GEO-1',
    messageType: 'A803',
    sender: 'GEO',
    recipient: 'AZE',
  });
  await expect(aze.raw('ice/v1/in/AZE/GEO/A/A803', text)).rejects.toThrow('closed');
  await ice.complaints.next('the sentence', (line) =>
    line.includes('the sender is GEO, not AZE (C110)'),
  );
});

if (hasMosquitto) {
  test('a broker that goes away and comes back: everything arrives, once', async () => {
    const broker = await Mosquitto.start(SECRETS);
    ending.push(() => broker.close());
    const login = { url: broker.url, username: 'ICE', password: SECRETS.ICE };
    const ice = await FreeChild.start('ICE', () => ({ storeDir: dir, broker: login }));
    ending.push(() => ice.stop());
    const geo = await startGeo(() => broker.url);
    const aze = await witness(() => broker.url, 'AZE');
    sendMany(aze, 0, 50);
    await aze.acknowledged.count('S001', 10);
    await broker.kill();
    await ice.complaints.next('the sentence', (line) => line.includes('the broker is gone'));
    sendMany(aze, 50, 50);
    await broker.begin();
    await aze.acknowledged.count('all S001', 100, 30_000);
    await quiet(ice);
    const known = (await geo.facts('GEO')).filter(({ type }) => type === 'AccountKnown');
    expect(known.length).toBe(100);
  });
}
