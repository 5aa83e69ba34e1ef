/** N820 after a check on entry: the truck passes, with new seals or its own, or is not let in; T-CTRL when nobody says. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { NO_CHANGE, refuse, stopTimer, warnOfficer } from '../../common/step.ts';
import { newSealsOf, resealing, toDeparture } from '../incident.ts';
import type { Setting } from '../setting.ts';
import { letIn } from './on-passage-decision.ts';
import { turnBack } from './reject-presentation.ts';
import type { TransitRecord } from './transit-record.ts';
import { transitKey } from './transit-record.ts';

/** Rows B8 and B9. */
export function onEntryCheckResult(
  record: TransitRecord,
  message: MessageOf<'N820'>,
  now: SimTime,
  setting: Setting,
): Step<TransitRecord> {
  switch (record.status) {
    case 'entryCheck':
      switch (message.body.decision) {
        case 'refusePassage':
          return refusePassage(record, message, now, setting);
        case 'resealed':
          return passSealedAnew(record, message, now, setting);
        default:
          return passAsItIs(record, now, setting);
      }
    default:
      return refuse(message, 'C202', '92');
  }
}

/** T-CTRL reminds; it decides nothing. */
export const onEntryCheckOverdue = ({ status, office, mrn }: TransitRecord): Step<never> =>
  status === 'entryCheck'
    ? { ...NO_CHANGE, effects: [warnOfficer(office, 'T-CTRL', 'check not finished', { mrn })] }
    : NO_CHANGE;

/** Row B8, seals in good state. */
function passAsItIs(record: TransitRecord, now: SimTime, setting: Setting): Step<TransitRecord> {
  return {
    state: record.with({ status: 'passed', closedAt: now }),
    facts: [customsFact(passageOf(record))],
    effects: [stopControlTimer(record), ...letIn(record, 1, now, setting)],
  };
}

/** Row B8 with new seals: incident code 2, which departure passes on to the offices ahead. */
function passSealedAnew(
  record: TransitRecord,
  { body }: MessageOf<'N820'>,
  now: SimTime,
  setting: Setting,
): Step<TransitRecord> {
  const { mrn, office, declaration } = record;
  const identifiers = newSealsOf(body, office, mrn);
  const incident = resealing(identifiers, office, now);
  return {
    state: record.with({ status: 'passed', seals: identifiers, closedAt: now }),
    facts: [
      customsFact({ ...passageOf(record), resealed: true }),
      customsFact({ type: 'IncidentRegistered', mrn, office, code: incident.code }),
    ],
    effects: [
      stopControlTimer(record),
      toDeparture(incident, mrn, office, declaration.officeOfDeparture, setting),
      ...letIn(record, 1, now, setting, incident.seals),
    ],
  };
}

/** Row B9. */
function refusePassage(
  record: TransitRecord,
  { body }: MessageOf<'N820'>,
  now: SimTime,
  setting: Setting,
): Step<TransitRecord> {
  const { mrn, office, declaration } = record;
  const found = body.reason ?? body.differences?.join('; ') ?? 'not let in after a check';
  const reason = found.slice(0, 350);
  const refusal = { mrn, office, date: isoUtc(now), reason };
  return {
    state: record.with({ status: 'refused', closedAt: now }),
    facts: [customsFact({ type: 'EntryRefused', row: 'B9', mrn, office, reason })],
    effects: [
      stopControlTimer(record),
      setting.toOffice('X119', declaration.officeOfDeparture, office, mrn, refusal),
      turnBack(record, { pointer: '/', code: '92', reason: 'C202', value: reason }),
    ],
  };
}

const passageOf = ({ mrn, office }: TransitRecord) =>
  ({ type: 'PassageGranted', row: 'B8', mrn, office, controlled: true }) as const;

const stopControlTimer = ({ mrn, office }: TransitRecord) =>
  stopTimer('T-CTRL', transitKey(mrn, office));
