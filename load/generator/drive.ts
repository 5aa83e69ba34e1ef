/** Turns a load by the machine's clock until everything of it is through, or nothing has moved for too long. */
import { both } from '../../nodes/common/bilingual.ts';
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import type { Profile } from '../profiles/profile.ts';
import type { Interval } from '../report/load-report.ts';
import { secondsOf } from './beginnings.ts';
import type { LoadClock } from './clock.ts';

/** What is driven. Times in ms since the load began. */
export interface Driven {
  readonly meter: { readonly intervals: readonly Interval[] };
  /** Sends what is due. @returns when it has something to do again. */
  tick(now: number): number;
  isThrough(now: number): boolean;
}

export interface Driving {
  readonly profile: Profile;
  /** Called each second, with the seconds that the whole load takes. */
  readonly onInterval?: ((interval: Interval, seconds: number) => void) | undefined;
  /** The load ends before its time. */
  readonly signal?: AbortSignal | undefined;
}

/** For a report of what somebody has ended. @param endedAt ms since the load began. */
export function cutNotes(profile: Profile, endedAt: number): Bilingual[] {
  const seconds = secondsOf(profile);
  if (endedAt >= seconds * 1_000) return [];
  const lasted = Math.round(endedAt / 1_000);
  return [
    both(
      `ended after ${String(lasted)} s of ${String(seconds)} s: what was under way is not judged`,
      `прервано через ${String(lasted)} с из ${String(seconds)} с: о том, что было в пути, суждения нет`,
    ),
  ];
}

/** How long what is under way may take after the last movement has begun, in ms. */
const DRAIN_MS = 30_000;
/** A timer is no more exact; below it the loop is turned at once. */
const TIMER_MS = 1;
/** The signal to end is looked for so often, in ms. */
const LOOK_MS = 100;

export function drive(
  load: Driven,
  clock: LoadClock,
  { profile, onInterval, signal }: Driving,
): Promise<void> {
  const seconds = secondsOf(profile);
  const last = seconds * 1_000 + DRAIN_MS;
  const { intervals } = load.meter;
  let told = 0;
  return new Promise((resolve) => {
    const turn = (): void => {
      const at = clock.enter();
      const next = load.tick(at);
      clock.leave();
      for (; told < intervals.length; told++) onInterval?.(intervals[told]!, seconds);
      // Of the time that was ticked: what falls due between then and now is not yet done.
      if (load.isThrough(at) || at > last || signal?.aborted === true) {
        resolve();
        return;
      }
      const wait = next - clock.now();
      if (wait >= TIMER_MS) setTimeout(turn, Math.min(wait, LOOK_MS));
      else setImmediate(turn);
    };
    turn();
  });
}
