/** A road is closed at a place: whoever comes there waits. */
import { both } from '../../../nodes/common/bilingual.ts';
import type { FaultKind } from '../kind.ts';
import { toWorld } from './told.ts';

export const roadClosed: FaultKind = {
  id: 'roadClosed',
  vocabulary: 'domain',
  text: both(
    'the road is closed at a place: trucks that come there, or would leave from there, wait',
    'дорога закрыта: машины, подъехавшие к этому месту или выезжающие из него, ждут',
  ),
  heals: both('the road opens, and they drive on', 'дорога открывается, машины едут дальше'),
  needs: ['place'],
  takes: [],
  strikes: (fault) => {
    const { place = '' } = fault.spec;
    return [toWorld(fault, { fault: 'roadClosed', place })];
  },
};
