/** Some of the messages on a line are lost. */
import { both } from '../../../nodes/common/bilingual.ts';
import type { FaultKind } from '../kind.ts';
import { onLines } from '../links.ts';

/** Share of the messages lost where a scenario does not say. */
const SHARE = 0.2;

export const loss: FaultKind = {
  id: 'loss',
  vocabulary: 'technical',
  text: both('messages are lost on the way', 'сообщения теряются в пути'),
  heals: both(
    'the line loses nothing more; what was lost is sent again until it is receipted',
    'потери прекращаются; потерянное повторяется до подтверждения',
  ),
  needs: [],
  takes: ['node', 'way', 'messages', 'share'],
  ofIce: true,
  strikes: (fault, struck) => onLines(fault, struck, { is: 'lost' }, { share: SHARE }),
};
