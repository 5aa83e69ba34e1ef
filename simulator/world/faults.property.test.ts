/** Whatever faults begin and heal: queues empty again, every truck that is not gone leaves in the end, and a world saved meanwhile goes on alike. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guaranteeOfficeOf } from '../../nodes/countries/offices.ts';
import { DAY, HOUR } from '../core/time.ts';
import type { Side } from '../core/world-facts.ts';
import type { WorldFault } from '../core/world-faults.ts';
import { SHARED_FAULTS } from '../core/world-faults.ts';
import { FLOWS_PARTICIPANTS } from './testing/cases.ts';
import type { RigState } from './testing/rig.ts';
import { Rig, START, worldParameters } from './testing/rig.ts';
import { STUB_DIALS } from './testing/stub-node.ts';

/** Trucks set out for so long; the last fault has healed a week later, and everybody is home long before the end. */
const TRAFFIC_MS = 2 * DAY;
const END = START + 70 * DAY;

/** Everybody is refused once at the first border, makes room for hours and comes back: to a post that has closed meanwhile. */
const parameters = worldParameters(
  FLOWS_PARTICIPANTS,
  [{ kind: 'flows', set: 'pilot', share: 0.02, from: START, until: START + TRAFFIC_MS }],
  { assumptions: { askAgainMs: 8 * HOUR } },
);
const dials = { ...STUB_DIALS, refuseFirst: 1 };

const share = fc.double({ min: 0, max: 1, noNaN: true });
const times = fc.double({ min: 0.5, max: 4, noNaN: true });
/** Long enough for queues at the lanes. */
const slow = fc.double({ min: 0.5, max: 40, noNaN: true });
const country = fc.constantFrom(...FLOWS_PARTICIPANTS);
const post = fc.constantFrom('ge-tsiteli-khidi', 'az-krasny-most', 'kz-tazhen', 'uz-daut-ata');
const sides = fc.constantFrom<readonly Side[]>(['exit'], ['entry'], ['exit', 'entry']);
const place = fc.constantFrom(
  'ge-poti',
  'ge-tbilisi',
  'az-krasny-most',
  'kz-beyneu',
  'uz-tashkent',
);
const kind = fc.constant;

const fault: fc.Arbitrary<WorldFault> = fc.oneof(
  fc.record({ fault: kind('borderClosed' as const), post, sides }),
  fc.record({ fault: kind('slowBorder' as const), post, sides, times: slow }),
  fc.record({ fault: kind('roadClosed' as const), place }),
  fc.record({
    fault: kind('ferryHeld' as const),
    port: fc.constantFrom('az-alat-port', 'kz-kuryk-port'),
  }),
  fc.record({ fault: kind('surge' as const), times }),
  fc.record(
    {
      fault: kind('officerAbsent' as const),
      office: country.map((node) => guaranteeOfficeOf(node).code),
      node: country,
    },
    { requiredKeys: ['fault'] },
  ),
  fc.record({
    fault: kind('breakdown' as const),
    share,
    standsMs: fc.integer({ min: 1, max: 30 * HOUR }),
  }),
  fc.record({ fault: kind('guarantorInsolvent' as const), node: country }),
  fc.record({ fault: fc.constantFrom(...SHARED_FAULTS), share }),
);

interface Happening {
  readonly at: number;
  readonly lastsMs: number;
  readonly fault: WorldFault;
}

const happenings = fc
  .array(
    fc.record({
      at: fc.integer({ min: 0, max: 4 * 24 }).map((hours) => START + hours * HOUR),
      lastsMs: fc.integer({ min: 1, max: 3 * 24 }).map((hours) => hours * HOUR),
      fault,
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((list) => list.toSorted((a, b) => a.at - b.at));

/** @param reload at these instants the world is saved as JSON, and another goes on from there. */
function suffer(list: readonly Happening[], seed: string, reload: readonly number[] = []): Rig[] {
  const rigs = [new Rig(parameters, { seed, dials })];
  const rig = (): Rig => rigs.at(-1) as Rig;
  const stops = [...list.map(({ at }) => at), ...reload].toSorted((a, b) => a - b);
  const begun = new Set<number>();
  for (const stop of new Set(stops)) {
    rig().run(stop);
    if (reload.includes(stop)) {
      const from: RigState = rig().settle().save();
      rigs.push(new Rig(parameters, { from, dials }));
    }
    list.forEach(({ at, lastsMs, fault: one }, i) => {
      if (at !== stop || begun.has(i)) return;
      begun.add(i);
      rig().begin(one, lastsMs, `fault-${String(i)}`);
    });
  }
  rig().run(END);
  return rigs;
}

test('everybody comes to an end, and nobody is served where a post is closed', () => {
  fc.assert(
    fc.property(happenings, fc.integer({ min: 0, max: 1e9 }), (list, seed) => {
      const [rig] = suffer(list, String(seed));
      if (rig === undefined) return;
      const ready = rig.facts('TruckReady').map(({ truck }) => truck);
      const left = rig.facts('TruckLeft').map(({ truck }) => truck);
      expect(left.sort()).toEqual(ready.sort());
      const tables = new Map(rig.save().cells[0]?.tables);
      for (const name of ['trucks', 'papers', 'plans', 'tasks', 'faults'])
        expect(tables.get(name), name).toEqual([]);
      for (const [key, row] of tables.get('stations') ?? [])
        expect(row, key).toMatchObject({ head: '', waiting: 0, behindOthers: 0, busy: 0 });
      for (const { post: at, side, t, until } of rig.facts('PostClosed')) {
        const served = rig
          .facts('TruckServed')
          .filter((one) => one.post === at && one.side === side);
        expect(served.filter((one) => one.t > t && one.t < until)).toEqual([]);
      }
      expect(rig.facts('PostOpened').length).toBeLessThanOrEqual(rig.facts('PostClosed').length);
    }),
    { numRuns: 40 },
  );
}, 120_000);

test('a world saved while faults are at work goes on alike', () => {
  const instants = fc.array(
    // Between the full hours at which faults begin and heal.
    fc.integer({ min: 1, max: 8 * 24 }).map((hours) => START + hours * HOUR - HOUR / 2),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(happenings, instants, fc.integer({ min: 0, max: 1e9 }), (list, reload, seed) => {
      const [whole] = suffer(list, String(seed));
      const parts = suffer(list, String(seed), reload).flatMap(({ entries }) => entries);
      expect(parts).toEqual(whole?.entries);
    }),
    { numRuns: 25 },
  );
}, 120_000);
