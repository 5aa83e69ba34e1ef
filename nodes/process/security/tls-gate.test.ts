/** The embedded broker behind TLS, over real sockets: who gets in with which certificate, and for how long. */
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect as dial } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as dialTls } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { Broker } from '../broker.ts';
import { newSecret, verifiersOf } from '../credentials.ts';
import type { Verifiers } from '../credentials.ts';
import { ProcessFault } from '../fault.ts';
import type { FrontHandler } from '../front.ts';
import { MqttSession } from '../mqtt-session.ts';
import { Relay } from '../relay.ts';
import { Witness } from '../testing/mqtt-client.ts';
import { Arrived, within } from '../testing/wait.ts';
import { Authority } from './authority.ts';
import { ICE_NAME } from './papers.ts';
import type { Papers, TlsFiles } from './papers.ts';
import { clientContext } from './tls-client.ts';
import { certificateRequest } from './testing/request.ts';

const SECRETS = { GEO: newSecret(), AZE: newSecret(), KAZ: newSecret() };
const OPTIONS = { holders: ['ICE', 'GEO', 'AZE'], validityMs: 86_400_000, names: [] };
const GEO_TOPIC = 'ice/v1/in/GEO/AZE/X/X001';
const AZE_TOPIC = 'ice/v1/in/AZE/GEO/X/X001';

let verifiers: Verifiers;
let root: string;
let authority: Authority;
let broker: Broker;
let messages: Arrived<string>;
let troubles: Arrived<string>;

