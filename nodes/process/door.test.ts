/** The national door of a real node, with the exchange beside it in the same process. */
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LIMITS } from '../common/limits.ts';
import { newSecret, verifierOf, verifiersOf } from './credentials.ts';
import { Door } from './door.ts';
import type { DoorSeat } from './door.ts';
import { startIce } from './free-ice.ts';
import type { Running } from './free-ice.ts';
import { startNode } from './free-node.ts';
import type { Store } from './store.ts';
import { EventReader } from './testing/event-reader.ts';
import { readOpenMetrics } from './testing/openmetrics-text.ts';
import { OutboxWitness } from './testing/outbox-witness.ts';
import { RealCast, TWO } from './testing/real-cast.ts';
import { within } from './testing/wait.ts';

const TRADER = 'GE204378869';
const OFFICE = 'GE000900';
const OFFICER = `officer-${OFFICE}`;
const SECRETS = { GEO: newSecret(), AZE: newSecret() };
const secret = newSecret();
const CAST = new RealCast(TWO);

let dir: string;
let ice: Running;
let geo: Running;
const troubles: string[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'door-'));
  const common = {
    participants: CAST.participants,
    codes: CAST.codes,
    realm: 'test',
    onTrouble: (sentence: string) => void troubles.push(sentence),
    onFailure: (error: unknown) => void troubles.push(String(error)),
  } as const;
  const front = {
    kind: 'embedded',
    bind: '127.0.0.1',
    port: 0,
    verifiers: await verifiersOf(SECRETS),
  } as const;
  ice = await startIce({ ...common, participant: CAST.ice(), storeDir: dir, front });
  const verifier = await verifierOf(secret);
  const seats: Record<string, DoorSeat> = {
    trader: { verifier, parties: [TRADER] },
    officer: { verifier, parties: [OFFICE, OFFICER] },
    world: { verifier, parties: ['*'], operator: true },
  };
  const door = { bind: '127.0.0.1', port: 0, seats };
  geo = await startNode({
    ...common,
    plays: CAST.node('GEO'),
    storeDir: dir,
    url: ice.url,
    secret: SECRETS.GEO,
    door,
  });
});

afterAll(async () => {
  await geo.close();
  await ice.close();
  rmSync(dir, { recursive: true, force: true });
});

const as = (seat: string): string => `Bearer ${seat}:${secret}`;

