/**
 * Loads an exchange, or a broker alone, with the same messages: every node sends to the next one, either a number in flight, as fast as they
 * come back, or at a rate, whatever comes back. Prints what it found as JSON. Usage: exchange-load.ts OPTIONS-AS-JSON (`LoadOptions`).
 */
import type { Message } from '../../simulator/core/participant.ts';
import { SCHEMA_VERSION } from '../../nodes/common/limits.ts';
import type { Body } from '../../nodes/common/message-types.ts';
import { ICE } from '../../nodes/common/routing.ts';
import { inboxFilter, intakeTopic, outboxTopic } from '../../nodes/common/topics.ts';
import { median } from './measure.ts';
import { MqttClient } from '../wire/mqtt-client.ts';

export interface LoadOptions {
  readonly port: number;
  /** Name → secret. */
  readonly nodes: Readonly<Record<string, string>>;
  /** ice: by its intake, until S001 is there; broker: straight into the other's inbox, until PUBACK is. */
  readonly through: 'ice' | 'broker';
  /** Messages in all, of which the first tenth is not timed. */
  readonly messages: number;
  /** Of one node: sent and not yet both acknowledged and arrived. */
  readonly inFlight: number;
  /** Messages a second, of all nodes in turn, that leave when they are due. */
  readonly rate?: number;
}

export interface LoadResult {
  readonly messages: number;
  readonly seconds: number;
  readonly payloadBytes: number;
  /** From the instant at which a message was to leave until its recipient has it, in ms, half of them: at a given rate. */
  readonly p50Ms?: number;
}

const WARM_UP_SHARE = 0.1;
const ROLES: Body<'A803'>['roles'] = ['principal', 'consignor', 'consignee', 'carrier'];
/** `{"messageId":"` of every message. */
const ID_AT = 14;
const QUOTE = 34;
/** Of S001, before the id of the message that it acknowledges. */
const ANSWERS = '"correlationId":"';

class Node {
  readonly name: string;
  private readonly load: Load;
  private readonly next: string;
  private client: MqttClient | undefined;
  private sent = 0;
  /** Sent and neither acknowledged nor arrived, or only one of both: how much of it is missing. */
  private readonly open = new Map<string, number>();
  /** Ids in the order in which they left, for the broker's acknowledgements, which name none of them. */
  private readonly left: string[] = [];
  private firstLeft = 0;
  private receipts: string[] = [];
  private receiptCount = 0;

  constructor(load: Load, name: string, next: string) {
    this.load = load;
    this.name = name;
    this.next = next;
  }

  async connect(): Promise<void> {
    const { port, nodes } = this.load.options;
    const { name } = this;
    const filters = [inboxFilter(name)];
    const login = { host: '127.0.0.1', port, name, secret: nodes[name] ?? '', filters };
    this.client = await MqttClient.open(login, {
      onPublish: (topic, payload) => this.onMessage(topic, payload),
      onAcknowledged: () => this.onPuback(),
      onRead: () => this.sendReceipts(),
      onClosed: () => this.load.fail(`${name}: the connection was closed`),
    });
  }

  /** Sends as many as may be in flight, unless all leave at a rate. */
  fill(): void {
    const { inFlight, rate } = this.load.options;
    if (rate !== undefined) return;
    while (this.open.size < inFlight && this.load.takeOne()) this.send();
  }

  end(): void {
    this.client?.end();
  }

  /** This message of ours is acknowledged, or has arrived; when it is both, another one leaves. */
  settle(id: string): void {
    const missing = this.open.get(id);
    if (missing === undefined) return;
    if (missing > 1) {
      this.open.set(id, missing - 1);
      return;
    }
    this.open.delete(id);
    this.load.onSettled();
    this.fill();
  }

  /** @returns the id of what was sent. */
  send(): string {
    const message = publication(this.name, this.next, ++this.sent);
    const { through } = this.load.options;
    const topic = through === 'ice' ? intakeTopic(message) : outboxTopic(this.next, message);
    this.open.set(message.messageId, 2);
    if (through === 'broker') this.left.push(message.messageId);
    this.client?.publish(topic, JSON.stringify(message));
    return message.messageId;
  }

  private onPuback(): void {
    if (this.load.options.through === 'broker') this.settle(this.left[this.firstLeft++] ?? '');
  }

  private onMessage(topic: string, payload: Buffer): void {
    if (topic.endsWith('/S001')) {
      const text = payload.toString('latin1');
      const at = text.indexOf(ANSWERS) + ANSWERS.length;
      this.settle(text.slice(at, text.indexOf('"', at)));
      return;
    }
    const id = payload.toString('latin1', ID_AT, payload.indexOf(QUOTE, ID_AT));
    if (this.load.options.through === 'ice') this.receipts.push(id);
    this.load.onArrived(id);
    this.load.node(id.slice(0, id.indexOf('-')))?.settle(id);
  }

