/**
 * The conductor of a lockstep run: it alone owns simulated time, and grants it in windows of the least latency. What a participant sends in
 * one window can reach another only in a later one, so all who have work in a window may run it at once.
 */
import type { Entry } from '../core/cell.ts';
import { LEAST_LATENCY_MS } from '../core/least-latency.ts';
import type { Command } from '../core/participant.ts';
import type { AbsenceReason, HostFact } from '../core/world-facts.ts';
import type { SimTime } from '../core/time.ts';
import type { Turn } from '../faults/director.ts';
import { Absences, GOES } from './absences.ts';
import type { Agenda } from './agenda.ts';
import type { Answered, Missed, Player, Sent } from './player.ts';
import { isMissed } from './player.ts';
import type { Seat, Word } from './seat.ts';
import { carry, dueOf, NO_WORD, NO_WORDS, seatOf, takeInbox, wordOf } from './seat.ts';

/** A window without time: what comes from outside at an instant. */
interface Moment {
  /** Journalled once those who were spoken to have answered: whoever was silent was so before. */
  readonly notes: (silent: readonly Seat[]) => readonly HostFact[];
  readonly words: ReadonlyMap<Seat, Word>;
}

/** What comes from outside by itself. */
type Outside = Pick<Agenda, 'next' | 'take' | 'downAs'>;

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
  private readonly agenda: Outside;
  private readonly absences = new Absences();
  private readonly note: (t: SimTime, fact: HostFact) => void;

  /**
   * @param order participants by index: equal times are journalled in this order.
   * @param begun whether they go on from a warm-up; otherwise their first steps come in the first window.
   * @param agenda what comes from outside: a window begins at the instant of each turn.
   * @param note journals an entry of the host's own.
   */
  constructor(
    players: readonly Player[],
    order: readonly string[],
    start: SimTime,
    record: (entry: Entry, body: object | undefined) => void,
    begun = false,
    agenda: Outside = NOTHING_COMES,
    note: (t: SimTime, fact: HostFact) => void = () => undefined,
  ) {
    this.now = start;
    this.agenda = agenda;
    this.note = note;
    this.record = record;
    this.order = new Map(order.map((id, index) => [id, index]));
    this.seats = players.map((player) => seatOf(player, order[player.plays[0] ?? -1] ?? '', begun));
    for (const seat of this.seats) {
      for (const index of seat.player.plays) this.byParticipant.set(index, seat);
      seat.player.onGone = (sent) => this.onGone(seat, sent);
    }
  }

  /** When anything happens next; Infinity when nothing does. */
  nextDue(): SimTime {
    let due = this.agenda.next;
    for (const seat of this.seats) due = Math.min(due, dueOf(seat));
    return due;
  }

  /** Whether a window is wanted before anything is due: somebody has spoken, leaves or is back. */
  get isAwaited(): boolean {
    return this.seats.some(
      (seat) =>
        this.isBack(seat) ||
        (!this.isAway(seat.id) && (seat.goes !== undefined || seat.commands.length > 0)),
    );
  }

  /** A command of a person, for the next window. */
  command(destination: number, command: Command): void {
    this.playedBy(destination).commands.push({ destination, command });
  }

  /** Lets a participant leave before the next window, until its player is here again. */
  leave(participant: number): void {
    this.playedBy(participant).goes = 'left';
  }

  /** Whether it is away for real. */
  isAway(id: string): boolean {
    return this.absences.has(id);
  }

  /**
   * Grants one window to everybody who has work in it, and journals what they answer.
   * @param from start of the window: the next due event's time, or the present where a command waits.
   */
  async window(from: SimTime, end: SimTime): Promise<void> {
    const begun = this.seats.every((seat) => seat.begun);
    this.now = from;
    const moment = begun ? await this.momentAt(from) : undefined;
    const until = moment === undefined ? this.endOf(from, end, begun) : from;
    const words = moment?.words ?? this.heard();
    const busy = this.seats.filter((seat) => !seat.begun || dueOf(seat) < until || words.has(seat));
    const window = this.windows++;
    const answers = await Promise.all(
      busy.map((seat) => this.grant(seat, window, from, until, words.get(seat))),
    );
    const silent = busy.filter((_, i) => isMissed(answers[i]!));
    for (const seat of silent) this.goesSilent(seat, from, words.get(seat));
    for (const fact of moment?.notes(silent) ?? []) this.note(from, fact);
    const entries = answers.flatMap((answer) => (isMissed(answer) ? [] : answer.entries));
    entries.sort((a, b) => this.compare(a.entry, b.entry));
    for (const { entry, body } of entries) this.record(entry, body);
    this.now = until;
  }

  /** What comes from outside has a window by itself: whatever else is due at its instant comes after it, but for the first steps. */
  private async momentAt(now: SimTime): Promise<Moment | undefined> {
    const back = this.seats.find((seat) => this.isBack(seat));
    if (back !== undefined) return this.returnOf(back);
    for (const seat of this.seats) {
      if (seat.goes === undefined || this.isAway(seat.id)) continue;
      this.goes(seat, seat.goes, now);
      carry(this.seats, seat, await seat.player.leave());
      return { notes: () => [], words: NO_WORDS };
    }
    return this.agenda.next <= now ? this.turn(this.agenda.take()) : undefined;
  }

  private isBack({ id, player }: Seat): boolean {
    return this.absences.has(id) && player.isHere;
  }

  private turn({ notes, acts }: Turn): Moment {
    const words = new Map<Seat, Word>();
    for (const act of acts) {
      if (this.absences.keeps(act)) continue;
      const destination = this.order.get(act.to) ?? -1;
      const word = wordOf(words, this.playedBy(destination));
      if ('command' in act) word.commands.push({ destination, command: act.command });
      else word.controls.push({ destination, control: act.control });
    }
    return { notes: () => notes.filter((fact) => !this.absences.knows(fact)), words };
  }

  /** It is told when it left, that it is back, and what was kept for it. */
  private returnOf(seat: Seat): Moment {
    const { id, player } = seat;
    const [destination = -1] = player.plays;
    const waiting = this.absences.waiting(id);
    if (waiting === undefined) return { notes: () => [], words: NO_WORDS };
    const { since, controls, commands } = waiting;
    const word: Word = {
      controls: [
        { destination, control: GOES, at: since },
        ...controls.map((control) => ({ destination, control })),
      ],
      commands: commands.map((command) => ({ destination, command })),
    };
    // Silent once more, it has not been back.
    const notes = (silent: readonly Seat[]): HostFact[] =>
      silent.includes(seat) ? [] : this.absences.end(id, this.agenda.downAs(id));
    return { notes, words: new Map([[seat, word]]) };
  }

  /** It has not run its window: it is away from its start, and what it was told is kept. */
  private goesSilent(seat: Seat, from: SimTime, word: Word | undefined): void {
    if (this.isAway(seat.id)) return;
    this.goes(seat, 'silent', from);
    for (const { control } of word?.controls ?? []) this.absences.keeps({ to: seat.id, control });
    for (const { command } of word?.commands ?? []) this.absences.keeps({ to: seat.id, command });
  }

  private goes(seat: Seat, why: AbsenceReason, now: SimTime): void {
    // Silent meanwhile, who was to leave leaves when he is back.
    if (why === 'left' || seat.goes === 'silent') seat.goes = undefined;
    seat.down = true;
    this.note(now, this.absences.begin(seat.id, why, now));
  }

  /** What people have said since the last window that had time. */
  private heard(): ReadonlyMap<Seat, Word> {
    const words = new Map<Seat, Word>();
    for (const seat of this.seats) {
      for (const given of seat.commands)
        if (!this.absences.keeps({ to: seat.id, command: given.command }))
          wordOf(words, seat).commands.push(given);
      seat.commands = [];
    }
    return words;
  }

  private endOf(from: SimTime, end: SimTime, begun: boolean): SimTime {
    const until = Math.min(from + LEAST_LATENCY_MS, end, this.agenda.next);
    return begun ? until : Math.max(until, from + 1);
  }

  private async grant(
    seat: Seat,
    window: number,
    from: SimTime,
    until: SimTime,
    { controls, commands }: Word = NO_WORD,
  ): Promise<Answered | Missed> {
    const start = !seat.begun;
    seat.begun = true;
    seat.open = {
      window,
      from,
      until,
      inbox: takeInbox(seat, from, until),
      commands,
      ...(controls.length === 0 ? {} : { controls }),
      ...(start ? { start } : {}),
    };
    const answer = await seat.player.grant(seat.open);
    const { inbox } = seat.open;
    seat.open = undefined;
    if (isMissed(answer)) {
      seat.pending.push(...inbox);
      carry(this.seats, seat, answer.sent);
      return answer;
    }
    seat.player.next = answer.next ?? Infinity;
    seat.down = answer.down === true;
    this.events += answer.events;
    for (const post of answer.posts) {
      this.messages++;
      this.playedBy(post.destination).pending.push(post);
    }
    return answer;
  }

  /** It does not come back by itself: from the next window on it is away. */
  private onGone(seat: Seat, sent: readonly Sent[]): void {
    if (!this.isAway(seat.id)) seat.goes = 'silent';
    carry(this.seats, seat, sent, true);
  }

  private playedBy(participant: number): Seat {
    const seat = this.byParticipant.get(participant);
    if (seat === undefined) throw new Error(`nobody plays the participant ${String(participant)}`);
    return seat;
  }

  private compare(a: Entry, b: Entry): number {
    return a.t - b.t || (this.order.get(a.n) ?? -1) - (this.order.get(b.n) ?? -1) || a.s - b.s;
  }
}

const NOTHING_COMES: Outside = {
  next: Infinity,
  take: () => ({ notes: [], acts: [] }),
  downAs: () => [],
};
