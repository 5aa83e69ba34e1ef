/** A border post takes longer than usual over every truck. */
import { both } from '../../../nodes/common/bilingual.ts';
import type { FaultKind } from '../kind.ts';
import { sidesOf, toWorld } from './told.ts';

export const slowBorder: FaultKind = {
  id: 'slowBorder',
  vocabulary: 'domain',
  text: both(
    'a border post takes `times` as long over every truck, and over the other traffic before it',
    'пост оформляет каждую машину и остальной поток перед ней в `times` раз дольше',
  ),
  heals: both(
    'who comes to a lane from then on is served as fast as ever',
    'следующих машин обслуживают с обычной скоростью',
  ),
  needs: ['post', 'times'],
  takes: ['side'],
  strikes: (fault) => {
    const { post = '', times = 1 } = fault.spec;
    return [toWorld(fault, { fault: 'slowBorder', post, sides: sidesOf(fault.spec), times })];
  },
};
