/** Some of the messages on a line are overtaken by those behind them. */
import { both } from '../../../nodes/common/bilingual.ts';
import { SECOND } from '../../core/time.ts';
import type { FaultKind } from '../kind.ts';
import { aboutBy } from '../length.ts';
import { onLines } from '../links.ts';

/** Share of the messages that are overtaken, and how much later they come at the most, where a scenario does not say. */
const SHARE = 0.3;
const BY_MS = 10 * SECOND;

export const reorder: FaultKind = {
  id: 'reorder',
  vocabulary: 'technical',
  text: both('messages overtake each other', 'сообщения обгоняют друг друга'),
  heals: both(
    'messages keep their order; what was overtaken comes late',
    'порядок восстановлен; отставшие сообщения приходят с опозданием',
  ),
  needs: [],
  takes: ['node', 'way', 'messages', 'share', 'by'],
  ofIce: true,
  strikes: (fault, struck) =>
    onLines(fault, struck, { is: 'overtaken', ...aboutBy(fault.spec, BY_MS) }, { share: SHARE }),
};
