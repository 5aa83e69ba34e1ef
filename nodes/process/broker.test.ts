/** What the embedded broker refuses, over real sockets. What it carries is in front.test.ts. */
import { connect as dial } from 'node:net';
import type { Socket } from 'node:net';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { LIMITS } from '../common/limits.ts';
import { inboxFilter } from '../common/topics.ts';
import { Broker } from './broker.ts';
import { newSecret, verifiersOf } from './credentials.ts';
import type { Verifiers } from './credentials.ts';
import type { FrontHandler } from './front.ts';
import { publishFrame } from './publish-frame.ts';
import { Witness } from './testing/mqtt-client.ts';
import { Arrived, within } from './testing/wait.ts';

const SECRETS = { GEO: newSecret(), AZE: newSecret() };
const OWN_TOPIC = 'ice/v1/in/GEO/AZE/X/X001';

let broker: Broker;
let verifiers: Verifiers;
let messages: Arrived<string>;
let troubles: Arrived<string>;

beforeAll(async () => {
  verifiers = await verifiersOf(SECRETS);
});

beforeEach(async () => {
  messages = new Arrived();
  troubles = new Arrived();
  const handler: FrontHandler = {
    onMessage: (_client, _topic, payload, answer) => {
      messages.push(new TextDecoder().decode(payload));
      answer('taken');
    },
    onConnect: () => undefined,
    onDisconnect: () => undefined,
    onTrouble: troubles.push,
  };
  broker = await Broker.open({ bind: '127.0.0.1', port: 0, verifiers }, handler);
});

afterEach(() => broker.close());

const asGeo = (options: object = {}): Promise<Witness> =>
  Witness.connect(broker.url, {
    username: 'GEO',
    password: SECRETS.GEO,
    clientId: 'GEO',
    ...options,
  });

test.for([
  ['no credentials', { username: undefined, password: undefined }, 5, 'it showed no credentials'],
  ['a wrong secret', { password: 'wrong' }, 4, 'wrong credentials for GEO'],
  ['the secret of another country', { password: SECRETS.AZE }, 4, 'wrong credentials for GEO'],
  ['an unknown country', { username: 'XXX' }, 4, 'wrong credentials for XXX'],
  [
    'a name that every object has',
    { username: 'constructor' },
    4,
    'wrong credentials for constructor',
  ],
  ['MQTT 3.1', { protocolId: 'MQIsdp', protocolVersion: 3 }, 1, 'MQTT 3.1.1 only'],
  ['MQTT 5', { protocolVersion: 5 }, 1, 'MQTT 3.1.1 only'],
  [
    'a client id over the limit',
    { clientId: 'G'.repeat(LIMITS.clientIdBytes + 1) },
    2,
    'longer than 64 bytes',
  ],
  ['another country’s client id', { clientId: 'AZE' }, 2, 'the client id belongs to AZE'],
  ['a session that is not clean', { clean: false }, 5, 'sessions of the exchange are clean'],
  [
    'a will for another’s intake',
    { will: { topic: 'ice/v1/in/AZE/ALL/S/S070', payload: '', qos: 1 } },
    5,
    'will',
  ],
  [
    'a will at QoS 0',
    { will: { topic: 'ice/v1/in/GEO/ALL/S/S070', payload: '', qos: 0 } },
    5,
    'will',
  ],
] as const)('refuses %s', async ([, options, code, reason]) => {
  const error: unknown = await asGeo(options).then(
    () => 'it was let in',
    (refusal: unknown) => refusal,
  );
  expect(error).toMatchObject({ code });
  await troubles.next('the sentence', (text) => text.includes(reason));
});

test('refuses an empty client id without a clean session [MQTT-3.1.3-8], and gives one to a clean one', async () => {
  const connack = await exchange(connectPacket({ clientId: '', clean: false }), 4);
  expect([...connack]).toEqual([0x20, 2, 0, 2]);
  expect([...(await exchange(connectPacket({ clientId: '', clean: true }), 4))]).toEqual([
    0x20, 2, 0, 0,
  ]);
});

