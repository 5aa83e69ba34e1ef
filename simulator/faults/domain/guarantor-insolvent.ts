/** The insurer of a country cannot pay: it signs nothing and pays no claim; its customs suspend the guarantees it stands behind. */
import { both } from '../../../nodes/common/bilingual.ts';
import { insurerOf } from '../../../nodes/common/routing.ts';
import type { FaultKind } from '../kind.ts';
import { faultCommand } from '../kind.ts';
import { toWorld } from './told.ts';

export const guarantorInsolvent: FaultKind = {
  id: 'guarantorInsolvent',
  vocabulary: 'domain',
  text: both(
    'the insurer of a country signs no undertaking and pays no claim; the officers of its office of guarantee suspend the guarantees of its traders',
    'страховщик страны не подписывает поручительств и не платит по требованиям; должностные лица органа гарантии приостанавливают гарантии его клиентов',
  ),
  heals: both(
    'it signs what it was asked for and pays what is overdue; the guarantees are reinstated',
    'он подписывает запрошенное и платит просроченное; действие гарантий возобновляется',
  ),
  needs: ['node'],
  takes: [],
  strikes: (fault) => {
    const { node = '' } = fault.spec;
    return [
      toWorld(fault, { fault: 'guarantorInsolvent', node }),
      { to: insurerOf(node), command: faultCommand(fault, { node }) },
    ];
  },
};
