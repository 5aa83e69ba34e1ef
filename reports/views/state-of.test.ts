/** States after rows: one for each outcome of a row that has several, and ends that both machines of a movement know. */
import { expect, test } from 'vitest';
import { ROWS } from '../../nodes/common/states/tables.ts';
import { isEnded, stateAfter, targetOf } from './state-of.ts';

/** The facts that tell which way a row went. */
const FACTS: Readonly<Record<string, readonly string[]>> = {
  D12: ['MovementInvalidated', 'InvalidationRefused'],
  D22: ['GuaranteeRetried', 'ReleaseDenied'],
  B5: ['AtrAskedAgain', 'AtrUnanswered'],
  G6: ['GuaranteeSuspended', 'GuaranteeReinstated'],
  E15: ['RecoveryTransferred', 'RecoveryBegun'],
};

test('a row with several outcomes leads where its fact says', () => {
  const forked = ROWS.filter(({ to }) => to !== 'same' && to.length > 1);
  expect(forked.map(({ id }) => id)).toEqual(Object.keys(FACTS));
  for (const { id, to } of forked) {
    const reached = (FACTS[id] ?? []).map((fact) => stateAfter(targetOf(id)!, fact, 'unknown'));
    expect([id, reached.sort()]).toEqual([id, [...(to as readonly string[])].sort()]);
  }
});

test('a movement may end at departure or in recovery', () => {
  expect(
    ['writtenOff', 'recovered', 'invalidated'].map((state) => isEnded('departure', state)),
  ).toEqual([true, true, true]);
  expect(isEnded('departure', 'recoveryTransferred')).toBe(false);
  expect(isEnded('departure', 'none')).toBe(false);
});
