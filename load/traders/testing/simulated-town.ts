/** A whole load of traders in simulated time: the sham offices take each message some ms after it was handed in, and stand still when they are told to. */
import { Chance } from '../../../simulator/core/chance.ts';
import type { Message } from '../../../simulator/core/participant.ts';
import { RealCast } from '../../../nodes/process/testing/real-cast.ts';
import { secondsOf } from '../../generator/beginnings.ts';
import { Meter } from '../../generator/meter.ts';
import { Ledger } from '../../ledger/ledger.ts';
import type { Profile } from '../../profiles/profile.ts';
import { Book } from '../book.ts';
import type { Mixture } from '../cases.ts';
import { PILOT_CORRIDORS } from '../corridors.ts';
import { Opening } from '../opening.ts';
import { Postbox } from '../postbox.ts';
import { applicants, Purses } from '../purses.ts';
import { Traders } from '../traders.ts';
import { ShamOffices } from './sham-offices.ts';

export interface Simulated {
  readonly profile: Profile;
  readonly mixture: Mixture;
  /** Of the scheme. */
  readonly members: readonly string[];
  /** Whose doors are there. */
  readonly doors: readonly string[];
  /** From a message to its 202, in ms. */
  readonly latencyMs: number;
  /** From when to when nothing is taken, in ms. */
  readonly stall?: readonly [from: number, to: number];
  /** What comes out in place of a message. */
  readonly tells?: (message: Message) => readonly Message[];
}

const STARTED_AT = Date.UTC(2026, 10, 30, 12);
/** An office that does not come to an end is one of a test that fails. */
const DRAIN_MS = 60_000;
const TURNS_MOST = 1_000_000;

export async function simulate(options: Simulated) {
  const { profile, mixture, members, doors, latencyMs, stall = [0, 0] } = options;
  const { tells = (message: Message) => [message] } = options;
  const { scheme } = new RealCast({ countries: members });
  const ledger = new Ledger();
  const book = new Book(ledger);
  const corridors = PILOT_CORRIDORS.filter(
    ({ countries }) =>
      doors.includes(countries[0] ?? '') && countries.every((one) => members.includes(one)),
  );
  const queue: { readonly at: number; readonly work: () => void }[] = [];
  let now = 0;
  let onMessage: (country: string, message: Message) => void = () => undefined;
  const offices = new ShamOffices((country, message) => {
    for (const told of tells(message)) onMessage(country, told);
  });
  const sent: { readonly at: number; readonly message: Message }[] = [];
  const postbox = new Postbox(ledger, STARTED_AT, (country, n, text) => {
    const message = JSON.parse(text) as Message;
    const isHeld = now >= stall[0] && now < stall[1];
    sent.push({ at: now, message });
    queue.push({
      at: isHeld ? stall[1] : now + latencyMs,
      work: () => {
        postbox.onTaken(n, now);
        offices.take(country, message);
      },
    });
  });
  const run = (
    until: () => boolean,
    tick: () => number = () => Infinity,
    last = Infinity,
  ): void => {
    for (let turns = 0; ; turns++) {
      if (turns > TURNS_MOST) throw new Error(`nothing moves at ${String(now)} ms`);
      const next = tick();
      if (until() || now > last) return;
      now = Math.max(now, Math.min(next, queue[0]?.at ?? Infinity, now + 1_000));
      while ((queue[0]?.at ?? Infinity) <= now) queue.shift()!.work();
    }
  };
  const wanted = applicants(doors, corridors, scheme, postbox.run);
  const opening = new Opening(wanted, scheme, (letter) => void postbox.post(letter, now, now));
  onMessage = (country, message) => opening.onMessage(country, message);
  const opened = opening.begin();
  run(() => opening.missing.length === 0);
  await opened;
  const uses = new Map(wanted.map(({ trader, use }) => [trader.tin, use]));
  const purses = new Purses(opening.insured, uses);
  const [from, until] = [profile.warmUp * 1_000, secondsOf(profile) * 1_000];
  const meters = { meter: new Meter(from, until), answers: new Meter(from, until) };
  const stream = new Chance('1').stream('traders');
  const setting = { profile, scheme, corridors, countries: doors, mixture, purses, stream };
  const traders = new Traders(setting, book, postbox, meters);
  onMessage = (country, message) => traders.onMessage(country, message, now);
  traders.park(now);
  run(() => traders.isQuiet);
  now = 0;
  sent.length = 0;
  postbox.measure(meters.meter, STARTED_AT);
  run(
    () => traders.isThrough(now),
    () => traders.tick(now),
    until + DRAIN_MS,
  );
  ledger.close();
  book.close();
  const measured = meters.meter.result();
  return { ledger, book, measured, answers: meters.answers.result(), sent, offices };
}
