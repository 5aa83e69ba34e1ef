/** The participants of one process under one scheduler: what is due is run, what they say and send is handed out. Knows no wire and no clock. */
import { Cell } from '../../simulator/core/cell.ts';
import type { Network, Post } from '../../simulator/core/cell.ts';
import type { Chance } from '../../simulator/core/chance.ts';
import type { Control } from '../../simulator/core/control.ts';
import type { Command, Participant } from '../../simulator/core/participant.ts';
import { Scheduler } from '../../simulator/core/scheduler.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { factLine } from './facts.ts';
import type { FactLine } from './facts.ts';
import type { Saved } from './store.ts';

export interface Played {
  readonly participant: Participant;
  /** Its place in the order of all participants. */
  readonly index: number;
}

/** What the participants gave since it was last taken. */
export interface Output {
  readonly facts: readonly FactLine[];
  readonly posts: readonly Post[];
  /** The rule of each message that one of them refused. */
  readonly refused: readonly string[];
}

export class CellGroup {
  readonly cells: readonly Cell[];
  readonly chance: Chance;
  readonly network: Network;
  private readonly scheduler = new Scheduler();
  private readonly byIndex = new Map<number, Cell>();
  private facts: FactLine[] = [];
  private posts: Post[] = [];
  private refused: string[] = [];

  constructor(played: readonly Played[], network: Network, chance: Chance) {
    this.network = network;
    this.chance = chance;
    const { scheduler } = this;
    const sink = {
      entry: (...[entry, body]: Parameters<typeof factLine>) => {
        this.facts.push(factLine(entry, body));
        const { type, rule } = entry;
        if (type === 'MessageRefused' || type === 'MessageRejected')
          this.refused.push(String(rule));
      },
      post: (post: Post) => void this.posts.push(post),
    };
    this.cells = played.map(({ participant, index }) => {
      const cell = new Cell(participant, index, { scheduler, chance, network, sink });
      this.byIndex.set(index, cell);
      return cell;
    });
  }

  /**
   * Continues from what a store held, if anything.
   * @param tracked whether the cells are to remember what changes, for the store.
   */
  restore(saved: Saved | undefined, tracked: boolean): void {
    if (saved !== undefined) {
      for (const cell of this.cells) {
        const state = saved.cells.get(cell.participant.id);
        if (state === undefined)
          throw new Error(`the store holds nothing of ${cell.participant.id}`);
        cell.restore(state);
      }
      for (const post of saved.intake) this.deliver(post);
    }
    if (tracked) for (const cell of this.cells) cell.trackChanges();
  }

  plays(index: number): boolean {
    return this.byIndex.has(index);
  }

  /** The participants' first steps. */
  start(now: SimTime): void {
    for (const cell of this.cells) cell.start(now);
  }

  deliver(post: Post): void {
    this.cell(post.destination).deliver(post);
  }

  command(destination: number, command: Command, now: SimTime): void {
    this.cell(destination).command(command, now);
  }

  /** A fault begins or ends at one of them. */
  control(destination: number, control: Control, now: SimTime): void {
    this.cell(destination).onControl(control, now);
  }

  /** Whether none of them takes anything until a fault heals. */
  isDown(): boolean {
    return this.cells.every((cell) => cell.isDown());
  }

  /**
   * Runs every event that is due before `until`.
   * @param at the time that the steps are told, where it is not the time the event was due: a process that was away is late with its timers.
   * @returns how many events there were.
   */
  runBefore(until: SimTime, at?: SimTime): number {
    const { scheduler } = this;
    let events = 0;
    while (scheduler.peekDue() < until) {
      scheduler.pop();
      events++;
      this.cell(scheduler.destination).handle(
        scheduler.handler,
        scheduler.argument,
        at ?? scheduler.dueAt,
      );
    }
    return events;
  }

  /** When the next event is due; Infinity where there is none. */
  nextDue(): SimTime {
    return this.scheduler.peekDue();
  }

  take(): Output {
    const { facts, posts, refused } = this;
    this.facts = [];
    this.posts = [];
    this.refused = [];
    return { facts, posts, refused };
  }

  private cell(index: number): Cell {
    const cell = this.byIndex.get(index);
    if (cell === undefined)
      throw new Error(`this process does not play participant ${String(index)}`);
    return cell;
  }
}
