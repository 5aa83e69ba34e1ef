/** The broker dies: no line carries anything until it is up again. */
import { both } from '../../../nodes/common/bilingual.ts';
import type { FaultKind } from '../kind.ts';
import { onLines } from '../links.ts';

export const brokerCrash: FaultKind = {
  id: 'brokerCrash',
  vocabulary: 'technical',
  text: both('the MQTT broker crashes', 'брокер MQTT аварийно завершился'),
  heals: both(
    'the broker is up again; outboxes send again what was not receipted',
    'брокер снова работает; исходящие очереди повторяют неподтверждённое',
  ),
  needs: [],
  takes: [],
  strikes: (fault, struck) => onLines(fault, struck, { is: 'lost' }),
};