beforeAll(async () => {
  verifiers = await verifiersOf(SECRETS);
  root = mkdtempSync(join(tmpdir(), 'gate-'));
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

beforeEach(async () => {
  authority = await Authority.open(mkdtempSync(join(root, 'papers-')), OPTIONS);
  messages = new Arrived();
  troubles = new Arrived();
  const handler: FrontHandler = {
    onMessage: (client, _topic, payload, answer) => {
      messages.push(`${client}: ${new TextDecoder().decode(payload)}`);
      answer('taken');
    },
    onConnect: () => undefined,
    onDisconnect: () => undefined,
    onTrouble: troubles.push,
  };
  const tls = authority.papers.gate('ICE');
  broker = await Broker.open({ bind: '127.0.0.1', port: 0, verifiers, tls }, handler);
});
afterEach(() => broker.close());

const port = (): number => Number(new URL(broker.url).port);

function enter(
  country: 'GEO' | 'AZE' | 'KAZ',
  files: TlsFiles = authority.papers.client(country),
  url = broker.url,
): Promise<Witness> {
  return Witness.connect(url, {
    username: country,
    password: SECRETS[country],
    clientId: country,
    ...clientContext(files),
  });
}

/** GEO is connected and heard, whatever somebody else does. */
async function expectServed(aze: Witness, text: string): Promise<void> {
  await aze.publish(AZE_TOPIC, text);
  await messages.next(text, (one) => one === `AZE: ${text}`);
}

test('speaks mqtts, and lets a country in with its own certificate', async () => {
  expect(broker.url).toMatch(/^mqtts:/);
  const geo = await enter('GEO');
  await geo.subscribe('ice/v1/out/GEO/#');
  await geo.publish(GEO_TOPIC, 'hello');
  expect(await messages.next('the message')).toBe('GEO: hello');
  await broker.publish('ice/v1/out/GEO/AZE/X/X001', 'back', false);
  expect((await geo.received.next('the answer')).text).toBe('back');
  await geo.end();
});

test.for([
  [
    'none',
    (): TlsFiles => ({ ca: authority.papers.ca, serverName: ICE_NAME }),
    'it showed no certificate',
  ],
  [
    'one of another authority',
    async (): Promise<TlsFiles> => {
      const other = await Authority.open(mkdtempSync(join(root, 'other-')), OPTIONS);
      return { ...other.papers.client('GEO'), ca: authority.papers.ca };
    },
    'its certificate is none of this authority',
  ],
  [
    'one that has expired',
    async (): Promise<TlsFiles> => {
      await authority.expireCertificate('GEO');
      return authority.papers.client('GEO');
    },
    'the certificate of GEO expired on 2',
  ],
  [
    'one that was revoked',
    async (): Promise<TlsFiles> => {
      await authority.revokeCertificate('GEO');
      return authority.papers.client('GEO');
    },
    'the certificate of GEO was revoked on 2',
  ],
  [
    'another country’s',
    (): TlsFiles => authority.papers.client('AZE'),
    'its certificate is of AZE, not of GEO (C110)',
  ],
] as const)('refuses a country with a certificate: %s', async ([, files, reason]) => {
  const aze = await enter('AZE');
  await expect(enter('GEO', await files())).rejects.toThrow();
  await troubles.next(reason, (text) => text.includes(reason));
  await expectServed(aze, 'still here');
  expect(messages.all.filter((text) => text.startsWith('GEO'))).toEqual([]);
  await aze.end();
});

test('needs the secret beside the certificate', async () => {
  const wrong = Witness.connect(broker.url, {
    username: 'GEO',
    password: 'wrong',
    clientId: 'GEO',
    ...clientContext(authority.papers.client('GEO')),
  });
  await expect(wrong).rejects.toMatchObject({ code: 4 });
});

test.for([
  ['expires', 'expireCertificate', 'expired on'],
  ['is revoked', 'revokeCertificate', 'was revoked on'],
] as const)(
  'closes the connection of a country whose certificate %s, and takes it again when it is renewed',
  async ([, end, reason]) => {
    const aze = await enter('AZE');
    const geo = await enter('GEO');
    await authority[end]('GEO');
    await within(20_000, 'closed', geo.closed);
    await troubles.next('why', (text) => text.includes(`the certificate of GEO ${reason}`));
    await expect(enter('GEO')).rejects.toThrow();
    await authority.renewCertificate('GEO');
    const back = await enter('GEO');
    await back.publish(GEO_TOPIC, 'back');
    await messages.next('its message', (text) => text === 'GEO: back');
    await expectServed(aze, 'never gone');
    await back.end();
    await aze.end();
  },
);

test('leaves a connection alone when another certificate is renewed, and when its own is', async () => {
  const geo = await enter('GEO');
  await authority.renewCertificate('GEO');
  await authority.renewCertificate('ICE');
  // The gate has looked again when ICE shows its new certificate.
  const fresh = new X509Certificate(readFileSync(authority.papers.certificate('ICE')));
  const shown = async (): Promise<string> => {
    const socket = dialTls({
      port: port(),
      host: '127.0.0.1',
      ...clientContext(authority.papers.client('AZE')),
    });
    await new Promise((resolve, reject) =>
      socket.once('secureConnect', resolve).once('error', reject),
    );
    const { fingerprint256 } = socket.getPeerCertificate();
    socket.destroy();
    return fingerprint256;
  };
  await within(
    20_000,
    'the new certificate of ICE',
    (async () => {
      while ((await shown()) !== fresh.fingerprint256);
    })(),
  );
  await geo.publish(GEO_TOPIC, 'still on the old one');
  await messages.next('its message', (text) => text === 'GEO: still on the old one');
  await geo.end();
});

test('a session shows its renewed certificate by itself, and says meanwhile what is wrong', async () => {
  const failures = new Arrived<string>();
  const ups = new Arrived<number>();
  await authority.expireCertificate('GEO');
  const session = new MqttSession(
    {
      url: broker.url,
      clientId: 'GEO',
      username: 'GEO',
      password: SECRETS.GEO,
      filters: ['ice/v1/out/GEO/#'],
      tls: authority.papers.client('GEO'),
    },
    {
      onMessage: () => undefined,
      onUp: () => ups.push(1),
      onDown: () => undefined,
      onFailed: failures.push,
    },
  );
  expect(await failures.next('a failure')).toMatch(/its own certificate expired on /);
  await authority.renewCertificate('GEO');
  await ups.next('connected');
  await session.close();
});

test.for([
  [
    'is of another authority',
    async (): Promise<TlsFiles> => {
      const other = await Authority.open(mkdtempSync(join(root, 'other-')), OPTIONS);
      return { ...authority.papers.client('GEO'), ca: other.papers.ca };
    },
    'none of the authority that is trusted here',
  ],
  [
    'is for another name',
    (): TlsFiles => ({ ...authority.papers.client('GEO'), serverName: 'elsewhere.example' }),
    'for another name',
  ],
] as const)('a session goes to no exchange whose certificate %s', async ([, files, reason]) => {
  const failures = new Arrived<string>();
  const session = new MqttSession(
    {
      url: broker.url,
      clientId: 'GEO',
      username: 'GEO',
      password: SECRETS.GEO,
      filters: [],
      tls: await files(),
    },
    {
      onMessage: () => undefined,
      onUp: () => failures.push('it was let in'),
      onDown: () => undefined,
      onFailed: failures.push,
    },
  );
  expect(await failures.next('a failure')).toContain(reason);
  await session.close();
});

test.for([
  [
    'a key of another certificate',
    (papers: Papers): TlsFiles => ({ key: papers.certificateKey('AZE') }),
    /the key does not belong to the certificate .*certificate\.pem/,
  ],
  ['no key', (papers: Papers): TlsFiles => ({ key: papers.ca }), /no private key in PEM/],
  [
    'no certificate',
    (papers: Papers): TlsFiles => ({ certificate: papers.register }),
    /no certificate in PEM/,
  ],
  [
    'no authority',
    (papers: Papers): TlsFiles => ({ ca: papers.register }),
    /no certificate in PEM/,
  ],
] as const)('a session does not begin with %s', ([, files, reason]) => {
  const { papers } = authority;
  const tls = { ...papers.client('GEO'), ...files(papers) };
  const handler = { onMessage() {}, onUp() {}, onDown() {}, onFailed() {} };
  const begin = (): MqttSession =>
    new MqttSession({ url: broker.url, clientId: 'GEO', filters: [], tls }, handler);
  expect(begin).toThrow(ProcessFault);
  expect(begin).toThrow(reason);
});

test('lets a country in that keeps its key to itself', async () => {
  const { request, keyPem } = await certificateRequest('KAZ');
  await authority.accept('KAZ', request);
  const key = join(authority.papers.dir, 'only-kaz-has-it.pem');
  writeFileSync(key, keyPem);
  const kaz = await enter('KAZ', { ...authority.papers.client('KAZ'), key });
  await kaz.publish('ice/v1/in/KAZ/AZE/X/X001', 'salem');
  await messages.next('its message', (text) => text === 'KAZ: salem');
  await kaz.end();
});

test.for([
  ['plain MQTT', () => Buffer.from([0x10, 12, 0, 4, 77, 81, 84, 84, 4, 2, 0, 60, 0, 0])],
  ['plain HTTP', () => Buffer.from('GET / HTTP/1.1\r\n\r\n')],
  ['noise', () => Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 7919) % 256))],
] as const)('closes on %s instead of TLS, and serves the others', async ([, bytes]) => {
  const aze = await enter('AZE');
  const socket = await open();
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.resume().write(bytes());
  await within(20_000, 'closed', closed);
  await troubles.next('why', (text) => text.includes('no TLS'));
  await expectServed(aze, 'still here');
  await aze.end();
});