test.for([
  ['bytes that are no MQTT', [...Buffer.from('GET / HTTP/1.1\r\n\r\n')]],
  ['a first packet other than CONNECT', [0x30, 3, 0, 1, 97]],
  ['a CONNECT that is cut short', [0x10, 4, 0, 4, 77, 81]],
  ['a remaining length of five bytes', [0x10, 0xff, 0xff, 0xff, 0xff, 0xff]],
] as const)('closes the connection on %s', async ([, bytes]) => {
  const socket = await open();
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('error', () => undefined);
  socket.end(Buffer.from(bytes));
  await within(20_000, 'closed', closed);
});

test('closes the connection when a packet over the limit is announced, before its body is sent', async () => {
  const socket = await open();
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(connectPacket({ clientId: 'GEO', clean: true }));
  await new Promise((resolve) => socket.once('data', resolve));
  socket.write(Buffer.from([0x32, 0xff, 0xff, 0xff, 0x7f, 0, 5]));
  await within(20_000, 'closed', closed);
  await troubles.next('the sentence', (text) =>
    text.includes(`more than ${LIMITS.packetBytes} bytes`),
  );
});

test('takes a message at the limit', async () => {
  const geo = await asGeo();
  await geo.publish(OWN_TOPIC, 'x'.repeat(LIMITS.messageBytes));
  expect((await messages.next('the message')).length).toBe(LIMITS.messageBytes);
  await geo.end();
});

test.for([
  ['the inbox of another country', 'ice/v1/out/AZE/#'],
  ['every inbox', 'ice/v1/out/#'],
  ['every inbox by a wildcard', 'ice/v1/out/+/ICE/S/S001'],
  ['the intake', 'ice/v1/in/GEO/#'],
  ['everything', '#'],
  ['the broker’s own topics', '$SYS/#'],
  ['a shared subscription', '$share/group/ice/v1/out/GEO/#'],
] as const)('denies a subscription to %s', async ([, filter]) => {
  const geo = await asGeo();
  expect(await geo.subscribe(filter)).toBe(128);
  await broker.publish('ice/v1/out/AZE/ICE/S/S001', 'not for GEO', false);
  await broker.publish('ice/v1/public/realm', 'test', true);
  expect(await geo.subscribe('ice/v1/public/#')).toBe(1);
  await geo.received.next('the realm');
  expect(geo.received.all.map(({ text }) => text)).toEqual(['test']);
  await geo.end();
});

test('grants a country its own inbox, or a part of it, and no more than the limit of subscriptions', async () => {
  const geo = await asGeo();
  expect(await geo.subscribe(inboxFilter('GEO'))).toBe(1);
  for (let i = 1; i < LIMITS.subscriptionsPerClient; i++) {
    expect(await geo.subscribe(`ice/v1/out/GEO/AZE/X/X${100 + i}`)).toBe(1);
  }
  expect(await geo.subscribe('ice/v1/out/GEO/AZE/X/X200')).toBe(128);
  await geo.end();
});

test.for([
  ['another country’s intake', 'ice/v1/in/AZE/GEO/X/X001', 1],
  ['an inbox', 'ice/v1/out/GEO/AZE/X/X001', 1],
  ['a public topic', 'ice/v1/public/realm', 1],
  ['a topic with a level too many', `${OWN_TOPIC}/more`, 1],
  ['the broker’s own topics', '$SYS/broker', 1],
  ['its own intake at QoS 0', OWN_TOPIC, 0],
  ['its own intake at QoS 2', OWN_TOPIC, 2],
] as const)('closes the connection of a client that publishes to %s', async ([, topic, qos]) => {
  const geo = await asGeo();
  void geo.publish(topic, 'forbidden', { qos }).catch(() => undefined);
  await within(20_000, 'closed', geo.closed);
  expect(messages.all).toEqual([]);
});

test('closes the connection of a client that publishes without a packet identifier [MQTT-2.3.1-1]', async () => {
  const socket = await open();
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write(connectPacket({ clientId: 'GEO', clean: true }));
  await new Promise((resolve) => socket.once('data', resolve));
  const topic = Buffer.from(OWN_TOPIC);
  socket.write(Buffer.from([0x32, topic.length + 4, 0, topic.length, ...topic, 0, 0]));
  await within(20_000, 'closed', closed);
  expect(messages.all).toEqual([]);
});

