/** What each fault of the domain does to the world, and that it is over when it has healed. */
import { describe, expect, test } from 'vitest';
import type { Body } from '../../nodes/common/message-types.ts';
import { mishapsFor } from '../../scenarios/data/mishaps.ts';
import { DAY, HOUR, MINUTE } from '../core/time.ts';
import type { WorldFault } from '../core/world-faults.ts';
import type { WorldParameters } from './parameters.ts';
import { FLOWS_PARTICIPANTS, oneTruck } from './testing/cases.ts';
import { Rig, START, worldParameters } from './testing/rig.ts';
import { STUB_DIALS } from './testing/stub-node.ts';

const RED_BRIDGE = 'ge-tsiteli-khidi';

const flows = (share: number, days: number): WorldParameters =>
  worldParameters(FLOWS_PARTICIPANTS, [
    { kind: 'flows', set: 'pilot', share, from: START, until: START + days * DAY },
  ]);

/** All trucks that were ever ready have left, and the world keeps nothing of them. */
function expectAllGone(rig: Rig): void {
  const ready = rig.facts('TruckReady').map(({ truck }) => truck);
  expect(ready.length).toBeGreaterThan(0);
  expect(
    rig
      .facts('TruckLeft')
      .map(({ truck }) => truck)
      .sort(),
  ).toEqual(ready.sort());
  const rows = new Map(rig.save().cells[0]?.tables);
  for (const name of ['trucks', 'papers', 'plans', 'tasks', 'faults'])
    expect(rows.get(name), name).toEqual([]);
}

describe('a closed border', () => {
  const from = START + 4 * DAY;
  const until = from + 2 * DAY;
  const rig = new Rig(flows(0.1, 7), { seed: '3' })
    .run(from)
    .begin({ fault: 'borderClosed', post: RED_BRIDGE, sides: ['exit'] }, 2 * DAY)
    .run(START + 60 * DAY);
  const served = (side: string) =>
    rig.facts('TruckServed').filter((fact) => fact.post === RED_BRIDGE && fact.side === side);
  const meanwhile = ({ t }: { t: number }): boolean => t > from && t < until;

  test('serves nobody on the side that is closed, and everybody in the end', () => {
    expect(served('exit').filter(meanwhile)).toEqual([]);
    expect(served('exit').filter(({ t }) => t >= until).length).toBeGreaterThan(20);
    expect(served('entry').filter(meanwhile).length).toBeGreaterThan(0);
    expectAllGone(rig);
  });

  test('is journalled once, with its end', () => {
    const side = 'exit';
    expect(rig.facts('PostClosed')).toMatchObject([{ t: from, post: RED_BRIDGE, side, until }]);
    expect(rig.facts('PostOpened')).toMatchObject([{ t: until, post: RED_BRIDGE, side }]);
  });

  test('holds the other traffic as well: nobody is served sooner than he would have been after it opened', () => {
    const before = rig
      .facts('TruckQueued')
      .filter(({ t, post, side }) => post === RED_BRIDGE && side === 'exit' && t < from)
      .filter(({ truck }) => !served('exit').some((one) => one.truck === truck && one.t <= from));
    expect(before.length).toBeGreaterThan(0);
    for (const { truck, t, background } of before) {
      const at = served('exit').find((one) => one.truck === truck)?.t ?? 0;
      expect(at - t).toBeGreaterThanOrEqual(background * HOUR + 2 * DAY - MINUTE);
    }
  });

  test('keeps waiting who comes back to its lanes after a refusal', () => {
    const post = 'az-krasny-most';
    const refused = (): Rig => new Rig(oneTruck(), { dials: { ...STUB_DIALS, refuseFirst: 1 } });
    const [first, second] = refused()
      .run(START + 60 * DAY)
      .facts('TruckServed')
      .filter((fact) => fact.post === post);
    const from = Math.floor(((first?.t ?? 0) + (second?.t ?? 0)) / 2);
    const closed = refused()
      .run(from)
      .begin({ fault: 'borderClosed', post, sides: ['entry'] }, DAY);
    closed.run(START + 60 * DAY);
    const again = closed.facts('TruckServed').filter((fact) => fact.post === post);
    expect(again.map(({ t }) => t)).toEqual([first?.t, from + DAY]);
    expectAllGone(closed);
  });

  test('opens when the last closure of several is over', () => {
    const twice = new Rig(oneTruck()).run(START + DAY);
    const post = RED_BRIDGE;
    twice.begin({ fault: 'borderClosed', post, sides: ['exit', 'entry'] }, 5 * DAY, 'long');
    twice.run(START + 2 * DAY);
    twice.begin({ fault: 'borderClosed', post, sides: ['exit'] }, DAY, 'short');
    twice.begin({ fault: 'borderClosed', post, sides: ['entry'] }, 5 * DAY, 'longer');
    twice.run(START + 40 * DAY);
    expect(twice.facts('PostClosed').map(({ t, side }) => [t, side])).toEqual([
      [START + DAY, 'exit'],
      [START + DAY, 'entry'],
      [START + 2 * DAY, 'entry'],
    ]);
    expect(twice.facts('PostOpened').map(({ t, side }) => [t, side])).toEqual([
      [START + 6 * DAY, 'exit'],
      [START + 7 * DAY, 'entry'],
    ]);
    expectAllGone(twice);
  });
});

