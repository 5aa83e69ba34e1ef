/** Runs the world with stub nodes in one process, for tests: what the hosts do, in a few lines. */
import { ICE, networkOf, WORLD } from '../../../nodes/common/routing.ts';
import { TIMERS } from '../../../nodes/common/timers.ts';
import type { TimerValues } from '../../../nodes/common/timers.ts';
import { countryOf } from '../../../nodes/countries/countries.ts';
import { schemeOf } from '../../../nodes/countries/scheme.ts';
import type { CellState, Entry, Post } from '../../core/cell.ts';
import { Cell } from '../../core/cell.ts';
import type { ChanceState } from '../../core/chance.ts';
import { Chance } from '../../core/chance.ts';
import type { Command, Participant } from '../../core/participant.ts';
import { Scheduler } from '../../core/scheduler.ts';
import type { SimTime } from '../../core/time.ts';
import type { PersonCommand, WorldFact } from '../../core/world-facts.ts';
import type { WorldFault } from '../../core/world-faults.ts';
import type { WorldParameters } from '../parameters.ts';
import { createWorld } from '../world.ts';
import type { StubDials } from './stub-node.ts';
import { StubNode } from './stub-node.ts';

/** A Tuesday. */
export const START: SimTime = Date.UTC(2026, 6, 14, 6);

const TIMER_VALUES = Object.fromEntries(
  Object.entries(TIMERS).map(([name, { realMs }]) => [name, realMs]),
) as TimerValues;

export const scheme = (members: readonly string[]) => schemeOf(members, [], TIMER_VALUES);

export const worldParameters = (
  members: readonly string[],
  traffic: WorldParameters['traffic'],
  more: Partial<WorldParameters> = {},
): WorldParameters => ({
  scheme: scheme(members),
  guarantorTins: Object.fromEntries(
    members.map((country) => [country, `${countryOf(country).iso2}999999999`]),
  ),
  principalsPerCountry: 5,
  traffic,
  weather: { closures: 'none', storms: [] },
  ...more,
});

/** A fault that has begun, and when it heals. */
interface Healing {
  readonly id: string;
  readonly at: SimTime;
}

export interface RigState {
  readonly now: SimTime;
  readonly healings: readonly Healing[];
  readonly chance: ChanceState;
  readonly cells: readonly CellState[];
}

/** What the journal keeps of the world. */
export type WorldEntry = {
  readonly t: SimTime;
  readonly n: string;
  readonly s: number;
  readonly by?: string;
} & WorldFact;

export interface RigOptions {
  readonly seed?: string;
  readonly dials?: StubDials;
  /** Continues from there in place of starting. */
  readonly from?: RigState;
  /** False keeps no entries, for long runs. */
  readonly keep?: boolean;
  /** Sees every entry. */
  readonly watch?: (entry: Entry) => void;
}

export class Rig {
  now: SimTime;
  readonly entries: Entry[] = [];
  /** Bodies of messages sent, by message id. */
  readonly bodies = new Map<string, object>();
  events = 0;
  private readonly scheduler = new Scheduler();
  private readonly chance: Chance;
  private readonly cells: Cell[];
  private underWay = 0;
  /** In order of time. */
  private healings: readonly Healing[] = [];

  constructor(parameters: WorldParameters, options: RigOptions = {}) {
    const codes = parameters.scheme.members;
    const members = Object.keys(codes);
    const participants: Participant[] = [
      createWorld(parameters),
      { id: ICE, tables: [], start: () => undefined, step: () => undefined },
      ...members.map((country) => new StubNode(country, codes[country] as string, options.dials)),
    ];
    const network = networkOf([WORLD, ICE, ...members], codes);
    this.chance =
      options.from === undefined
        ? new Chance(options.seed ?? '1')
        : Chance.restore(options.from.chance);
    this.now = options.from?.now ?? START;
    this.healings = options.from?.healings ?? [];
    const sink = {
      entry: (entry: Entry, body: object | undefined) => {
        options.watch?.(entry);
        if (options.keep !== false) this.entries.push(entry);
        if (body !== undefined && options.keep !== false)
          this.bodies.set(String(entry['id']), body);
      },
      post: (post: Post) => {
        this.underWay++;
        this.cells[post.destination]?.deliver(post);
      },
    };
    const host = { scheduler: this.scheduler, chance: this.chance, network, sink };
    this.cells = participants.map((participant, index) => new Cell(participant, index, host));
    this.cells.forEach((cell, i) => {
      const saved = options.from?.cells[i];
      if (saved === undefined) cell.start(START);
      else cell.restore(saved);
    });
  }

  /** Handles what is due before `until`; faults heal at their instants. */
  run(until: SimTime): this {
    const nextDue = (): SimTime =>
      Math.min(this.scheduler.peekDue(), this.healings[0]?.at ?? Infinity);
    while (nextDue() < until) this.next();
    this.now = until;
    return this;
  }

  /** Runs on until no message is under way. */
  settle(): this {
    while (this.underWay > 0) this.next();
    return this;
  }

  command(command: PersonCommand): void {
    this.tell({ ...command });
  }

  /** A fault begins now and heals after so long. @param id its own; of one kind at most one need not say it. */
  begin(fault: WorldFault, lastsMs: number, id: string = fault.fault): this {
    const at = this.now + lastsMs;
    this.tell({ type: 'fault', actor: id, id, until: at, ...fault });
    this.healings = [...this.healings, { id, at }].sort((a, b) => a.at - b.at);
    return this;
  }

  /** As JSON keeps it. */
  save(): RigState {
    const state = {
      now: this.now,
      healings: this.healings,
      chance: this.chance.save(),
      cells: this.cells.map((cell) => cell.save()),
    };
    return JSON.parse(JSON.stringify(state)) as RigState;
  }

  /** The world's own facts of a type, in order. */
  facts<T extends WorldFact['type']>(type: T): (WorldEntry & Extract<WorldFact, { type: T }>)[] {
    return this.entries.filter((entry) => entry.n === WORLD && entry.type === type) as never;
  }

  /** Bodies of the messages of a type that were sent, in order. */
  sent(messageType: string): object[] {
    return this.entries
      .filter((entry) => entry.type === 'MessageSent' && entry['msg'] === messageType)
      .map((entry) => this.bodies.get(String(entry['id'])) as object);
  }

  private tell(command: Command): void {
    this.cells[0]?.command(command, this.now);
  }

  /** What is due next; a fault heals before all else of its instant. */
  private next(): void {
    const { scheduler } = this;
    const [first, ...rest] = this.healings;
    if (first !== undefined && first.at <= scheduler.peekDue()) {
      this.healings = rest;
      this.now = first.at;
      this.tell({ type: 'faultHeals', actor: first.id, id: first.id });
      return;
    }
    scheduler.pop();
    this.events++;
    this.now = scheduler.dueAt;
    if (scheduler.source !== scheduler.destination) this.underWay--;
    this.cells[scheduler.destination]?.handle(
      scheduler.handler,
      scheduler.argument,
      scheduler.dueAt,
    );
  }
}
