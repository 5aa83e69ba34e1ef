/** Faults drawn at random: each is one that a scenario may say, heals while there is time left, and comes again from the same stream. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadScenario } from '../../scenarios/load.ts';
import { semanticDefects } from '../../scenarios/semantics.ts';
import { Chance } from '../core/chance.ts';
import { DAY, HOUR, parseDuration } from '../core/time.ts';
import { FAULTS } from '../faults/catalogue.ts';
import { drawFaults, isDrawn } from '../faults/draw.ts';
import { strikable } from '../faults/strikable.ts';

const WHO = strikable(['GEO', 'AZE', 'KAZ', 'UZB']);
const draw = (seed: string, spanMs: number, count: number, who = WHO) =>
  drawFaults(new Chance(seed).stream('faults'), who, spanMs, count);
const ms = (text = ''): number => parseDuration(text) ?? NaN;

const seeds = fc.string();
const spans = fc.integer({ min: HOUR, max: 90 * DAY });

test('all heal within the first three fifths of the span, in order of time', () => {
  fc.assert(
    fc.property(seeds, spans, fc.nat(30), (seed, spanMs, count) => {
      const faults = draw(seed, spanMs, count);
      expect(faults).toHaveLength(count);
      expect(draw(seed, spanMs, count)).toEqual(faults);
      let last = 0;
      for (const { at, lasts } of faults) {
        expect(ms(at)).toBeGreaterThanOrEqual(last);
        expect(ms(lasts)).toBeGreaterThan(0);
        expect(ms(at) + ms(lasts)).toBeLessThanOrEqual(0.6 * spanMs);
        last = ms(at);
      }
    }),
  );
});

test('a scenario may say every one of them', () => {
  const loaded = loadScenario('pilot/one-truck');
  if (!loaded.ok) throw new Error('the scenario does not load');
  const { scenario } = loaded;
  fc.assert(
    fc.property(seeds, (seed) => {
      const faults = draw(seed, 20 * DAY, 40);
      const locate = () => ({ file: seed, line: 1, column: 1 });
      expect(semanticDefects({ ...scenario, faults }, locate)).toEqual([]);
    }),
  );
});

test('every kind is drawn but the one that nothing shows', () => {
  const drawn = new Set(draw('all', 30 * DAY, 2_000).map(({ fault }) => fault));
  const never = FAULTS.map(({ id }) => id).filter((id) => !drawn.has(id));
  expect(never).toEqual(['staleReferenceData']);
});

test('what there is nobody for is not drawn', () => {
  const nowhere = strikable(['GEO'], []);
  const drawn = draw('nowhere', 30 * DAY, 1_000, nowhere).map(({ fault }) => fault);
  expect(new Set(drawn)).toEqual(
    new Set(FAULTS.filter((kind) => isDrawn(kind, nowhere)).map(({ id }) => id)),
  );
  expect(drawn).not.toContain('borderClosed');
  const nobody = draw('nowhere', 30 * DAY, 1_000, { ...nowhere, nodes: [] });
  expect(nobody.map(({ fault }) => fault)).not.toContain('partition');
});
