/**
 * Traders, drivers and officers at the doors of national applications, as a load: declarations leave when the profile says, whatever the target does;
 * what follows leaves when its cause is there. Every answer is held against the book. Knows no clock and no socket: whoever drives it tells it the
 * time, in ms since the load began.
 */
import type { Stream } from '../../simulator/core/chance.ts';
import type { Message } from '../../simulator/core/participant.ts';
import { Scheduler } from '../../simulator/core/scheduler.ts';
import type { Body } from '../../nodes/common/message-types.ts';
import type { SchemeParameters } from '../../nodes/common/parameters.ts';
import { beginnings, secondsOf } from '../generator/beginnings.ts';
import type { Meter } from '../generator/meter.ts';
import type { Profile } from '../profiles/profile.ts';
import {
  arrival,
  controlOrder,
  decisionOn,
  guaranteeQuery,
  invalidation,
  presentation,
  releaseRequest,
  unloading,
} from '../town/letters.ts';
import type { Letter } from '../town/letters.ts';
import type { Book } from './book.ts';
import type { Mixture } from './cases.ts';
import type { Corridor } from './corridors.ts';
import { Declarer } from './declarer.ts';
import type { Declared } from './declarer.ts';
import { isGranting } from './opening.ts';
import type { Postbox } from './postbox.ts';
import type { Purse } from './purses.ts';
import { Purses } from './purses.ts';
import type { Trip } from './trip.ts';

export interface TradersSetting {
  readonly profile: Profile;
  readonly scheme: SchemeParameters;
  /** Those whose country of departure has a door. */
  readonly corridors: readonly Corridor[];
  /** Countries whose doors are there. */
  readonly countries: readonly string[];
  readonly mixture: Mixture;
  readonly purses: Purses;
  /** Uniform draws. */
  readonly stream: Stream;
}

/** In life a truck takes hours from one office to the next. */
const DRIVE_MS = 8 * 3_600_000;
/** Between two messages of a movement lie at most so many ms. */
const PAUSE_MOST_MS = 1_000;
const PER_MS = 1_000;
/** How long one guarantee of a country rests, so that nothing of it is in flight when the office is asked how it stands. */
const REST_MS = 2_000;

export class Traders {
  readonly book: Book;
  readonly meter: Meter;
  /** Of what offices answer, by type. */
  readonly answers: Meter;
  done = 0;
  private readonly setting: TradersSetting;
  private readonly postbox: Postbox;
  private readonly declarer: Declarer;
  private readonly untilMs: number;
  private readonly pauseMs: number;
  private readonly beginning: Iterator<number>;
  private readonly due = new Scheduler(4_096);
  private readonly byLrn = new Map<string, Trip>();
  private readonly byMrn = new Map<string, Trip>();
  private readonly byNumber = new Map<number, Trip>();
  /** Numbers of movements on the road, or before an office on the way. */
  private readonly moving = new Set<number>();
  private nextBeginning: number;
  private nextRest = REST_MS;
  private sequence = 0;
  private closedSeconds = 0;
  private settled = false;

  constructor(
    setting: TradersSetting,
    book: Book,
    postbox: Postbox,
    meters: { readonly meter: Meter; readonly answers: Meter },
  ) {
    this.setting = setting;
    this.book = book;
    this.postbox = postbox;
    this.meter = meters.meter;
    this.answers = meters.answers;
    this.untilMs = secondsOf(setting.profile) * 1_000;
    this.pauseMs = Math.min(PAUSE_MOST_MS, DRIVE_MS / setting.profile.pace);
    this.beginning = beginnings(setting.profile, setting.stream.next);
    this.declarer = new Declarer(setting, postbox.run);
    this.nextBeginning = this.takeBeginning();
  }

  /** What is left of the nearly used guarantees is taken: one movement each, which stays where it is. Before the load begins. */
  park(now: number): void {
    for (const purse of this.setting.purses.all)
      if (purse.use === 'spent') this.setOff(this.declarer.parked(purse, now), now);
  }

  /** Every declaration has its answer, and no door owes one. */
  get isQuiet(): boolean {
    return this.book.undecided === 0 && this.postbox.open === 0;
  }

