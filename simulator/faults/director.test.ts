/** When faults begin and heal: planned from a scenario, or set off by the journal; and whom they strike then. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ICE } from '../../nodes/common/routing.ts';
import { LEAST_LATENCY_MS } from '../core/least-latency.ts';
import { DAY, HOUR, MINUTE } from '../core/time.ts';
import { FAULTS } from './catalogue.ts';
import type { Turn } from './director.ts';
import { FaultDirector } from './director.ts';
import type { FaultId, FaultSpec } from './parameters.ts';
import { planned } from './plan.ts';

const START = Date.UTC(2026, 6, 14, 6);
const STRUCK = {
  participants: ['WORLD', ICE, 'GEO', 'AZE', 'FI-GEO', 'FI-AZE'],
  nodes: ['GEO', 'AZE'],
};

const directorOf = (...specs: FaultSpec[]) =>
  new FaultDirector(planned(specs, 'seed', START, START + 30 * DAY), STRUCK);

/** All turns that are due, with their instants after the start. */
function turns(director: FaultDirector): (Turn & { readonly after: number })[] {
  const all = [];
  while (director.next < Infinity) all.push({ after: director.next - START, ...director.take() });
  return all;
}

const queued = (t: number, post: string) => ({
  t: START + t,
  n: 'WORLD',
  s: 0,
  type: 'TruckQueued',
  post,
});

describe('a fault', () => {
  test('begins at its time and heals after its length', () => {
    const all = turns(directorOf({ fault: 'nodeCrash', at: '36h', lasts: '2h', node: 'GEO' }));
    expect(all.map(({ after }) => after)).toEqual([36 * HOUR, 38 * HOUR]);
    expect(all[0]?.notes).toMatchObject([
      { type: 'FaultInjected', fault: 'nodeCrash-1', on: ['GEO'], said: { node: 'GEO' } },
      { type: 'NodeDown', node: 'GEO', why: 'nodeCrash' },
    ]);
    expect(all[1]?.notes).toEqual([
      { type: 'FaultHealed', fault: 'nodeCrash-1' },
      { type: 'NodeUp', node: 'GEO' },
    ]);
    expect(all.map(({ acts }) => acts.map(({ to }) => to))).toEqual([['GEO'], ['GEO']]);
  });

  test('waits for what must happen, so often, and a while more', () => {
    const when = { happens: 'TruckQueued', with: { post: 'az-balakan' }, time: 2 };
    const director = directorOf({ fault: 'brokerCrash', when, after: '10m', lasts: '1h' });
    director.observe(queued(1 * HOUR, 'az-balakan'));
    director.observe(queued(2 * HOUR, 'ge-sarpi'));
    expect(director.next).toBe(Infinity);
    for (const hour of [3, 4, 5]) director.observe(queued(hour * HOUR, 'az-balakan'));
    expect(turns(director).map(({ after }) => after)).toEqual([
      3 * HOUR + 10 * MINUTE,
      4 * HOUR + 10 * MINUTE,
    ]);
  });

  test('that is set off by something begins the least latency later, in time for every host', () => {
    const when = { happens: 'TruckQueued' };
    const director = directorOf({ fault: 'iceCrash', when, lasts: '1h' });
    director.observe(queued(HOUR, 'ge-sarpi'));
    expect(director.next).toBe(START + HOUR + LEAST_LATENCY_MS);
  });

  test('whoever several keep down is up when the last has healed', () => {
    const all = turns(
      directorOf(
        { fault: 'nodeCrash', at: '1h', lasts: '3h', node: 'GEO' },
        { fault: 'diskFull', at: '2h', lasts: '5h', node: 'GEO' },
      ),
    );
    const downs = all.flatMap(({ after, notes }) =>
      notes
        .filter(({ type }) => type === 'NodeDown' || type === 'NodeUp')
        .map(({ type }) => `${type} ${String(after / HOUR)}`),
    );
    expect(downs).toEqual(['NodeDown 1', 'NodeUp 7']);
  });

  test.each([
    ['one within another', ['1h', '9h'], ['2h', '3h'], ['announceOutage 1', 'endOutage 10']],
    [
      'one into another',
      ['1h', '3h'],
      ['2h', '5h'],
      ['announceOutage 1', 'announceOutage 2', 'endOutage 7'],
    ],
    ['two with one end', ['1h', '5h'], ['2h', '4h'], ['announceOutage 1', 'endOutage 6']],
  ])('of outages that overlap the last end is told: %s', (_, first, second, told) => {
    const pairs: readonly (readonly [FaultId, FaultId])[] = [
      ['plannedOutage', 'unplannedOutage'],
      ['unplannedOutage', 'plannedOutage'],
    ];
    for (const kinds of pairs) {
      const specs = kinds.map((fault, i): FaultSpec => {
        const [at = '', lasts = ''] = i === 0 ? first : second;
        return { fault, at, lasts, node: 'GEO' };
      });
      const commands = turns(directorOf(...specs)).flatMap(({ after, acts }) =>
        acts.map((act) => `${'command' in act ? act.command.type : ''} ${String(after / HOUR)}`),
      );
      expect(commands).toEqual(told);
    }
  });

  test('on a line strikes what goes out of whoever is named, or comes in', () => {
    const acts = (spec: Partial<FaultSpec>) =>
      turns(directorOf({ fault: 'loss', at: '1h', lasts: '1h', ...spec }))[0]?.acts.map((act) =>
        'control' in act && act.control.kind === 'link'
          ? `${act.to} -> ${String(act.control.rule.to)}`
          : act,
      );
    expect(acts({ node: 'GEO', way: 'out' })).toEqual([`GEO -> ${ICE}`]);
    expect(acts({ node: 'GEO', way: 'in' })).toEqual([`${ICE} -> GEO`]);
    expect(acts({ node: ICE, way: 'out' })).toEqual([`${ICE} -> GEO`, `${ICE} -> AZE`]);
    expect(acts({ way: 'out' })).toEqual([`GEO -> ${ICE}`, `AZE -> ${ICE}`]);
    expect(acts({})).toHaveLength(4);
  });
});

