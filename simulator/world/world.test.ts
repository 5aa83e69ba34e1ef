import { describe, expect, test } from 'vitest';
import { BOT_DIALS } from '../seats/parameters.ts';
import { FLOWS_PARTICIPANTS, oneTruck } from './testing/cases.ts';
import { Rig, START, worldParameters } from './testing/rig.ts';
import { STUB_DIALS } from './testing/stub-node.ts';
import { DAY, HOUR } from '../core/time.ts';

const flows = (share: number) =>
  worldParameters(FLOWS_PARTICIPANTS, [
    { kind: 'flows', set: 'pilot', share, from: START, until: START + 60 * DAY },
  ]);

describe('one truck from Poti to Tashkent', () => {
  const rig = new Rig(oneTruck()).run(START + 30 * DAY);
  const types = rig.entries
    .filter((entry) => entry.type.startsWith('Truck'))
    .map((entry) => entry.type);

  test('is declared, crosses three frontiers and a sea, and is delivered', () => {
    expect(types[0]).toBe('TruckReady');
    expect(types.at(-1)).toBe('TruckLeft');
    expect(rig.facts('TruckLeft')).toMatchObject([{ place: 'uz-tashkent', why: 'delivered' }]);
    expect(rig.facts('TruckCleared').map(({ post, side }) => `${post}/${side}`)).toEqual([
      'ge-tsiteli-khidi/exit',
      'az-krasny-most/entry',
      'az-alat-port/exit',
      'kz-kuryk-port/entry',
      'kz-tazhen/exit',
      'uz-daut-ata/entry',
    ]);
    expect(rig.facts('TruckAtPort')).toMatchObject([{ port: 'az-alat-port', line: 'alat-kuryk' }]);
    expect(rig.facts('FerrySailed').filter(({ trucks }) => trucks.includes('T1'))).toHaveLength(1);
  });

  test('drives every road kilometre of its route once, in order', () => {
    const drives = rig.facts('TruckDrove');
    let km = 0;
    for (const drive of drives) {
      expect(drive.km === km || drive.km === 1_280.5).toBe(true);
      expect(drive.toKm).toBeGreaterThan(drive.km);
      km = drive.toKm;
    }
    expect(km).toBe(3_399);
  });

  test('presents itself once at each frontier and once at the end, at the lane that holds it', () => {
    const offices = rig.sent('N117').map((body) => (body as { office: string }).office);
    expect(offices).toEqual(['AZ000200', 'KZ000104', 'UZ000200']);
    expect(rig.sent('T007')).toHaveLength(1);
    for (const cleared of rig.facts('TruckCleared')) {
      const served = rig
        .facts('TruckServed')
        .find(({ post, side }) => post === cleared.post && side === cleared.side);
      expect(cleared.t).toBeGreaterThan(served?.t ?? Infinity);
    }
  });

  test('leaves nothing behind', () => {
    const { tables } = rig.save().cells[0] ?? { tables: [] };
    const rows = new Map(tables);
    for (const name of ['trucks', 'papers', 'tasks']) expect(rows.get(name)).toEqual([]);
  });
});

describe('what customs decide', () => {
  test('a truck that is refused at the border makes room in the lane and comes again', () => {
    const dials = { ...STUB_DIALS, refuseFirst: 2 };
    const rig = new Rig(oneTruck(), { dials }).run(START + 40 * DAY);
    expect(rig.sent('N117').length).toBe(3 * (2 + 1));
    expect(rig.facts('TruckLeft')).toMatchObject([{ why: 'delivered' }]);
    const [first, second] = rig
      .facts('TruckServed')
      .filter(({ post }) => post === 'az-krasny-most');
    expect((second?.t ?? 0) - (first?.t ?? 0)).toBeGreaterThanOrEqual(HOUR / 2);
  });

  test('a driver who is refused again and again gives up in the end', () => {
    const dials = { ...STUB_DIALS, refuseFirst: 1_000 };
    const rig = new Rig(oneTruck({ askAgainMax: 5 }), { dials }).run(START + 40 * DAY);
    expect(rig.sent('N117')).toHaveLength(6);
    expect(rig.facts('TruckLeft')).toEqual([]);
  });

  test.for([
    {
      name: 'a minor finding: the trader asks for release',
      bots: { minorAtDeparture: 1 },
      asked: 1,
      why: 'delivered',
    },
    {
      name: 'a major finding: the truck goes home',
      bots: { majorAtDeparture: 1 },
      asked: 0,
      why: 'notReleased',
    },
  ])('$name', ({ bots, asked, why }) => {
    const none = { ...BOT_DIALS, minorAtDeparture: 0, majorAtDeparture: 0, minorAtDestination: 0 };
    const parameters = oneTruck({ bots: { ...none, ...bots }, releaseAskedShare: 1 });
    const dials = { ...STUB_DIALS, atDeparture: 'control' as const };
    const rig = new Rig(parameters, { dials }).run(START + 30 * DAY);
    expect(rig.sent('T054')).toHaveLength(asked);
    expect(rig.facts('TruckLeft')).toMatchObject([{ why }]);
  });
});