  /** Nothing new begins, what began is as far as it goes, and the offices have said how every guarantee stands. */
  isThrough(now: number): boolean {
    if (now < this.untilMs || !this.isQuiet || this.moving.size > 0) return false;
    if (!this.settled) {
      this.settled = true;
      for (const purse of this.setting.purses.all) this.ask(purse, now);
      return false;
    }
    return this.book.openQuestions === 0;
  }

  /**
   * Sends everything that is due.
   * @returns when it has something to do again, in ms.
   */
  tick(now: number): number {
    while (this.nextBeginning <= now) {
      this.meter.onBegun(this.nextBeginning);
      this.setOff(this.declarer.next(this.nextBeginning), now);
      this.nextBeginning = this.takeBeginning();
    }
    while (this.due.peekDue() / PER_MS <= now) {
      this.due.pop();
      const trip = this.byNumber.get(this.due.argument);
      if (trip !== undefined) this.driveOn(trip, this.due.dueAt / PER_MS, now);
    }
    if (now >= this.nextRest) {
      const next = this.nextRest + REST_MS;
      this.nextRest = next < this.untilMs ? next : Infinity;
      for (const purse of this.setting.purses.restNext()) this.ask(purse, now);
    }
    while (now >= (this.closedSeconds + 1) * 1_000) {
      this.closedSeconds++;
      this.meter.closeSecond(this.postbox.open);
    }
    const nextSecond = (this.closedSeconds + 1) * 1_000;
    return Math.min(this.nextBeginning, this.due.peekDue() / PER_MS, nextSecond, this.nextRest);
  }

  /** Something came out at a door. */
  onMessage(country: string, message: Message, now: number): void {
    const { messageType, correlationId, body } = message;
    if (messageType === 'G037' && correlationId !== undefined) {
      const { exposure, referenceAmount } = body as Body<'G037'>;
      const standing = { exposure: inCents(exposure), referenceAmount: inCents(referenceAmount)! };
      this.book.onStanding(correlationId, standing);
      return;
    }
    const trip = this.tripOf(message);
    if (messageType === 'S906') {
      this.postbox.onNack(correlationId, (body as Body<'S906'>).errors[0]?.reason ?? '');
      this.giveUp(trip, now);
    } else if (messageType === 'N810') this.onWorkItem(country, message, trip, now);
    else if (trip !== undefined) this.onAnswer(trip, message, now);
  }

  /** A door does not take what is handed in: nothing here gives it a reason to. @param n number of the message. */
  onRefused(n: number, rule: string, now: number): void {
    const posted = this.postbox.onRefused(n, rule);
    if (posted === undefined) return;
    this.book.onUntaken(posted.messageId);
    this.giveUp(this.tripOf(posted), now);
  }

  private setOff({ trip, letter, entry }: Declared, now: number): void {
    this.byLrn.set(trip.lrn, trip);
    this.byNumber.set(trip.number, trip);
    const messageId = this.postbox.post(letter, trip.intended, now);
    this.book.onDeclared({ ...entry, messageId });
  }

  /** What an officer has to decide. Of others' movements he decides nothing. */
  private onWorkItem(country: string, item: Message, trip: Trip | undefined, now: number): void {
    if (trip === undefined) {
      if (isGranting(item)) this.post(decisionOn(country, item), now);
      return;
    }
    const { kind } = item.body as Body<'N810'>;
    const finds = FINDS[trip.kind];
    if (kind === 'riskDecision' && finds !== undefined) this.post(controlOrder(country, item), now);
    else this.post(decisionOn(country, item, finds), now);
  }

