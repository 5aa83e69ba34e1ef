import { describe, expect, test } from 'vitest';
import { borderTimeOf, FIT_TARGETS } from '../../scenarios/data/border-times.ts';
import { DAY, HOUR } from '../core/time.ts';
import type { TimedFact } from './fit.ts';
import { fitRows, fitText, fittedFile, FitWatch } from './fit.ts';
import { ASSUMPTIONS } from './parameters.ts';
import { FITTED, siteOf, stationKey } from './sites.ts';

/** Trucks that each take so many hours at Red Bridge to go out of Georgia, one after the other. */
const taking = (hours: readonly number[], everyMs = 2 * HOUR): TimedFact[] =>
  hours.flatMap((took, i): TimedFact[] => {
    const at = {
      truck: `T${String(i)}`,
      post: 'ge-tsiteli-khidi',
      side: 'exit',
      pair: 'red-bridge',
    };
    const t = i * everyMs;
    return [
      { t, type: 'TruckQueued', ...at, queue: 0, background: took - 1 },
      { t: t + took * HOUR, type: 'TruckCleared', ...at, waited: took * HOUR },
    ];
  });

describe('the fit of a run', () => {
  test('is the mean beside the published one, with an interval from batches of days', () => {
    const hours = Array.from({ length: 600 }, (_, i) => 24.2 + (i % 2 === 0 ? 3 : -3));
    const [row, ...others] = fitRows(taking(hours));
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      post: 'ge-tsiteli-khidi',
      side: 'exit',
      publishedHours: 24.2,
      trucks: 600,
      fits: true,
    });
    expect(row?.meanHours).toBeCloseTo(24.2, 6);
    expect(row?.halfWidthHours).toBeLessThan(0.5);
  });

  test('says no where the published mean is outside the interval', () => {
    expect(fitRows(taking(new Array<number>(600).fill(20)))[0]?.fits).toBe(false);
  });

  test('has no interval after a few days', () => {
    const [row] = fitRows(taking(new Array<number>(20).fill(24.2)));
    expect(row?.halfWidthHours).toBe(Infinity);
    expect(fitText(row === undefined ? [] : [row])).toContain('–');
  });

  test('leaves out what was cleared before the start of measuring', () => {
    const all = taking(new Array<number>(100).fill(10));
    expect(fitRows(all, 5 * DAY)[0]?.trucks).toBeLessThan(fitRows(all)[0]?.trucks ?? 0);
  });

  test('has no row for posts whose time is an estimate', () => {
    const facts = taking([3, 3, 3]).map((fact) => ({ ...fact, post: 'kz-tazhen' }));
    expect(fitRows(facts)).toEqual([]);
  });

  test('improves the other traffic by what is missing', () => {
    const watch = new FitWatch();
    // All but one hour is other traffic; published are 24.2 hours.
    for (const fact of taking(new Array<number>(2_000).fill(20))) watch.observe(fact);
    const [post] = watch.improved();
    expect(post?.station).toBe('ge-tsiteli-khidi/exit');
    // The backlog cannot fall as fast as it rises, so its mean is above the one it tends to.
    expect(post?.backgroundHours).toBeGreaterThan(16);
    expect(post?.backgroundHours).toBeLessThan(23.2);
  });
});

describe('the fitted posts', () => {
  test('are sides that the data publish a time for, each fitted to less than that time', () => {
    const targets = FIT_TARGETS.map(({ post, direction }) =>
      stationKey(post, direction === 'outbound' ? 'exit' : 'entry'),
    );
    expect(FITTED.size).toBeGreaterThan(0);
    for (const [station, hours] of FITTED) {
      expect(targets).toContain(station);
      const [post, side] = station.split('/') as [string, string];
      expect(hours).toBeLessThan(
        borderTimeOf(post, side === 'exit' ? 'outbound' : 'inbound')?.meanHours ?? 0,
      );
    }
  });

  test('are what the stations of the world take', () => {
    for (const [station, hours] of FITTED) {
      const [post, side] = station.split('/') as [string, 'exit' | 'entry'];
      const { backgroundMeanMs } = siteOf(post, side, ASSUMPTIONS, 1);
      expect(backgroundMeanMs).toBe(Math.round(Math.max(0, hours) * HOUR));
    }
    expect(siteOf('kz-tazhen', 'exit', ASSUMPTIONS, 1).backgroundMeanMs).toBeGreaterThan(0);
  });

  test('make a lane faster where nothing else is left to shorten', () => {
    const service = (hours: number): number => {
      const backgroundHours = { 'az-alat-port/entry': hours };
      return siteOf('az-alat-port', 'entry', { ...ASSUMPTIONS, backgroundHours }, 1).serviceMeanMs;
    };
    expect(service(0.3)).toBe(service(0));
    expect(service(-0.05)).toBe(service(0) - 0.05 * HOUR);
    expect(service(-9)).toBe(60_000);
  });

  test('are written as the file that they are read from', () => {
    const posts = [{ station: 'ge-sarpi/exit', backgroundHours: 17.15 }];
    expect(JSON.parse(fittedFile(posts))).toMatchObject({ posts });
  });
});
