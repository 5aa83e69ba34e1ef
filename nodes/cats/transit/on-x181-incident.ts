/** X181 at an office of transit: something happened on the way; the goods come with other seals or another truck. */
import { customsFact } from '../../common/facts.ts';
import type { Incident } from '../../common/messages/parts.ts';
import type { Step } from '../../common/step.ts';
import { afterIncident } from '../incident.ts';
import type { TransitRecord } from './transit-record.ts';

/** Row B12; undefined where the record is in a state that has no row for it. */
export function onIncident(
  record: TransitRecord,
  incident: Incident,
): Step<TransitRecord> | undefined {
  switch (record.status) {
    case 'atrCreated':
    case 'overdue': {
      const { mrn, office } = record;
      const { code } = incident;
      return {
        state: record.with(afterIncident(record, incident)),
        facts: [customsFact({ type: 'IncidentNoted', row: 'B12', mrn, office, code })],
        effects: [],
      };
    }
    default:
      return undefined;
  }
}
