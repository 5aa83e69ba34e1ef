/** Some trucks do not come to their next stop, and nobody sees them again. */
import { both } from '../../../nodes/common/bilingual.ts';
import type { FaultKind } from '../kind.ts';
import { toWorld } from './told.ts';

/** Share where a scenario does not say. */
const SHARE = 0.1;

export const truckGone: FaultKind = {
  id: 'truckGone',
  vocabulary: 'domain',
  text: both(
    'some of the trucks that should come to a border, a port or their destination are never seen again',
    'часть машин не прибывает на границу, в порт или в место назначения и исчезает бесследно',
  ),
  heals: both(
    'trucks arrive again; those that are gone stay gone',
    'машины снова прибывают; пропавшие не находятся',
  ),
  needs: [],
  takes: ['share'],
  strikes: (fault) => {
    const { share = SHARE } = fault.spec;
    return [toWorld(fault, { fault: 'truckGone', share })];
  },
};
