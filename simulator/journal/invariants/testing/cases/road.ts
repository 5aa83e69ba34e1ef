/** Planted: trucks, queues, ferries and what is closed. */
import { HOUR, MINUTE } from '../../../../core/time.ts';
import { noPassageWithoutRelease } from '../../borders.ts';
import { closedIsClosed, ferriesHold } from '../../ferries.ts';
import { queuesKeep, trucksInOnePlace } from '../../trucks.ts';
import type { Cases } from '../cases.ts';
import { right, wrong } from '../cases.ts';
import type { Line } from '../told.ts';
import { MRN, START } from '../told.ts';

const world = (after: number, type: string, details: object): Line => [
  after,
  'WORLD',
  type,
  details,
];
const ready = (truck = 'T1'): Line => world(0, 'TruckReady', { truck, lrn: 'L' });
const left = world(9 * HOUR, 'TruckLeft', { truck: 'T1' });

// --- The way of a truck ----------------------------------------------------------------------------------------------

const drove = (after: number, km: number, toKm: number): Line =>
  world(after, 'TruckDrove', { truck: 'T1', km, toKm, until: START + after + HOUR });
const station = { post: 'p', side: 'exit' };
const queued = (after: number, queue: number, truck = 'T1'): Line =>
  world(after, 'TruckQueued', { truck, queue, ...station });
const served = (after: number, truck = 'T1'): Line =>
  world(after, 'TruckServed', { truck, ...station });
const cleared = (after: number, waited: number): Line =>
  world(after, 'TruckCleared', { truck: 'T1', waited, ...station });
const atPort = world(HOUR, 'TruckAtPort', { truck: 'T1', port: 'alat', line: 'kuryk' });

// --- Ferries ---------------------------------------------------------------------------------------------------------

const vessel = 'Shusha';
const boarding = world(0, 'FerryBoarding', { vessel, port: 'alat', capacity: 3 });
const sailed = (trucks: readonly string[], others: number, from = 'alat'): Line =>
  world(2 * HOUR, 'FerrySailed', {
    vessel,
    line: 'kuryk',
    from,
    to: 'kuryk',
    trucks,
    others,
    until: START + 8 * HOUR,
  });
const landed = (after: number, trucks: number, port = 'kuryk'): Line =>
  world(after, 'FerryArrived', { vessel, port, trucks });

// --- Borders ---------------------------------------------------------------------------------------------------------

const released: Line = [0, 'GEO', 'MovementReleased', { lrn: 'L', mrn: MRN }];
const granted: Line = [0, 'AZE', 'PassageGranted', { mrn: MRN, office: 'AZ000200' }];
const crossed = (side: string): Line => world(0, 'TruckCleared', { truck: 'T1', side, post: 'p' });

