/** Exponential queues in a row (M/M/c): models with answers known from textbooks, to check the kernel by and to measure its speed. */
import { Chance } from './chance.ts';
import { poissonGap } from './draws.ts';
import { Scheduler } from './scheduler.ts';

/** Customers arrive at the first station at random, pass all stations in turn and leave. */
export interface Tandem {
  readonly stations: number;
  /** At each station. */
  readonly servers: number;
  readonly meanServiceMs: number;
  /** Share of its time that a server works: arrival rate × service time ÷ servers. */
  readonly utilisation: number;
  readonly customers: number;
  /** The first customers, whose waits are left out. */
  readonly warmUp: number;
  readonly seed: string | number;
}

/** What came out; waits in units of the mean service time, by station. */
export interface TandemResult {
  /** Arrivals and completions of service. */
  readonly events: number;
  readonly meanWaits: readonly number[];
}

const ARRIVAL = 0;
const COMPLETION = 1;
const NOBODY = -1;

/** Runs it until the last customer has left. */
export function runTandem(tandem: Tandem): TandemResult {
  const { stations, servers, meanServiceMs, utilisation, customers, warmUp, seed } = tandem;
  const scheduler = new Scheduler();
  const chance = new Chance(seed);
  const gaps = chance.stream('gaps');
  const services = Array.from({ length: stations }, (_, i) =>
    chance.stream(`service/${String(i)}`),
  );
  const meanGapMs = meanServiceMs / (servers * utilisation);

  // A queue is a chain of customers, each naming the one behind.
  const head = new Int32Array(stations).fill(NOBODY);
  const tail = new Int32Array(stations).fill(NOBODY);
  const behind = new Int32Array(customers).fill(NOBODY);
  const joinedAt = new Float64Array(customers);
  const busy = new Int32Array(stations);
  const numbered = new Float64Array(stations);
  const waited = new Float64Array(stations);
  let events = 0;

  const serve = (customer: number, station: number, now: number): void => {
    if (customer >= warmUp)
      waited[station] = (waited[station] as number) + now - (joinedAt[customer] as number);
    const sequence = numbered[station] as number;
    numbered[station] = sequence + 1;
    const service = poissonGap(services[station] as (typeof services)[number], meanServiceMs);
    scheduler.schedule(now + service, station, station, sequence, COMPLETION, customer);
  };

  const join = (customer: number, station: number, now: number): void => {
    joinedAt[customer] = now;
    if ((busy[station] as number) < servers) {
      busy[station] = (busy[station] as number) + 1;
      serve(customer, station, now);
      return;
    }
    const last = tail[station] as number;
    if (last === NOBODY) head[station] = customer;
    else behind[last] = customer;
    tail[station] = customer;
    behind[customer] = NOBODY;
  };

  const leave = (station: number, now: number): void => {
    const next = head[station] as number;
    if (next === NOBODY) {
      busy[station] = (busy[station] as number) - 1;
      return;
    }
    head[station] = behind[next] as number;
    if (head[station] === NOBODY) tail[station] = NOBODY;
    serve(next, station, now);
  };

  const outside = stations;
  scheduler.schedule(poissonGap(gaps, meanGapMs), 0, outside, 0, ARRIVAL, 0);
  while (scheduler.pop()) {
    events++;
    const { dueAt: now, argument: customer } = scheduler;
    if (scheduler.handler === ARRIVAL) {
      const next = customer + 1;
      if (next < customers)
        scheduler.schedule(now + poissonGap(gaps, meanGapMs), 0, outside, next, ARRIVAL, next);
      join(customer, 0, now);
    } else {
      const station = scheduler.destination;
      leave(station, now);
      if (station + 1 < stations) join(customer, station + 1, now);
    }
  }
  const counted = (customers - warmUp) * meanServiceMs;
  return { events, meanWaits: Array.from(waited, (sum) => sum / counted) };
}

/** Mean wait of M/M/c in units of the mean service time (Erlang's second formula). */
export function erlangWait(servers: number, utilisation: number): number {
  const load = servers * utilisation;
  let term = 1; // load^k / k!
  let idle = 0;
  for (let k = 0; k < servers; k++) {
    idle += term;
    term *= load / (k + 1);
  }
  const queueing = term / (1 - utilisation);
  return queueing / (idle + queueing) / (servers * (1 - utilisation));
}
