/** Some of the messages on a line come twice. */
import { both } from '../../../nodes/common/bilingual.ts';
import { SECOND } from '../../core/time.ts';
import type { FaultKind } from '../kind.ts';
import { aboutBy } from '../length.ts';
import { onLines } from '../links.ts';

/** Share of the messages that come twice, and how much later at the most, where a scenario does not say. */
const SHARE = 0.3;
const BY_MS = 30 * SECOND;

export const duplicates: FaultKind = {
  id: 'duplicates',
  vocabulary: 'technical',
  text: both('messages come twice', 'сообщения приходят дважды'),
  heals: both(
    'each comes once; repeats that are under way are dropped as before',
    'каждое приходит один раз; повторы, которые ещё в пути, отбрасываются, как и прежде',
  ),
  needs: [],
  takes: ['node', 'way', 'messages', 'share', 'by'],
  ofIce: true,
  strikes: (fault, struck) =>
    onLines(fault, struck, { is: 'doubled', ...aboutBy(fault.spec, BY_MS) }, { share: SHARE }),
};