test('a slow border takes so many times as long over the same trucks', () => {
  const post = 'az-krasny-most';
  const serviceMs = (times: number): number[] => {
    const rig = new Rig(oneTruck());
    rig.begin({ fault: 'slowBorder', post, sides: ['entry'], times }, 20 * DAY);
    rig.run(START + 40 * DAY);
    expectAllGone(rig);
    const at = (type: 'TruckServed' | 'TruckCleared') =>
      rig.facts(type).find((fact) => fact.post === post)?.t ?? 0;
    const [queued] = rig.facts('TruckQueued').filter((fact) => fact.post === post);
    return [at('TruckCleared') - at('TruckServed'), queued?.background ?? 0];
  };
  const [usual = 0, usualAhead = 0] = serviceMs(1);
  const [slow = 0, slowAhead = 0] = serviceMs(4);
  expect(slow).toBeCloseTo(4 * usual, -1);
  expect(slowAhead).toBeCloseTo(4 * usualAhead, 1);
});

describe('a closed road', () => {
  const place = 'kz-beyneu';
  const closed = (from: number, lastsMs: number): Rig =>
    new Rig(oneTruck())
      .run(from)
      .begin({ fault: 'roadClosed', place }, lastsMs)
      .run(START + 60 * DAY);
  const drives = (rig: Rig) => rig.facts('TruckDrove').filter(({ km }) => km > 1_280);

  test('stops who comes to it until it opens, and every kilometre is driven once', () => {
    const until = START + 30 * DAY;
    const rig = closed(START, 30 * DAY);
    const [stop] = rig.facts('TruckStopped');
    expect(stop).toMatchObject({ until, why: 'roadClosed' });
    expect(rig.facts('RoadOpened')).toMatchObject([{ t: until, place }]);
    expect(drives(rig).some(({ toKm }) => toKm === stop?.km)).toBe(true);
    expect(drives(rig).find(({ km }) => km === stop?.km)?.t).toBe(until);
    let km = 0;
    for (const drive of rig.facts('TruckDrove')) {
      expect(drive.km === km || drive.km === 1_280.5).toBe(true);
      km = drive.toKm;
    }
    expect(km).toBe(3_399);
    expectAllGone(rig);
  });

  test('stops who is on the way to it already', () => {
    const free = new Rig(oneTruck()).run(START + 60 * DAY);
    const stopKm = closed(START, 30 * DAY).facts('TruckStopped')[0]?.km ?? 0;
    const passing = free.facts('TruckDrove').find(({ km, toKm }) => km < stopKm && toKm > stopKm);
    const from = (passing?.t ?? 0) + MINUTE;
    const rig = closed(from, DAY);
    const [before, again, stop] = [
      rig.facts('TruckDrove').findLast(({ t }) => t < from),
      rig.facts('TruckDrove').find(({ t }) => t === from),
      rig.facts('TruckStopped')[0],
    ];
    expect(before).toMatchObject({ t: passing?.t, toKm: passing?.toKm });
    expect(again?.km).toBeGreaterThan(before?.km ?? Infinity);
    expect(again?.toKm).toBe(stopKm);
    // At the speed at which it would have gone on.
    expect((stop?.t ?? 0) - (before?.t ?? 0)).toBeLessThan((passing?.until ?? 0) - from + MINUTE);
    expect(stop).toMatchObject({ km: stopKm, until: from + DAY });
    expectAllGone(rig);
  });

  test('lets on who has passed it', () => {
    const free = new Rig(oneTruck()).run(START + 60 * DAY);
    const end = free.facts('TruckDrove').at(-1);
    const rig = closed((end?.t ?? 0) + MINUTE, DAY);
    expect(rig.facts('RoadClosed')).toHaveLength(1);
    expect(rig.facts('TruckStopped')).toEqual([]);
    expect(rig.facts('TruckLeft')).toEqual(
      free.facts('TruckLeft').map((fact) => ({ ...fact, s: expect.any(Number) as number })),
    );
  });
});

