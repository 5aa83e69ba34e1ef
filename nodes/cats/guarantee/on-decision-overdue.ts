/** T-GUADEC: an application has waited too long for a decision. A reminder; nothing else changes. */
import { customsFact } from '../../common/facts.ts';
import type { Step } from '../../common/step.ts';
import { NO_CHANGE } from '../../common/step.ts';
import type { Guarantee } from './guarantee.ts';

export function onDecisionOverdue(guarantee: Guarantee | undefined): Step<never> {
  switch (guarantee?.status) {
    case 'applied':
    case 'awaitUndertaking':
    case 'underReview':
      return {
        state: undefined,
        facts: [customsFact({ type: 'GuaranteeDecisionOverdue', guarantee: guarantee.id })],
        effects: [],
      };
    case undefined:
    case 'active':
    case 'suspended':
    case 'runOff':
    case 'closed':
    case 'refused':
      return NO_CHANGE;
  }
}
