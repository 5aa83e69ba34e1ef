import { describe, expect, test } from 'vitest';
import { COUNTRIES } from '../../nodes/countries/countries.ts';
import { BORDER_TIMES, borderTimeOf, FIT_TARGETS } from './border-times.ts';
import { capacityOf, ROAD_PAIRS } from './capacities.ts';
import { CORRIDOR_DATA, placeOf, sourceOf } from './corridors.ts';

describe('the target of the fit', () => {
  test('is every published road row of 2022 on the network, once', () => {
    const rows = CORRIDOR_DATA.bcpStats.filter((row) => row.year === 2022 && row.mode === 'road');
    const key = (row: { direction: string; meanHours: number }, post: string): string =>
      `${post} ${row.direction} ${String(row.meanHours)}`;
    expect(FIT_TARGETS.map((row) => key(row, row.post)).sort()).toEqual(
      rows.map((row) => key(row, row.bcp)).sort(),
    );
  });

  test('has the hours at Red Bridge as they were printed', () => {
    expect(
      FIT_TARGETS.filter((row) => row.pair === 'red-bridge').map((row) => row.meanHours),
    ).toEqual([24.2, 1.8, 13.6, 3.1]);
    expect(borderTimeOf('ge-tsiteli-khidi', 'outbound')).toMatchObject({
      kind: 'published',
      source: 'cpmm22-geo',
      countryMeanHours: 23.3,
    });
  });
});

test('both directions of every road post of the five countries have a time', () => {
  const nodes = new Set<string>(COUNTRIES.map((country) => country.iso3));
  for (const pair of CORRIDOR_DATA.bcpPairs) {
    if (!pair.modes.includes('road') && !pair.modes.includes('ferry')) continue;
    for (const post of [pair.a, pair.b].filter((id) => nodes.has(placeOf(id).country))) {
      expect(borderTimeOf(post, 'outbound'), post).toBeDefined();
      expect(borderTimeOf(post, 'inbound'), post).toBeDefined();
    }
  }
});

test('estimates are marked, left out of the target, and of the order of the country’s published mean', () => {
  for (const row of BORDER_TIMES.filter((time) => time.kind === 'estimate')) {
    expect(FIT_TARGETS).not.toContain(row);
    expect(row.confidence).toBe('estimate');
    expect(row.basis).toContain('min of processing');
    expect(row.meanHours).toBeGreaterThan(0.4);
    expect(row.meanHours).toBeLessThan(6);
    expect(sourceOf(row.source).id).toBe(row.source);
  }
});

describe('capacity', () => {
  test.for(ROAD_PAIRS)('of %s is known in both directions', (pair) => {
    for (const direction of ['a2b', 'b2a'] as const) {
      const { trucksPerDay, source } = capacityOf(pair, direction);
      expect(trucksPerDay).toBeGreaterThanOrEqual(25);
      expect(trucksPerDay).toBeLessThan(1000);
      expect(sourceOf(source).id).toBe(source);
    }
  });

  test('is a little above the busiest day, the half of what both directions share, or the other direction’s', () => {
    expect(capacityOf('sarpi-sarp', 'b2a').trucksPerDay).toBe(Math.round(825 * 1.15));
    expect(capacityOf('red-bridge', 'a2b').trucksPerDay).toBe(320);
    expect(capacityOf('vale-turkgozu', 'a2b').trucksPerDay).toBe(75);
    expect(capacityOf('tazhen-daut-ata', 'b2a')).toEqual({
      ...capacityOf('tazhen-daut-ata', 'a2b'),
      basis: `as the other direction: ${capacityOf('tazhen-daut-ata', 'a2b').basis}`,
    });
  });

  test('takes no pandemic figure for a limit', () => {
    expect(capacityOf('dostyk-alashankou', 'a2b').trucksPerDay).toBe(120);
  });
});