  private onAnswer(trip: Trip, { messageType, body }: Message, now: number): void {
    const { book } = this;
    const { lrn } = trip;
    switch (messageType) {
      case 'T028': {
        const { mrn } = body as Body<'T028'>;
        trip.mrn = mrn;
        this.byMrn.set(mrn, trip);
        this.onAnswered(trip, messageType, now);
        if (!book.onAccepted(lrn, mrn)) this.end(trip, now);
        return;
      }
      case 'T029':
        this.onDecision(trip, messageType, now);
        if (!book.onReleased(lrn, (body as Body<'T029'>).mrn)) this.end(trip, now);
        else if (trip.goes !== 'parked') this.pause(trip, now);
        return;
      case 'T055': {
        this.onDecision(trip, messageType, now);
        const { guarantees } = body as Body<'T055'>;
        book.onCoverRefused(lrn, [...new Set(guarantees.flatMap(({ reasons }) => reasons))]);
        this.end(trip, now);
        return;
      }
      case 'T051':
        this.onDecision(trip, messageType, now);
        book.onDenied(lrn);
        this.end(trip, now);
        return;
      case 'T056': {
        this.onDecision(trip, messageType, now);
        const { errors } = body as Body<'T056'>;
        book.onRejected(lrn, [...new Set(errors.map(({ reason }) => reason))]);
        this.end(trip, now);
        return;
      }
      case 'T060':
        if (trip.kind === 'revised' && (body as Body<'T060'>).notificationType === ASK_FOR_RELEASE)
          this.post(releaseRequest(trip), now);
        return;
      case 'N118':
        trip.stop = trip.route.transits.indexOf((body as Body<'N118'>).office) + 1;
        this.pause(trip, now);
        return;
      case 'T043':
        this.post(unloading(trip), now);
        return;
      case 'T045':
      case 'T009':
        book.onGivenBack(lrn, messageType);
        this.end(trip, now);
        return;
    }
  }

  /** The declaration is released or refused. */
  private onDecision(trip: Trip, messageType: string, now: number): void {
    if (trip.goes !== 'parked') this.meter.onDelivered(trip.intended, now);
    this.onAnswered(trip, messageType, now);
  }

  /** What was parked before the load began does not count. */
  private onAnswered({ goes, intended }: Trip, messageType: string, now: number): void {
    if (goes !== 'parked') this.answers.onAcknowledged(messageType, intended, now);
  }

  private pause(trip: Trip, now: number): void {
    this.moving.add(trip.number);
    const dueAt = Math.max(Math.ceil((now + this.pauseMs) * PER_MS), this.due.dueAt);
    this.due.schedule(dueAt, 0, 0, this.sequence++, 0, trip.number);
  }

  /** To the next office of transit, or to the end. */
  private driveOn(trip: Trip, intended: number, now: number): void {
    // The load is over: the truck stays where it is.
    if (intended >= this.untilMs) {
      this.moving.delete(trip.number);
      return;
    }
    const { route, stop, lrn } = trip;
    const office = route.transits[stop];
    if (trip.goes === 'home' && office !== undefined) {
      this.post(presentation(trip, office), intended, now);
      return;
    }
    this.book.onGivingBack(lrn);
    this.post(trip.goes === 'home' ? arrival(trip) : invalidation(trip), intended, now);
  }

  /** It does not go on; why is said already. */
  private giveUp(trip: Trip | undefined, now: number): void {
    if (trip === undefined) return;
    this.book.onGivenUp(trip.lrn);
    this.end(trip, now);
  }

  private end(trip: Trip, now: number): void {
    this.done++;
    this.meter.onMovementDone(now);
    this.byLrn.delete(trip.lrn);
    this.byMrn.delete(trip.mrn);
    this.byNumber.delete(trip.number);
    this.moving.delete(trip.number);
  }

  private ask({ trader, cover, book }: Purse, now: number): void {
    this.book.onAsked(this.postbox.post(guaranteeQuery(trader, cover, 2), now, now), book);
  }

  private post(letter: Letter, intended: number, now = intended): void {
    this.postbox.post(letter, intended, now);
  }

  private tripOf({ lrn, mrn }: Named): Trip | undefined {
    const named = lrn === undefined ? undefined : this.byLrn.get(lrn);
    return named ?? (mrn === undefined ? undefined : this.byMrn.get(mrn));
  }

  private takeBeginning(): number {
    const next = this.beginning.next();
    return next.done === true ? Infinity : next.value * 1_000;
  }
}

/** How a message names the movement that it is about. */
interface Named {
  readonly lrn?: string | undefined;
  readonly mrn?: string | undefined;
}

/** T060 of this type: small differences were found, and the trader may ask for release. */
const ASK_FOR_RELEASE = 3;

/** What the officer at departure finds. */
const FINDS: Readonly<Partial<Record<Trip['kind'], { code: 'A5' | 'B1'; differences: string[] }>>> =
  {
    withheld: { code: 'B1', differences: ['forty packages of cigarettes that nobody declared'] },
    revised: { code: 'A5', differences: ['ninety-eight packages instead of a hundred'] },
  };

const inCents = (amount: number | undefined): number | undefined =>
  amount === undefined ? undefined : Math.round(amount * 100);
