/** X181 at an office of destination: something happened on the way; the goods come with other seals or another truck. */
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { NO_CHANGE } from '../../common/step.ts';
import { afterIncident } from '../incident.ts';
import type { ArrivalRecord } from './arrival-record.ts';

/**
 * No row of its own: the state stays. An incident that was told here with the arrival comes back and changes nothing, nor does one
 * that comes after the arrival.
 */
export function onIncident(
  record: ArrivalRecord,
  { body: { incident } }: MessageOf<'X181'>,
): Step<ArrivalRecord> | undefined {
  const { mrn, office } = record;
  switch (record.status) {
    case 'aarCreated':
      return {
        state: record.with(afterIncident(record, incident)),
        facts: [customsFact({ type: 'IncidentNoted', mrn, office, code: incident.code })],
        effects: [],
      };
    case 'unloading':
    case 'arrived':
    case 'waitDiscrepancy':
    case 'resultSent':
      return NO_CHANGE;
    default:
      return undefined;
  }
}
