/** A country says that it is away without having planned it: nobody knows until when, and ICE tries now and then. */
import { both } from '../../../nodes/common/bilingual.ts';
import type { FaultKind } from '../kind.ts';
import { outageBegins, outageEnds } from '../outage.ts';

export const unplannedOutage: FaultKind = {
  id: 'unplannedOutage',
  vocabulary: 'technical',
  text: both(
    'a country has an outage that nobody planned',
    'страна сообщает о незапланированном сбое',
  ),
  heals: both(
    'it says that it is back; ICE hands over what has waited',
    'страна сообщает, что снова работает; ICE передаёт накопившееся',
  ),
  needs: ['node'],
  takes: [],
  strikes: (fault) => [outageBegins(fault, { unplanned: true })],
  heal: (fault) => [outageEnds(fault)],
};
