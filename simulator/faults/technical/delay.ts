/** Messages take longer on a line; those behind them wait. */
import { both } from '../../../nodes/common/bilingual.ts';
import { SECOND } from '../../core/time.ts';
import type { FaultKind } from '../kind.ts';
import { aboutBy } from '../length.ts';
import { onLines } from '../links.ts';

/** How much longer they take at the most where a scenario does not say. */
const BY_MS = 30 * SECOND;

export const delay: FaultKind = {
  id: 'delay',
  vocabulary: 'technical',
  text: both('messages are slow on the way', 'сообщения задерживаются в пути'),
  heals: both(
    'messages are as fast as ever; what is under way still comes late',
    'скорость восстановлена; уже отправленное ещё придёт с опозданием',
  ),
  needs: [],
  takes: ['node', 'way', 'messages', 'share', 'by'],
  ofIce: true,
  strikes: (fault, struck) =>
    onLines(fault, struck, { is: 'delayed', ...aboutBy(fault.spec, BY_MS) }),
};
