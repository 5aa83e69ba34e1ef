import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../core/time.ts';
import { closureShareOf, FERRY_LINES } from '../../scenarios/data/ferries.ts';
import { oneTruck } from './testing/cases.ts';
import { Rig, START } from './testing/rig.ts';
import { ASSUMPTIONS } from './parameters.ts';

const PORTS = ['az-alat-port', 'kz-kuryk-port'];
const KURYK = FERRY_LINES.find(({ id }) => id === 'alat-kuryk');

/** Spans in which each port was closed. */
function closures(rig: Rig): ReadonlyMap<string, { from: number; until: number }[]> {
  const spans = new Map<string, { from: number; until: number }[]>();
  for (const { t, port, until } of rig.facts('PortClosed')) {
    const list = spans.get(port) ?? [];
    const last = list.at(-1);
    if (last !== undefined && last.until >= t) last.until = Math.max(last.until, until);
    else list.push({ from: t, until });
    spans.set(port, list);
  }
  return spans;
}

describe('ferries', () => {
  const year = new Rig(oneTruck({}, { weather: { closures: 'seasonal', storms: [] } })).run(
    START + 365 * DAY,
  );
  const spans = closures(year);
  const isClosed = (port: string, t: number): boolean =>
    (spans.get(port) ?? []).some(({ from, until }) => from <= t && t < until);

  test('sail when full, or with enough after the longest wait', () => {
    const loads = new Map<string, { t: number; capacity: number }>();
    let full = 0;
    for (const entry of year.entries) {
      if (entry.type === 'FerryBoarding')
        loads.set(String(entry['vessel']), { t: entry.t, capacity: Number(entry['capacity']) });
      if (entry.type !== 'FerrySailed') continue;
      const { t, capacity } = loads.get(String(entry['vessel'])) ?? { t: 0, capacity: 0 };
      const load = (entry['trucks'] as string[]).length + Number(entry['others']);
      expect(load).toBeLessThanOrEqual(capacity);
      if (load === capacity) full++;
      else {
        expect(entry.t - t).toBeGreaterThanOrEqual((KURYK?.waitHoursMax.value ?? 0) * HOUR);
        expect(load).toBeGreaterThanOrEqual(capacity * ASSUMPTIONS.ferryLoadMin);
      }
    }
    expect(full).toBeGreaterThan(0.9 * year.facts('FerrySailed').length);
  });

  test('sail about as often as is published', () => {
    const perWeek =
      year.facts('FerrySailed').filter(({ from }) => from === 'az-alat-port').length / (365 / 7);
    const published = KURYK?.departuresPerWeekEachWay.value ?? 0;
    expect(perWeek).toBeGreaterThan(0.75 * published);
    expect(perWeek).toBeLessThan(1.5 * published);
  });

  test('neither leave nor enter a port that weather has closed', () => {
    for (const { t, from, to } of year.facts('FerrySailed')) {
      expect([isClosed(from, t), isClosed(to, t)]).toEqual([false, false]);
    }
    for (const { t, port } of year.facts('FerryArrived')) expect(isClosed(port, t)).toBe(false);
  });

  test('every ship that sails arrives, after the passage and not before', () => {
    const sailed = new Map<string, number>();
    for (const entry of year.entries) {
      if (entry.type === 'FerrySailed') {
        sailed.set(String(entry['vessel']), Number(entry['until']));
        const hours = (Number(entry['until']) - entry.t) / HOUR;
        expect(hours).toBeGreaterThanOrEqual(KURYK?.passageHours.min ?? Infinity);
        expect(hours).toBeLessThanOrEqual(KURYK?.passageHours.max ?? 0);
      } else if (entry.type === 'FerryArrived') {
        expect(entry.t).toBeGreaterThanOrEqual(sailed.get(String(entry['vessel'])) ?? Infinity);
      }
    }
  });

  test('weather closes each port for its share of the winter and of the summer', () => {
    const years = 12;
    const rig = new Rig(oneTruck({}, { weather: { closures: 'seasonal', storms: [] } })).run(
      START + years * 365 * DAY,
    );
    const found = closures(rig);
    for (const port of PORTS) {
      for (const months of [
        [11, 12],
        [6, 7, 8],
      ]) {
        const expected = closureShareOf(port, months[0] as number);
        let closed = 0;
        let hours = 0;
        for (let t = START; t < START + years * 365 * DAY; t += 3 * HOUR) {
          if (!months.includes(new Date(t).getUTCMonth() + 1)) continue;
          hours++;
          if ((found.get(port) ?? []).some(({ from, until }) => from <= t && t < until)) closed++;
        }
        expect(Math.abs(closed / hours - expected)).toBeLessThan(0.3 * expected);
      }
    }
  });

  test('a storm of the scenario closes its ports from its hour to its end', () => {
    const storm = { ports: PORTS, from: START + 3 * DAY, until: START + 8 * DAY };
    const rig = new Rig(oneTruck({}, { weather: { closures: 'none', storms: [storm] } })).run(
      START + 30 * DAY,
    );
    for (const port of PORTS)
      expect(closures(rig).get(port)).toEqual([{ from: storm.from, until: storm.until }]);
    expect(rig.facts('PortOpened').map(({ t, port }) => ({ t, port }))).toEqual(
      PORTS.map((port) => ({ t: storm.until, port })),
    );
    const during = rig.facts('FerrySailed').filter(({ t }) => storm.from <= t && t < storm.until);
    expect(during).toEqual([]);
    expect(rig.facts('TruckLeft')).toHaveLength(1);
  });

  test('without weather no port closes', () => {
    expect(new Rig(oneTruck()).run(START + 60 * DAY).facts('PortClosed')).toEqual([]);
  });
});
