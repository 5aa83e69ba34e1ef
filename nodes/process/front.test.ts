/** The same behaviour of every front: in memory, the embedded broker over loopback, ICE as a client of mosquitto. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inboxFilter, publicTopic } from '../common/topics.ts';
import { openClientFront } from './client-front.ts';
import { newSecret, verifiersOf } from './credentials.ts';
import { openEmbeddedFront } from './embedded-front.ts';
import type { Answer, Front, FrontHandler, Verdict } from './front.ts';
import { MemoryFront } from './memory-front.ts';
import { hasMosquitto, Mosquitto } from './testing/mosquitto.ts';
import { Witness } from './testing/mqtt-client.ts';
import { Arrived } from './testing/wait.ts';

const SECRETS = { GEO: newSecret(), AZE: newSecret(), ICE: newSecret() };

interface Incoming {
  readonly client: string;
  readonly topic: string;
  readonly text: string;
}

/** What ICE sees, and what it answers. */
class Ice implements FrontHandler {
  readonly messages = new Arrived<Incoming>();
  readonly connects = new Arrived<string>();
  readonly disconnects = new Arrived<string>();
  readonly troubles = new Arrived<string>();
  answer: (text: string) => Promise<Verdict> = () => Promise.resolve('taken');

  onMessage(client: string, topic: string, payload: Uint8Array, answer: Answer): void {
    const text = new TextDecoder().decode(payload);
    this.messages.push({ client, topic, text });
    void this.answer(text).then(answer);
  }
  onConnect(country = 'all'): void {
    this.connects.push(country);
  }
  onDisconnect(country = 'all'): void {
    this.disconnects.push(country);
  }
  onTrouble(sentence: string): void {
    this.troubles.push(sentence);
  }
}

interface Connected {
  readonly received: Pick<Arrived<{ topic: string; text: string }>, 'all' | 'count' | 'next'>;
  publish(topic: string, text: string): Promise<void>;
  close(): Promise<void>;
}

interface Wire {
  readonly front: Front;
  readonly ice: Ice;
  connect(country: string): Promise<Connected>;
  close(): Promise<void>;
}

async function overMqtt(url: string, country: 'GEO' | 'AZE'): Promise<Connected> {
  const witness = await Witness.as(url, country, SECRETS[country]);
  await witness.subscribe(inboxFilter(country));
  await witness.subscribe('ice/v1/public/#');
  return {
    received: witness.received,
    publish: (topic, text) => witness.publish(topic, text),
    close: () => witness.end(),
  };
}

const WIRES: Record<string, () => Promise<Wire>> = {
  memory: () => {
    const ice = new Ice();
    const front = new MemoryFront(ice);
    const connect = (country: string): Promise<Connected> => {
      const received = new Arrived<{ topic: string; text: string }>();
      const client = front.connect(country, (topic, text) => received.push({ topic, text }));
      return Promise.resolve({
        received,
        publish: (topic, text) => client.publish(topic, text),
        close: () => {
          client.close();
          return Promise.resolve();
        },
      });
    };
    return Promise.resolve({ front, ice, connect, close: () => front.close() });
  },
  'embedded broker': async () => {
    const ice = new Ice();
    const verifiers = await verifiersOf(SECRETS);
    const front = await openEmbeddedFront({ bind: '127.0.0.1', port: 0, verifiers }, ice);
    return {
      front,
      ice,
      connect: (country) => overMqtt(front.url, country as 'GEO'),
      close: () => front.close(),
    };
  },
  ...(hasMosquitto
    ? {
        mosquitto: async () => {
          const ice = new Ice();
          const broker = await Mosquitto.start(SECRETS);
          const login = {
            url: broker.url,
            clientId: 'ICE',
            username: 'ICE',
            password: SECRETS.ICE,
          };
          const front = openClientFront(login, ice);
          await ice.connects.next('ICE connected');
          const close = async (): Promise<void> => {
            await front.close();
            await broker.close();
          };
          return {
            front,
            ice,
            connect: (country) => overMqtt(broker.url, country as 'GEO'),
            close,
          };
        },
      }
    : {}),
};

