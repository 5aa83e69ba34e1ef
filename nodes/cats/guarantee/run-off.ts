/** The end of a guarantee: no new use from now on, and, once nothing is open and T-LIB is over, the guarantor is free. */
import type { Fact } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { NodeParameters } from '../../common/parameters.ts';
import { ALL, insurerOf } from '../../common/routing.ts';
import type { Step } from '../../common/step.ts';
import { NO_CHANGE, send, startTimer } from '../../common/step.ts';
import type { Guarantee } from './guarantee.ts';
import { toMoney } from './ledger.ts';

/** Rows G7 and G9: G231 to the holder, the guarantor and, through ICE, all countries. */
export function ended(
  guarantee: Guarantee,
  fact: Fact,
  reason: string,
  now: SimTime,
  { country, officeOfGuarantee, scheme }: NodeParameters,
): Step<Guarantee> {
  const { id, grn, applicant } = guarantee;
  const body = { grn, invalidityDate: isoUtc(now), reason };
  return {
    state: guarantee.with({ status: 'runOff', endedAt: now }),
    facts: [fact],
    effects: [
      startTimer('T-LIB', id, now + scheme.timers['T-LIB']),
      send('G231', applicant, body, { from: officeOfGuarantee }),
      send('G231', insurerOf(country), body, { from: officeOfGuarantee }),
      send('G231', ALL, body),
    ],
  };
}

/** Row G9: the validity is over (T-VAL), also of a guarantee that is suspended. */
export function onValidityOver(
  guarantee: Guarantee | undefined,
  now: SimTime,
  parameters: NodeParameters,
): Step<Guarantee> {
  if (guarantee?.status !== 'active' && guarantee?.status !== 'suspended') return NO_CHANGE;
  const fact = customsFact({ type: 'GuaranteeRanOff', row: 'G9', grn: guarantee.grn });
  return ended(guarantee, fact, 'the validity is over', now, parameters);
}

/**
 * Row G8: T-LIB has rung, or a use has come to its end; whichever of the two comes last closes the guarantee.
 * @param openUses that may still come to something.
 */
export function onPerhapsOver(
  guarantee: Guarantee | undefined,
  openUses: number,
  now: SimTime,
  { country, officeOfGuarantee, scheme }: NodeParameters,
): Step<Guarantee> {
  if (guarantee?.status !== 'runOff' || openUses > 0) return NO_CHANGE;
  const { grn, ledger, endedAt } = guarantee;
  if (now < endedAt + scheme.timers['T-LIB']) return NO_CHANGE;
  const amount = toMoney(ledger.referenceAmount);
  const body = { grn, amount, invalidityDate: isoUtc(endedAt), liberationDate: isoUtc(now) };
  return {
    state: guarantee.with({ status: 'closed' }),
    facts: [customsFact({ type: 'GuaranteeClosed', row: 'G8', grn, amount })],
    effects: [send('G228', insurerOf(country), body, { from: officeOfGuarantee })],
  };
}
