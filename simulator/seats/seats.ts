/** The seats of all offices: bots that work their lists, people who take their place, and the hand-over between them. Knows no truck. */
import type { TaskKind } from '../../nodes/common/tasks.ts';
import type { Body } from '../../nodes/common/message-types.ts';
import { isOpen, nextOpening } from '../core/calendar.ts';
import { Drafts } from '../core/drafts.ts';
import { chance, normal, uniform } from '../core/draws.ts';
import { exp, log, roundHalfUp } from '../core/maths.ts';
import type { Command, Message, Outcome } from '../core/participant.ts';
import type { Row } from '../core/table.ts';
import { Table } from '../core/table.ts';
import type { SimTime } from '../core/time.ts';
import { DAY, MINUTE } from '../core/time.ts';
import type { PersonCommand, RefusalReason } from '../core/world-facts.ts';
import { worldFact } from '../core/world-facts.ts';
import type { Moment } from './decide.ts';
import { botDecision, sendDecision } from './decide.ts';
import type { DeskSite, Question } from './desk.ts';
import { reviveDesk, reviveTask, Task, taskKey } from './desk.ts';
import type { BotDials } from './parameters.ts';
import { ownQuestion } from './own-account.ts';
import { INQUIRY_DAYS, isPrompt, workFor } from './parameters.ts';
import { WorkLists } from './work-list.ts';

/** Timers of the seats, by name; keys are task keys and office codes. */
export const SEAT_TIMERS = { decided: 'seat.decided', opens: 'seat.opens' } as const;

export interface SeatsGiven {
  /** By office code. */
  readonly sites: ReadonlyMap<string, DeskSite>;
  readonly dials: BotDials;
  /**
   * When the truck of a movement is done at the lane it stands at; undefined where it stands at none. An officer's work on such a task is part of
   * the truck's time there, so it takes no officer from the desk.
   */
  readonly laneDoneAt: (kind: TaskKind, mrn: string) => SimTime | undefined;
  /** When an office's officers are back who should be there; in the past, they are there. Who has taken the seat in person stays. */
  readonly absentUntil: (office: string) => SimTime;
}

/** The answer takes as long to reach the driver as two messages: decided so much before, it comes just in time. */
const TWO_HOPS_MS = 2_000;

export class Seats {
  readonly tables: readonly Table<Row>[];
  private readonly given: SeatsGiven;
  private readonly lists: WorkLists;

  constructor(given: SeatsGiven) {
    const desks = new Table('desks', reviveDesk);
    const tasks = new Table('tasks', reviveTask);
    this.given = given;
    this.lists = new WorkLists(new Drafts(desks), new Drafts(tasks));
    this.tables = [desks, tasks];
  }

  /** Hands what the step wrote to the outcome. */
  flush(out: Outcome): void {
    this.lists.desks.flush(out);
    this.lists.tasks.flush(out);
  }

  /** N810: a task comes on an office's list. */
  onWorkItem(message: Message, at: Moment): void {
    const item = message.body as Body<'N810'>;
    const { task, office, decisions, proposed, channel } = item;
    if (!this.given.sites.has(office)) return; // nobody sits there: the task stays open at its node
    const key = taskKey(office, task);
    if (this.lists.tasks.get(key) !== undefined) this.withdraw(office, key, at);
    this.enlist(
      {
        task,
        kind: item.kind as TaskKind,
        office,
        decisions,
        proposed,
        channel,
        node: message.sender,
        messageId: message.messageId,
        mrn: message.mrn ?? '',
        lrn: message.lrn ?? '',
      },
      at,
    );
  }

  /**
   * Officers mean to decide something on their own account (`guaranteeStatus/<GRN>`): it stands on the list like all else.
   * What they had meant before and not come to yet is dropped, and with it what was to undo it.
   */
  intend(office: string, task: string, decision: string, at: Moment): void {
    const key = taskKey(office, task);
    const question = ownQuestion(office, task);
    if (this.lists.tasks.get(key) !== undefined) this.withdraw(office, key, at);
    else if (question !== undefined) this.enlist({ ...question, proposed: decision }, at);
  }

  private enlist(question: Question, at: Moment): void {
    const { office, task } = question;
    const key = taskKey(office, task);
    const row = new Task(question, 'waiting', '', '');
    if (this.lists.desk(office).person !== '') this.lists.append(office, key, row);
    else this.giveToBot(office, key, row, at);
  }

  /** N811: a task needs no decision any more. */
  onWithdrawal(message: Message, at: Moment): void {
    const { office, task } = message.body as Body<'N811'>;
    const key = taskKey(office, task);
    if (this.lists.tasks.get(key) !== undefined) this.withdraw(office, key, at);
  }

