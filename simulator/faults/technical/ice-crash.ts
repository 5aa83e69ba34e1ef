/** The process of the exchange dies, and is started again when the fault heals. */
import { both } from '../../../nodes/common/bilingual.ts';
import { ICE } from '../../../nodes/common/routing.ts';
import { down } from '../down.ts';
import type { FaultKind } from '../kind.ts';

export const iceCrash: FaultKind = {
  id: 'iceCrash',
  vocabulary: 'technical',
  text: both('ICE crashes', 'ICE аварийно завершилась'),
  heals: both(
    'it starts again from its store; nodes and ICE send again what was not receipted',
    'она запускается из своего хранилища; узлы и ICE повторяют неподтверждённое',
  ),
  needs: [],
  takes: ['dies'],
  strikes: (fault) => [down(fault, ICE)],
};