describe.for(Object.keys(WIRES))('front: %s', (name) => {
  let wire: Wire;
  beforeAll(async () => {
    wire = await WIRES[name]!();
  });
  afterAll(() => wire.close());

  test('hands over what a country publishes, byte for byte, with the country that its connection has shown', async () => {
    const { ice } = wire;
    const geo = await wire.connect('GEO');
    await geo.publish('ice/v1/in/GEO/AZE/X/X001', '{"a": 1,  "text":"ღვინო"}');
    expect(await ice.messages.next('the message')).toEqual({
      client: 'GEO',
      topic: 'ice/v1/in/GEO/AZE/X/X001',
      text: '{"a": 1,  "text":"ღვინო"}',
    });
    await geo.close();
  });

  test('delivers an inbox to its country alone, and keeps its order', async () => {
    const geo = await wire.connect('GEO');
    const aze = await wire.connect('AZE');
    const sent = Array.from({ length: 200 }, (_, i) => `message ${i}`);
    for (const text of sent) void wire.front.publish('ice/v1/out/AZE/GEO/X/X001', text);
    await wire.front.publish('ice/v1/out/GEO/AZE/X/X006', 'for GEO');
    await aze.received.count('200 messages', 200);
    await geo.received.next('its message', ({ text }) => text === 'for GEO');
    expect(aze.received.all.map(({ text }) => text)).toEqual(sent);
    expect(geo.received.all.map(({ text }) => text)).toEqual(['for GEO']);
    await geo.close();
    await aze.close();
  });

  test('keeps what is public for whoever comes later', async () => {
    await wire.front.publish(publicTopic('realm'), 'test', { retain: true });
    const geo = await wire.connect('GEO');
    expect((await geo.received.next('the realm')).text).toBe('test');
    await geo.close();
  });

  test('takes nothing in another country’s name', async () => {
    const { ice } = wire;
    const before = ice.messages.all.length;
    const geo = await wire.connect('GEO');
    await geo.publish('ice/v1/in/AZE/GEO/X/X001', '{}').catch(() => undefined);
    const aze = await wire.connect('AZE');
    await aze.publish('ice/v1/in/AZE/GEO/X/X001', 'mine');
    await ice.messages.next('AZE’s own', ({ text }) => text === 'mine');
    expect(ice.messages.all.slice(before).map(({ client, text }) => ({ client, text }))).toEqual([
      { client: 'AZE', text: 'mine' },
    ]);
    await geo.close();
    await aze.close();
  });

  // On an outside broker PUBACK is the broker's, and so is the connection.
  if (name === 'mosquitto') return;

  test('acknowledges only what ICE has safely, whatever the order that it becomes so', async () => {
    const { ice } = wire;
    const safe = new Map<string, () => void>();
    ice.answer = (text) => new Promise((resolve) => safe.set(text, () => resolve('taken')));
    const geo = await wire.connect('GEO');
    const acknowledged = new Arrived<string>();
    for (const text of ['first', 'second']) {
      void geo.publish('ice/v1/in/GEO/AZE/X/X001', text).then(() => acknowledged.push(text));
    }
    await ice.messages.next('the second', ({ text }) => text === 'second');
    expect(acknowledged.all).toEqual([]);
    safe.get('second')?.();
    await acknowledged.next('the second acknowledged');
    expect(acknowledged.all).toEqual(['second']);
    safe.get('first')?.();
    await acknowledged.count('both acknowledged', 2);
    ice.answer = () => Promise.resolve('taken');
    await geo.close();
  });

  test('closes the connection of a false sender, and says when an inbox opens and closes', async () => {
    const { ice } = wire;
    ice.answer = () => Promise.resolve({ refused: 'the sender is AZE' });
    const geo = await wire.connect('GEO');
    const opened = ice.connects.all.length;
    await expect(geo.publish('ice/v1/in/GEO/AZE/X/X001', 'false')).rejects.toThrow();
    await ice.troubles.next('the sentence', (text) => text.includes('the sender is AZE'));
    await ice.disconnects.count('GEO gone', 1);
    ice.answer = () => Promise.resolve('taken');
    const again = await wire.connect('GEO');
    await ice.connects.count('GEO back', opened + 1);
    await again.close();
  });
});