test.each(FAULTS.map((kind) => [kind.id, kind] as const))(
  '%s strikes somebody, and tells all whom it struck that it is over',
  (id, kind) => {
    const needed = {
      node: 'GEO',
      post: 'ge-sarpi',
      port: 'ge-poti',
      place: 'ge-kutaisi',
      by: '1h',
      times: 2,
    };
    const said = Object.fromEntries(
      Object.entries(needed).filter(([field]) => (kind.needs as readonly string[]).includes(field)),
    );
    const [begins, heals] = turns(directorOf({ fault: id, at: '1h', lasts: '1h', ...said }));
    const whom = (turn: Turn | undefined) => [...new Set(turn?.acts.map(({ to }) => to))];
    expect(whom(begins)).not.toEqual([]);
    expect(whom(heals)).toEqual(whom(begins));
  },
);

test('at random, faults of one line do not overlap, are as far apart as said on average, and the same from the same seed', () => {
  const spec: FaultSpec = { fault: 'loss', every: '6h', lasts: '2h' };
  const plan = (seed: string) => planned([spec], seed, START, START + 400 * DAY);
  fc.assert(
    fc.property(fc.string(), (seed) => {
      const faults = plan(seed);
      expect(plan(seed)).toEqual(faults);
      let free = START;
      for (const { at = 0, lastsMs } of faults) {
        expect(at).toBeGreaterThanOrEqual(free);
        expect(at).toBeLessThan(START + 400 * DAY);
        free = at + lastsMs;
      }
      // 1,200 on average; five standard deviations of the gaps are 130.
      expect(Math.abs(faults.length - 1_200)).toBeLessThan(160);
    }),
    { numRuns: 20 },
  );
});
