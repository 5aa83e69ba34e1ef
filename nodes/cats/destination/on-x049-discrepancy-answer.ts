/** X049: departure has resolved the discrepancies, or has not; T-DISC when it says nothing. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { NO_CHANGE, refuse, stopTimer, warnOfficer } from '../../common/step.ts';
import type { ArrivalRecord } from './arrival-record.ts';
import { diversionKey } from './arrival-record.ts';
import { release } from './send-result.ts';

/** Rows A16 and A17. */
export function onDiscrepancyAnswer(
  record: ArrivalRecord,
  message: MessageOf<'X049'>,
  now: SimTime,
): Step<ArrivalRecord> {
  switch (record.status) {
    case 'waitDiscrepancy': {
      const { mrn, office } = record;
      const stop = stopTimer('T-DISC', diversionKey(mrn, office));
      return message.body.resolved === 1
        ? {
            state: record.with({ status: 'released', closedAt: now }),
            facts: [customsFact({ type: 'HeldGoodsReleased', row: 'A16', mrn, office })],
            effects: [stop, release(record, 1, now)],
          }
        : {
            state: record.with({ status: 'heldForRecovery', closedAt: now }),
            facts: [customsFact({ type: 'GoodsHeld', row: 'A17', mrn, office })],
            effects: [stop],
          };
    }
    default:
      return refuse(message, 'C202', '92');
  }
}

/** No row: the answer is departure's to give, the office only hears that it is late. */
export const onDiscrepancyOverdue = ({ status, office, mrn }: ArrivalRecord): Step<never> =>
  status === 'waitDiscrepancy'
    ? { ...NO_CHANGE, effects: [warnOfficer(office, 'T-DISC', 'no answer to B1', { mrn })] }
    : NO_CHANGE;
