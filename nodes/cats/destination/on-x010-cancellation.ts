/** X010 at an office of destination: the movement was invalidated at departure. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { Step } from '../../common/step.ts';
import type { ArrivalRecord } from './arrival-record.ts';

/** Row A18; undefined where the record is in a state that has no row for it. */
export function onCancelled(record: ArrivalRecord, now: SimTime): Step<ArrivalRecord> | undefined {
  switch (record.status) {
    case 'aarCreated': {
      const { mrn, office } = record;
      return {
        state: record.with({ status: 'cancelled', closedAt: now }),
        facts: [customsFact({ type: 'AarCancelled', row: 'A18', mrn, office })],
        effects: [],
      };
    }
    default:
      return undefined;
  }
}
