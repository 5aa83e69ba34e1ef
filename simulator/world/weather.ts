/** Weather over the Caspian: gales that close ports as often as the season says, and the storms that a scenario lists. */
import { closureShareOf, CLOSURE_MEAN_HOURS } from '../../scenarios/data/ferries.ts';
import { chance, exponential } from '../core/draws.ts';
import { roundHalfUp } from '../core/maths.ts';
import type { SimTime } from '../core/time.ts';
import { HOUR } from '../core/time.ts';
import type { Work } from './work.ts';
import { ONLY, TIMERS } from './work.ts';

const GALE_MEAN_MS = CLOSURE_MEAN_HOURS * HOUR;

/** Schedules the listed storms and, where the season counts, the first gale. */
export function startWeather(work: Work): void {
  const { closures, storms } = work.given.parameters.weather;
  storms.forEach(({ from }, i) =>
    work.out.startTimer(TIMERS.storm, String(i), Math.max(from, work.now)),
  );
  if (closures === 'seasonal' && portsInUse(work).length > 0) scheduleGale(work, work.now);
}

/** A storm of the scenario begins. */
export function onStorm(work: Work, key: string): void {
  const storm = work.given.parameters.weather.storms[Number(key)];
  if (storm === undefined) return;
  for (const port of portsInUse(work))
    if (storm.ports.includes(port)) closePort(work, port, storm.until, 'weather');
}

/** A gale begins: it closes each port as often as that port closes at all beside the most exposed one; then comes a calm. */
export function onGale(work: Work): void {
  const stream = work.stream('weather');
  const until = work.now + roundHalfUp(Math.max(HOUR, exponential(stream, GALE_MEAN_MS)));
  const ports = portsInUse(work);
  const month = monthOf(work.now);
  const most = mostExposed(ports, month);
  for (const port of ports)
    if (chance(stream, closureShareOf(port, month) / most)) closePort(work, port, until, 'weather');
  scheduleGale(work, until);
}

/** A port's closure may be over. */
export function onPort(work: Work, port: string): void {
  if ((work.ports.get(port)?.closedUntil ?? 0) <= work.now) work.fact({ type: 'PortOpened', port });
}

/** Nothing enters the port or leaves it until then, or longer where it is closed for longer already. */
export function closePort(
  work: Work,
  port: string,
  until: SimTime,
  why: 'weather' | 'fault',
): void {
  if (until <= Math.max(work.now, work.ports.get(port)?.closedUntil ?? 0)) return;
  work.ports.set(port, { closedUntil: until });
  work.fact({ type: 'PortClosed', port, until, why });
  work.out.startTimer(TIMERS.port, port, until);
}

/**
 * The next gale after a calm that begins at `after`. Calms are exponential; their mean follows the month, so one that would reach
 * into the next month is drawn anew from its first day on (it has no memory).
 */
function scheduleGale(work: Work, after: SimTime): void {
  const stream = work.stream('weather');
  const ports = portsInUse(work);
  for (let at = after; ;) {
    const share = mostExposed(ports, monthOf(at));
    const end = nextMonth(at);
    const calm =
      share > 0 ? roundHalfUp(exponential(stream, (GALE_MEAN_MS * (1 - share)) / share)) : Infinity;
    if (at + calm < end) {
      work.out.startTimer(TIMERS.weather, ONLY, at + calm);
      return;
    }
    at = end;
  }
}

/** Ports of the lines in use, in order of their ids. */
const portsInUse = (work: Work): string[] =>
  [...new Set([...work.given.berths.values()].map(({ port }) => port))].sort();

const mostExposed = (ports: readonly string[], month: number): number =>
  Math.max(...ports.map((port) => closureShareOf(port, month)));

const monthOf = (t: SimTime): number => new Date(t).getUTCMonth() + 1;

function nextMonth(t: SimTime): SimTime {
  const date = new Date(t);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}
