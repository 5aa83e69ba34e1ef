/** An independent participant of the exchange: it keeps a message until S001 says that ICE has it, and notes down everything it sees. */
import type { IClientOptions } from 'mqtt';
import { LIMITS, SCHEMA_VERSION } from '../../common/limits.ts';
import type { Message } from '../../../simulator/core/participant.ts';
import { Witness } from './mqtt-client.ts';
import { Arrived } from './wait.ts';

/** What is not acknowledged goes out again, as any outbox would do it. */
const REPEAT_MS = 1_000;

/** How it proves itself, where that is asked for. */
export interface Proving {
  /** For its connection: asked for at each attempt. */
  readonly context?: () => IClientOptions;
  /** The wire form of what it says. */
  readonly encode?: (message: Message) => string;
}

export class OutboxWitness {
  /** Ids that ICE has acknowledged (S001), in order. */
  readonly acknowledged = new Arrived<string>();
  /** Everything else from the inbox, repeats included. */
  readonly received = new Arrived<Message>();
  private readonly url: () => string;
  private readonly country: string;
  private readonly secret: string;
  private readonly proving: Proving;
  private readonly pending = new Map<string, Message>();
  private witness: Witness | undefined;
  private ended = false;
  private receipts = 0;
  private again: ReturnType<typeof setInterval> | undefined;

  private constructor(url: () => string, country: string, secret: string, proving: Proving) {
    this.url = url;
    this.country = country;
    this.secret = secret;
    this.proving = proving;
  }

  /** @param url is asked for at each attempt. */
  static async start(
    url: () => string,
    country: string,
    secret: string,
    proving: Proving = {},
  ): Promise<OutboxWitness> {
    const witness = new OutboxWitness(url, country, secret, proving);
    await witness.connect();
    witness.again = setInterval(() => witness.publishPending(), REPEAT_MS);
    return witness;
  }

  send(messageType: string, messageId: string, body: object, recipient: string): void {
    const message = this.compose(messageType, messageId, body, recipient);
    this.pending.set(messageId, message);
    this.publish(message);
  }

  /** Whatever it is given, on its own topics. */
  raw(topic: string, payload: string): Promise<void> {
    return this.witness?.publish(topic, payload) ?? Promise.reject(new Error('not connected'));
  }

  async end(): Promise<void> {
    this.ended = true;
    clearInterval(this.again);
    await this.witness?.end();
  }

  private async connect(): Promise<void> {
    for (;;) {
      try {
        this.witness = await Witness.connect(this.url(), {
          username: this.country,
          password: this.secret,
          clientId: `${this.country}-witness`,
          ...this.proving.context?.(),
        });
        break;
      } catch {
        if (this.ended) return;
        await new Promise((resolve) => setTimeout(resolve, LIMITS.reconnectFirstMs));
      }
    }
    const { witness } = this;
    witness.client.on('message', (_topic, payload) =>
      this.onMessage(JSON.parse(payload.toString()) as Message),
    );
    void witness.closed.then(() => (this.ended ? undefined : this.connect()));
    await witness.subscribe(`ice/v1/out/${this.country}/#`).catch(() => undefined);
    this.publishPending();
  }

  private publishPending(): void {
    for (const message of this.pending.values()) this.publish(message);
  }

  private onMessage(message: Message): void {
    const { messageType, messageId } = message;
    if (messageType === 'S001') {
      const { messageId: id } = message.body as { messageId: string };
      if (this.pending.delete(id)) this.acknowledged.push(id);
      return;
    }
    this.received.push(message);
    const receipt = this.compose(
      'S002',
      `${this.country}-n${++this.receipts}`,
      { messageIds: [messageId] },
      'ICE',
    );
    this.publish(receipt);
  }

  private publish(message: Message): void {
    const { sender, recipient, messageType } = message;
    const topic = `ice/v1/in/${sender}/${recipient}/${messageType.slice(0, 1)}/${messageType}`;
    const { encode = JSON.stringify } = this.proving;
    this.witness?.publish(topic, encode(message)).catch(() => undefined);
  }

  private compose(
    messageType: string,
    messageId: string,
    body: object,
    recipient: string,
  ): Message {
    return {
      messageId,
      messageType,
      sender: this.country,
      recipient,
      sentAt: new Date().toISOString(),
      schemaVersion: SCHEMA_VERSION,
      body,
    };
  }
}
