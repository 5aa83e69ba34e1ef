/** The discharge of a movement: the trader is told, the guarantees are given back. Which row leads to it, its caller says. */
import type { Effect, Fact } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import type { Step } from '../../common/step.ts';
import { send } from '../../common/step.ts';
import { toTrader } from './answers.ts';
import type { Movement } from './movement.ts';
import type { Setting } from '../setting.ts';

/** Rows D33, D36, E8, E16 and E20: written off, T045, X204 for each guarantee, and X209 where the credit has not come yet. */
export function discharge(
  movement: Movement,
  facts: readonly Fact[],
  effects: readonly Effect[],
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  const end = writtenOff(movement, facts, effects, now);
  return {
    state: end.state,
    facts,
    effects: [
      ...end.effects,
      ...creditNow(movement, now, setting),
      ...releaseGuarantees(movement, now),
    ],
  };
}

/** Written off and T045; the guarantees are settled otherwise (row E18). */
export const writtenOff = (
  movement: Movement,
  facts: readonly Fact[],
  effects: readonly Effect[],
  now: SimTime,
): Step<Movement> => ({
  state: movement.with({ status: 'writtenOff', closedAt: now }),
  facts,
  effects: [...effects, toTrader(movement, 'T045', { mrn: movement.mrn, date: isoUtc(now) })],
});

/** X209 for each guarantee. @param arrivedAt ISO 8601, UTC. */
export const credits = (
  { uses, mrn, declaration, office: from }: Movement,
  arrivedAt: string,
): Effect[] =>
  uses.map(({ grn }) =>
    send('X209', declaration.officeOfGuarantee, { mrn, grn, arrivedAt }, { from, mrn }),
  );

/** The credit that arrival has not brought yet, where the scheme gives the amount back on arrival. */
const creditNow = (movement: Movement, now: SimTime, { parameters }: Setting): Effect[] =>
  parameters.scheme.creditOn === 'arrival' && movement.arrivedAt === 0
    ? credits(movement, isoUtc(now))
    : [];

/** X204 with the release date, for each guarantee (C0255). */
export const releaseGuarantees = (
  { uses, mrn, declaration, office: from }: Movement,
  now: SimTime,
): Effect[] =>
  uses.map(({ grn }) =>
    send(
      'X204',
      declaration.officeOfGuarantee,
      { mrn, grn, releaseDate: isoUtc(now) },
      { from, mrn },
    ),
  );
