import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newSecret, verifiersOf } from './credentials.ts';
import { openEmbeddedFront } from './embedded-front.ts';
import type { Front, Verdict } from './front.ts';
import { NodeLink } from './node-link.ts';
import type { Realm } from './node-link.ts';
import { PublicFace } from './public-face.ts';
import { publishFrame } from './publish-frame.ts';
import { freePort } from './testing/mosquitto.ts';
import { Arrived } from './testing/wait.ts';

const SECRETS = { GEO: newSecret() };
const TOPIC = 'ice/v1/in/GEO/AZE/X/X001';

let port: number;
let front: Front;
let taken: Arrived<string>;
let answer: (text: string) => Verdict;
beforeEach(async () => {
  port = await freePort();
  taken = new Arrived();
  answer = () => 'taken';
  front = await openIce('2026-01-01T00:00:00.000Z');
});
afterEach(() => front.close());

async function openIce(since: string, realm: Realm = 'test'): Promise<Front> {
  const opened = await openEmbeddedFront(
    { bind: '127.0.0.1', port, verifiers: await verifiersOf(SECRETS) },
    {
      onMessage: (_client, topic, payload, tell) => {
        const text = new TextDecoder().decode(payload);
        const verdict = topic.endsWith('S070') ? 'taken' : answer(text);
        if (verdict === 'taken') taken.push(text);
        tell(verdict);
      },
      onConnect: () => undefined,
      onDisconnect: () => undefined,
      onTrouble: () => undefined,
    },
  );
  new PublicFace(opened, realm, since, ['GEO']);
  return opened;
}

/** A link with an outbox as simple as can be: whatever is not acknowledged goes out when the link is up. */
class Node {
  readonly ups = new Arrived<'up'>();
  readonly downs = new Arrived<'down'>();
  readonly aside = new Arrived<string>();
  readonly troubles = new Arrived<string>();
  readonly acknowledged = new Arrived<string>();
  /** What came in, and whether it could be answered. */
  readonly received = new Arrived<string>();
  readonly pending = new Set<string>();
  readonly link: NodeLink;
  private wills = 0;

  constructor(secret: string = SECRETS.GEO) {
    const url = `mqtt://127.0.0.1:${port}`;
    const will = (): { topic: string; payload: string } => ({
      topic: 'ice/v1/in/GEO/ALL/S/S070',
      payload: `will ${++this.wills}`,
    });
    this.link = new NodeLink(
      { url, country: 'GEO', secret, realm: 'test', will },
      {
        onMessage: (_topic, payload) => {
          const text = new TextDecoder().decode(payload);
          this.received.push(`${text}, ${this.ups.all.length} ups`);
          this.publish(`receipt for ${text}`);
        },
        onPublic: () => undefined,
        onUp: () => {
          this.ups.push('up');
          for (const text of this.pending) this.publish(text);
        },
        onDown: () => this.downs.push('down'),
        onSetAside: (text) => {
          this.pending.delete(text);
          this.aside.push(text);
        },
        onTrouble: this.troubles.push,
      },
    );
  }

  send(text: string): void {
    this.pending.add(text);
    this.publish(text);
  }

  private publish(text: string): void {
    this.link.publish(TOPIC, text).then(
      () => {
        this.pending.delete(text);
        this.acknowledged.push(text);
      },
      () => undefined,
    );
  }
}

test('sets aside the one message for which the exchange closes the connection; the others go on', async () => {
  answer = (text) => (text === 'bad' ? { refused: 'false sender' } : 'taken');
  const node = new Node();
  await node.ups.next('up');
  for (const text of ['first', 'bad', 'second', 'third']) node.send(text);
  expect(await node.aside.next('set aside')).toBe('bad');
  await node.acknowledged.count('the others', 3);
  node.send('fourth');
  await taken.next('what comes after', (text) => text === 'fourth');
  expect(node.aside.all).toEqual(['bad']);
  await node.link.close();
});

test('blames no message when it is ICE that ends, and comes back by itself with a new will', async () => {
  const node = new Node();
  await node.ups.next('up');
  for (const round of [1, 2, 3, 4]) {
    answer = () => ({ refused: 'about to end' });
    node.send('only');
    await node.downs.count('down', round);
    await front.close();
    answer = () => 'taken';
    if (round < 4) answer = () => ({ refused: 'about to end' });
    front = await openIce(`2026-01-0${round + 1}T00:00:00.000Z`);
    await node.ups.count('up again', round + 1);
  }
  await node.acknowledged.next('the message', (text) => text === 'only');
  expect(node.aside.all).toEqual([]);
  expect(node.troubles.all.at(-1)).toMatch(/: GEO is connected$/);
  expect(new Set(taken.all.filter((text) => text.startsWith('will'))).size).toBeGreaterThan(1);
  await node.link.close();
});

