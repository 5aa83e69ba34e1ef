import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Trial } from '../../reports/views/trial.ts';
import { HOUR } from '../../simulator/core/time.ts';
import { syntheticRun } from '../testing/synthetic-run.ts';
import type { Wish } from './labels.ts';
import { placeLabels } from './labels.ts';
import { markedCrossings, nameWishes, takenByNodes } from './map-names.ts';
import { alongArc, arcsOf, backlogOf, healthOf, nodeSpots } from './network.ts';
import { homePoints, TOWN_MARKS } from './places.ts';
import { barWidth, crossingsOf, loadOf, median } from './posts.ts';
import { boxOf, fit, REGION_BOX } from './projection.ts';
import { LEG_MS, Pulses, PULSES_MAX } from './pulses.ts';
import { queueingAt, Scene } from './scene.ts';
import { vesselSpots } from './vessels.ts';

const COUNTRIES = ['GEO', 'AZE', 'KAZ', 'UZB'];
const run = syntheticRun({ trucks: 400, days: 4 });
const trialAt = (t: number): Trial => {
  const trial = new Trial(run.header.participants);
  for (const entry of run.entries) if (entry.t <= t) trial.step(entry);
  return trial;
};
const NOON = run.begin + 5 * 24 * HOUR;

describe('names on the map', () => {
  const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
  const wish: fc.Arbitrary<Wish> = fc.record({
    id: fc.uuid(),
    x: number(-50, 850),
    y: number(-50, 650),
    width: number(5, 120),
    height: number(8, 40),
    priority: fc.integer({ min: 0, max: 5 }),
    distance: number(0, 10),
  });

  test('never cover each other, a mark, or the edge', () => {
    const frame = { x: 0, y: 0, width: 800, height: 600 };
    const taken = [{ x: 300, y: 200, width: 60, height: 60 }];
    fc.assert(
      fc.property(fc.uniqueArray(wish, { maxLength: 60, selector: ({ id }) => id }), (wishes) => {
        const placed = placeLabels(wishes, taken, frame);
        const boxes = wishes.flatMap(({ id, width, height }) => {
          const label = placed.get(id);
          return label === undefined ? [] : [{ x: label.x, y: label.y, width, height }];
        });
        for (const [i, a] of boxes.entries()) {
          expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= 800 && a.y + a.height <= 600).toBe(true);
          for (const b of [...boxes.slice(i + 1), ...taken])
            expect(
              a.x >= b.x + b.width ||
                b.x >= a.x + a.width ||
                a.y >= b.y + b.height ||
                b.y >= a.y + a.height,
            ).toBe(true);
        }
      }),
    );
  });

  test('the important ones come first', () => {
    const one = { x: 100, y: 100, width: 80, height: 14, distance: 6, centred: true } as const;
    const placed = placeLabels(
      [
        { ...one, id: 'small', priority: 1 },
        { ...one, id: 'large', priority: 9 },
      ],
      [],
      { x: 0, y: 0, width: 400, height: 400 },
    );
    expect([...placed.keys()]).toEqual(['large']);
  });

  test('the posts that trucks use are named at first sight', () => {
    const crossings = crossingsOf(COUNTRIES);
    const busy = new Set(['red-bridge', 'tazhen-daut-ata', 'konysbaev-yallama', 'az-alat-port']);
    const camera = fit(boxOf(homePoints(COUNTRIES)), 974, 572, 52);
    const marked = markedCrossings(crossings, busy, camera.k);
    const placed = placeLabels(
      nameWishes({
        crossings: marked,
        towns: TOWN_MARKS,
        countries: [],
        busy,
        camera,
        language: 'ru',
      }),
      takenByNodes(nodeSpots(['ICE', ...COUNTRIES]), marked, camera),
      { x: 4, y: 4, width: 966, height: 564 },
    );
    for (const id of busy) expect(placed.has(id), id).toBe(true);
  });
});

