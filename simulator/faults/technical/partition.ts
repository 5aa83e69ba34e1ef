/** A node and ICE do not hear each other. */
import { both } from '../../../nodes/common/bilingual.ts';
import type { FaultKind } from '../kind.ts';
import { onLines } from '../links.ts';

export const partition: FaultKind = {
  id: 'partition',
  vocabulary: 'technical',
  text: both('a country is cut off from ICE', 'страна отрезана от ICE'),
  heals: both(
    'the line is back; outboxes send again what was not receipted',
    'связь восстановлена; исходящие очереди повторяют неподтверждённое',
  ),
  needs: ['node'],
  takes: ['way'],
  strikes: (fault, struck) => onLines(fault, struck, { is: 'lost' }),
};
