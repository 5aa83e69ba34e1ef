/** X024 at the office of destination: the goods have arrived at another office. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { Step } from '../../common/step.ts';
import type { ArrivalRecord } from './arrival-record.ts';

/** Row A19; undefined where the record is in a state that has no row for it. */
export function onArrivedElsewhere(
  record: ArrivalRecord,
  now: SimTime,
): Step<ArrivalRecord> | undefined {
  switch (record.status) {
    case 'aarCreated': {
      const { mrn, office } = record;
      return {
        state: record.with({ status: 'arrivedElsewhere', closedAt: now }),
        facts: [customsFact({ type: 'ArrivedElsewhere', row: 'A19', mrn, office })],
        effects: [],
      };
    }
    default:
      return undefined;
  }
}
