import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../core/cell.ts';
import { erlangWait } from '../core/textbook-queues.ts';
import { DAY, HOUR, MINUTE } from '../core/time.ts';
import { calibrate, FitWatch } from './fit.ts';
import { START } from './testing/rig.ts';
import type { StationCase } from './testing/station-rig.ts';
import { StationRig } from './testing/station-rig.ts';

const RED_BRIDGE_EXIT: StationCase = {
  from: 'ge-tbilisi',
  to: 'az-baku',
  post: 'ge-tsiteli-khidi',
  side: 'exit',
  assumptions: {},
};

const without = (one: StationCase, more: StationCase['assumptions']): StationCase => ({
  ...one,
  assumptions: { backgroundHours: { [`${one.post}/${one.side}`]: 0 }, ...more },
});

/** Mean wait for a lane, in units of the mean service time, over batches of trucks, with its 99 % half-width. */
function meanWait(rig: StationRig, utilisation: number, trucks: number, seed: number) {
  const { lanes, serviceMeanMs } = rig.site;
  const joined = new Map<string, number>();
  const waits: number[] = [];
  const meanGapMs = serviceMeanMs / (lanes * utilisation);
  rig.run({ meanGapMs, trucks }, seed, (entry) => {
    if (entry.type === 'TruckQueued') joined.set(String(entry['truck']), entry.t);
    else if (entry.type === 'TruckServed') {
      waits.push((entry.t - (joined.get(String(entry['truck'])) ?? 0)) / serviceMeanMs);
    }
  });
  const counted = waits.slice(trucks / 10);
  const batches = 30;
  const size = Math.floor(counted.length / batches);
  const means = Array.from(
    { length: batches },
    (_, i) => counted.slice(i * size, (i + 1) * size).reduce((sum, wait) => sum + wait, 0) / size,
  );
  const mean = means.reduce((sum, one) => sum + one, 0) / batches;
  const variance = means.reduce((sum, one) => sum + (one - mean) * (one - mean), 0) / (batches - 1);
  return { mean, halfWidth: 2.756 * Math.sqrt(variance / batches) };
}

describe('a station as a queue', () => {
  test.for([
    { utilisation: 0.7, laneHeadroom: 0.1 },
    { utilisation: 0.8, laneHeadroom: 0.6 },
    { utilisation: 0.9, laneHeadroom: 0.6 },
  ])('waits as M/M/c does at utilisation $utilisation', ({ utilisation, laneHeadroom }) => {
    const rig = new StationRig(without(RED_BRIDGE_EXIT, { serviceCv: 1, laneHeadroom }));
    const { mean, halfWidth } = meanWait(rig, utilisation, 60_000, 1);
    const theory = erlangWait(rig.site.lanes, utilisation);
    expect(halfWidth).toBeLessThan(0.35 * theory);
    expect(Math.abs(mean - theory)).toBeLessThan(halfWidth);
  });

  test('first come, first served, behind other traffic and through closed hours', () => {
    // Vale is open from eight to eight; the truck leaves Georgia there for Turkey.
    const vale: StationCase = {
      from: 'ge-tbilisi',
      to: 'ge-vale',
      post: 'ge-vale',
      side: 'exit',
      assumptions: {},
    };
    const rigs = [new StationRig(RED_BRIDGE_EXIT), new StationRig(vale)];
    const times = fc.array(fc.integer({ min: 0, max: 3 * DAY }), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(
        fc.constantFrom(...rigs),
        times,
        fc.integer({ min: 0, max: 1_000 }),
        (rig, gaps, seed) => {
          const order: Record<string, string[]> = { TruckQueued: [], TruckServed: [] };
          const at = [...gaps].sort((a, b) => a - b).map((gap) => START + gap);
          const cleared: string[] = [];
          rig.run({ at }, seed, (entry) => {
            order[entry.type]?.push(String(entry['truck']));
            if (entry.type === 'TruckCleared') cleared.push(String(entry['truck']));
          });
          expect(order['TruckServed']).toEqual(order['TruckQueued']);
          expect(new Set(cleared).size).toBe(at.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('nobody is served while the post is closed', () => {
    const rig = new StationRig({
      from: 'ge-tbilisi',
      to: 'ge-vale',
      post: 'ge-vale',
      side: 'exit',
      assumptions: {},
    });
    const hours: number[] = [];
    rig.run({ meanGapMs: 30 * MINUTE, trucks: 500 }, 1, (entry) => {
      if (entry.type === 'TruckServed') hours.push(new Date(entry.t + 4 * HOUR).getUTCHours());
    });
    expect(hours).toHaveLength(500);
    expect(Math.min(...hours)).toBeGreaterThanOrEqual(8);
    expect(Math.max(...hours)).toBeLessThan(20);
  });

  test('a queue of two thousand trucks is worked off at the same cost a truck as a short one', () => {
    const rig = new StationRig(without(RED_BRIDGE_EXIT, {}));
    let most = 0;
    rig.run({ at: new Array<number>(2_000).fill(START) }, 1, (entry) => {
      if (entry.type === 'TruckServed') most = Math.max(most, Number(entry['queue']));
    });
    expect(most).toBeGreaterThan(1_900);
  });
});

/** The four published times at Red Bridge, by the way that leads over each. */
const RED_BRIDGE: readonly (StationCase & { readonly perDay: number; readonly hours: number })[] = [
  { ...RED_BRIDGE_EXIT, perDay: 30, hours: 24.2 },
  { ...RED_BRIDGE_EXIT, post: 'az-krasny-most', side: 'entry', perDay: 30, hours: 3.1 },
  {
    ...RED_BRIDGE_EXIT,
    from: 'az-baku',
    to: 'ge-tbilisi',
    post: 'az-krasny-most',
    side: 'exit',
    perDay: 30,
    hours: 13.6,
  },
  { ...RED_BRIDGE_EXIT, from: 'az-baku', to: 'ge-tbilisi', side: 'entry', perDay: 30, hours: 1.8 },
];

describe('the fit at Red Bridge', () => {
  test.for(RED_BRIDGE)(
    '$post $side reaches the published $hours h',
    ({ perDay, hours, ...one }) => {
      const watched = (
        backgroundHours: Readonly<Record<string, number>>,
        days: number,
        seed: number,
      ): FitWatch => {
        const watch = new FitWatch(START + 10 * DAY);
        const rig = new StationRig({ ...one, assumptions: { backgroundHours } });
        const see = (entry: Entry): void => watch.observe(entry);
        rig.run({ meanGapMs: DAY / perDay, trucks: days * perDay }, seed, see);
        return watch;
      };
      const posts = calibrate((backgroundHours) => watched(backgroundHours, 200, 1), 2);
      const station = `${one.post}/${one.side}`;
      const found = posts.find((post) => post.station === station);
      const row = watched({ [station]: found?.backgroundHours ?? 0 }, 600, 2).rows()[0];
      expect(row?.publishedHours).toBe(hours);
      expect(row?.halfWidthHours).toBeLessThan(0.15 * hours);
      expect(row).toMatchObject({ station, fits: true });
    },
  );
});
