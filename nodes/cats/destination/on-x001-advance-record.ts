/** X001: a movement is to end here. */
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { refuse } from '../../common/step.ts';
import type { Setting } from '../setting.ts';
import type { ArrivalRecord } from './arrival-record.ts';
import { expectedArrival } from './arrival-record.ts';

/** Row A1. @param isKnown there is a record already, of whatever state, or the goods have come and it was asked for. */
export function onAdvanceRecord(
  isKnown: boolean,
  message: MessageOf<'X001'>,
  setting: Setting,
): Step<ArrivalRecord> {
  const { mrn, body } = message;
  if (mrn === undefined) return refuse(message, 'C102', '13', '/mrn');
  if (isKnown) return refuse(message, 'C202', '92');
  const office = body.declaration.officeOfDestination;
  if (!setting.serves(office, 'DES') && !setting.off.has('C304')) {
    return refuse(message, 'C304', '12', '/body/declaration/officeOfDestination');
  }
  return {
    state: expectedArrival(body, mrn, office),
    facts: [customsFact({ type: 'AarCreated', row: 'A1', mrn, office })],
    effects: [],
  };
}