test('sends nothing to an exchange of another realm', async () => {
  await front.close();
  front = await openIce('2026-01-01T00:00:00.000Z', 'production');
  const node = new Node();
  node.send('never');
  await node.troubles.next('the sentence', (text) =>
    text.includes('is for production, GEO is for test; nothing is sent'),
  );
  expect(node.ups.all).toEqual([]);
  expect(taken.all).toEqual([]);
  await node.link.close();
});

test('says once that it is refused, and goes on trying', async () => {
  const node = new Node('a wrong secret');
  const sentence = await node.troubles.next('the sentence');
  expect(sentence).toContain('the credentials or the certificate are refused');
  expect(sentence).toContain('GEO tries again until it gets through');
  expect(node.ups.all).toEqual([]);
  await node.link.close();
});

/** CONNACK, accepted [MQTT-3.2]; PUBACK [MQTT-3.4]; SUBACK of two filters at QoS 1 [MQTT-3.9]. Packets here are shorter than 128 bytes. */
const CONNACK = Buffer.from([0x20, 2, 0, 0]);
const puback = (publish: Buffer): Buffer => {
  const id = 4 + publish.readUInt16BE(2);
  return Buffer.from([0x40, 2, ...publish.subarray(id, id + 2)]);
};
const suback = (subscribe: Buffer): Buffer =>
  Buffer.from([0x90, 4, ...subscribe.subarray(2, 4), 1, 1]);

/** An exchange that answers a subscription with these packets, in this order, and notes what is published to it. */
async function hastyExchange(
  answers: (subscribe: Buffer) => readonly Buffer[],
): Promise<{ published: Arrived<string>; close: () => void }> {
  const published = new Arrived<string>();
  const hasty = createServer((socket) => {
    const onPacket = (packet: Buffer): void => {
      const kind = packet[0]! >> 4;
      if (kind === 1) socket.write(CONNACK);
      else if (kind === 3) {
        published.push(packet.toString('latin1'));
        socket.write(puback(packet));
      } else if (kind === 8) socket.write(Buffer.concat([...answers(packet)]));
    };
    socket.on('data', (chunk) => {
      let at = 0;
      while (at < chunk.length) {
        const end = at + 2 + chunk[at + 1]!;
        onPacket(chunk.subarray(at, end));
        at = end;
      }
    });
  }).listen(0, '127.0.0.1');
  await once(hasty, 'listening');
  ({ port } = hasty.address() as AddressInfo);
  return { published, close: () => void hasty.close() };
}

const realmIs = (realm: Realm): Buffer => publishFrame('ice/v1/public/realm', realm, 0);
const SINCE = publishFrame('ice/v1/public/availability', '{"since":"now"}', 0);
const inbox = (text: string): Buffer => publishFrame('ice/v1/out/GEO/AZE/X/X001', text, 0);

test('sends nothing before its filters are granted, though what is retained comes earlier', async () => {
  const hasty = await hastyExchange((packet) => [realmIs('test'), SINCE, suback(packet)]);
  const node = new Node();
  node.pending.add('first');
  await hasty.published.next('what waited', (packet) => packet.endsWith('first'));
  await node.link.close();
  hasty.close();
});

test('takes what comes before the exchange can be spoken to when its receipt can leave', async () => {
  const hasty = await hastyExchange((packet) => [
    ...[suback(packet), inbox('one'), inbox('two'), realmIs('test'), SINCE, inbox('three')],
  ]);
  const node = new Node();
  await hasty.published.next('the receipt', (packet) => packet.endsWith('receipt for three'));
  expect(node.received.all).toEqual(['one, 1 ups', 'two, 1 ups', 'three, 1 ups']);
  const left = hasty.published.all.join('');
  for (const text of ['one', 'two']) expect(left).toContain(`receipt for ${text}`);
  await node.link.close();
  hasty.close();
});

test('takes nothing from an exchange of another realm', async () => {
  const hasty = await hastyExchange((packet) => [
    ...[suback(packet), inbox('one'), realmIs('production'), SINCE, inbox('two')],
  ]);
  const node = new Node();
  await node.troubles.next('the sentence', (text) => text.includes('nothing is sent'));
  await node.link.close();
  expect(node.received.all).toEqual([]);
  hasty.close();
});
