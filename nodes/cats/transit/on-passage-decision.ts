/** N820 on a presented truck: it passes, or it is checked first. */
import type { Effect } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { Body } from '../../common/message-types.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { refuse, send, startTimer, stopTimer } from '../../common/step.ts';
import { askAbout } from '../question.ts';
import { controlsOf, withPriorControl } from '../risk.ts';
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
        : pass(record, now, setting);
    default:
      return refuse(message, 'C202', '92');
  }
}

/** Row B6. */
function pass(record: TransitRecord, now: SimTime, setting: Setting): Step<TransitRecord> {
  const { mrn, office } = record;
  const fact = { type: 'PassageGranted', row: 'B6', mrn, office, controlled: false } as const;
  return {
    state: record.with({ status: 'passed', closedAt: now }),
    facts: [customsFact(withPriorControl(fact, record, false))],
    effects: [stopTimer('T-PASS', transitKey(mrn, office)), ...letIn(record, 0, now, setting)],
  };
}

/** The office of departure hears of it (X118), the driver may go on (N118). @param seals that the office has put on. */
export function letIn(
  { mrn, office, driver, presentationId, declaration }: TransitRecord,
  controlled: 0 | 1,
  now: SimTime,
  setting: Setting,
  seals?: Body<'N118'>['seals'],
): Effect[] {
  const time = isoUtc(now);
  const crossed = { mrn, office, passageDate: time, controlled };
  const passage: Body<'N118'> = { mrn, office, time };
  if (seals !== undefined) passage.seals = seals;
  return [
    setting.toOffice('X118', declaration.officeOfDeparture, office, mrn, crossed),
    send('N118', driver, passage, { from: office, mrn, correlationId: presentationId }),
  ];
}

/** Row B7. */
function check(record: TransitRecord, now: SimTime, { timers }: Setting): Step<TransitRecord> {
  const { mrn, office, driver, channel, declaration } = record;
  const key = transitKey(mrn, office);
  const notice = { notificationType: 0, controls: controlsOf(channel), requestedDocuments: [] };
  const fact = { type: 'EntryCheckBegun', row: 'B7', mrn, office, channel } as const;
  return {
    state: record.with({ status: 'entryCheck' }),
    facts: [customsFact(withPriorControl(fact, record, true))],
    effects: [
      stopTimer('T-PASS', key),
      send('T060', driver, notice, { from: office, mrn }),
      startTimer('T-CTRL', key, now + timers['T-CTRL']),
      askAbout({ kind: 'entryCheck', key, office, proposed: 'sealsOk', channel, mrn }, declaration),
    ],
  };
}
