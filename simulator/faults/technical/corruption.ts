/** The bytes of some messages are changed on a line: whoever gets them cannot read them. */
import { both } from '../../../nodes/common/bilingual.ts';
import type { FaultKind } from '../kind.ts';
import { onLines } from '../links.ts';

/** Share of the messages spoilt where a scenario does not say. */
const SHARE = 0.2;

export const corruption: FaultKind = {
  id: 'corruption',
  vocabulary: 'technical',
  text: both('messages arrive spoilt', 'сообщения приходят повреждёнными'),
  heals: both(
    'messages arrive whole; ICE has refused what it could not read, and it is sent again like all that was not receipted',
    'сообщения приходят целыми; нечитаемое ICE отклонила, и оно, как всё неподтверждённое, отправляется снова',
  ),
  needs: [],
  takes: ['node', 'way', 'messages', 'share'],
  ofIce: true,
  strikes: (fault, struck) =>
    onLines(fault, struck, { is: 'spoilt', what: 'bytes' }, { share: SHARE }),
};
