/** A port is closed: no ferry takes trucks aboard there, sails, or comes in. */
import { both } from '../../../nodes/common/bilingual.ts';
import type { FaultKind } from '../kind.ts';
import { toWorld } from './told.ts';

export const ferryHeld: FaultKind = {
  id: 'ferryHeld',
  vocabulary: 'domain',
  text: both(
    'ferries are held at a port: none takes trucks aboard, sails or comes in',
    'паромы задержаны в порту: погрузки, отхода и захода нет',
  ),
  heals: both(
    'the port opens, unless weather keeps it closed; ships sail in turn',
    'порт открывается, если не закрыт из-за погоды; суда отходят по очереди',
  ),
  needs: ['port'],
  takes: [],
  strikes: (fault) => {
    const { port = '' } = fault.spec;
    return [toWorld(fault, { fault: 'ferryHeld', port })];
  },
};
