/** N820 on arrived goods: they are released without a control, or controlled and then released, or held for what was found. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { ControlResult } from '../../common/messages/parts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { NO_CHANGE, refuse, startTimer, stopTimer, warnOfficer } from '../../common/step.ts';
import type { Setting } from '../setting.ts';
import type { ArrivalRecord } from './arrival-record.ts';
import { arrivalKey, diversionKey } from './arrival-record.ts';
import { askForControl } from './ask-control.ts';
import {
  finish,
  needsDifferences,
  release,
  resultOf,
  stateOfSeals,
  toDeparture,
} from './send-result.ts';

/** Row A13, or the decision to control, which leaves the state as it is. */
export function onArrivalDecision(
  record: ArrivalRecord,
  message: MessageOf<'N820'>,
  now: SimTime,
  setting: Setting,
): Step<ArrivalRecord> {
  switch (record.status) {
    case 'arrived':
      if (message.body.decision === 'control') return askForControl(record);
      return reminded(
        record,
        finish(record, 'A13', resultOf(record, 'A2', message.body, now), now, setting),
      );
    default:
      return refuse(message, 'C202', '92');
  }
}

/** Rows A14 and A15. */
export function onDestinationControl(
  record: ArrivalRecord,
  message: MessageOf<'N820'>,
  now: SimTime,
  setting: Setting,
): Step<ArrivalRecord> {
  switch (record.status) {
    case 'arrived': {
      const { decision, officer } = message.body;
      const result = resultOf(record, decision, message.body, now);
      return reminded(
        record,
        decision === 'B1'
          ? hold(record, result, officer, now, setting)
          : finish(record, 'A14', result, now, setting),
      );
    }
    default:
      return refuse(message, 'C202', '92');
  }
}

/** Decisions that tell departure that all is well. */
const SATISFACTORY: ReadonlySet<string> = new Set(['noControl', 'A1', 'A2']);

/** Rule C329: what the officer found must be said, unless the consignee has said it; seals in bad state, or others than recorded, mean A5 or B1 unless he says that they are in order (G0017). The task stays open. */
export function objectionToResult(
  record: ArrivalRecord | undefined,
  message: MessageOf<'N820'>,
): Step<never> | undefined {
  const { decision, differences = [], stateOfSeals: said } = message.body;
  const state = record === undefined ? said : stateOfSeals(record, said);
  if (state === 0 && SATISFACTORY.has(decision)) {
    return refuse(message, 'C329', '14', '/body/stateOfSeals');
  }
  const told = [...differences, ...(record?.unloading?.differences ?? [])];
  return needsDifferences(decision) && told.length === 0
    ? refuse(message, 'C329', '13', '/body/differences')
    : undefined;
}

/** T-CTLRES-D reminds of what stands on the office's work list; it decides nothing. */
export const onResultOverdue = ({ status, office, mrn }: ArrivalRecord): Step<never> =>
  status === 'arrived'
    ? { ...NO_CHANGE, effects: [warnOfficer(office, 'T-CTLRES-D', 'no control result', { mrn })] }
    : NO_CHANGE;

/** Row A15: the goods stay until departure has resolved what differs (X049). */
function hold(
  record: ArrivalRecord,
  result: ControlResult,
  officer: string,
  now: SimTime,
  setting: Setting,
): Step<ArrivalRecord> {
  const { mrn, office } = record;
  const { code } = result;
  return {
    state: record.with({ status: 'waitDiscrepancy', result }),
    facts: [customsFact({ type: 'MajorFindings', row: 'A15', mrn, office, result: code })],
    effects: [
      toDeparture(record, result, setting, officer),
      release(record, 0, now),
      // The office of departure may lie here too, and waits for the same under the MRN alone.
      startTimer('T-DISC', diversionKey(mrn, office), now + setting.timers['T-DISC']),
    ],
  };
}

/** The result is there: T-CTLRES-D reminds no more. */
const reminded = (
  record: ArrivalRecord,
  { state, facts, effects }: Step<ArrivalRecord>,
): Step<ArrivalRecord> => ({
  state,
  facts,
  effects: [stopTimer('T-CTLRES-D', arrivalKey(record)), ...effects],
});