test('no ferry leaves or enters a port where ferries are held, whatever the weather', () => {
  const storms = [{ ports: ['az-alat-port'], from: START + 3 * DAY, until: START + 5 * DAY }];
  const from = START + 4 * DAY;
  const rig = new Rig(oneTruck({}, { weather: { closures: 'none', storms } }))
    .run(from)
    .begin({ fault: 'ferryHeld', port: 'az-alat-port' }, 4 * DAY)
    .run(START + 60 * DAY);
  expect(rig.facts('PortClosed').map(({ until, why }) => [until, why])).toEqual([
    [START + 5 * DAY, 'weather'],
    [from + 4 * DAY, 'fault'],
  ]);
  expect(rig.facts('PortOpened')).toMatchObject([{ t: from + 4 * DAY }]);
  const atSea = [...rig.facts('FerrySailed'), ...rig.facts('FerryArrived')];
  expect(atSea.length).toBeGreaterThan(20);
  const touching = atSea.filter((fact) =>
    fact.type === 'FerryArrived'
      ? fact.port === 'az-alat-port'
      : [fact.from, fact.to].includes('az-alat-port'),
  );
  expect(touching.filter(({ t }) => t >= from && t < from + 4 * DAY)).toEqual([]);
  expectAllGone(rig);
});

test('a surge brings so many times the loads, and changes none of the usual ones', () => {
  const from = START + 3 * DAY;
  const until = from + 2 * DAY;
  const loads = (times: number) => {
    const rig = new Rig(flows(0.05, 6), { seed: '5' }).run(from);
    rig.begin({ fault: 'surge', times }, 2 * DAY).run(START + 60 * DAY);
    expectAllGone(rig);
    return rig.facts('TruckReady');
  };
  const usual = loads(1);
  const dense = loads(4);
  const count = (ready: typeof usual): number =>
    ready.filter(({ t }) => t >= from && t < until).length;
  expect(count(dense) / count(usual)).toBeGreaterThan(3.2);
  expect(count(dense) / count(usual)).toBeLessThan(4.8);
  // What is drawn of a load is the same; only its numbers may be others.
  const drawn = ({ t, flow, goods, tonnes, from: a, to: b }: (typeof usual)[number]): string =>
    [t, flow, goods, tonnes, a, b].join();
  const all = new Set(dense.map(drawn));
  expect(usual.filter((load) => !all.has(drawn(load)))).toEqual([]);
});

