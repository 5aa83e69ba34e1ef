/**
 * The conductor of a lockstep run: it alone owns simulated time, and grants it in windows of the least latency. What a participant sends in
 * one window can reach another only in a later one, so all who have work in a window may run it at once.
 */
import type { Entry, Post } from '../core/cell.ts';
import { LEAST_LATENCY_MS } from '../core/least-latency.ts';
import type { Arrival, Done, Grant } from '../../nodes/process/protocol.ts';
import type { Command } from '../core/participant.ts';
import type { SimTime } from '../core/time.ts';

export type Granted = Omit<Grant, 'k'>;
export type Answered = Omit<Done, 'k'>;

/** One process as the conductor sees it; it may play several participants. */
export interface Player {
  readonly name: string;
  /** Indexes of the participants that it plays. */
  readonly plays: readonly number[];
  /** Its own next event, in ms; Infinity for none. */
  next: SimTime;
  grant(grant: Granted): Promise<Answered>;
}

/** A command that comes at an instant known beforehand. */
export interface StagedCommand {
  readonly at: SimTime;
  readonly destination: number;
  readonly command: Command;
}

interface Seat {
  readonly player: Player;
  /** Announced to it and not yet granted, by time. */
  pending: Arrival[];
  commands: { destination: number; command: Command }[];
  /** Its participants have taken their first step. */
  begun: boolean;
}

export class Conductor {
  /** Start of the window at hand. */
  now: SimTime;
  windows = 0;
  events = 0;
  messages = 0;
  private readonly seats: readonly Seat[];
  private readonly byParticipant = new Map<number, Seat>();
  private readonly order: ReadonlyMap<string, number>;
  private readonly record: (entry: Entry, body: object | undefined) => void;
  /** Commands that are known beforehand, in order of time. */
  private staged: readonly StagedCommand[];

  /**
   * @param order participants by index: equal times are journalled in this order.
   * @param begun whether they go on from a warm-up; otherwise their first steps come in the first window.
   * @param staged commands of the scenario itself: a window begins at the instant of each.
   */
  constructor(
    players: readonly Player[],
    order: readonly string[],
    start: SimTime,
    record: (entry: Entry, body: object | undefined) => void,
    begun = false,
    staged: readonly StagedCommand[] = [],
  ) {
    this.now = start;
    this.staged = staged;
    this.record = record;
    this.order = new Map(order.map((id, index) => [id, index]));
    this.seats = players.map((player) => ({ player, pending: [], commands: [], begun }));
    for (const seat of this.seats)
      for (const index of seat.player.plays) this.byParticipant.set(index, seat);
  }

  /** When anything happens next; Infinity when nothing does. */
  nextDue(): SimTime {
    let due = this.staged[0]?.at ?? Infinity;
    for (const seat of this.seats) due = Math.min(due, dueOf(seat));
    return due;
  }

  /** A command of a person, for the next window. */
  command(destination: number, command: Command): void {
    this.seatOf(destination).commands.push({ destination, command });
  }

  /**
   * Grants one window to everybody who has work in it, and journals what they answer.
   * @param from start of the window: the next due event's time, or the present where a command waits.
   */
  async window(from: SimTime, end: SimTime): Promise<void> {
    const begun = this.seats.every((seat) => seat.begun);
    const staged = begun ? this.takeStaged(from) : undefined;
    if (staged !== undefined) this.command(staged.destination, staged.command);
    const until = this.endOf(from, end, begun, staged);
    const busy = this.seats.filter(
      (seat) => !seat.begun || dueOf(seat) < until || seat.commands.length > 0,
    );
    this.now = from;
    const window = this.windows++;
    const answers = await Promise.all(busy.map((seat) => this.grant(seat, window, from, until)));
    const entries = answers.flatMap((answer) => answer.entries);
    entries.sort((a, b) => this.compare(a.entry, b.entry));
    for (const { entry, body } of entries) this.record(entry, body);
    this.now = until;
  }

  /** The next command of the scenario, if it is due. */
  private takeStaged(now: SimTime): StagedCommand | undefined {
    const [next] = this.staged;
    if (next === undefined || next.at > now) return undefined;
    this.staged = this.staged.slice(1);
    return next;
  }

  /** A command of the scenario is a window by itself, without time: whatever else is due at its instant comes after it, but for the first steps. */
  private endOf(
    from: SimTime,
    end: SimTime,
    begun: boolean,
    staged: StagedCommand | undefined,
  ): SimTime {
    if (staged !== undefined) return from;
    const until = Math.min(from + LEAST_LATENCY_MS, end, this.staged[0]?.at ?? Infinity);
    return begun ? until : Math.max(until, from + 1);
  }

  private async grant(
    seat: Seat,
    window: number,
    from: SimTime,
    until: SimTime,
  ): Promise<Answered> {
    const inbox = seat.pending.filter(({ arrivesAt }) => arrivesAt < until);
    seat.pending = seat.pending.filter(({ arrivesAt }) => arrivesAt >= until);
    const { commands } = seat;
    seat.commands = [];
    const start = !seat.begun;
    seat.begun = true;
    const answer = await seat.player.grant({
      window,
      from,
      until,
      inbox,
      commands,
      ...(start ? { start } : {}),
    });
    seat.player.next = answer.next ?? Infinity;
    this.events += answer.events;
    for (const post of answer.posts) {
      this.messages++;
      this.seatOf(post.destination).pending.push(post);
    }
    return answer;
  }

  private seatOf(participant: number): Seat {
    const seat = this.byParticipant.get(participant);
    if (seat === undefined) throw new Error(`nobody plays the participant ${String(participant)}`);
    return seat;
  }

  private compare(a: Entry, b: Entry): number {
    return a.t - b.t || (this.order.get(a.n) ?? -1) - (this.order.get(b.n) ?? -1) || a.s - b.s;
  }
}

const dueOf = (seat: Seat): SimTime =>
  seat.pending.reduce((due, { arrivesAt }) => Math.min(due, arrivesAt), seat.player.next);

/** What a post becomes on the conductor's table. */
export const announce = (post: Post, inline: boolean): Arrival => {
  const { destination, source, sequence, arrivesAt, message } = post;
  return inline
    ? { destination, source, sequence, arrivesAt, messageId: message.messageId, message }
    : { destination, source, sequence, arrivesAt, messageId: message.messageId };
};
