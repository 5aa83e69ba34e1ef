/** X142 about goods that have come to this country: the result again if there is one, else word that there is none yet (X144). */
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import type { Setting } from '../setting.ts';
import type { ArrivalRecord } from './arrival-record.ts';
import { toDeparture } from './send-result.ts';

/** Row A20, and the same for goods whose result was sent already; undefined where the goods have not come, or the enquiry needs an officer. */
export function onResultAsked(
  record: ArrivalRecord,
  { body: { enquirer } }: MessageOf<'X142'>,
  setting: Setting,
): Step<ArrivalRecord> | undefined {
  const { mrn, office, result } = record;
  switch (record.status) {
    case 'unloading':
    case 'arrived': {
      const text = 'the goods have arrived; there is no control result yet';
      const information = [{ about: 'controlResult', text }];
      const asked = { type: 'ResultAsked', mrn, office, known: false } as const;
      return {
        state: undefined,
        facts: [customsFact(record.status === 'arrived' ? { ...asked, row: 'A20' } : asked)],
        effects: [setting.toOffice('X144', enquirer, office, mrn, { mrn, office, information })],
      };
    }
    case 'waitDiscrepancy':
    case 'resultSent':
    case 'released':
    case 'heldForRecovery':
      if (result === undefined) return undefined;
      return {
        state: undefined,
        facts: [customsFact({ type: 'ResultAsked', mrn, office, known: true })],
        effects: [toDeparture(record, result, setting)],
      };
    default:
      return undefined;
  }
}
