/** X050: a movement is to enter this country by one of its offices; T-PASS when it does not come. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { parseIsoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { NO_CHANGE, startTimer, warnOfficer } from '../../common/step.ts';
import type { Setting } from '../setting.ts';
import type { TransitRecord } from './transit-record.ts';
import { expectedTransit, transitKey } from './transit-record.ts';

/** Row B1, for one of the offices that the message names. Without an estimated arrival the limit date is expected. */
export function createRecord(
  { body }: MessageOf<'X050'>,
  mrn: string,
  office: string,
  now: SimTime,
  { timers }: Setting,
): Step<TransitRecord> {
  const { declaration, limitDate } = body;
  const transit = declaration.officesOfTransit.find((declared) => declared.office === office);
  const expected = parseIsoUtc(transit?.estimatedArrival ?? limitDate) ?? now;
  return {
    state: expectedTransit(body, mrn, office),
    facts: [customsFact({ type: 'AtrCreated', row: 'B1', mrn, office, expected })],
    effects: [
      startTimer('T-PASS', transitKey(mrn, office), Math.max(now, expected) + timers['T-PASS']),
    ],
  };
}

/** Row B13. A truck that comes later is still let in. */
export function onOverdue(record: TransitRecord): Step<TransitRecord> {
  switch (record.status) {
    case 'atrCreated': {
      const { mrn, office } = record;
      return {
        state: record.with({ status: 'overdue' }),
        facts: [customsFact({ type: 'AtrOverdue', row: 'B13', mrn, office })],
        effects: [warnOfficer(office, 'T-PASS', 'expected and not come', { mrn })],
      };
    }
    default:
      return NO_CHANGE;
  }
}