describe('posts', () => {
  test('face each other in one mark, with a flow to each side', () => {
    const crossings = crossingsOf(COUNTRIES);
    const bridge = crossings.find(({ id }) => id === 'red-bridge');
    expect(bridge).toMatchObject({
      places: ['ge-tsiteli-khidi', 'az-krasny-most'],
      name: { en: 'Red Bridge' },
    });
    expect(bridge?.flows.map(({ to, arrow }) => `${arrow} ${to}`)).toEqual(['→ AZE', '← GEO']);
    expect(crossings.filter(({ kind }) => kind === 'port').map(({ id }) => id)).toContain(
      'kz-kuryk-port',
    );
    expect(crossings.some(({ id }) => id === 'oazis-karakalpakiya')).toBe(false); // rail only
  });

  test('count the trucks that stand there and add up the waits of both sides', () => {
    const trial = trialAt(NOON);
    const bridge = crossingsOf(COUNTRIES).find(({ id }) => id === 'red-bridge');
    const flow = bridge?.flows[0];
    if (bridge === undefined || flow === undefined) throw new Error('no bridge');
    const standing = [...trial.trucks.values()].filter(
      ({ doing, place, side }) =>
        (doing === 'queued' || doing === 'served') &&
        ((place === 'ge-tsiteli-khidi' && side === 'exit') ||
          (place === 'az-krasny-most' && side === 'entry')),
    );
    const load = loadOf(trial, bridge, flow);
    expect(load.trucks).toBe(standing.length);
    const waits = [
      trial.posts.get('ge-tsiteli-khidi')?.exit,
      trial.posts.get('az-krasny-most')?.entry,
    ];
    const sum = waits.reduce((total, side) => total + (median(side?.recentWaits ?? []) ?? 0), 0);
    expect(load.waitMs).toBe(sum);
  });

  test('a bar grows with its queue up to a bound', () => {
    expect([0, 1, 12, 40, 400].map(barWidth)).toEqual([0, 1, 12, 40, 40]);
    expect(median([])).toBeNull();
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });
});

describe('trucks', () => {
  test('are all on the map but those aboard, within the region', () => {
    const trial = trialAt(NOON);
    const scene = new Scene();
    scene.arrange(trial, queueingAt(1));
    scene.update(NOON);
    const aboard = [...trial.trucks.values()].filter(({ doing }) => doing === 'aboard').length;
    expect(scene.count).toBe(trial.trucks.size - aboard);
    expect(scene.count).toBeGreaterThan(100);
    for (let i = 0; i < scene.count; i++) {
      expect(scene.x[i]).toBeGreaterThan(REGION_BOX.x0);
      expect(scene.x[i]).toBeLessThan(REGION_BOX.x1);
    }
  });

  test('move with time, and are found where they are', () => {
    const trial = trialAt(NOON);
    const scene = new Scene();
    scene.arrange(trial, queueingAt(1));
    scene.update(NOON);
    const driving = [...trial.trucks.values()].find(
      ({ doing, until }) => doing === 'driving' && until > NOON + HOUR,
    );
    const index = scene.ids.indexOf(driving?.id ?? '');
    const [x, y] = [scene.x[index] ?? 0, scene.y[index] ?? 0];
    expect(scene.nearest(x, y, 3)).toBeDefined();
    expect(scene.nearest(x + 500, y + 500, 3)).toBeUndefined();
    scene.update(NOON + HOUR);
    expect(Math.hypot((scene.x[index] ?? 0) - x, (scene.y[index] ?? 0) - y)).toBeGreaterThan(5);
  });

  test('stand in line: the first at the post, the others behind it', () => {
    const trial = trialAt(NOON);
    const scene = new Scene();
    scene.arrange(trial, queueingAt(20));
    const line = [...trial.trucks.values()]
      .filter(({ place, side }) => place === 'ge-tsiteli-khidi' && side === 'exit')
      .sort((a, b) => a.since - b.since);
    expect(line.length).toBeGreaterThan(2);
    const xs = line.map(({ id }) => scene.x[scene.ids.indexOf(id)] ?? 0);
    const distinct = new Set(xs.slice(0, 40).map((x) => x.toFixed(3)));
    expect(distinct.size).toBe(Math.min(line.length, 40));
  });

  test('aboard are counted by their ship, which is at sea', () => {
    const sailing = run.entries.find(({ type, t }) => type === 'FerrySailed' && t > NOON);
    const at = (sailing?.t ?? 0) + 2 * HOUR;
    const spots = vesselSpots(trialAt(at), at, 1);
    const ship = spots.find(({ id }) => id === sailing?.['vessel']);
    expect(ship).toMatchObject({ sailing: true, trucks: (sailing?.['trucks'] as string[]).length });
  });
});