async function post(
  seat: string,
  message: object,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${geo.doorUrl!}/messages`, {
    method: 'POST',
    headers: { authorization: as(seat) },
    body: JSON.stringify(message),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const application = (tin = TRADER, more: object = {}): object => ({
  messageType: 'A801',
  sender: tin,
  recipient: 'GEO',
  body: {
    tin,
    legalName: 'Kolkheti Lines',
    address: 'Poti',
    country: 'GE',
    roles: ['principal'],
    contact: 'office',
    requestedTrustLevel: 2,
  },
  ...more,
});

async function facts(type: string): Promise<Record<string, unknown>[]> {
  const response = await fetch(`${geo.doorUrl!}/facts?participant=GEO&from=0`, {
    headers: { authorization: as('world') },
  });
  const lines = (await response.text()).split('\n').filter((line) => line !== '');
  return lines
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter((fact) => fact['type'] === type);
}

test('a trader applies, an officer decides, and the exchange tells the other country', async () => {
  const aze = await OutboxWitness.start(() => ice.url, 'AZE', SECRETS.AZE);
  const officer = await EventReader.open(geo.doorUrl!, as('officer'));
  const trader = await EventReader.open(geo.doorUrl!, as('trader'));
  expect(await post('trader', application())).toMatchObject({ status: 202 });
  // The insurer beside the node has applied for an account as well.
  const item = await officer.events.next('the work item', ({ message }) =>
    JSON.stringify(message.body).includes(TRADER),
  );
  const task = item.message.body['task'];
  const decision = { task, office: OFFICE, officer: 'Nino', decision: 'approve' };
  const answer = {
    messageType: 'N820',
    sender: OFFICER,
    recipient: OFFICE,
    correlationId: item.message.messageId,
    body: decision,
  };
  expect(await post('officer', answer)).toMatchObject({ status: 202 });
  const told = await trader.events.next(
    'the decision',
    ({ message }) => message.messageType === 'A802',
  );
  expect(told.message.body).toMatchObject({ tin: TRADER, decision: 1 });
  const published = await aze.received.next('A803 at AZE', ({ body }) =>
    JSON.stringify(body).includes(TRADER),
  );
  expect(published.body).toMatchObject({ tin: TRADER, status: 'active' });
  expect(trader.events.all.every(({ message }) => message.recipient === TRADER)).toBe(true);
  await Promise.all([officer.close(), trader.close(), aze.end()]);
  const resumed = await EventReader.open(geo.doorUrl!, as('world'), item.id);
  const first = await resumed.events.next('an event after the last one seen');
  expect(first.id).toBeGreaterThan(item.id);
  await resumed.close();
});

test('a message that is posted twice takes effect once', async () => {
  const message = application('GE111111111', { messageId: 'my-own-1' });
  expect(await post('world', message)).toEqual({ status: 202, body: { messageId: 'my-own-1' } });
  expect(await post('world', message)).toEqual({ status: 202, body: { messageId: 'my-own-1' } });
  expect((await facts('AccountApplied')).filter(({ tin }) => tin === 'GE111111111').length).toBe(1);
});

test('a message that is repeated before it is safe is taken once', async () => {
  let [asked, taken] = [0, 0];
  let makeSafe = (): void => undefined;
  const safe = new Promise<void>((resolve) => (makeSafe = resolve));
  const hasTaken = (): boolean => {
    // The first is safe only when its repeat is here.
    if (++asked === 2) setImmediate(makeSafe);
    return false;
  };
  const take = (): Promise<void> => {
    taken++;
    return safe;
  };
  const seats = { world: { verifier: await verifierOf(secret), parties: ['*'] } };
  const house = { store: { hasTaken } as unknown as Store, participants: [], take };
  const door = await Door.open(
    { bind: '127.0.0.1', port: 0, seats },
    { ...house, metrics: () => '' },
  );
  const body = JSON.stringify(application(TRADER, { messageId: 'my-own-2' }));
  const headers = { authorization: as('world') };
  const once = (): Promise<Response> =>
    fetch(`${door.url}/messages`, { method: 'POST', headers, body });
  const replies = await Promise.all([once(), once()]);
  expect(replies.map(({ status }) => status)).toEqual([202, 202]);
  expect(taken).toBe(1);
  await Promise.all(replies.map((reply) => reply.text()));
  await door.close();
});

test.for([
  ['a message for another party', 'trader', application('GE222222222'), 403],
  ['a message of the exchange', 'world', application(TRADER, { messageType: 'A803' }), 400],
  ['a message between offices', 'world', application(TRADER, { messageType: 'X203' }), 400],
  ['a message type that is none', 'world', application(TRADER, { messageType: 'Q999' }), 400],
  ['a body without its parts', 'world', application(TRADER, { body: {} }), 400],
  ['a recipient of another country', 'world', application(TRADER, { recipient: 'AZ000101' }), 422],
] as const)('refuses %s', async ([, seat, message, status]) => {
  const reply = await post(seat, message);
  expect(reply.status).toBe(status);
  const { errors, error } = reply.body as { errors?: { rule: string }[]; error?: string };
  if (status === 400) expect(errors?.[0]?.rule).toMatch(/^C1/);
  else expect(error).toEqual(expect.any(String));
});

test.for([
  ['no credential', {}, 401],
  ['an unknown seat', { authorization: `Bearer nobody:${secret}` }, 401],
  ['a wrong secret', { authorization: 'Bearer trader:wrong' }, 401],
] as const)('lets nobody in with %s', async ([, headers, status]) => {
  const response = await fetch(`${geo.doorUrl!}/events`, { headers });
  expect(response.status).toBe(status);
  await response.body?.cancel();
});

test.for([
  ['facts', 'trader', '/facts?participant=GEO&from=0', 403],
  ['what concerns a movement', 'trader', '/trace?mrn=26GE000102000001Y3', 403],
  ['what concerns no movement', 'world', '/trace?message=GEO-1', 400],
] as const)(
  'shows %s to an operator who asks for it, and to him only',
  async ([, seat, path, status]) => {
    const response = await fetch(`${geo.doorUrl!}${path}`, {
      headers: { authorization: as(seat) },
    });
    expect(response.status).toBe(status);
    await response.body?.cancel();
  },
);

test('says that it is well, and counts what it refuses, by rule', async () => {
  expect(await (await fetch(`${geo.doorUrl!}/healthz`)).json()).toEqual({
    ok: true,
    realm: 'test',
  });
  const refused = async (rule: string): Promise<number> => {
    const metrics = await (await fetch(`${geo.doorUrl!}/metrics`)).text();
    const samples = readOpenMetrics(metrics).get('rehearse_messages_refused')?.samples ?? [];
    return samples.find(({ labels }) => labels['rule'] === rule)?.value ?? 0;
  };
  const before = [await refused('C109'), await refused('C601')];
  await post('world', application(TRADER, { messageType: 'Q999' }));
  await post('world', application(TRADER, { recipient: 'AZ000101' }));
  const after = [await refused('C109'), await refused('C601')];
  expect(after).toEqual(before.map((count) => count + 1));
});

test.for([
  ['that says its length', false],
  ['that does not', true],
] as const)(
  'refuses a message over the limit %s, before all of it has come',
  async ([, chunked]) => {
    const { hostname, port } = new URL(geo.doorUrl!);
    const length = { 'content-length': LIMITS.messageBytes + 1 };
    const headers = {
      authorization: as('trader'),
      ...(chunked ? { 'transfer-encoding': 'chunked' } : length),
    };
    const status = new Promise<number | undefined>((resolve, reject) => {
      const upload = request(
        { hostname, port, method: 'POST', path: '/messages', headers },
        (response) => {
          resolve(response.statusCode);
          response.resume();
          upload.destroy();
        },
      );
      upload.on('error', reject);
      upload.write('x'.repeat(chunked ? LIMITS.messageBytes + 1 : 100));
    });
    expect(await within(20_000, 'an answer', status)).toBe(413);
  },
);

test('nothing of this was trouble', () => {
  expect(troubles).toEqual([]);
});
