/** A country with good credentials that publishes spoilt messages, and accounts for each: acknowledged on the wire, or the connection closed for it. */
import { decodeMessage, formDefects } from '../../nodes/common/envelope.ts';
import { MESSAGE_TYPES } from '../../nodes/common/message-types.ts';
import type { Spoiler } from '../../nodes/common/messages/spoil.ts';
import { ICE } from '../../nodes/common/routing.ts';
import { inboxFilter, intakeTopic } from '../../nodes/common/topics.ts';
import { LIMITS, SCHEMA_VERSION } from '../../nodes/common/limits.ts';
import type { Message } from '../../simulator/core/participant.ts';
import { messageIn } from './deaf.ts';
import * as mqtt from './mqtt-bytes.ts';
import { RawSocket } from './raw-socket.ts';

export interface Abuse {
  readonly messages: number;
  /** With PUBACK: ICE has taken or refused them. */
  readonly acknowledged: number;
  /** Receipts and heartbeats among them, in good form: unless they are refused, they leave no trace. */
  readonly receipts: number;
  /** For which the connection was closed: a false sender or topic. */
  readonly closed: number;
  /** Answers (S906, S917) by the rule that they name. */
  readonly answers: ReadonlyMap<string, number>;
  /** What should have come otherwise. */
  readonly wrong: readonly string[];
}

/** Published and not acknowledged at once. */
const WINDOW = 64;
const ANSWER_MS = 30_000;

const RECEIPTS: ReadonlySet<unknown> = new Set(
  Object.entries(MESSAGE_TYPES).flatMap(([code, row]) => ('receipt' in row ? [code] : [])),
);

