/** A border post is closed: nobody is served there. */
import { both } from '../../../nodes/common/bilingual.ts';
import type { FaultKind } from '../kind.ts';
import { sidesOf, toWorld } from './told.ts';

export const borderClosed: FaultKind = {
  id: 'borderClosed',
  vocabulary: 'domain',
  text: both(
    'a border post is closed: trucks at its lanes are seen through, nobody else is served',
    'пост закрыт: машины на полосах оформляют до конца, остальных не обслуживают',
  ),
  heals: both(
    'it opens, and trucks are served in the order in which they came',
    'пост открывается, машины обслуживают в порядке прибытия',
  ),
  needs: ['post'],
  takes: ['side'],
  strikes: (fault) => {
    const { post = '' } = fault.spec;
    return [toWorld(fault, { fault: 'borderClosed', post, sides: sidesOf(fault.spec) })];
  },
};
