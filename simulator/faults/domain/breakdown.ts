/** Some of the trucks that take the road break down. */
import { both } from '../../../nodes/common/bilingual.ts';
import type { FaultKind } from '../kind.ts';
import { byMs } from '../length.ts';
import { toWorld } from './told.ts';

/** Share of the trucks where a scenario does not say. */
const SHARE = 0.2;

export const breakdown: FaultKind = {
  id: 'breakdown',
  vocabulary: 'domain',
  text: both(
    'some of the trucks that set out on a leg of their way break down and stand for `by`',
    'часть машин, выходящих на очередной участок пути, ломается и стоит `by`',
  ),
  heals: both(
    'who sets out from then on does not break down; who stands is repaired in his time',
    'новых поломок нет; стоящие машины ремонтируют в свой срок',
  ),
  needs: ['by'],
  takes: ['share'],
  strikes: (fault) => {
    const { share = SHARE } = fault.spec;
    return [toWorld(fault, { fault: 'breakdown', share, standsMs: byMs(fault.spec, 0) })];
  },
};
