/** X200: another country's office asks whether a guarantee covers a movement. The answer is all that happens: only X203 reserves. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { NodeParameters } from '../../common/parameters.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { answering, send } from '../../common/step.ts';
import { problemsOf, uncovered } from './checks.ts';
import type { Guarantee } from './guarantee.ts';
import { reasonsOf } from './on-x203-use.ts';

/** Answered by X201; no reasons means valid at this moment. */
export function onCheck(
  guarantee: Guarantee | undefined,
  message: MessageOf<'X200'>,
  now: SimTime,
  { scheme }: Pick<NodeParameters, 'scheme'>,
): Step<never> {
  const { mrn, grn, countries } = message.body;
  const reasons = reasonsOf(problemsOf(guarantee, message.body, now, scheme.currency));
  const notValidIn = reasons.includes('G08') && guarantee ? uncovered(guarantee, countries) : [];
  const header = { ...answering(message), mrn };
  return {
    state: undefined,
    facts: [customsFact({ type: 'GuaranteeQueried', grn, reasons })],
    effects: [send('X201', message.sender, { mrn, grn, reasons, notValidIn }, header)],
  };
}
