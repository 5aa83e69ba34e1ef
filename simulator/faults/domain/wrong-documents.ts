/** Some declarations are lodged with a mistake. */
import { both } from '../../../nodes/common/bilingual.ts';
import type { FaultKind } from '../kind.ts';
import { toWorld } from './told.ts';

/** Share where a scenario does not say. */
const SHARE = 0.3;

export const wrongDocuments: FaultKind = {
  id: 'wrongDocuments',
  vocabulary: 'domain',
  text: both(
    'some declarations are lodged with a mistake that customs refuse; the trader puts it right',
    'часть деклараций подаётся с ошибкой, и таможня их отклоняет; участник исправляет',
  ),
  heals: both('declarations are as right as ever', 'новые декларации подаются как обычно'),
  needs: [],
  takes: ['share'],
  strikes: (fault) => {
    const { share = SHARE } = fault.spec;
    return [toWorld(fault, { fault: 'wrongDocuments', share })];
  },
};