test('keeps nothing that a client asks to be retained', async () => {
  const geo = await asGeo();
  await geo.publish(OWN_TOPIC, 'keep me', { retain: true });
  await geo.subscribe('ice/v1/public/#');
  await geo.subscribe(inboxFilter('GEO'));
  await broker.publish('ice/v1/out/GEO/ICE/S/S001', 'last', false);
  await geo.received.next('the last', ({ text }) => text === 'last');
  expect(geo.received.all.map(({ text }) => text)).toEqual(['last']);
  await geo.end();
});

test('lets a second connection of the same client id take over from the first', async () => {
  const first = await asGeo();
  const second = await asGeo();
  await within(20_000, 'the first closed', first.closed);
  await second.publish(OWN_TOPIC, 'from the second');
  expect(await messages.next('its message')).toBe('from the second');
  const third = await asGeo();
  await within(20_000, 'the second closed', second.closed);
  await third.end();
});

test('reads no more of a country than may wait, lets others by, and loses nothing', async () => {
  const answers: (() => void)[] = [];
  const counts = { GEO: 0, AZE: 0 };
  let most = 0;
  const flooded = new Arrived<number>();
  const handler: FrontHandler = {
    onMessage: (client, _topic, _payload, answer) => {
      counts[client as 'GEO']++;
      if (client === 'AZE') answer('taken');
      else answers.push(() => answer('taken'));
      most = Math.max(most, answers.length);
      if (client === 'GEO') flooded.push(counts.GEO);
    },
    onConnect: () => undefined,
    onDisconnect: () => undefined,
    onTrouble: troubles.push,
  };
  const own = await Broker.open({ bind: '127.0.0.1', port: 0, verifiers }, handler);
  const [one, two] = [
    await Witness.as(own.url, 'GEO', SECRETS.GEO, 'GEO-1'),
    await Witness.as(own.url, 'GEO', SECRETS.GEO, 'GEO-2'),
  ];
  const aze = await Witness.as(own.url, 'AZE', SECRETS.AZE);
  const each = 2 * LIMITS.waitingPerCountry;
  const acknowledged = [one, two].flatMap((geo) =>
    Array.from({ length: each }, (_, i) => geo.publish(OWN_TOPIC, `message ${i}`)),
  );
  await flooded.next('as many as may wait', (count) => count === LIMITS.waitingPerCountry);
  for (let i = 0; i < 20; i++) await aze.publish('ice/v1/in/AZE/GEO/X/X001', `${i}`);
  expect(counts).toEqual({ GEO: LIMITS.waitingPerCountry, AZE: 20 });
  while (counts.GEO < 2 * each || answers.length > 0) {
    const before = counts.GEO;
    for (const answer of answers.splice(0)) answer();
    if (before < 2 * each) await flooded.next('more', (count) => count > before);
  }
  await Promise.all(acknowledged);
  expect(counts.GEO).toBe(2 * each);
  // The broker reads a first message on a topic of each connection itself.
  expect(most).toBeLessThanOrEqual(LIMITS.waitingPerCountry + 2);
  for (const witness of [one, two, aze]) await witness.end();
  await own.close();
});

test('a connection lives by the messages that it sends, one that is silent ends [MQTT-3.1.2-24]', async () => {
  const [busy, silent] = [await open(), await open()];
  const closed = (socket: Socket): Promise<void> =>
    new Promise((resolve) => socket.once('close', () => resolve()));
  const [busyClosed, silentClosed] = [closed(busy), closed(silent)];
  const acknowledged = new Arrived<number>();
  // Without its messages this one would end first.
  for (const [socket, clientId] of [
    [busy, 'GEO-busy'],
    [silent, 'GEO-silent'],
  ] as const) {
    socket.write(connectPacket({ clientId, clean: true, keepAliveS: 1 }));
    await new Promise((resolve) => socket.once('data', resolve));
    socket.resume();
  }
  busy.on('data', (chunk: Buffer) => acknowledged.push(chunk.length));
  const sending = setInterval(() => busy.write(publishFrame(OWN_TOPIC, 'alive', 1)), 20);
  await within(20_000, 'the silent one closed', silentClosed);
  await acknowledged.count('one more PUBACK', acknowledged.all.length + 1);
  clearInterval(sending);
  await within(20_000, 'the busy one closed, as it sends no more', busyClosed);
});