/** What may stand in one level of a topic [MQTT-4.7.1, MQTT-1.5.3]. */
const FITS_TOPIC = /^[^#+/\p{Cc}\p{Cs}]*$/u;

export class Abuser {
  private readonly port: number;
  private readonly country: string;
  private readonly secret: string;
  private socket: RawSocket | undefined;
  private inFlight = 0;
  private packetId = 0;
  private receipts = 0;
  /** Packets on their way that are receipts. */
  private readonly receiptIds = new Set<number>();
  private acknowledged = 0;
  private readonly answers = new Map<string, number>();

  constructor(port: number, country: string, secret: string) {
    this.port = port;
    this.country = country;
    this.secret = secret;
  }

  /** So many spoilt messages, each accounted for before this settles. */
  async abuse(count: number, spoiler: Spoiler): Promise<Abuse> {
    const wrong: string[] = [];
    let receipts = 0;
    let closed = 0;
    for (let i = 0; i < count; i++) {
      const { text, messageType, recipient } = spoiler.next();
      const fate = this.fateOf(text);
      const topic = fate.topic ?? intakeTopic({ sender: this.country, recipient, messageType });
      if (fate.is === 'receipt') receipts++;
      if (fate.is !== 'closed') {
        await this.publish(topic, text, WINDOW);
        continue;
      }
      // Alone: the connection that is closed for it must not take others along.
      await this.drain();
      const socket = await this.open();
      this.put(topic, text);
      let what = await this.hear(socket);
      while (what === 'heard') what = await this.hear(socket);
      if (what !== 'closed') wrong.push(`not closed for ${text.slice(0, 500)}`);
      closed++;
      this.inFlight = 0;
      this.socket = undefined;
    }
    await this.drain();
    const { acknowledged, answers } = this;
    return { messages: count, acknowledged, receipts, closed, answers, wrong };
  }

  /** Reads and receipts what ICE has to say, until it has nothing more for so long. */
  async listen(quietMs: number): Promise<void> {
    const socket = await this.open();
    while ((await this.hear(socket, quietMs)) === 'heard');
  }

  end(): void {
    this.socket?.destroy();
  }

  /** What must become of it, by the specification: a false sender or topic closes the connection, all else is acknowledged on the wire. */
  private fateOf(text: string): { is: 'closed' | 'receipt' | 'answered'; topic?: string } {
    if (Buffer.byteLength(text) > LIMITS.messageBytes) return { is: 'answered' };
    const decoded = decodeMessage(Buffer.from(text).toString());
    if (!decoded.ok) return { is: 'answered' };
    const { sender, recipient, messageType } = decoded.message as Partial<Message>;
    if (typeof sender !== 'string') return { is: 'answered' };
    if (sender !== this.country) return { is: 'closed' };
    if (typeof recipient !== 'string' || typeof messageType !== 'string') return { is: 'answered' };
    if (messageType === 'unreadable') return { is: 'answered' };
    const topic = intakeTopic({ sender, recipient, messageType });
    // What cannot stand in a topic goes under another one, which is not its own.
    if (recipient === '' || messageType === '' || !FITS_TOPIC.test(recipient + messageType))
      return { is: 'closed' };
    const isReceipt = RECEIPTS.has(messageType) && formDefects(decoded.message).length === 0;
    return { is: isReceipt ? 'receipt' : 'answered', topic };
  }

  private async publish(topic: string, text: string, window: number): Promise<void> {
    const socket = await this.open();
    this.put(topic, text);
    while (this.inFlight >= window) await this.mustHear(socket);
  }

  private put(topic: string, text: string): void {
    this.inFlight++;
    this.packetId = (this.packetId % 65_535) + 1;
    this.socket?.send(mqtt.publish({ topic, payload: Buffer.from(text), id: this.packetId }));
  }

  private async drain(): Promise<void> {
    while (this.inFlight > 0) await this.mustHear(await this.open());
  }

  private async mustHear(socket: RawSocket): Promise<void> {
    const what = await this.hear(socket);
    if (what !== 'heard') throw new Error(`the exchange is ${what} to what it must acknowledge`);
  }

  /** One packet from the broker, whatever it is. */
  private async hear(
    socket: RawSocket,
    boundMs = ANSWER_MS,
  ): Promise<'heard' | 'closed' | 'silent'> {
    const answer = await socket.next(boundMs);
    if (typeof answer === 'string') return answer;
    if (answer.type === mqtt.TYPE.puback) {
      this.inFlight--;
      if (!this.receiptIds.delete(answer.body.readUInt16BE(0))) this.acknowledged++;
    }
    if (answer.type === mqtt.TYPE.publish) this.take(answer.body);
    return 'heard';
  }

  /** S906 and S917 are counted by their rule; everything but confirmations is receipted. */
  private take(body: Buffer): void {
    const topicEnd = 2 + body.readUInt16BE(0);
    const { messageId, messageType, body: said } = messageIn(body);
    this.socket?.send(mqtt.packet(mqtt.TYPE.puback, 0, body.subarray(topicEnd, topicEnd + 2)));
    if (messageType === 'S001') return;
    if (messageType === 'S906' || messageType === 'S917') {
      const [error] = (said as { errors: { rule?: string; reason?: string }[] }).errors;
      const rule = `${messageType} ${error?.rule ?? error?.reason ?? ''}`;
      this.answers.set(rule, (this.answers.get(rule) ?? 0) + 1);
    }
    this.receipt(messageId);
  }

  private receipt(messageId: string): void {
    const message = {
      messageId: `${this.country}-n${++this.receipts}`,
      ...{ messageType: 'S002', sender: this.country, recipient: ICE },
      ...{ sentAt: new Date().toISOString(), schemaVersion: SCHEMA_VERSION },
      body: { messageIds: [messageId] },
    };
    this.put(intakeTopic(message), JSON.stringify(message));
    this.receiptIds.add(this.packetId);
  }

  private async open(): Promise<RawSocket> {
    if (this.socket?.isOpen === true) return this.socket;
    const { country, secret } = this;
    const socket = await RawSocket.open(this.port);
    const login = { clientId: country, username: country, password: secret };
    const code = await socket.login(login, ANSWER_MS);
    if (code !== 0) throw new Error(`${country} with good credentials is not let in: ${code}`);
    this.socket = socket;
    this.inFlight = 0;
    this.receiptIds.clear();
    socket.send(mqtt.subscribe([inboxFilter(country)]));
    return socket;
  }
}
