/** The host `virtual`: all participants in one process, in simulated time, as fast as the machine goes. */
import type { CellState, Entry, Network, Post } from '../core/cell.ts';
import { Cell } from '../core/cell.ts';
import type { ChanceState } from '../core/chance.ts';
import { Chance } from '../core/chance.ts';
import type { Control } from '../core/control.ts';
import type { Command, Message, Participant } from '../core/participant.ts';
import { Scheduler } from '../core/scheduler.ts';
import type { SimTime } from '../core/time.ts';

export interface Cast {
  /** In the order of their indexes. */
  readonly participants: readonly Participant[];
  readonly network: Network;
  readonly seed: string;
  /** A participant as it is at its first start; by its index. */
  readonly remake?: (index: number) => Participant;
}

/** Everything from which all participants continue identically, at an instant with no message under way. */
export interface Handover {
  readonly at: SimTime;
  readonly chance: ChanceState;
  readonly cells: readonly CellState[];
}

export interface VirtualOptions {
  readonly record: (entry: Entry, body: object | undefined) => void;
  /** Test mode: every message goes through JSON at every hop; the journal must not change. */
  readonly jsonHops?: boolean;
}

export class VirtualHost {
  readonly cells: readonly Cell[];
  readonly chance: Chance;
  /** Events handled so far. */
  events = 0;
  /** Simulated time of the event at hand. */
  now: SimTime = 0;
  private readonly scheduler: Scheduler;
  private inFlight = 0;

  private constructor(cast: Cast, options: VirtualOptions, scheduler: Scheduler, chance: Chance) {
    this.scheduler = scheduler;
    this.chance = chance;
    const hop = options.jsonHops === true ? throughJson : (post: Post) => post;
    const sink = {
      entry: options.record,
      post: (post: Post) => {
        this.inFlight++;
        this.cell(post.destination).deliver(hop(post));
      },
    };
    const { network, remake } = cast;
    const host = { scheduler, chance, network, sink, ...(remake === undefined ? {} : { remake }) };
    this.cells = cast.participants.map((participant, index) => new Cell(participant, index, host));
  }

  static open(cast: Cast, options: VirtualOptions): VirtualHost {
    return new VirtualHost(cast, options, new Scheduler(4_096), new Chance(cast.seed));
  }

  /** Continues from a handover. */
  static restore(cast: Cast, options: VirtualOptions, { chance, cells }: Handover): VirtualHost {
    const host = new VirtualHost(cast, options, new Scheduler(4_096), Chance.restore(chance));
    host.cells.forEach((cell, index) => {
      const state = cells[index];
      if (state !== undefined) cell.restore(state);
    });
    return host;
  }

  /**
   * A host that goes on by itself from here; both share the records, which never change.
   * @param cast the same participants, made anew.
   */
  fork(cast: Cast, options: VirtualOptions): VirtualHost {
    const copy = new VirtualHost(cast, options, this.scheduler.fork(), this.chance.fork());
    copy.now = this.now;
    copy.events = this.events;
    copy.inFlight = this.inFlight;
    copy.cells.forEach((cell, index) => {
      cell.share(this.cell(index));
    });
    return copy;
  }

  /** The participants' first steps, each with what it causes to itself at once, so that entries stay in their order. */
  start(now: SimTime): void {
    this.now = now;
    for (const cell of this.cells) {
      cell.start(now);
      this.run(now + 1);
    }
  }

  /** When the next event is due; Infinity when nothing is left to happen. */
  nextDue(): SimTime {
    return this.scheduler.peekDue();
  }

  /** Handles events due before `until`. */
  run(until: SimTime): void {
    this.runTowards({ until }, Number.MAX_SAFE_INTEGER);
  }

  /**
   * Handles events due before an end that may come nearer meanwhile, `limit` of them at the most.
   * @returns whether any is left before it.
   */
  runTowards(end: { readonly until: SimTime }, limit: number): boolean {
    const { scheduler } = this;
    for (let handled = 0; handled < limit; handled++) {
      if (scheduler.peekDue() >= end.until) return false;
      this.step();
    }
    return scheduler.peekDue() < end.until;
  }

  /** Runs on until no message is under way between participants; nothing that is due before the instant returned is left. */
  runToQuiet(from: SimTime): SimTime {
    this.run(from);
    while (this.inFlight > 0 && this.scheduler.size > 0) this.run(this.scheduler.peekDue() + 1);
    return Math.max(this.now + 1, from);
  }

  /** A person's or a foreign system's command, at the present instant. */
  command(destination: number, command: Command, now: SimTime): void {
    this.cell(destination).command(command, now);
  }

  /** A fault begins or ends at a participant. */
  control(destination: number, control: Control, now: SimTime): void {
    this.cell(destination).onControl(control, now);
  }

  save(at: SimTime): Handover {
    return { at, chance: this.chance.save(), cells: this.cells.map((cell) => cell.save()) };
  }

  private step(): void {
    const { scheduler } = this;
    scheduler.pop();
    this.now = scheduler.dueAt;
    this.events++;
    if (scheduler.source !== scheduler.destination) this.inFlight--;
    this.cell(scheduler.destination).handle(scheduler.handler, scheduler.argument, scheduler.dueAt);
  }

  private cell(index: number): Cell {
    const cell = this.cells[index];
    if (cell === undefined) throw new Error(`no participant has the index ${String(index)}`);
    return cell;
  }
}

const throughJson = (post: Post): Post => ({
  ...post,
  message: JSON.parse(JSON.stringify(post.message)) as Message,
});
