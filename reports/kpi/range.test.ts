/** Who is told of what and when, and that what is over is forgotten. */
import { expect, test } from 'vitest';
import type { Entry } from '../../simulator/core/cell.ts';
import { MRN, ONE_TRUCK, ONE_TRUCK_HEADER } from '../fixtures/one-truck.ts';
import type { Handlers, Measure, MessageSettled } from './range.ts';
import { Range } from './range.ts';

class Witness implements Measure {
  readonly told: string[] = [];
  readonly settled: MessageSettled[] = [];
  readonly learn: Handlers = {
    MovementWrittenOff: () => void this.told.push('written off'),
    MovementEnded: ({ movement }) =>
      void this.told.push(`${String(movement.outcome)} ${movement.to}`),
    HandedOver: () => void this.told.push('handed over'),
  };
  readonly count: Handlers = {
    MovementWrittenOff: () => void this.told.push('counted'),
    MessageSettled: (message) => void this.settled.push({ ...message }),
  };
}

function over(entries: readonly Entry[]): { range: Range; witness: Witness } {
  const range = new Range(ONE_TRUCK_HEADER.participants);
  const witness = range.measure(Witness);
  for (const entry of entries) range.step(entry);
  return { range, witness };
}

test('a measure is made once and told once, learners before counters, the end of the movement last', () => {
  const { range, witness } = over(ONE_TRUCK);
  expect(range.measure(Witness)).toBe(witness);
  expect(witness.told).toEqual(['handed over', 'written off', 'counted', 'discharged uz-tashkent']);
});

test('before the end of the warm-up nothing is counted', () => {
  const { witness } = over(ONE_TRUCK.slice(1));
  expect(witness.told).toEqual(['written off', 'discharged uz-tashkent']);
  expect(witness.settled).toEqual([]);
});

test('when all is over, no movement is remembered', () => {
  expect(over(ONE_TRUCK).range.registry.size).toBe(0);
  const last = ONE_TRUCK.findIndex(({ type }) => type === 'TruckLeft');
  const { range } = over(ONE_TRUCK.slice(0, last));
  expect([...range.registry.values()].map(({ mrn, outcome }) => [mrn, outcome])).toEqual([
    [MRN, 'discharged'],
  ]);
});

test('a message ends when its recipient names it, or where it is refused', () => {
  const sent = ONE_TRUCK.find(({ type, msg }) => type === 'MessageSent' && msg === 'X006')!;
  const at = ONE_TRUCK.indexOf(sent) + 1;
  const refused: Entry = {
    t: sent.t + 5,
    n: 'ICE',
    s: 999,
    type: 'MessageRefused',
    id: sent['id'],
    msg: 'X006',
    from: 'UZB',
    rule: 'C601',
    code: '14',
  };
  const { witness } = over([...ONE_TRUCK.slice(0, at), refused, ...ONE_TRUCK.slice(at)]);
  expect(witness.settled.map(({ msg, refused: rule }) => [msg, rule])).toEqual([
    ...[
      ['X001', null],
      ['X050', null],
      ['X050', null],
      ['X050', null],
    ],
    ...[
      ['X118', null],
      ['X118', null],
      ['X118', null],
    ],
    ...[
      ['X006', 'C601'],
      ['X018', null],
    ],
  ]);
  expect(witness.settled[0]).toMatchObject({ from: 'GEO', to: 'UZB', mrn: MRN, repeats: 0 });
});
