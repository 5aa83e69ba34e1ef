/** Traffic denser than usual for a while: each flow has loads above its own, drawn apart from them, so that its usual loads stay as they are. */
import type { SimTime } from '../core/time.ts';
import { nextArrival } from '../traffic/arrivals.ts';
import { declareNext } from './departure.ts';
import type { FaultOf } from './faults-at-work.ts';
import type { Work } from './work.ts';
import { TIMERS } from './work.ts';

type Surge = FaultOf<'surge'>;

export function beginSurge(work: Work, surge: Surge): void {
  work.given.sources.forEach((_, i) => scheduleNext(work, surge, i, work.now));
}

/** A load of a surge is due, unless it is over. */
export function onSurge(work: Work, key: string): void {
  const [id = '', index] = key.split('/');
  const i = Number(index);
  const surge = work.faults.of('surge', id);
  const source = work.given.sources[i];
  if (surge === undefined || source === undefined) return;
  declareNext(work, source, streamOf(source.stream));
  scheduleNext(work, surge, i, work.now);
}

function scheduleNext(work: Work, { id, until, times }: Surge, i: number, after: SimTime): void {
  const source = work.given.sources[i];
  if (source?.rate === undefined) return;
  const { at, max, until: ends } = source.rate;
  const more = { at: (t: SimTime) => (times - 1) * at(t), max: (times - 1) * max };
  const stream = work.stream(streamOf(source.stream));
  const next = nextArrival(more, after, Math.min(until, ends), stream);
  if (next !== undefined) work.out.startTimer(TIMERS.surge, `${id}/${String(i)}`, next);
}

const streamOf = (usual: string): string => `surge/${usual}`;
