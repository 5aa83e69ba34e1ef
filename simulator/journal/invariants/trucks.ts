/** On the road: each truck is in one place at a time, and in its turn where it queues (`known-trucks.ts` knows where they are). */
import type { Entry } from '../../core/cell.ts';
import type { Invariant, Report } from './invariant.ts';
import { placeOf } from './invariant.ts';
import { KnownTrucks } from './known-trucks.ts';

const complain = (report: Report, entry: Entry, what: string | undefined): void => {
  if (what !== undefined) report({ ...placeOf(entry), detail: `${entry.type}: ${what}` });
};

export const trucksInOnePlace: Invariant = {
  id: 'trucksInOnePlace',
  text: {
    en: 'a truck is in one place at a time, drives on from where it was, and is served and cleared where it has queued',
    ru: 'машина в каждый момент находится в одном месте, едет дальше оттуда, где была, и проходит оформление там, где стояла в очереди',
  },
  source: 'ours',
  shown: KnownTrucks.shown,
  start: (report, { trucks }) => ({
    size: () => 0,
    step: (entry) => complain(report, entry, trucks.misplaced),
  }),
};

export const queuesKeep: Invariant = {
  id: 'queuesKeep',
  text: {
    en: 'whoever queues first is served first, and a queue is as long as those who have come and were not served yet',
    ru: 'кто раньше встал в очередь, того раньше обслуживают, а длина очереди равна числу пришедших и ещё не обслуженных',
  },
  source: 'ours',
  shown: ['TruckQueued', 'TruckServed'],
  start: (report, { trucks }) => ({
    size: () => 0,
    step: (entry) => complain(report, entry, trucks.jumped),
  }),
};