  /** One S002 for all that came at once, as a node's commit gives it. */
  private sendReceipts(): void {
    if (this.receipts.length === 0) return;
    const messageIds = this.receipts.splice(0);
    const id = `${this.name}-r${String(++this.receiptCount)}`;
    const receipt = message(this.name, ICE, 'S002', id, { messageIds });
    this.client?.publish(intakeTopic(receipt), JSON.stringify(receipt));
  }
}

class Load {
  readonly options: LoadOptions;
  private readonly nodes: ReadonlyMap<string, Node>;
  private toSend: number;
  private settled = 0;
  private begunAt = 0;
  /** At a given rate: when each message that has not arrived was due, and how long the others took. */
  private readonly due = new Map<string, number>();
  private readonly latencies: number[] = [];
  private done: (seconds: number) => void = () => undefined;
  private failed: (error: Error) => void = () => undefined;

  constructor(options: LoadOptions) {
    this.options = options;
    this.toSend = options.messages;
    const names = Object.keys(options.nodes);
    this.nodes = new Map(
      names.map((name, i) => [name, new Node(this, name, names[(i + 1) % names.length] ?? name)]),
    );
  }

  async run(): Promise<LoadResult> {
    for (const node of this.nodes.values()) await node.connect();
    const seconds = await new Promise<number>((resolve, reject) => {
      this.done = resolve;
      this.failed = reject;
      if (this.options.rate === undefined) for (const node of this.nodes.values()) node.fill();
      else this.sendAt(this.options.rate);
    });
    for (const node of this.nodes.values()) node.end();
    const { messages } = this.options;
    const timed = messages - Math.floor(messages * WARM_UP_SHARE);
    const payloadBytes = JSON.stringify(publication('GEO', 'AZE', messages)).length;
    const found = { messages: timed, seconds, payloadBytes };
    if (this.options.rate === undefined) return found;
    return { ...found, p50Ms: median(this.latencies.slice(messages - timed)) };
  }

  /** Looks all the time whether the next one is due: a timer is a millisecond late, and a broker answers in less. */
  private sendAt(rate: number): void {
    const nodes = [...this.nodes.values()];
    const begun = performance.now();
    let sent = 0;
    const look = (): void => {
      const now = performance.now();
      let at = begun + (sent * 1_000) / rate;
      while (at <= now) {
        if (!this.takeOne()) return;
        const id = nodes[sent++ % nodes.length]?.send();
        if (id !== undefined) this.due.set(id, at);
        at = begun + (sent * 1_000) / rate;
      }
      setImmediate(look);
    };
    look();
  }

  onArrived(id: string): void {
    const due = this.due.get(id);
    if (due === undefined) return;
    this.due.delete(id);
    this.latencies.push(performance.now() - due);
  }

  node(name: string): Node | undefined {
    return this.nodes.get(name);
  }

  /** Whether one more message is to be sent. */
  takeOne(): boolean {
    return this.toSend-- > 0;
  }

  onSettled(): void {
    this.settled++;
    const { messages } = this.options;
    if (this.settled === Math.floor(messages * WARM_UP_SHARE)) this.begunAt = performance.now();
    if (this.settled === messages) this.done((performance.now() - this.begunAt) / 1_000);
  }

  fail(cause: string): void {
    if (this.settled < this.options.messages) this.failed(new Error(cause));
  }
}

/** An account of its own each time, so that no message waits for another one's receipt. */
function publication(sender: string, recipient: string, number: number): Message {
  const tin = `AZ${String(1_000_000_000 + number)}`;
  const holder = {
    tin,
    name: 'Khazar Trade and Forwarding Limited Liability Company, Baku branch of the Absheron group',
    country: 'AZ',
    city: 'Baku, 14 Neftchilar Avenue',
  };
  const body: Body<'A803'> = {
    tin,
    status: 'active',
    roles: ROLES,
    trustLevel: 1,
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: '2036-01-01T00:00:00.000Z',
    holder,
  };
  return message(sender, recipient, 'A803', `${sender}-${String(number)}`, body);
}

const message = (
  sender: string,
  recipient: string,
  messageType: string,
  messageId: string,
  body: object,
): Message => ({
  messageId,
  messageType,
  sender,
  recipient,
  sentAt: '2026-07-14T06:00:00.000Z',
  schemaVersion: SCHEMA_VERSION,
  body,
});

const result = await new Load(JSON.parse(process.argv[2] ?? '') as LoadOptions).run();
process.stdout.write(`${JSON.stringify(result)}\n`);
