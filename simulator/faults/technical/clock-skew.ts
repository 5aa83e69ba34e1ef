/** The clock of a national application or of ICE is wrong: its timers keep their lengths, what it dates is dated wrong. */
import { both } from '../../../nodes/common/bilingual.ts';
import { MINUTE } from '../../core/time.ts';
import { byMs } from '../length.ts';
import type { FaultKind } from '../kind.ts';

/** How wrong it is where a scenario does not say. */
const BY_MS = 5 * MINUTE;

export const clockSkew: FaultKind = {
  id: 'clockSkew',
  vocabulary: 'technical',
  text: both('a clock is wrong', 'часы идут неверно'),
  heals: both('the clock is set right', 'часы выставлены верно'),
  needs: ['node'],
  takes: ['by', 'behind'],
  ofIce: true,
  strikes({ id, spec }) {
    const ms = byMs(spec, BY_MS);
    const aheadMs = spec.behind === true ? -ms : ms;
    return [{ to: spec.node ?? '', control: { kind: 'clock', fault: id, aheadMs } }];
  },
};
