/** The rows behind a seat: its work list and the tasks on it. What is done with them is `seats.ts`. */
import type { TaskKind } from '../../nodes/common/tasks.ts';
import type { OfficerTask, ServiceTime } from '../../nodes/countries/parameters.ts';
import type { OpeningHours } from '../core/calendar.ts';

/** What is given of an office's officers; the same all through a run. */
export interface DeskSite {
  readonly office: string;
  /** Who work at once. */
  readonly officers: number;
  readonly hours: OpeningHours;
  readonly utcOffsetMin: number;
  readonly service: Readonly<Record<OfficerTask, ServiceTime>>;
}

interface DeskFields {
  /** Waiting tasks, first and last; empty where none does. */
  head: string;
  tail: string;
  waiting: number;
  /** Tasks that a bot has in hand, in the order in which it took them. */
  inHand: readonly string[];
  /** Officers at work; tasks at a lane need none of them. */
  busy: number;
  /** Who has the seat; empty while the bot does. */
  person: string;
  /** A timer for the opening is running. */
  opens: boolean;
}

export class Desk implements Readonly<DeskFields> {
  readonly head: string;
  readonly tail: string;
  readonly waiting: number;
  readonly inHand: readonly string[];
  readonly busy: number;
  readonly person: string;
  readonly opens: boolean;

  constructor(from: DeskFields | Desk) {
    this.head = from.head;
    this.tail = from.tail;
    this.waiting = from.waiting;
    this.inHand = from.inHand;
    this.busy = from.busy;
    this.person = from.person;
    this.opens = from.opens;
  }

  with(to: Partial<DeskFields>): Desk {
    const next: DeskFields = {
      head: to.head ?? this.head,
      tail: to.tail ?? this.tail,
      waiting: to.waiting ?? this.waiting,
      inHand: to.inHand ?? this.inHand,
      busy: to.busy ?? this.busy,
      person: to.person ?? this.person,
      opens: to.opens ?? this.opens,
    };
    return new Desk(next);
  }
}

/** From what JSON kept of it. */
export function reviveDesk(json: unknown): Desk {
  return new Desk(json as Desk);
}

export const EMPTY_DESK = new Desk({
  head: '',
  tail: '',
  waiting: 0,
  inHand: [],
  busy: 0,
  person: '',
  opens: false,
});

interface TaskFields {
  /** Neighbours in the list of those that wait; empty at its ends. */
  before: string;
  behind: string;
  /** Whether it waits, an officer works on it, or it takes as long as its truck stands at the lane. */
  state: 'waiting' | 'atOfficer' | 'atLane';
}

/** What the node asked. */
export interface Question {
  /** The node's name for it, which the answer carries. */
  readonly task: string;
  readonly kind: TaskKind;
  readonly office: string;
  readonly decisions: readonly string[];
  readonly proposed: string;
  readonly channel: string;
  /** Whom to answer, and which message. */
  readonly node: string;
  readonly messageId: string;
  readonly mrn: string;
  readonly lrn: string;
}

export class Task implements Readonly<TaskFields> {
  readonly question: Question;
  readonly before: string;
  readonly behind: string;
  readonly state: TaskFields['state'];

  constructor(question: Question, state: TaskFields['state'], before: string, behind: string) {
    this.question = question;
    this.state = state;
    this.before = before;
    this.behind = behind;
  }

  with(to: Partial<TaskFields>): Task {
    return new Task(
      this.question,
      to.state ?? this.state,
      to.before ?? this.before,
      to.behind ?? this.behind,
    );
  }
}

/** From what JSON kept of it. */
export function reviveTask(json: unknown): Task {
  const { question, state, before, behind } = json as Task;
  return new Task(question, state, before, behind);
}

/** Nodes name their tasks alike, so the office is part of the key. */
export const taskKey = (office: string, task: string): string => `${office}/${task}`;
