/** X024 at an office of transit: the goods have arrived without passing here. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { Step } from '../../common/step.ts';
import { stopTimer, withdrawQuestion } from '../../common/step.ts';
import type { TransitRecord } from './transit-record.ts';
import { transitKey } from './transit-record.ts';

/** Row B11; undefined where the record is in a state that has no row for it. */
export function onSkipped(record: TransitRecord, now: SimTime): Step<TransitRecord> | undefined {
  switch (record.status) {
    case 'atrCreated':
    case 'overdue': {
      const { mrn, office } = record;
      const key = transitKey(mrn, office);
      const stop = stopTimer('T-PASS', key);
      return {
        state: record.with({ status: 'closedArrived', closedAt: now }),
        facts: [customsFact({ type: 'AtrClosed', row: 'B11', mrn, office })],
        effects: record.presented
          ? [stop, withdrawQuestion('presentation', key, office, { mrn })]
          : [stop],
      };
    }
    default:
      return undefined;
  }
}
