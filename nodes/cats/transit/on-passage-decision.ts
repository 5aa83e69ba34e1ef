/** N820 on a presented truck: it passes, or it is checked first and then passes. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import type { Effect } from '../../../simulator/core/participant.ts';
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { refuse, send, startTimer, stopTimer } from '../../common/step.ts';
import { askAbout } from '../question.ts';
import { controlsOf } from '../risk.ts';
import type { Setting } from '../setting.ts';
import type { TransitRecord } from './transit-record.ts';
import { transitKey } from './transit-record.ts';

/** Rows B6 and B7. */
export function onPassageDecision(
  record: TransitRecord,
  message: MessageOf<'N820'>,
  now: SimTime,
  setting: Setting,
): Step<TransitRecord> {
  switch (record.status) {
    case 'atrCreated':
    case 'overdue':
      return message.body.decision === 'check'
        ? check(record, now, setting)
        : pass(record, 'B6', 'T-PASS', now, setting);
    default:
      return refuse(message, 'C202', '92');
  }
}

/** Row B8. */
export function onEntryCheckResult(
  record: TransitRecord,
  message: MessageOf<'N820'>,
  now: SimTime,
  setting: Setting,
): Step<TransitRecord> {
  switch (record.status) {
    case 'entryCheck':
      return pass(record, 'B8', 'T-CTRL', now, setting);
    default:
      return refuse(message, 'C202', '92');
  }
}

/** The office of departure hears of it, the driver may go on. */
function pass(
  record: TransitRecord,
  row: 'B6' | 'B8',
  timer: 'T-PASS' | 'T-CTRL',
  now: SimTime,
  setting: Setting,
): Step<TransitRecord> {
  const { mrn, office, driver, presentationId, declaration } = record;
  const time = isoUtc(now);
  const controlled = row === 'B8';
  const crossed = { mrn, office, passageDate: time, controlled: controlled ? 1 : 0 } as const;
  const passage = { from: office, mrn, correlationId: presentationId };
  const effects: Effect[] = [
    stopTimer(timer, transitKey(mrn, office)),
    setting.toOffice('X118', declaration.officeOfDeparture, office, mrn, crossed),
    send('N118', driver, { mrn, office, time }, passage),
  ];
  return {
    state: record.with({ status: 'passed', closedAt: now }),
    facts: [customsFact({ type: 'PassageGranted', row, mrn, office, controlled })],
    effects,
  };
}

/** Row B7. */
function check(record: TransitRecord, now: SimTime, { timers }: Setting): Step<TransitRecord> {
  const { mrn, office, driver, channel, declaration } = record;
  const key = transitKey(mrn, office);
  const notice = { notificationType: 0, controls: controlsOf(channel), requestedDocuments: [] };
  return {
    state: record.with({ status: 'entryCheck' }),
    facts: [customsFact({ type: 'EntryCheckBegun', row: 'B7', mrn, office, channel })],
    effects: [
      stopTimer('T-PASS', key),
      send('T060', driver, notice, { from: office, mrn }),
      startTimer('T-CTRL', key, now + timers['T-CTRL']),
      askAbout({ kind: 'entryCheck', key, office, proposed: 'sealsOk', channel, mrn }, declaration),
    ],
  };
}
