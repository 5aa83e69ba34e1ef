/** T-GUADEC: an application has waited too long for a decision. A reminder; nothing else changes. */
import { customsFact } from '../../common/facts.ts';
import type { Step } from '../../common/step.ts';
import { NO_CHANGE, warnOfficer } from '../../common/step.ts';
import type { Guarantee } from './guarantee.ts';

/** @param office of guarantee, whose officer is reminded (S903). */
export function onDecisionOverdue(guarantee: Guarantee | undefined, office: string): Step<never> {
  switch (guarantee?.status) {
    case 'applied':
    case 'awaitUndertaking':
    case 'underReview':
      return {
        state: undefined,
        facts: [customsFact({ type: 'GuaranteeDecisionOverdue', guarantee: guarantee.id })],
        effects: [warnOfficer(office, 'T-GUADEC', `${guarantee.holderName} waits for a guarantee`)],
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
