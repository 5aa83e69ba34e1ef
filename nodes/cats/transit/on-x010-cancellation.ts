/** X010 at an office of transit: the movement was invalidated at departure. */
import type { Effect } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { Step } from '../../common/step.ts';
import { stopTimer, withdrawQuestion } from '../../common/step.ts';
import { turnBack } from './reject-presentation.ts';
import type { TransitRecord } from './transit-record.ts';
import { transitKey } from './transit-record.ts';

/** Row B10; undefined where the record is in a state that has no row for it. A truck that waits is turned back. */
export function onCancelled(record: TransitRecord, now: SimTime): Step<TransitRecord> | undefined {
  switch (record.status) {
    case 'atrCreated':
    case 'overdue': {
      const { mrn, office } = record;
      const key = transitKey(mrn, office);
      const effects: Effect[] = [stopTimer('T-PASS', key)];
      if (record.presented) {
        effects.push(withdrawQuestion('presentation', key, office, { mrn }));
        effects.push(turnBack(record, { pointer: '/', code: '92', reason: 'C207' }));
      }
      return {
        state: record.with({ status: 'cancelled', closedAt: now }),
        facts: [customsFact({ type: 'AtrCancelled', row: 'B10', mrn, office })],
        effects,
      };
    }
    default:
      return undefined;
  }
}