test('is not held up by handshakes that never go on', async () => {
  const aze = await enter('AZE');
  const sockets = await Promise.all(Array.from({ length: 50 }, open));
  // The beginning of a ClientHello that announces 512 bytes.
  for (const socket of sockets) socket.write(Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc]));
  await expectServed(aze, 'still here');
  const geo = await enter('GEO');
  await geo.end();
  await aze.end();
  for (const socket of sockets) socket.destroy();
});

test('cuts off a subscriber that never reads, and holds up nobody meanwhile', async () => {
  const aze = await enter('AZE');
  const relay = await Relay.open();
  relay.leadTo({ host: '127.0.0.1', port: port() });
  const stuck = await enter(
    'GEO',
    authority.papers.client('GEO'),
    `mqtts://127.0.0.1:${relay.port}`,
  );
  await stuck.subscribe('ice/v1/out/GEO/#', 0);
  relay.hinder({ delayMs: 3_600_000 });
  const flood = 'x'.repeat(100_000);
  // More than the system keeps for a connection.
  for (let i = 0; i < 400; i++) void broker.publish('ice/v1/out/GEO/AZE/X/X001', flood, false);
  await expectServed(aze, 'still here');
  await troubles.next('the one that is stuck', (text) => text.includes('does not read'));
  await stuck.end();
  await relay.close();
  await aze.end();
});

test('says in one sentence that a paper is missing', async () => {
  const tls = authority.papers.gate('KAZ');
  const handler = {
    onMessage: () => Promise.reject(new Error('unused')),
    onConnect() {},
    onDisconnect() {},
    onTrouble() {},
  };
  const opening = Broker.open({ bind: '127.0.0.1', port: 0, verifiers, tls }, handler);
  await expect(opening).rejects.toMatchObject({ exit: 3, place: tls.certificate });
});

function open(): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = dial(port(), '127.0.0.1', () => resolve(socket));
    socket.once('error', reject);
    socket.on('error', () => undefined);
  });
}