describe('an officer at the frontier', () => {
  const seat = 'AZ000200';
  const taken = () => {
    const rig = new Rig(oneTruck()).run(START + 2 * DAY);
    rig.command({ type: 'takeSeat', actor: 'anna', seat });
    return rig.run(START + 8 * DAY);
  };
  const cleared = (rig: Rig) =>
    rig.facts('TruckCleared').filter(({ post }) => post === 'az-krasny-most');
  const task = (rig: Rig) => {
    const items = rig.sent('N810') as { kind: string; office: string; task: string }[];
    return items.find(({ kind, office }) => kind === 'presentation' && office === seat)?.task ?? '';
  };

  test('holds a truck in its lane until he decides', () => {
    const rig = taken();
    expect(rig.facts('TruckServed').some(({ post }) => post === 'az-krasny-most')).toBe(true);
    expect(cleared(rig)).toEqual([]);
    rig.command({ type: 'decide', actor: 'anna', seat, task: task(rig), decision: 'pass' });
    rig.run(START + 8 * DAY + HOUR);
    expect(cleared(rig)).toHaveLength(1);
    // The decision, the passage: a second each.
    expect(cleared(rig)[0]?.t).toBe(START + 8 * DAY + 2_000);
  });

  test('who hands the seat back lets the bot pass it', () => {
    const rig = taken();
    rig.command({ type: 'returnSeat', actor: 'anna', seat });
    rig.run(START + 30 * DAY);
    expect(cleared(rig)).toHaveLength(1);
    expect(rig.facts('TruckLeft')).toMatchObject([{ why: 'delivered' }]);
  });
});

describe('the world is the same every time', () => {
  const until = START + 9 * DAY;
  const whole = new Rig(flows(0.05), { seed: '7' }).run(until);

  test('two runs of a seed make the same entries, another seed makes others', () => {
    expect(new Rig(flows(0.05), { seed: '7' }).run(until).entries).toEqual(whole.entries);
    expect(new Rig(flows(0.05), { seed: '8' }).run(until).entries).not.toEqual(whole.entries);
  });

  test('saved as JSON in the middle and restored, it goes on identically', () => {
    const half = new Rig(flows(0.05), { seed: '7' }).run(START + 4 * DAY).settle();
    const rest = new Rig(flows(0.05), { seed: '7', from: half.save() }).run(until);
    expect(half.entries.length).toBeGreaterThan(1_000);
    expect(rest.entries).toEqual(whole.entries.slice(half.entries.length));
  });

  test('every truck that is ready comes to an end, and its rows go', () => {
    const parameters = worldParameters(FLOWS_PARTICIPANTS, [
      { kind: 'flows', set: 'pilot', share: 0.05, from: START, until: START + 3 * DAY },
    ]);
    const rig = new Rig(parameters).run(START + 45 * DAY);
    const ready = rig.facts('TruckReady').map(({ truck }) => truck);
    const left = rig.facts('TruckLeft').map(({ truck }) => truck);
    expect(ready.length).toBeGreaterThan(50);
    expect(left.sort()).toEqual(ready.sort());
    const rows = new Map(rig.save().cells[0]?.tables);
    for (const name of ['trucks', 'papers', 'tasks']) expect(rows.get(name)).toEqual([]);
  });
});

test('with Turkmenistan in it, trucks wait for the convoy at its frontier', () => {
  const parameters = worldParameters(
    [...FLOWS_PARTICIPANTS, 'TKM'],
    [
      {
        kind: 'movements',
        list: [
          { at: START + DAY, from: 'tm-sarahs', to: 'uz-bukhara' },
          { at: START + DAY, from: 'uz-bukhara', to: 'tm-mary' },
        ],
      },
    ],
  );
  const rig = new Rig(parameters).run(START + 20 * DAY);
  expect(rig.facts('TruckLeft')).toHaveLength(2);
  const entry = rig
    .facts('TruckCleared')
    .find(({ post, side }) => post === 'tm-farap' && side === 'entry');
  const wait = rig
    .facts('TruckRested')
    .find(({ t, truck }) => truck === entry?.truck && t === entry.t);
  expect(new Date((wait?.until ?? 0) + 5 * HOUR).getUTCHours()).toBe(8);
});
