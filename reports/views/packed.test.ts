import { expect, test } from 'vitest';
import { ONE_TRUCK, ONE_TRUCK_HEADER } from '../fixtures/one-truck.ts';
import { packTrial, unpackTrial } from './packed.ts';
import { Trial } from './trial.ts';
import type { TrialSnapshot } from './trial-state.ts';

/** The golden trucks and movements, as often as this. */
const manifold = (saved: TrialSnapshot, count: number): TrialSnapshot => {
  const copies = <R extends { readonly id: string }>(rows: readonly R[]): R[] =>
    rows.flatMap((row) =>
      Array.from({ length: count }, (_, i) => ({ ...row, id: `${row.id}-${String(i)}` })),
    );
  const { trucks, movements } = saved;
  return {
    ...saved,
    trucks: { ...trucks, rows: copies(trucks.rows) },
    movements: { ...movements, rows: copies(movements.rows) },
  };
};

test.for([0, 1, 20])(
  'a trial of %i trucks comes out of its packed form as it went in, at every entry',
  (count) => {
    const trial = new Trial(ONE_TRUCK_HEADER.participants);
    for (const entry of ONE_TRUCK) {
      trial.step(entry);
      const saved = manifold(trial.save(), count);
      const text = JSON.stringify(packTrial(saved));
      expect(unpackTrial(JSON.parse(text) as ReturnType<typeof packTrial>)).toEqual(saved);
    }
  },
);

test('packed, many trucks on one road are told in less than half the text', () => {
  const trial = new Trial(ONE_TRUCK_HEADER.participants);
  for (const entry of ONE_TRUCK.slice(0, 40)) trial.step(entry);
  const saved = manifold(trial.save(), 500);
  expect(JSON.stringify(packTrial(saved)).length).toBeLessThan(JSON.stringify(saved).length / 2);
});
