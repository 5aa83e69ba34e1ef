// The cells in which each scenario is run: every host meets both runtimes, plain messages and JSON hops, and every zone. The first is the reference.

const UTC = { TZ: 'UTC', LC_ALL: 'C' };
const ALMATY = { TZ: 'Asia/Almaty', LC_ALL: 'ru_RU.UTF-8' };
/** Three quarters of an hour off, and letters whose small forms are their own. */
const CHATHAM = { TZ: 'Pacific/Chatham', LC_ALL: 'tr_TR.UTF-8' };

/**
 * `children`: which processes run on the other runtime. The host lockstep costs a process for each participant, so only one of its cells has
 * the pilot for all of its days, and each has some of the faults: of those that strike messages, processes and clocks, and one in the world.
 */
export const CELLS = [
  { name: 'virtual Deno', host: 'virtual', runtime: 'deno', zone: UTC },
  { name: 'virtual Deno JSON', host: 'virtual', runtime: 'deno', hops: true, zone: CHATHAM },
  { name: 'virtual Node', host: 'virtual', runtime: 'node', zone: ALMATY },
  { name: 'virtual Node JSON', host: 'virtual', runtime: 'node', hops: true, zone: UTC },
  {
    name: 'lockstep Deno',
    host: 'lockstep',
    runtime: 'deno',
    zone: CHATHAM,
    faults: ['ice-crash', 'loss', 'disk-full', 'surge'],
  },
  {
    name: 'lockstep Node JSON',
    host: 'lockstep',
    runtime: 'node',
    hops: true,
    zone: UTC,
    faults: ['node-crash', 'duplicates', 'clock-skew', 'truck-gone'],
  },
  {
    name: 'lockstep mixed, mosquitto',
    host: 'lockstep',
    runtime: 'deno',
    children: 'ICE=node,GEO=node',
    mosquitto: true,
    zone: ALMATY,
    wholePilot: true,
    faults: ['partition', 'reorder', 'receipts-lost', 'stale-reference-data'],
  },
];
