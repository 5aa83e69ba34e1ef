/** What k6 is told of a load on an exchange while it goes on, with the type of message as tag. */
import { Trend } from 'k6/metrics';
import { backlogOf } from '../generator/backlog.ts';
import type { Metering } from '../generator/metering.ts';
import { Ledger } from '../ledger/ledger.ts';
import type { Interval } from '../report/load-report.ts';
import {
  acknowledged,
  acknowledgement,
  answers,
  backlog,
  backlogGrowth,
  deliveries,
  delivery,
  finishMeasuring,
  messagesAcknowledged,
  messagesAsked,
  movementsAsked,
  movementsThrough,
  refusals,
  schedule,
  wrongAnswers,
} from './metrics.ts';

/** From the handing over to k6's client to PUBACK: of this k6 knows, of S001 it does not. */
const puback = new Trend('puback', true);

export class Measures implements Metering {
  readonly intervals: Interval[] = [];
  private readonly from: number;
  private readonly until: number;
  private asked = 0;
  private inTime = 0;

  /** @param from, until the part that counts, in ms. */
  constructor(from: number, until: number) {
    this.from = from;
    this.until = until;
  }

  onBegun(intended: number): void {
    if (this.counts(intended)) movementsAsked.add(1);
  }

  onDue(intended: number): void {
    if (!this.counts(intended)) return;
    this.asked++;
    messagesAsked.add(1);
  }

  onSent(late: number, intended: number): void {
    if (this.counts(intended)) schedule.add(Math.max(0, late));
  }

  onAcknowledged(type: string, intended: number, now: number): void {
    const tags = { message_type: type };
    if (this.counts(now)) messagesAcknowledged.add(1, tags);
    if (!this.counts(intended)) return;
    this.inTime++;
    acknowledged.add(1);
    acknowledgement.add(Math.max(0, now - intended), tags);
  }

  onDelivered(intended: number, now: number): void {
    deliveries.add(1);
    if (this.counts(intended)) delivery.add(Math.max(0, now - intended));
  }

  onMovementDone(now: number): void {
    if (this.counts(now)) movementsThrough.add(1);
  }

  closeSecond(waiting: number): void {
    const at = this.intervals.length + 1;
    this.intervals.push({ at, ...NOTHING, backlog: waiting });
    if (this.counts(at * 1_000 - 1)) backlog.add(waiting);
  }

  onPuback(type: string, ms: number): void {
    puback.add(ms, { message_type: type });
  }

  /** The load is over, and its ledger is closed. */
  end(ledger: Ledger): void {
    for (let missing = this.inTime; missing < this.asked; missing++) acknowledged.add(0);
    backlogGrowth.add(backlogOf(this.intervals, this.from / 1_000, this.until / 1_000).growth);
    answers.add(ledger.answers);
    finishMeasuring();
  }

  private counts(time: number): boolean {
    return time >= this.from && time < this.until;
  }
}

const NOTHING = { movements: 0, sent: 0, acknowledged: 0, delivered: 0, p50: 0, p99: 0 };

/** A ledger that tells k6 of every refusal, by rule, and of everything wrong, as it is found. */
export class ToldLedger extends Ledger {
  private toldOf = 0;

  override onRefused(n: number, id: string, rule: string, country?: string): boolean {
    refusals.add(1, { rule });
    return super.onRefused(n, id, rule, country);
  }

  override onUnreadableAnswered(country: string, id: string): void {
    refusals.add(1, { rule: 'C101' });
    super.onUnreadableAnswered(country, id);
  }

  /** To be called after each answer. */
  tell(): void {
    for (; this.toldOf < this.wrong; this.toldOf++) {
      const finding = this.findings[this.toldOf];
      if (finding === undefined) wrongAnswers.add(1);
      else {
        wrongAnswers.add(1, { kind: finding.kind, rule: finding.rule });
        console.error(finding.detail);
      }
    }
  }
}
