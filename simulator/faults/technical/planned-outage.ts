/** A country says until when it will be away: ICE keeps what is for it. */
import { both } from '../../../nodes/common/bilingual.ts';
import { isoUtc } from '../../core/time.ts';
import type { FaultKind } from '../kind.ts';
import { outageBegins, outageEnds } from '../outage.ts';

export const plannedOutage: FaultKind = {
  id: 'plannedOutage',
  vocabulary: 'technical',
  text: both('a country announces an outage', 'страна объявляет о перерыве в работе'),
  heals: both(
    'it says that it is back; ICE hands over what has waited',
    'страна сообщает, что снова работает; ICE передаёт накопившееся',
  ),
  needs: ['node'],
  takes: [],
  strikes: (fault) => [outageBegins(fault, { until: isoUtc(fault.until) })],
  heal: (fault) => [outageEnds(fault)],
};
