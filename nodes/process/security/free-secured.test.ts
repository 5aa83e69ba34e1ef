/** ICE and a national application as real processes with TLS and signatures: what is proven arrives, what is not goes nowhere, and nobody else waits. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Message } from '../../../simulator/core/participant.ts';
import { BAD_SIGNATURE } from '../../common/envelope.ts';
import { newSecret, verifiersOf } from '../credentials.ts';
import { FreeChild } from '../testing/free-child.ts';
import { OutboxWitness } from '../testing/outbox-witness.ts';
import { within } from '../testing/wait.ts';
import { Authority } from './authority.ts';
import { Signatures } from './signatures.ts';
import { clientContext } from './tls-client.ts';

const SECRETS = { GEO: newSecret(), AZE: newSecret() };

let dir: string;
let authority: Authority;
let ending: (() => Promise<void> | void)[];
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'secured-'));
  ending = [];
  authority = await Authority.open(join(dir, 'papers'), {
    holders: ['ICE', 'GEO', 'AZE'],
    validityMs: 86_400_000,
    names: [],
  });
});
afterEach(async () => {
  for (const end of ending.reverse()) await end();
  rmSync(dir, { recursive: true, force: true });
});

async function startIce(): Promise<FreeChild> {
  const { papers } = authority;
  const verifiers = await verifiersOf(SECRETS);
  const secured = { tls: papers.gate('ICE'), verifiers };
  let port = 0;
  const ice = await FreeChild.start('ICE', () => ({
    storeDir: dir,
    ice: { port, ...secured },
    signing: papers.signing('ICE'),
  }));
  port = Number(new URL(ice.url).port);
  ending.push(() => ice.stop());
  return ice;
}

async function startGeo(url: () => string): Promise<FreeChild> {
  const { papers } = authority;
  const geo = await FreeChild.start('GEO', () => ({
    storeDir: dir,
    node: { url: url(), secret: SECRETS.GEO, tls: papers.client('GEO') },
    signing: papers.signing('GEO'),
  }));
  ending.push(() => geo.stop());
  return geo;
}

/** A node that is none of ours, with AZE's papers; signs as AZE, or as it is told. */
async function startAze(
  url: () => string,
  encode?: (message: Message) => string,
): Promise<OutboxWitness> {
  const { papers } = authority;
  const own = new Signatures('AZE', papers.signing('AZE'), 'node', () => undefined);
  const aze = await OutboxWitness.start(url, 'AZE', SECRETS.AZE, {
    context: () => clientContext(papers.client('AZE')),
    encode: encode ?? ((message) => own.encode(message)),
  });
  ending.push(() => {
    own.close();
    return aze.end();
  });
  return aze;
}

const publication = (tin: string): object => ({
  tin,
  status: 'active',
  roles: ['principal'],
  trustLevel: 1,
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2036-01-01T00:00:00.000Z',
  holder: { tin, name: 'Khazar Trade', country: 'AZ' },
});

const send = (aze: OutboxWitness, n: number): string => {
  const id = `AZE-${n}`;
  aze.send('A803', id, publication(`AZ${1_000_000_000 + n}`), 'GEO');
  return id;
};

/** Ids of AZE's messages that GEO has handled, in order, once nothing is under way any more. */
async function handledBy(geo: FreeChild, wanted: readonly string[]): Promise<string[]> {
  const handled = async (): Promise<string[]> =>
    (await geo.facts('GEO'))
      .filter(({ type }) => type === 'AccountKnown')
      .map(({ by }) => String(by));
  await within(
    30_000,
    'all of them at GEO',
    (async () => {
      while ((await handled()).length < wanted.length)
        await new Promise((resolve) => setImmediate(resolve));
    })(),
  );
  return await handled();
}

const refusals = async (ice: FreeChild): Promise<object[]> =>
  (await ice.facts('ICE')).filter(({ type }) => type === 'MessageRefused');

test('what was signed is taken, kept over the death of ICE, and still proven to its recipient', async () => {
  const ice = await startIce();
  const aze = await startAze(() => ice.url);
  const ids = [0, 1, 2].map((n) => send(aze, n));
  await aze.acknowledged.count('S001', 3);
  ice.kill();
  await ice.up(2);
  const geo = await startGeo(() => ice.url);
  expect(await handledBy(geo, ids)).toEqual(ids);
  expect(geo.complaints.all).toEqual([]);
  expect(await refusals(ice)).toEqual([]);
});

test('what is not proven goes nowhere, is answered without a name, and holds up nothing else', async () => {
  const ice = await startIce();
  const geo = await startGeo(() => ice.url);
  const forged = new Signatures('GEO', authority.papers.signing('GEO'), 'node', () => undefined);
  const own = new Signatures('AZE', authority.papers.signing('AZE'), 'node', () => undefined);
  ending.push(
    () => forged.close(),
    () => own.close(),
  );
  const aze = await startAze(
    () => ice.url,
    (message) => {
      if (message.messageId === 'AZE-0') return JSON.stringify(message);
      if (message.messageId === 'AZE-1') return forged.seal(JSON.stringify(message), 'A803');
      if (message.messageId === 'AZE-2')
        return own.encode(message).replace('Khazar Trade', 'Somebody else');
      return own.encode(message);
    },
  );
  for (const n of [0, 1, 2, 3]) send(aze, n);
  expect(await aze.acknowledged.next('S001')).toBe('AZE-3');
  expect(await handledBy(geo, ['AZE-3'])).toEqual(['AZE-3']);
  const answer = await aze.received.next('S917', ({ messageType }) => messageType === 'S917');
  const { errors, messageId } = answer.body as {
    errors: { pointer: string; rule: string; text: string }[];
    messageId?: string;
  };
  expect(errors[0]).toMatchObject({ pointer: BAD_SIGNATURE.pointer, rule: 'C110' });
  expect(errors[0]?.text).toMatch(/^AZE-0 is not signed$/);
  expect([messageId, answer.correlationId]).toEqual([undefined, undefined]);
  expect(await refusals(ice)).toContainEqual(
    expect.objectContaining({ from: 'AZE', rule: 'C110', code: '14' }),
  );
});

test('a key that is revoked while all run: refused until there is a new one, and then there once', async () => {
  const ice = await startIce();
  const geo = await startGeo(() => ice.url);
  const aze = await startAze(() => ice.url);
  const ids = [send(aze, 0)];
  await aze.acknowledged.count('S001', 1);
  authority.revokeKey('AZE');
  const refused = ice.complaints.next('a refusal', (text) => text.includes('was revoked on'));
  for (let last = ''; last !== 'refused';) {
    const id = send(aze, ids.length);
    ids.push(id);
    // Until ICE has seen the register, it takes what comes.
    const taken = aze.acknowledged.next(id, (one) => one === id);
    last = await Promise.race([taken, refused.then(() => 'refused')]);
  }
  authority.renewKey('AZE');
  ids.push(send(aze, ids.length));
  await aze.acknowledged.count('S001', ids.length);
  expect([...(await handledBy(geo, ids))].sort()).toEqual([...ids].sort());
});
