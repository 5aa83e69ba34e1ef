/** T-VAL: a guarantee's validity ends. Movements under way stay covered; nothing new is. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { NodeParameters } from '../../common/parameters.ts';
import type { Step } from '../../common/step.ts';
import { NO_CHANGE, startTimer } from '../../common/step.ts';
import type { Guarantee } from './guarantee.ts';

/** Row G9. The end was known from the decision, so nobody is told. */
export function onValidityOver(
  guarantee: Guarantee | undefined,
  now: SimTime,
  { scheme }: Pick<NodeParameters, 'scheme'>,
): Step<Guarantee> {
  if (guarantee?.status !== 'active') return NO_CHANGE;
  const { id, grn } = guarantee;
  return {
    state: guarantee.with({ status: 'runOff' }),
    facts: [customsFact({ type: 'GuaranteeRanOff', row: 'G9', grn })],
    effects: [startTimer('T-LIB', id, now + scheme.timers['T-LIB'])],
  };
}
