import { describe, expect, test } from 'vitest';
import { MESSAGE_CODES } from '../message-types.ts';
import type { RowId } from './row.ts';
import { HELD_BACK, statusOf, STEPPED, steppedRows } from './stepped.ts';
import { ROWS, rowOf } from './tables.ts';

/** Changes with the messages of the version; whoever changes it has looked at what the new rows need. */
const STEPPED_NOW = `
  D1 D3 D9 D10 D13 D14 D15 D16 D17 D18 D19 D20 D21 D22 D24 D27 D31 D32 D33 D35 D39
  B1 B6 B7 B8 B11 B13 B14
  A1 A5 A6 A13 A14 A19
  G1 G2 G3 G4 G5 G9
  U1 U2 U3 U4 U5 U6 U9
  E1`;

test('this version steps these rows', () => {
  expect([...STEPPED]).toEqual(STEPPED_NOW.trim().split(/\s+/));
});

test('a stepped row always sends only what this version speaks', () => {
  const spoken = new Set<string>(MESSAGE_CODES);
  for (const id of STEPPED) {
    for (const { code, when } of rowOf(id)?.emits ?? []) {
      if (when === undefined) expect([id, spoken.has(code)]).toEqual([id, true]);
    }
  }
});

test('with every message and nothing held back, every row is stepped: none is beyond reach', () => {
  const all = ROWS.flatMap((row) => [
    ...row.emits.map((emission) => emission.code),
    ...row.on.flatMap((on) => (on.kind === 'message' && on.codes !== 'any' ? on.codes : [])),
  ]);
  expect(steppedRows(all, {}).size).toBe(111);
});

test('without messages nothing is stepped', () => {
  expect(steppedRows([]).size).toBe(0);
});

test('a row whose states no stepped row reaches is open, though it needs no message', () => {
  expect(rowOf('E12')?.emits).toEqual([]);
  expect(statusOf('E12')).toBe('open');
});

describe('a row is held back only as long as its reason holds', () => {
  test.for(Object.keys(HELD_BACK))('%s', (id) => {
    expect(statusOf(id as RowId)).toBe('open');
    expect(steppedRows(MESSAGE_CODES, {}).has(id as RowId)).toBe(true);
  });
});

test('a row that does not exist has no status', () => {
  expect(() => statusOf('D40')).toThrow(RangeError);
});
