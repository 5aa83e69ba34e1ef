/** One side of one post by itself, for tests: trucks come as they are told to, are served and cleared, and drive away out of sight. */
import { WORLD } from '../../../nodes/common/routing.ts';
import type { Entry } from '../../core/cell.ts';
import { Cell } from '../../core/cell.ts';
import { Chance } from '../../core/chance.ts';
import { exponential } from '../../core/draws.ts';
import type { Draws, Input, Outcome, Participant } from '../../core/participant.ts';
import { Scheduler } from '../../core/scheduler.ts';
import type { SimTime } from '../../core/time.ts';
import type { Side } from '../../core/world-facts.ts';
import type { Consignment } from '../../traffic/consignment.ts';
import { Given } from '../given.ts';
import { wayOf } from '../itinerary.ts';
import type { Assumptions } from '../parameters.ts';
import { joinQueue, letPass, onOpening, onServed, reachLanes } from '../queueing.ts';
import { stationKey } from '../sites.ts';
import { Truck } from '../truck.ts';
import { TIMERS, Work } from '../work.ts';
import { START, worldParameters } from './rig.ts';

const MEMBERS = ['GEO', 'AZE', 'KAZ', 'UZB', 'TKM'];

export interface StationCase {
  readonly from: string;
  readonly to: string;
  readonly post: string;
  readonly side: Side;
  readonly assumptions: Partial<Assumptions>;
}

/** When trucks come: at these times, or at random at this rate. */
export type Coming =
  { readonly at: readonly SimTime[] } | { readonly meanGapMs: number; readonly trucks: number };

export class StationRig {
  readonly given: Given;
  private readonly case: StationCase;
  private readonly load: Consignment;

  constructor(one: StationCase) {
    this.case = one;
    const traffic = { kind: 'movements' as const, list: [] };
    this.given = new Given(worldParameters(MEMBERS, [traffic], { assumptions: one.assumptions }));
    const way = wayOf(one.from, one.to, [], MEMBERS);
    this.load = {
      way,
      pace: 1,
      plate: 'X',
      lrn: 'L',
      principal: 'P',
      seals: [],
    } as unknown as Consignment;
  }

  get site() {
    return this.given.site(stationKey(this.case.post, this.case.side));
  }

  /** Facts of all trucks, in order. */
  run(coming: Coming, seed: string | number, watch: (entry: Entry) => void): void {
    const scheduler = new Scheduler();
    const participant = this.participant(coming);
    const network = {
      indexOf: () => 0,
      nextHop: () => 0,
      latency: () => 0,
      isExchange: () => false,
      isReceipt: () => false,
      spoilt: () => undefined,
      schemaVersion: '1.0',
    };
    const sink = { entry: watch, post: () => undefined };
    const cell = new Cell(participant, 0, { scheduler, chance: new Chance(seed), network, sink });
    cell.start(START);
    while (scheduler.pop()) cell.handle(scheduler.handler, scheduler.argument, scheduler.dueAt);
  }

  private participant(coming: Coming): Participant {
    const work = new Work(this.given);
    const count = 'at' in coming ? coming.at.length : coming.trucks;
    const stop = this.given
      .itinerary(this.load.way)
      .stops.findIndex(({ station }) => station === this.site.key);
    const come = (i: number, now: SimTime, draws: Draws, out: Outcome): void => {
      if (i >= count) return;
      const at =
        'at' in coming
          ? coming.at[i]
          : now + Math.floor(exponential(draws.stream('gaps'), coming.meanGapMs));
      out.startTimer('come', String(i), Math.max(now, at as number));
    };
    return {
      id: WORLD,
      tables: work.tables,
      start: (now, draws, out) => come(0, now, draws, out),
      step: (input: Input, now, draws, out) => {
        if (input.kind !== 'timer') return;
        work.begin(now, draws, out);
        const { name, key } = input;
        if (name === 'come') {
          joinQueue(work, Truck.ready(`T${key}`, this.load, now).with({ stop, mrn: `T${key}` }));
          come(Number(key) + 1, now, draws, out);
        } else if (name === TIMERS.front) reachLanes(work, work.trucks.of(key));
        else if (name === TIMERS.served) onServed(work, work.trucks.of(key));
        else if (name === TIMERS.opens) onOpening(work, key);
        else work.trucks.set(key, undefined); // it drives away
        for (const effect of out.effects) {
          // Customs let every truck pass as soon as it presents itself.
          if (effect.kind === 'send') letPass(work, work.trucks.of(effect.mrn ?? ''));
        }
        work.end();
      },
    };
  }
}