describe('an absent officer', () => {
  const office = 'AZ000200';
  const decided = (rig: Rig) =>
    rig.entries.filter(
      ({ type, from }) =>
        type === 'MessageSent' && typeof from === 'string' && from.startsWith(`${office}/`),
    );

  test.for<WorldFault & { fault: 'officerAbsent' }>([
    { fault: 'officerAbsent', office },
    { fault: 'officerAbsent', node: 'AZE' },
    { fault: 'officerAbsent' },
  ])('decides nothing until he is back: %o', (fault) => {
    const [from, until] = [START + 3 * DAY, START + 5 * DAY];
    const rig = new Rig(flows(0.05, 6), { seed: '2' }).run(from);
    rig.begin(fault, until - from).run(START + 60 * DAY);
    const times = decided(rig).map(({ t }) => t);
    expect(times.filter((t) => t > from && t < until)).toEqual([]);
    expect(times.filter((t) => t === until).length).toBeGreaterThan(3);
    const seats = expect.arrayContaining([office]) as string[];
    expect(rig.facts('OfficersLeft')).toMatchObject([{ t: from, until, seats }]);
    expect(rig.facts('OfficersReturned')).toMatchObject([{ t: until, seats }]);
    expectAllGone(rig);
  });

  test('of another office decides as ever', () => {
    const rig = new Rig(oneTruck());
    rig.begin({ fault: 'officerAbsent', office: 'GE000103' }, 20 * DAY).run(START + 19 * DAY);
    const usual = new Rig(oneTruck()).run(START + 19 * DAY);
    expect(decided(rig).map(({ t }) => t)).toEqual(decided(usual).map(({ t }) => t));
  });

  test('can be stood in for by a person', () => {
    const rig = new Rig(oneTruck());
    rig.begin({ fault: 'officerAbsent', office }, 20 * DAY).run(START + 8 * DAY);
    expect(decided(rig)).toEqual([]);
    const items = rig.sent('N810') as Body<'N810'>[];
    const task = items.find((item) => item.office === office)?.task ?? '';
    rig.command({ type: 'takeSeat', actor: 'anna', seat: office });
    rig.command({ type: 'decide', actor: 'anna', seat: office, task, decision: 'pass' });
    rig.command({ type: 'returnSeat', actor: 'anna', seat: office });
    expect(decided(rig)).toMatchObject([{ t: START + 8 * DAY, from: `${office}/anna` }]);
    expectAllGone(rig.run(START + 60 * DAY));
  });
});

test('every truck that takes the road breaks down where all do, and drives on after its time', () => {
  const rig = new Rig(oneTruck());
  rig.begin({ fault: 'breakdown', share: 1, standsMs: 5 * HOUR }, 60 * DAY).run(START + 50 * DAY);
  const stops = rig.facts('TruckStopped');
  // Through Georgia, Azerbaijan, Kazakhstan and Uzbekistan.
  expect(stops).toHaveLength(4);
  for (const stop of stops) {
    expect(stop).toMatchObject({ until: stop.t + 5 * HOUR, why: 'breakdown' });
    expect(rig.facts('TruckDrove').some(({ t, km }) => t === stop.until && km === stop.km)).toBe(
      true,
    );
  }
  expect(rig.facts('TruckLeft')).toMatchObject([{ why: 'delivered' }]);
});

