/** A player's place at the conductor's table: what waits for it, what it is told, whether it takes part. */
import type { Arrival, GrantedControl } from '../../nodes/process/protocol.ts';
import type { SimTime } from '../core/time.ts';
import type { AbsenceReason } from '../core/world-facts.ts';
import type { Granted, Player, Sent } from './player.ts';
import { withSent } from './player.ts';

type GivenCommand = Granted['commands'][number];

/** What a seat is told at the start of a window. */
export interface Word {
  readonly controls: GrantedControl[];
  readonly commands: GivenCommand[];
}

export interface Seat {
  readonly player: Player;
  /** Its participant; the first where it plays several. */
  readonly id: string;
  /** Announced to it and not yet granted. */
  pending: Arrival[];
  /** What people said to it: for the next window that has time. */
  commands: GivenCommand[];
  /** The window that it runs. */
  open: Granted | undefined;
  /** Its one participant takes nothing until a fault heals or it is back: it is granted nothing, and what is for it waits. */
  down: boolean;
  /** It is to be away from the next window on. */
  goes: AbsenceReason | undefined;
  /** Its participants have taken their first step. */
  begun: boolean;
}

export const seatOf = (player: Player, id: string, begun: boolean): Seat => ({
  player,
  id,
  pending: [],
  commands: [],
  open: undefined,
  down: false,
  goes: undefined,
  begun,
});

export const NO_WORD: Word = { controls: [], commands: [] };
export const NO_WORDS: ReadonlyMap<Seat, Word> = new Map();

export function wordOf(words: Map<Seat, Word>, seat: Seat): Word {
  let word = words.get(seat);
  if (word === undefined) words.set(seat, (word = { controls: [], commands: [] }));
  return word;
}

/** When it has something to do next. */
export const dueOf = (seat: Seat): SimTime =>
  seat.down
    ? Infinity
    : seat.pending.reduce((due, { arrivesAt }) => Math.min(due, arrivesAt), seat.player.next);

/** Takes from what waits for it what arrives before `until`; without what travelled to it over the wire while it was down: that is sent again. */
export function takeInbox(seat: Seat, from: SimTime, until: SimTime): Arrival[] {
  const isLost = ({ message, arrivesAt }: Arrival): boolean =>
    seat.down && message === undefined && arrivesAt < from;
  const due = seat.pending.filter(({ arrivesAt }) => arrivesAt < until);
  seat.pending = seat.pending.filter(({ arrivesAt }) => arrivesAt >= until);
  return due.filter((arrival) => !isLost(arrival));
}

/**
 * What a dead process had sent is handed on from its store.
 * @param isForGood whether it does not come back by itself: who waits for it already would wait for ever.
 */
export function carry(
  seats: readonly Seat[],
  { player }: Seat,
  sent: readonly Sent[],
  isForGood = false,
): void {
  const [source = -1] = player.plays;
  for (const seat of seats) {
    seat.pending = withSent(seat.pending, source, sent);
    const { open } = seat;
    if (open === undefined || !isForGood) continue;
    const inbox = withSent(open.inbox, source, sent);
    if (inbox.every((arrival, i) => arrival === open.inbox[i])) continue;
    seat.open = { ...open, inbox };
    seat.player.amend(seat.open);
  }
}
