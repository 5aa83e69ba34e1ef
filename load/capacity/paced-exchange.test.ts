import { afterEach, describe, expect, test } from 'vitest';
import { ICE } from '../../nodes/common/routing.ts';
import { inboxFilter, intakeTopic, publicTopic } from '../../nodes/common/topics.ts';
import { Arrived } from '../../nodes/process/testing/wait.ts';
import { MqttClient } from '../wire/mqtt-client.ts';
import type { PacedOptions } from './testing/paced-main.ts';
import type { PacedExchange } from './testing/paced-exchange.ts';
import { startPaced } from './testing/paced-exchange.ts';

const BOUND_MS = 20_000;

interface Heard {
  readonly topic: string;
  readonly payload: string;
}

class Node {
  readonly heard = new Arrived<Heard>();
  readonly closed: Promise<void>;
  private client: MqttClient | undefined;
  private readonly name: string;
  private onClosed: () => void = () => undefined;

  constructor(name: string) {
    this.name = name;
    this.closed = new Promise((resolve) => (this.onClosed = resolve));
  }

  async connect({ url }: PacedExchange): Promise<this> {
    const { hostname: host, port } = new URL(url);
    const filters = [inboxFilter(this.name), publicTopic('realm')];
    this.client = await MqttClient.open(
      { host, port: Number(port), name: this.name, secret: 'any', filters },
      {
        onPublish: (topic, payload) => this.heard.push({ topic, payload: payload.toString() }),
        onAcknowledged: () => undefined,
        onRead: () => undefined,
        onClosed: () => this.onClosed(),
      },
    );
    return this;
  }

  send(recipient: string, number: number): string {
    const messageId = `${this.name}-${String(number)}`;
    const message = { messageId, messageType: 'X001', sender: this.name, recipient };
    this.client?.publish(
      intakeTopic(message),
      JSON.stringify({ ...message, sentAt: '2026-07-14T06:00:00.000Z', body: {} }),
    );
    return messageId;
  }

  next(pattern: RegExp): Promise<Heard> {
    return this.heard.next(
      String(pattern),
      ({ topic, payload }) => pattern.test(`${topic} ${payload}`),
      BOUND_MS,
    );
  }

  end(): void {
    this.client?.end();
  }
}

describe('an exchange of known capacity', () => {
  let exchange: PacedExchange | undefined;
  let nodes: Node[] = [];
  afterEach(async () => {
    for (const node of nodes) node.end();
    nodes = [];
    await exchange?.close();
  });
  const start = async (options: Partial<PacedOptions>): Promise<[Node, Node]> => {
    exchange = await startPaced({ perSecond: 5_000, ...options });
    const pair: [Node, Node] = [new Node('GEO'), new Node('AZE')];
    nodes = pair;
    for (const node of pair) await node.connect(exchange);
    return pair;
  };

  test('says that it is a test, hands a message on as it came, and acknowledges it', async () => {
    const [geo, aze] = await start({});
    await geo.next(/public\/realm test/);
    const id = geo.send('AZE', 1);
    const { topic, payload } = await aze.next(/X001/);
    expect(topic).toBe('ice/v1/out/AZE/GEO/X/X001');
    expect(JSON.parse(payload)).toMatchObject({
      messageId: id,
      sentAt: '2026-07-14T06:00:00.000Z',
    });
    const receipt = await geo.next(/S001/);
    expect(JSON.parse(receipt.payload)).toMatchObject({
      sender: ICE,
      recipient: 'GEO',
      correlationId: id,
    });
    expect(exchange?.pid).toBeGreaterThan(0);
  });

  test('says otherwise where it is asked to', async () => {
    const [geo] = await start({ realm: 'production' });
    await geo.next(/public\/realm production/);
  });

  test('hands one in three on with other content, and loses one in four', async () => {
    const [geo, aze] = await start({ alters: 3, loses: 4 });
    for (let i = 1; i <= 8; i++) geo.send('AZE', i);
    await geo.next(/"correlationId":"GEO-8"/);
    geo.send('AZE', 9);
    await aze.next(/"GEO-9"/);
    const arrived = aze.heard.all.filter(({ topic }) => topic.endsWith('X001'));
    const ids = arrived.map(
      ({ payload }) => (JSON.parse(payload) as { messageId: string }).messageId,
    );
    expect(ids).toEqual([1, 2, 3, 5, 6, 7, 9].map((i) => `GEO-${String(i)}`));
    const altered = arrived.filter(({ payload }) => !payload.includes('06:00:00.000Z'));
    expect(altered).toHaveLength(3);
  });

  test('is gone after as many messages as it is told to', async () => {
    const [geo] = await start({ diesAfter: 3 });
    for (let i = 1; i <= 3; i++) geo.send('AZE', i);
    await geo.closed;
    await exchange?.exited;
    const receipts = geo.heard.all.filter(({ topic }) => topic.endsWith('S001'));
    expect(receipts.length).toBeLessThanOrEqual(2);
  });

  test('refuses whoever comes, where it is told to', async () => {
    exchange = await startPaced({ perSecond: 1, refuses: true });
    await expect(new Node('GEO').connect(exchange)).rejects.toThrow(/may not connect/);
  });
});
