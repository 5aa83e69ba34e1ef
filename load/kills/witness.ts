/** A country that is none of ours: a plain MQTT client that keeps messages under way to all others, and asks two of them questions. */
import type { Message } from '../../simulator/core/participant.ts';
import type { Body } from '../../nodes/common/message-types.ts';
import { makeGrn } from '../../nodes/common/numbers/grn.ts';
import { makeMrn } from '../../nodes/common/numbers/mrn.ts';
import { ALL } from '../../nodes/common/routing.ts';
import { countryOf } from '../../nodes/countries/countries.ts';
import { OutboxWitness } from '../../nodes/process/testing/outbox-witness.ts';

export const WITNESS = 'UZB';

/** What the journal says of a message that was sent. */
export type Told = Pick<
  Message,
  'messageId' | 'messageType' | 'sender' | 'recipient' | 'mrn' | 'lrn'
>;

/** Not acknowledged, or not answered, at once. */
const OPEN_MOST = 24;
const PACE_MS = 20;

export class WitnessCountry {
  /** Everything that it has sent, first to last, with when it was first. */
  readonly sent: { readonly t: number; readonly message: Told }[] = [];
  /** Ids of the messages in its inbox. */
  readonly received = new Set<string>();
  private readonly outbox: OutboxWitness;
  private readonly asked: readonly string[];
  /** Questions that are not answered yet. */
  private readonly questions = new Set<string>();
  private readonly timer: ReturnType<typeof setInterval>;
  private looked = 0;
  private acknowledgedBefore = 0;
  private silent = false;

  private constructor(outbox: OutboxWitness, asked: readonly string[], onAcknowledged: () => void) {
    this.outbox = outbox;
    this.asked = asked;
    this.timer = setInterval(() => {
      this.look(onAcknowledged);
      if (!this.silent && this.underWay < OPEN_MOST) this.say();
    }, PACE_MS);
  }

  /**
   * @param asked countries that are asked.
   * @param onAcknowledged told soon after ICE has acknowledged something.
   */
  static async begin(
    url: () => string,
    secret: string,
    asked: readonly string[],
    onAcknowledged: () => void,
  ): Promise<WitnessCountry> {
    const outbox = await OutboxWitness.start(url, WITNESS, secret);
    return new WitnessCountry(outbox, asked, onAcknowledged);
  }

  /** Ids that ICE has acknowledged (S001). */
  get taken(): readonly string[] {
    return this.outbox.acknowledged.all;
  }

  get underWay(): number {
    return this.sent.length - this.taken.length + this.questions.size;
  }

  /** From now on it says nothing of its own accord, or it does again. */
  pause(silent: boolean): void {
    this.silent = silent;
  }

  end(): Promise<void> {
    clearInterval(this.timer);
    return this.outbox.end();
  }

  private look(onAcknowledged: () => void): void {
    const { all } = this.outbox.received;
    for (; this.looked < all.length; this.looked++) {
      const { messageId, correlationId } = all[this.looked]!;
      this.received.add(messageId);
      if (correlationId !== undefined) this.questions.delete(correlationId);
    }
    if (this.taken.length > this.acknowledgedBefore) onAcknowledged();
    this.acknowledgedBefore = this.taken.length;
  }

  private say(): void {
    const number = this.sent.length + 1;
    if (number % 3 > 0) this.send('A803', number, publication(number), ALL);
    else {
      const to = this.asked[number % this.asked.length] ?? '';
      this.questions.add(this.send('X200', number, question(number, to), to));
    }
  }

  private send(messageType: string, number: number, body: object, recipient: string): string {
    const messageId = `${WITNESS}-${number}`;
    const message = { messageId, messageType, sender: WITNESS, recipient };
    this.sent.push({ t: Date.now(), message });
    this.outbox.send(messageType, messageId, body, recipient);
    return messageId;
  }
}

/** An account of its own each time: how often each message took effect can be counted. */
function publication(number: number): Body<'A803'> {
  const tin = `UZ${1_000_000_000 + number}`;
  return {
    tin,
    status: 'active',
    roles: ['principal'],
    trustLevel: 1,
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: '2046-01-01T00:00:00.000Z',
    holder: { tin, name: 'Toshkent Stanok', country: 'UZ' },
  };
}

/** Whether a guarantee that nobody ever granted covers a movement: the answer is no (X201), and it is an answer. */
function question(number: number, asked: string): Body<'X200'> {
  const serial6 = String(number % 1_000_000).padStart(6, '0');
  const { iso2 } = countryOf(asked);
  return {
    mrn: makeMrn({ year: 2026, country: 'UZ', office6: '000101', serial6 }),
    grn: makeGrn({ year: 2026, country: iso2, office6: '000900', serial6 }),
    type: '1',
    accessCode: 'AAAA',
    amount: 1_000,
    currency: 'USD',
    countries: [iso2, 'UZ'],
    holderTin: 'UZ301554879',
  };
}