describe('shares that faults raise', () => {
  const struck = (fault: WorldFault): Rig =>
    new Rig(oneTruck()).begin(fault, 60 * DAY).run(START + 50 * DAY);

  test('of seals torn: on every leg, each told to customs where they have an office for it', () => {
    const rig = struck({ fault: 'sealBroken', share: 1 });
    const incidents = rig.facts('TruckMetIncident');
    expect(incidents.map(({ code }) => code)).toEqual(['2', '2', '2', '2']);
    expect(rig.sent('N180')).toHaveLength(4);
    const [first, last] = (rig.sent('N117') as Body<'N117'>[]).map(({ seals }) => seals);
    expect(last?.[0]?.length).toBeGreaterThan(first?.[0]?.length ?? Infinity);
  });

  test('of trucks gone: at its next stop', () => {
    const rig = struck({ fault: 'truckGone', share: 1 });
    expect(rig.facts('TruckLeft')).toMatchObject([{ place: RED_BRIDGE, why: 'gone' }]);
    expect(rig.facts('TruckQueued')).toEqual([]);
  });

  test('of goods diverted: another office of the same country is declared', () => {
    const [right] = new Rig(oneTruck()).run(START + 2 * DAY).sent('T015') as Body<'T015'>[];
    const [other] = struck({ fault: 'goodsDiverted', share: 1 }).sent('T015') as Body<'T015'>[];
    const offices = (body: Body<'T015'> | undefined): string[] => [
      ...(body?.officesOfTransit ?? []).map(({ office }) => office),
      body?.officeOfDestination ?? '',
    ];
    const changed = offices(other).filter((code, i) => code !== offices(right)[i]);
    expect(changed).toHaveLength(1);
    expect(offices(other).map((code) => code.slice(0, 2))).toEqual(
      offices(right).map((code) => code.slice(0, 2)),
    );
  });

  test('of codes mistyped: only the access code is another', () => {
    const [right] = new Rig(oneTruck()).run(START + 2 * DAY).sent('T015') as Body<'T015'>[];
    const [wrong] = struck({ fault: 'mistypedCodes', share: 1 }).sent('T015') as Body<'T015'>[];
    expect(wrong?.guarantees[0]?.accessCode).not.toBe(right?.guarantees[0]?.accessCode);
    expect({ ...wrong, guarantees: [] }).toEqual({ ...right, guarantees: [] });
  });

  test('of wrong documents: lodged with a slip', () => {
    const [right] = new Rig(oneTruck()).run(START + 2 * DAY).sent('T015') as Body<'T015'>[];
    const [wrong] = struck({ fault: 'wrongDocuments', share: 1 }).sent('T015') as Body<'T015'>[];
    expect(wrong).not.toEqual(right);
  });

  test('of nothing change nothing at all', () => {
    const usual = new Rig(flows(0.05, 4), { seed: '4' }).run(START + 20 * DAY);
    const rig = new Rig(flows(0.05, 4), { seed: '4' }).run(START + DAY);
    for (const fault of ['sealBroken', 'goodsDiverted', 'truckGone', 'wrongDocuments'] as const)
      rig.begin({ fault, share: 0 }, 5 * DAY);
    rig.run(START + 20 * DAY);
    const withoutNumbers = (one: Rig) =>
      one.entries.filter(({ type }) => type !== 'CommandGiven').map(({ s: _s, ...rest }) => rest);
    expect(withoutNumbers(rig)).toEqual(withoutNumbers(usual));
  });

  test.for([0.2, 0.9])('of %d strike so many of the loads, usual mishaps among them', (share) => {
    const mishaps = { ...mishapsFor('none'), wrongDeclaration: 0.08 };
    const declared = (more: Partial<WorldParameters>, struck: number): Map<string, string> => {
      const rig = new Rig({ ...flows(0.2, 3), ...more }, { seed: '6' });
      rig.begin({ fault: 'wrongDocuments', share: struck }, 3 * DAY).run(START + 3 * DAY);
      const bodies = rig.sent('T015') as Body<'T015'>[];
      return new Map(
        bodies.map((body) => [body.documents[0]?.reference ?? '', JSON.stringify(body)]),
      );
    };
    const right = declared({}, 0);
    const lodged = declared({ mishaps }, share);
    expect([...lodged.keys()].sort()).toEqual([...right.keys()].sort());
    const spoiled = [...lodged].filter(([lrn, body]) => body !== right.get(lrn));
    // Four standard deviations of the share.
    const stray = 4 * Math.sqrt((share * (1 - share)) / lodged.size);
    expect(lodged.size).toBeGreaterThan(150);
    expect(Math.abs(spoiled.length / lodged.size - share)).toBeLessThan(stray);
  });
});
