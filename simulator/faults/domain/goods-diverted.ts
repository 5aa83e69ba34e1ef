/** Some trucks come to another office than was declared. */
import { both } from '../../../nodes/common/bilingual.ts';
import type { FaultKind } from '../kind.ts';
import { toWorld } from './told.ts';

/** Share where a scenario does not say. */
const SHARE = 0.2;

export const goodsDiverted: FaultKind = {
  id: 'goodsDiverted',
  vocabulary: 'domain',
  text: both(
    'some of the loads declared come by another border office, or to another office of destination, than was declared',
    'часть заявленных грузов въезжает через другой таможенный орган или прибывает в другой орган назначения',
  ),
  heals: both(
    'loads are declared as they travel; those under way still come elsewhere',
    'новые грузы следуют как заявлено; уже отправленные ещё прибудут в другое место',
  ),
  needs: [],
  takes: ['share'],
  strikes: (fault) => {
    const { share = SHARE } = fault.spec;
    return [toWorld(fault, { fault: 'goodsDiverted', share })];
  },
};
