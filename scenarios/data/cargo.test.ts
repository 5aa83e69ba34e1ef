import { describe, expect, test } from 'vitest';
import { COUNTRIES } from '../../nodes/countries/countries.ts';
import { CARGO_MIXES } from './cargo-mixes.ts';
import { CARGO_GROUPS, cargoGroupOf, cargoGroupOfHs, publishedShareOf } from './cargo.ts';
import { sourceOf } from './corridors.ts';

const shareOf = (...ids: string[]): number =>
  ids.reduce((sum, id) => sum + cargoGroupOf(id).share, 0);

test('shares are those published, and their split adds up to what was published together', () => {
  expect(shareOf('vegetables')).toBe(publishedShareOf('vegetables'));
  expect(shareOf('machinery')).toBe(publishedShareOf('machinery'));
  expect(shareOf('textiles')).toBe(publishedShareOf('textiles'));
  const seven = ['fruit', 'metals', 'plastics', 'vehicleParts', 'food', 'wood', 'chemicals'];
  expect(shareOf(...seven)).toBeCloseTo(publishedShareOf('other seven categories') ?? NaN, 9);
  expect(shareOf('excise', 'other')).toBeCloseTo(publishedShareOf('rest') ?? NaN, 9);
});

test.for(CARGO_GROUPS)('$id has goods of its own chapters and figures that make sense', (group) => {
  for (const { hs6, en, ru } of group.goods) {
    expect(hs6).toMatch(/^\d{6}$/);
    expect(cargoGroupOfHs(hs6)?.id).toBe(group.id);
    expect(en.length).toBeGreaterThan(2);
    expect(ru).toMatch(/^[А-Я]/);
  }
  expect(group.grossKg.min).toBeLessThan(group.grossKg.max);
  expect(group.grossKg.max).toBeLessThanOrEqual(22_500);
  expect(group.netShare).toBeGreaterThan(0.8);
  expect(group.netShare).toBeLessThan(1);
  expect(group.packages.every((type) => /^[A-Z0-9]{2}$/.test(type))).toBe(true);
  expect(sourceOf(group.source).id).toBe(group.source);
});

test('a full load puts sums at risk that a guarantee can carry', () => {
  for (const group of CARGO_GROUPS) {
    const tonnes = ((group.grossKg.min + group.grossKg.max) / 2 / 1000) * group.netShare;
    const value = tonnes * group.usdPerTonne.median;
    const chapter = group.goods[0]?.hs6.slice(0, 2) ?? '';
    const risks = COUNTRIES.map(({ tariff }) => {
      const { duty, vat } = tariff.chapters[chapter] ?? tariff.default;
      return value * duty + value * (1 + duty) * vat;
    });
    expect(Math.max(...risks), group.id).toBeGreaterThan(2_000);
    expect(Math.max(...risks), group.id).toBeLessThan(60_000);
  }
});

test('chapters belong to one group at most, and drinks and tobacco are the sensitive ones', () => {
  for (let chapter = 1; chapter <= 97; chapter++) {
    const owners = CARGO_GROUPS.filter(({ chapters }) =>
      chapters.some(([first, last]) => first <= chapter && chapter <= last),
    );
    expect(owners.length, String(chapter)).toBeLessThanOrEqual(1);
  }
  expect(CARGO_GROUPS.filter((group) => group.sensitive).map((group) => group.id)).toEqual([
    'excise',
  ]);
  expect(cargoGroupOfHs('010121')).toBeUndefined();
});

describe('mixes', () => {
  test.for(Object.entries(CARGO_MIXES))('%s adds up to 1 over known groups', ([, mix]) => {
    for (const id of Object.keys(mix)) expect(cargoGroupOf(id).id).toBe(id);
    const weights: number[] = Object.values(mix);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
  });
});