test('does not let a subscriber that never reads hold up the others', async () => {
  const stuck = await open();
  stuck.write(connectPacket({ clientId: 'GEO-stuck', clean: true }));
  await new Promise((resolve) => stuck.once('data', resolve));
  stuck.write(Buffer.from([0x82, 5 + 16, 0, 1, 0, 16, ...Buffer.from('ice/v1/out/GEO/#'), 0]));
  await new Promise((resolve) => stuck.once('data', resolve));
  stuck.pause();
  stuck.on('error', () => undefined);
  const aze = await Witness.as(broker.url, 'AZE', SECRETS.AZE);
  await aze.subscribe(inboxFilter('AZE'));
  const flood = 'x'.repeat(100_000);
  for (let i = 0; i < 100; i++)
    void broker.publish('ice/v1/out/GEO/AZE/X/X001', flood, false).catch(() => undefined);
  for (let i = 0; i < 100; i++) void broker.publish('ice/v1/out/AZE/GEO/X/X001', `${i}`, false);
  await aze.received.count('all of AZE’s messages', 100);
  stuck.destroy();
  await aze.end();
});

test('lets a country in though more connections than there may be say nothing', async () => {
  const silent: Socket[] = [];
  const closed = new Arrived<number>();
  for (let i = 0; i < LIMITS.connections + 10; i++) {
    const socket = await open();
    socket
      .once('close', () => closed.push(i))
      .on('error', () => undefined)
      .resume();
    silent.push(socket);
  }
  const geo = await asGeo();
  await geo.publish(OWN_TOPIC, 'let in');
  // Whoever has waited longest has made room.
  await closed.next('the first closed', (i) => i === 0);
  for (const socket of silent) socket.destroy();
  await geo.end();
});

test('holds so many connections of one country, and lets another one in beside them', async () => {
  const many: Witness[] = [];
  for (let i = 0; i < LIMITS.connectionsPerCountry; i++)
    many.push(await asGeo({ clientId: `GEO-${i}` }));
  await expect(asGeo({ clientId: 'GEO-one-more' })).rejects.toMatchObject({ code: 5 });
  await troubles.next('the sentence', (text) =>
    text.includes(`GEO has ${LIMITS.connectionsPerCountry} connections already`),
  );
  const aze = await Witness.as(broker.url, 'AZE', SECRETS.AZE);
  // One that takes over is none more.
  const again = await asGeo({ clientId: 'GEO-0' });
  await within(20_000, 'the first taken over', many[0]!.closed);
  await many[1]!.end();
  const later = await asGeo({ clientId: 'GEO-one-more' });
  for (const witness of [...many, aze, again, later]) await witness.end();
});

test('says in one sentence that a port is taken', async () => {
  const port = Number(new URL(broker.url).port);
  const handler = {
    onMessage() {},
    onConnect() {},
    onDisconnect() {},
    onTrouble() {},
  };
  await expect(
    Broker.open({ bind: '127.0.0.1', port, verifiers: {} }, handler),
  ).rejects.toMatchObject({
    exit: 3,
    text: `127.0.0.1:${port}: the port is taken; choose another, or end the program that holds it`,
  });
});

function open(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = dial(Number(new URL(broker.url).port), '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
  });
}

/** Sends bytes and gives the first bytes of the answer. */
async function exchange(bytes: Buffer, wanted: number): Promise<Uint8Array> {
  const socket = await open();
  socket.write(bytes);
  const answer = await within(
    20_000,
    'an answer',
    new Promise<Buffer>((resolve) => socket.once('data', resolve)),
  );
  socket.destroy();
  return answer.subarray(0, wanted);
}

/** CONNECT with GEO's credentials. */
function connectPacket({
  clientId,
  clean,
  keepAliveS = 60,
}: {
  clientId: string;
  clean: boolean;
  keepAliveS?: number;
}): Buffer {
  const text = (value: string): Buffer => {
    const bytes = Buffer.from(value);
    return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
  };
  const flags = 0xc0 | (clean ? 2 : 0);
  const body = Buffer.concat([
    text('MQTT'),
    Buffer.from([4, flags, 0, keepAliveS]),
    text(clientId),
    text('GEO'),
    text(SECRETS.GEO),
  ]);
  return Buffer.concat([Buffer.from([0x10, body.length]), body]);
}