describe('nodes', () => {
  const spots = nodeSpots(run.header.participants);
  const arcs = arcsOf(spots);

  test('stand on the map with ICE, an arc from each; insurers do not', () => {
    expect(spots.map(({ id }) => id)).toEqual(['ICE', 'GEO', 'AZE', 'KAZ', 'UZB', 'TKM']);
    const arc = arcs.get('GEO');
    if (arc === undefined) throw new Error('no arc');
    expect(alongArc(arc, 0)).toEqual({ x: arc.from.x, y: arc.from.y });
    expect(alongArc(arc, 1)).toEqual({ x: arc.to.x, y: arc.to.y });
  });

  test('tell their health: down, slow with a backlog, well otherwise', () => {
    const trial = new Trial(run.header.participants);
    expect(healthOf(trial, 'GEO')).toBe('well');
    for (let i = 1; i <= 21; i++)
      trial.step({
        t: i,
        n: 'GEO',
        s: i,
        type: 'MessageSent',
        id: `GEO-${String(i)}`,
        msg: 'X118',
        from: 'GEO',
        to: 'AZE',
      });
    expect(healthOf(trial, 'GEO')).toBe('slow');
    expect(backlogOf(trial, 'ICE')).toBe(21);
    trial.step({ t: 99, n: 'HOST', s: 0, type: 'NodeDown', node: 'GEO', why: 'killed' });
    expect(healthOf(trial, 'GEO')).toBe('down');
    trial.step({ t: 100, n: 'HOST', s: 1, type: 'NodeUp', node: 'GEO' });
    trial.step({ t: 101, n: 'HOST', s: 2, type: 'NodeDown', node: 'GEO', why: 'left' });
    expect(healthOf(trial, 'GEO')).toBe('away');
  });

  test('exchange messages that run to ICE, then to whom they are for', () => {
    const pulses = new Pulses(arcs.keys());
    const trial = new Trial(run.header.participants);
    const see = (entry: Parameters<Trial['step']>[0], wall: number): void => {
      trial.step(entry);
      pulses.see(entry, trial, wall);
    };
    see(
      {
        t: 1,
        n: 'GEO',
        s: 0,
        type: 'MessageSent',
        id: 'GEO-1',
        msg: 'X050',
        from: 'GEO',
        to: 'AZE',
      },
      0,
    );
    const geo = arcs.get('GEO');
    const aze = arcs.get('AZE');
    if (geo === undefined || aze === undefined) throw new Error('no arcs');
    expect(pulses.dots(arcs, LEG_MS / 2)).toEqual([{ ...alongArc(geo, 0.5), refused: false }]);
    see(
      {
        t: 2,
        n: 'ICE',
        s: 0,
        by: 'GEO-1',
        type: 'MessageTaken',
        id: 'GEO-1',
        msg: 'X050',
        from: 'GEO',
        to: 'AZE',
      },
      10,
    );
    see(
      {
        t: 3,
        n: 'AZE',
        s: 0,
        by: 'GEO-1',
        type: 'AtrCreated',
        row: 'B1',
        mrn: 'M',
        office: 'AZ000200',
        expected: 9,
      },
      20,
    );
    expect(pulses.dots(arcs, LEG_MS * 1.5)).toEqual([{ ...alongArc(aze, 0.5), refused: false }]);
    expect(pulses.dots(arcs, LEG_MS * 2 + 1)).toEqual([]);
  });

  test('see refused messages turn back, and never more dots than a crowd', () => {
    const pulses = new Pulses(arcs.keys());
    const trial = new Trial(run.header.participants);
    for (let i = 1; i <= 300; i++) {
      const entry = {
        t: i,
        n: 'GEO',
        s: i,
        type: 'MessageSent',
        id: `GEO-${String(i)}`,
        msg: 'X050',
        from: 'GEO',
        to: 'AZE',
      };
      trial.step(entry);
      pulses.see(entry, trial, 0);
    }
    expect(pulses.count).toBe(PULSES_MAX);
    const refused = {
      t: 400,
      n: 'ICE',
      s: 1,
      type: 'MessageRefused',
      id: 'GEO-300',
      msg: 'X050',
      from: 'GEO',
      rule: 'C601',
      code: '14',
    };
    trial.step(refused);
    pulses.see(refused, trial, 0);
    expect(pulses.dots(arcs, 100).at(-1)?.refused).toBe(true);
  });
});
