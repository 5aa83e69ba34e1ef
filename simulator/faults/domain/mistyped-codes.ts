/** Access codes of guarantees are mistyped in some declarations. */
import { both } from '../../../nodes/common/bilingual.ts';
import type { FaultKind } from '../kind.ts';
import { toWorld } from './told.ts';

/** Share where a scenario does not say. */
const SHARE = 0.3;

export const mistypedCodes: FaultKind = {
  id: 'mistypedCodes',
  vocabulary: 'domain',
  text: both(
    'the access code of the guarantee is mistyped in some declarations; the trader amends them',
    'в части деклараций неверно введён код доступа к гарантии; участник исправляет',
  ),
  heals: both('codes are typed as carefully as ever', 'коды снова вводят как обычно'),
  needs: [],
  takes: ['share'],
  strikes: (fault) => {
    const { share = SHARE } = fault.spec;
    return [toWorld(fault, { fault: 'mistypedCodes', share })];
  },
};
