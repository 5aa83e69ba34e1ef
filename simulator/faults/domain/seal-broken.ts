/** Seals of some of the trucks that take the road are torn. */
import { both } from '../../../nodes/common/bilingual.ts';
import type { FaultKind } from '../kind.ts';
import { toWorld } from './told.ts';

/** Share where a scenario does not say. */
const SHARE = 0.2;

export const sealBroken: FaultKind = {
  id: 'sealBroken',
  vocabulary: 'domain',
  text: both(
    'seals of some of the trucks that set out on a leg of their way are torn; the driver tells customs, who seal them anew',
    'у части машин, выходящих на очередной участок пути, сорваны пломбы; водитель сообщает таможне, накладываются новые',
  ),
  heals: both('no more seals are torn', 'пломбы больше не срывают'),
  needs: [],
  takes: ['share'],
  strikes: (fault) => {
    const { share = SHARE } = fault.spec;
    return [toWorld(fault, { fault: 'sealBroken', share })];
  },
};
