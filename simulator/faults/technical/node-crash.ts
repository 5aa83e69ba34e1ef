/** The process of a national application dies, and is started again when the fault heals. */
import { both } from '../../../nodes/common/bilingual.ts';
import type { FaultKind } from '../kind.ts';
import { down } from '../down.ts';

export const nodeCrash: FaultKind = {
  id: 'nodeCrash',
  vocabulary: 'technical',
  text: both('a national application crashes', 'национальная система аварийно завершилась'),
  heals: both(
    'it starts again from its store; timers that came due meanwhile ring',
    'она запускается из своего хранилища; срабатывают наступившие за это время таймеры',
  ),
  needs: ['node'],
  takes: ['dies'],
  strikes: (fault) => [down(fault, fault.spec.node ?? '')],
};
