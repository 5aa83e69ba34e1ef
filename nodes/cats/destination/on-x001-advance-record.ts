/** X001: a movement is to end here. */
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { refuse } from '../../common/step.ts';
import type { Setting } from '../setting.ts';
import { ArrivalRecord } from './arrival-record.ts';

/** Row A1. @param known the record that is there already, of whatever state. */
export function onAdvanceRecord(
  known: ArrivalRecord | undefined,
  message: MessageOf<'X001'>,
  setting: Setting,
): Step<ArrivalRecord> {
  const { mrn, body } = message;
  if (mrn === undefined) return refuse(message, 'C102', '13', '/mrn');
  if (known !== undefined) return refuse(message, 'C202', '92');
  const { declaration, seals } = body;
  const office = declaration.officeOfDestination;
  if (!setting.serves(office, 'DES')) {
    return refuse(message, 'C304', '12', '/body/declaration/officeOfDestination');
  }
  return {
    state: new ArrivalRecord({
      status: 'aarCreated',
      mrn,
      office,
      declaration,
      seals: seals.identifiers,
      channel: 'green',
      trader: '',
      closedAt: 0,
    }),
    facts: [customsFact({ type: 'AarCreated', row: 'A1', mrn, office })],
    effects: [],
  };
}