  /** A bot has finished a task. */
  onDecided(key: string, at: Moment): void {
    const task = this.lists.tasks.get(key);
    if (task === undefined || task.state === 'waiting') return;
    const { question } = task;
    const { office } = question;
    const backAt = this.given.absentUntil(office);
    if (backAt > at.now) {
      at.out.startTimer(SEAT_TIMERS.decided, key, backAt);
      return;
    }
    this.lists.letGo(office, key);
    this.lists.tasks.set(key, undefined);
    const stream = at.draws.stream(streamOf(office));
    const decision = botDecision(question, this.given.dials, stream);
    sendDecision(question, SECOND_LOOK.has(question.kind) ? SECOND_BOT : BOT, decision, '', at);
    this.takeWaiting(office, at);
  }

  /** An office opens, or its officers are back: its bots begin. */
  onOpening(office: string, at: Moment): void {
    this.lists.desks.set(office, this.lists.desk(office).with({ opens: false }));
    this.takeWaiting(office, at);
  }

  /** What a person does at a seat. */
  onCommand(given: Command, at: Moment): void {
    const command = given as unknown as PersonCommand;
    const reason = this.refusal(command);
    if (reason !== undefined) {
      const { type, actor: person, seat } = command;
      at.out.fact(worldFact({ type: 'CommandRefused', command: type, person, seat, reason }));
      return;
    }
    switch (command.type) {
      case 'takeSeat': {
        this.take(command.seat, command.actor, at);
        return;
      }
      case 'returnSeat': {
        this.giveBack(command.seat, command.actor, at);
        return;
      }
      case 'decide': {
        this.decideInPerson(command, at);
        return;
      }
    }
  }

  /** Why a command cannot be obeyed; undefined where it can. */
  private refusal(command: PersonCommand): RefusalReason | undefined {
    const { seat, actor } = command;
    if (typeof seat !== 'string' || !this.given.sites.has(seat)) return 'noSuchSeat';
    if (
      typeof actor !== 'string' ||
      actor === '' ||
      actor === BOT ||
      actor === SECOND_BOT ||
      actor.length > NAME_LENGTH_MAX
    )
      return 'noSuchPerson';
    const { person } = this.lists.desk(seat);
    switch (command.type) {
      case 'takeSeat':
        return person === '' ? undefined : person === actor ? 'alreadyYours' : 'taken';
      case 'returnSeat':
        return person === actor ? undefined : 'notYourSeat';
      case 'decide': {
        if (person !== actor) return 'notYourSeat';
        const listed = this.lists.tasks.get(taskKey(seat, command.task));
        const question = listed?.question ?? ownQuestion(seat, command.task);
        if (question === undefined) return 'noSuchTask';
        return question.decisions.includes(command.decision) ? undefined : 'notAllowed';
      }
      default:
        return 'noSuchCommand';
    }
  }

  /** The bot lays down what it has in hand; everything stays on the list, in order. */
  private take(seat: string, person: string, at: Moment): void {
    const { inHand } = this.lists.desk(seat);
    for (let i = inHand.length - 1; i >= 0; i--) {
      const key = inHand[i] as string;
      at.out.stopTimer(SEAT_TIMERS.decided, key);
      this.lists.prepend(seat, key, this.lists.tasks.of(key));
    }
    const desk = this.lists.desk(seat).with({ person, inHand: [], busy: 0, opens: false });
    this.lists.desks.set(seat, desk);
    at.out.stopTimer(SEAT_TIMERS.opens, seat);
    at.out.fact(worldFact({ type: 'SeatTaken', seat, person }));
  }

  /** The bot takes over what waits. */
  private giveBack(seat: string, person: string, at: Moment): void {
    this.lists.desks.set(seat, this.lists.desk(seat).with({ person: '' }));
    at.out.fact(worldFact({ type: 'SeatReturned', seat, person }));
    for (let key = this.lists.desk(seat).head; key !== '';) {
      const task = this.lists.tasks.of(key);
      const next = task.behind;
      const doneAt = this.doneAt(task.question, at);
      if (doneAt !== undefined) {
        this.lists.unlink(seat, key);
        this.decideAtLane(seat, key, task, doneAt, at);
      }
      key = next;
    }
    this.takeWaiting(seat, at);
  }

  private decideInPerson(command: PersonCommand & { type: 'decide' }, at: Moment): void {
    const { seat, actor, decision, reason = '' } = command;
    const question = this.takeFromList(seat, command.task) ?? ownQuestion(seat, command.task);
    if (question !== undefined) sendDecision(question, actor, decision, reason, at);
  }

  /** The task is done; undefined where it stands on no list. */
  private takeFromList(seat: string, task: string): Question | undefined {
    const key = taskKey(seat, task);
    if (this.lists.tasks.get(key) === undefined) return undefined;
    const { question } = this.lists.unlink(seat, key);
    this.lists.tasks.set(key, undefined);
    return question;
  }

  private withdraw(office: string, key: string, at: Moment): void {
    const task = this.lists.tasks.of(key);
    if (task.state === 'waiting') {
      this.lists.unlink(office, key);
      this.lists.tasks.set(key, undefined);
      return;
    }
    at.out.stopTimer(SEAT_TIMERS.decided, key);
    this.lists.letGo(office, key);
    this.lists.tasks.set(key, undefined);
    this.takeWaiting(office, at);
  }

