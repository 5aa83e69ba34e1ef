/** The goods at destination are to be controlled: an officer is asked for the result. */
import { customsFact } from '../../common/facts.ts';
import type { Step } from '../../common/step.ts';
import { askAbout } from '../question.ts';
import { withPriorControl } from '../risk.ts';
import type { ArrivalRecord } from './arrival-record.ts';
import { arrivalKey } from './arrival-record.ts';
import { stateOfSeals } from './send-result.ts';

/** Leaves the state as it is. */
export function askForControl(record: ArrivalRecord): Step<never> {
  const { mrn, office, channel, declaration } = record;
  const key = arrivalKey(record);
  // Seals in bad state, or others, are a finding (G0017).
  const proposed = stateOfSeals(record, undefined) === 0 ? 'A5' : 'A1';
  const fact = { type: 'DestinationControlDecided', mrn, office, channel } as const;
  return {
    state: undefined,
    facts: [customsFact(withPriorControl(fact, record, true))],
    effects: [
      askAbout({ kind: 'destinationControl', key, office, proposed, channel, mrn }, declaration),
    ],
  };
}
