/** A node takes one message of ICE at a time, long after the other. */
import { both } from '../../../nodes/common/bilingual.ts';
import { SECOND } from '../../core/time.ts';
import type { FaultKind } from '../kind.ts';
import { byMs } from '../length.ts';
import { onLines } from '../links.ts';

/** How far apart it takes them where a scenario does not say. */
const BY_MS = 20 * SECOND;

export const slowConsumer: FaultKind = {
  id: 'slowConsumer',
  vocabulary: 'technical',
  text: both(
    'a national application is slow to take messages',
    'национальная система медленно принимает сообщения',
  ),
  heals: both(
    'it keeps pace again, once it has taken what has piled up',
    'она снова успевает, когда разберёт накопившееся',
  ),
  needs: ['node'],
  takes: ['by'],
  strikes: (fault, struck) =>
    onLines(fault, struck, { is: 'queued', gapMs: byMs(fault.spec, BY_MS) }, { way: 'in' }),
};