  /** A task that is on no list yet: to the lane, to a free officer, or on the list. */
  private giveToBot(office: string, key: string, task: Task, at: Moment): void {
    const doneAt = this.doneAt(task.question, at);
    if (doneAt !== undefined) {
      this.decideAtLane(office, key, task, doneAt, at);
      return;
    }
    const desk = this.lists.desk(office);
    if (
      desk.waiting === 0 &&
      desk.busy < this.site(office).officers &&
      this.isOpen(office, at.now)
    ) {
      this.begin(office, key, task, at);
      return;
    }
    this.lists.append(office, key, task);
    this.awaitOpening(office, at);
  }

  /** Free officers take the next tasks from the list, as long as the office is open and no person sits there. */
  private takeWaiting(office: string, at: Moment): void {
    const { officers } = this.site(office);
    for (;;) {
      const desk = this.lists.desk(office);
      if (desk.person !== '' || desk.waiting === 0 || desk.busy >= officers) return;
      if (!this.isOpen(office, at.now)) {
        this.awaitOpening(office, at);
        return;
      }
      const key = desk.head;
      this.begin(office, key, this.lists.unlink(office, key), at);
    }
  }

  private begin(office: string, key: string, task: Task, at: Moment): void {
    this.lists.take(office, key, task, 'atOfficer');
    const { kind, channel } = task.question;
    const { medianMin, spread } = this.site(office).service[workFor(kind, channel)];
    const z = normal(at.draws.stream(streamOf(office)));
    const ms = roundHalfUp(medianMin * MINUTE * exp(z * log(spread)));
    at.out.startTimer(SEAT_TIMERS.decided, key, at.now + ms);
  }

  private decideAtLane(office: string, key: string, task: Task, doneAt: SimTime, at: Moment): void {
    this.lists.take(office, key, task, 'atLane');
    // Who wants to look at the truck says so at once, and does it while the lane is at work.
    const { kind, proposed, decisions } = task.question;
    const looks = proposed !== decisions[0] && INQUIRY_DAYS[kind] === undefined;
    const decidesAt = looks ? at.now : doneAt - TWO_HOPS_MS;
    at.out.startTimer(SEAT_TIMERS.decided, key, Math.max(at.now, decidesAt));
  }

  private awaitOpening(office: string, at: Moment): void {
    const desk = this.lists.desk(office);
    if (desk.opens || this.isOpen(office, at.now)) return;
    const { hours, utcOffsetMin } = this.site(office);
    this.lists.desks.set(office, desk.with({ opens: true }));
    const from = Math.max(at.now, this.given.absentUntil(office));
    at.out.startTimer(SEAT_TIMERS.opens, office, nextOpening(from, hours, utcOffsetMin));
  }

  /** When a task is done that takes no officer from the desk: at a lane, at once, or after an inquiry; undefined for all others. */
  private doneAt(question: Question, at: Moment): SimTime | undefined {
    const { kind, mrn } = question;
    const { now } = at;
    const atLane = mrn === '' ? undefined : this.given.laneDoneAt(kind, mrn);
    if (atLane !== undefined) return atLane;
    // Money comes when it comes, however prompt the officers are.
    if (kind !== 'payment' && isPrompt(kind, this.given.dials)) return now;
    return this.foundOutAt(question, at);
  }

  /** When an inquiry comes to its end; money that the principal does not pay comes after the node has stopped asking. */
  private foundOutAt({ kind, office }: Question, { now, draws }: Moment): SimTime | undefined {
    const days = INQUIRY_DAYS[kind];
    if (days === undefined) return undefined;
    const stream = draws.stream(streamOf(office));
    const never = kind === 'payment' && !chance(stream, this.given.dials.debtsPaid);
    return now + (never ? NEVER_MS : roundHalfUp(uniform(stream, days.from, days.to) * DAY));
  }

  private isOpen(office: string, now: SimTime): boolean {
    const { hours, utcOffsetMin } = this.site(office);
    if (this.given.absentUntil(office) > now) return false;
    return hours === 'always' || isOpen(now, hours, utcOffsetMin);
  }

  /** @throws RangeError for an office that no country has: nodes ask only their own offices. */
  private site(office: string): DeskSite {
    const site = this.given.sites.get(office);
    if (site !== undefined) return site;
    throw new RangeError(`there is no seat for the office ${office}`);
  }
}

const streamOf = (office: string): string => `seat/${office}`;

/** Far longer than T-PAY, after which nobody waits for the principal's money. */
const NEVER_MS = 3_650 * DAY;

/** How a bot signs; no person may have this name. */
export const BOT = 'bot';
/** The bot's colleague, who confirms what it has approved and writes off what it has controlled (rule C506). */
const SECOND_BOT = 'bot-2';
const SECOND_LOOK: ReadonlySet<TaskKind> = new Set<TaskKind>([
  'accountConfirmation',
  'discrepancy',
]);

/** Beside the office code it must fit into the envelope's sender. */
const NAME_LENGTH_MAX = 26;
