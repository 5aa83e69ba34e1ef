/** More traffic than usual, for a while. */
import { both } from '../../../nodes/common/bilingual.ts';
import type { FaultKind } from '../kind.ts';
import { toWorld } from './told.ts';

export const surge: FaultKind = {
  id: 'surge',
  vocabulary: 'domain',
  text: both(
    'the traffic of all flows is `times` as dense; movements that a scenario lists are not changed',
    'поток по всем направлениям в `times` раз плотнее; перечисленные в сценарии перевозки не меняются',
  ),
  heals: both(
    'loads are declared as often as usual; those of the surge are still on their way',
    'декларации подаются с обычной частотой; машины наплыва ещё в пути',
  ),
  needs: ['times'],
  takes: [],
  strikes: (fault) => {
    const { times = 1 } = fault.spec;
    return [toWorld(fault, { fault: 'surge', times })];
  },
};
