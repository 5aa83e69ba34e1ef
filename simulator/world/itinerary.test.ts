import { describe, expect, test } from 'vitest';
import { flowsFor } from '../../scenarios/data/flows.ts';
import { Given } from './given.ts';
import { itineraryOf, wayOf } from './itinerary.ts';
import { START, worldParameters } from './testing/rig.ts';

const ALL = ['GEO', 'AZE', 'KAZ', 'UZB', 'TKM'];

const stopsOf = (from: string, to: string, via: string[] = []) =>
  itineraryOf(wayOf(from, to, via, ALL.slice(0, 4))).stops.map(
    ({ kind, place, station, office }) =>
      `${kind} ${place} ${station === '' ? '-' : 'queue'} ${office || '-'}`,
  );

describe('itineraries', () => {
  test('stop at both sides of a frontier, at the quay and at the end', () => {
    expect(stopsOf('ge-poti', 'uz-tashkent')).toEqual([
      'exit ge-tsiteli-khidi queue -',
      'entry az-krasny-most queue AZ000200',
      'exit az-alat-port queue -',
      'quay az-alat-port - -',
      'entry kz-kuryk-port queue KZ000104',
      'exit kz-tazhen queue -',
      'entry uz-daut-ata queue UZ000200',
      'end uz-tashkent - UZ000101',
    ]);
  });

  test('a movement that leaves the scheme at a post queues there to go out', () => {
    expect(stopsOf('ge-poti', 'ge-sarpi')).toEqual(['end ge-sarpi queue GE000200']);
  });

  test('one that ends at the post by which it came in does not queue again', () => {
    expect(stopsOf('ge-sarpi', 'az-balakan', ['ge-lagodekhi']).at(-1)).toBe(
      'end az-balakan - AZ000201',
    );
  });

  test('a place without an office, or without a way, is named', () => {
    expect(() => itineraryOf(wayOf('ge-senaki', 'az-baku', [], ALL))).toThrow(/ge-senaki/);
    expect(() => itineraryOf(wayOf('ge-poti', 'uz-tashkent', [], ['GEO', 'UZB']))).toThrow(
      /no way/,
    );
  });

  test.for(['pilot', 'georgiaYear'] as const)(
    'every flow of the set %s has a trip, an expected time and officers',
    (set) => {
      const spec = { kind: 'flows' as const, set, share: 1, from: START, until: START };
      const given = new Given(worldParameters(ALL, [spec]));
      expect(given.sources).toHaveLength(flowsFor(set, ALL).length);
      for (const { trip } of given.sources) {
        const times = trip.transits.map(({ afterMs }) => afterMs);
        expect([...times].sort((a, b) => a - b)).toEqual(times);
        expect(trip.totalMs).toBeGreaterThanOrEqual(times.at(-1) ?? 0);
        for (const office of [trip.officeOfDeparture, trip.officeOfDestination]) {
          expect(given.desks.get(office)?.officers).toBeGreaterThanOrEqual(2);
        }
      }
    },
  );
});