export const ROAD: readonly Cases[] = [
  {
    invariant: trucksInOnePlace,
    cases: [
      right('drives, queues, is served and cleared, and drives on', [
        ready(),
        drove(0, 0, 50),
        queued(HOUR, 0),
        served(2 * HOUR),
        cleared(2 * HOUR + MINUTE, HOUR + MINUTE),
        drove(3 * HOUR, 50, 60),
        left,
      ]),
      right('goes aboard and lands', [
        ready(),
        atPort,
        sailed(['T1'], 0),
        landed(8 * HOUR, 1),
        drove(8 * HOUR, 400, 450),
        left,
      ]),
      wrong('drives on from elsewhere', 'T1 goes on at km 70 and was at km 50', [
        ready(),
        drove(0, 0, 50),
        drove(HOUR, 70, 80),
      ]),
      wrong('is in two places', 'T1 is on its way still', [
        ready(),
        drove(0, 0, 50),
        queued(MINUTE, 0),
      ]),
      wrong('is served without having queued', 'T1 is standing', [ready(), served(0)]),
      wrong('has waited otherwise', 'T1 has not waited as long as is said', [
        ready(),
        queued(0, 0),
        served(HOUR),
        cleared(HOUR, MINUTE),
      ]),
      wrong('sails from another quay', 'T1 does not stand at baku kuryk', [
        ready(),
        atPort,
        sailed(['T1'], 0, 'baku'),
      ]),
      wrong('nobody has seen it set out', 'T1 is not on the road', [served(0)]),
      wrong('sets out twice', 'T1 is on the road already', [ready(), ready()]),
    ],
  },
  {
    invariant: queuesKeep,
    cases: [
      right('first come, first served', [
        ready(),
        ready('T2'),
        queued(0, 0),
        queued(0, 1, 'T2'),
        served(HOUR),
        served(HOUR, 'T2'),
      ]),
      right('refused, stands aside and comes again', [
        ready(),
        ready('T2'),
        queued(0, 0),
        served(HOUR),
        queued(HOUR, 1, 'T2'),
        served(HOUR),
        served(HOUR, 'T2'),
      ]),
      wrong('jumped', 'T2 is served out of turn', [
        ready(),
        ready('T2'),
        queued(0, 0),
        queued(0, 1, 'T2'),
        served(HOUR, 'T2'),
      ]),
      wrong('longer than it is', 'T1 finds 3 before it at p/exit, and 0 wait there', [
        ready(),
        queued(0, 3),
      ]),
    ],
  },
  {
    invariant: ferriesHold,
    cases: [
      right('full, in time, with all aboard', [boarding, sailed(['T1'], 2), landed(8 * HOUR, 1)]),
      right('late', [boarding, sailed(['T1'], 2), landed(9 * HOUR, 1)]),
      wrong('too full', 'Shusha takes 4 and holds 3', [boarding, sailed(['T1'], 3)]),
      wrong('never loaded', 'Shusha has not loaded', [sailed(['T1'], 0)]),
      wrong('loaded elsewhere', 'Shusha has loaded at alat', [boarding, sailed([], 0, 'baku')]),
      wrong('at sea already', 'Shusha is at sea', [boarding, sailed([], 0), sailed([], 0)]),
      wrong('not at sea', 'Shusha is not at sea', [boarding, landed(8 * HOUR, 0)]),
      wrong('too early', 'Shusha is too early', [
        boarding,
        sailed(['T1'], 0),
        landed(8 * HOUR - 1, 1),
      ]),
      wrong('in another port', 'Shusha was bound for kuryk', [
        boarding,
        sailed(['T1'], 0),
        landed(8 * HOUR, 1, 'aktau'),
      ]),
      wrong('one lost', 'Shusha has sailed with 1 trucks', [
        boarding,
        sailed(['T1'], 0),
        landed(8 * HOUR, 0),
      ]),
    ],
  },
  {
    invariant: closedIsClosed,
    cases: [
      right('at its other side, and once it has opened', [
        world(0, 'PostClosed', { post: 'p', side: 'entry', until: START + HOUR }),
        served(MINUTE),
        world(HOUR, 'PostOpened', { post: 'p', side: 'entry' }),
        world(HOUR, 'TruckServed', { truck: 'T1', post: 'p', side: 'entry' }),
      ]),
      right('a port that has opened', [
        world(0, 'PortClosed', { port: 'alat', until: START + HOUR }),
        world(HOUR, 'PortOpened', { port: 'alat' }),
        sailed([], 0),
      ]),
      wrong('served', 'TruckServed: p/exit is closed', [
        world(0, 'PostClosed', { ...station, until: START + HOUR }),
        served(MINUTE),
      ]),
      wrong('left', 'FerrySailed: alat is closed', [
        world(0, 'PortClosed', { port: 'alat', until: START + 9 * HOUR }),
        sailed([], 0),
      ]),
      wrong('entered', 'FerryArrived: kuryk is closed', [
        world(0, 'PortClosed', { port: 'kuryk', until: START + 9 * HOUR }),
        landed(8 * HOUR, 0),
      ]),
    ],
  },
  {
    invariant: noPassageWithoutRelease,
    cases: [
      right('out and in with release and passage', [
        ready(),
        released,
        crossed('exit'),
        granted,
        crossed('entry'),
        left,
      ]),
      right('released before the truck is ready', [released, ready(), granted, crossed('entry')]),
      right('a truck that waits longer than its movement lives', [
        ready(),
        released,
        [HOUR, 'GEO', 'DebtRecovered', { mrn: MRN }],
        granted,
        crossed('entry'),
        left,
      ]),
      wrong('past on paper once the movement has ended and the truck is gone', 'without release', [
        ready(),
        released,
        left,
        [HOUR, 'GEO', 'MovementWrittenOff', { mrn: MRN }],
        granted,
      ]),
      right('another truck, of which nothing is known', [crossed('entry')]),
      wrong('out without release', 'truck T1 passed p without release', [ready(), crossed('exit')]),
      wrong('in without passage', 'truck T1 entered at p without having been let past', [
        ready(),
        released,
        crossed('exit'),
        crossed('entry'),
      ]),
      wrong('in twice with one passage', 'truck T1 entered at p without having been let past', [
        ready(),
        released,
        granted,
        crossed('entry'),
        crossed('entry'),
      ]),
      wrong('past on paper without release', 'let past AZ000200 without release', [granted]),
      wrong('released twice', 'released a second time', [ready(), released, released]),
    ],
  },
];
