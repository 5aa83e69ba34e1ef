import { expect, test } from 'vitest';
import { CORRIDOR_DATA } from './corridors.ts';
import { closureShareOf, FERRY_LINES, ferryLineOf } from './ferries.ts';

test('every ferry leg of the network has a line, and every ship sails one line only', () => {
  const legs = CORRIDOR_DATA.legs.filter((leg) => leg.mode === 'ferry');
  expect(legs.map((leg) => ferryLineOf(leg.id).leg).sort()).toEqual(
    legs.map((leg) => leg.id).sort(),
  );
  const ships = FERRY_LINES.flatMap((line) => line.vessels.map((vessel) => vessel.id));
  expect(new Set(ships).size).toBe(ships.length);
  expect(() => ferryLineOf('road:ge-poti>ge-senaki')).toThrow(RangeError);
});

test.for([
  ['ferry:az-alat-port>kz-kuryk-port', 15_955],
  ['ferry:az-alat-port>tm-turkmenbashi-port', 23_476],
] as const)(
  '%s carries the trucks of the year with its sailings and usual load',
  ([leg, trucks]) => {
    const { departuresPerWeekEachWay, typicalLoadTrucks } = ferryLineOf(leg);
    const year = departuresPerWeekEachWay.value * 2 * (365 / 7) * typicalLoadTrucks.value;
    expect(year / trucks).toBeGreaterThan(0.95);
    expect(year / trucks).toBeLessThan(1.2);
  },
);

test('enough ships call for the sailings', () => {
  for (const {
    vessels,
    passageHours,
    handlingHours,
    departuresPerWeekEachWay,
    id,
  } of FERRY_LINES) {
    // A round trip: two passages and a call in each port.
    const round = passageHours.min + passageHours.max + handlingHours.min + handlingHours.max;
    expect((vessels.length * 7 * 24) / round, id).toBeGreaterThan(departuresPerWeekEachWay.value);
    for (const vessel of vessels) expect(vessel.truckCapacity).toBeGreaterThan(20);
  }
});

test('weather closes the open ports by the month, the sheltered ones half as often, no other place', () => {
  expect([1, 7, 11, 12].map((month) => closureShareOf('kz-kuryk-port', month))).toEqual([
    0.4, 0.08, 0.5, 0.5,
  ]);
  expect(closureShareOf('az-alat-port', 12)).toBe(0.25);
  expect(closureShareOf('tm-turkmenbashi-port', 1)).toBe(0.2);
  expect(closureShareOf('ge-poti', 12)).toBe(0);
});
