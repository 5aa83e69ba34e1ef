/** G231 from another country: a guarantee of its has ended. Guarantees are used in the country that keeps them, so nothing else follows here. */
import { customsFact } from '../../common/facts.ts';
import { grnParts } from '../../common/numbers/grn.ts';
import type { NodeParameters } from '../../common/parameters.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { refuse } from '../../common/step.ts';

/** Only the country that allotted the GRN may say so (rule C501). */
export function onRevocation(
  message: MessageOf<'G231'>,
  { scheme }: Pick<NodeParameters, 'scheme'>,
): Step<never> {
  const { sender, body } = message;
  const { grn } = body;
  if (scheme.members[sender] !== grnParts(grn).country) {
    return refuse(message, 'C501', '12', '/body/grn');
  }
  return {
    state: undefined,
    facts: [customsFact({ type: 'GuaranteeEndKnown', grn, node: sender })],
    effects: [],
  };
}
