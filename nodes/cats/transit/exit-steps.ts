/** What happens to a truck at an office of exit: it is presented, looked at if need be, and leaves. Departure hears of none of it: X118 is for entries. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import type { Effect } from '../../../simulator/core/participant.ts';
import { customsFact } from '../../common/facts.ts';
import type { Body } from '../../common/message-types.ts';
import type { Incident } from '../../common/messages/parts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { refuse, send, withdrawQuestion } from '../../common/step.ts';
import { afterIncident, newSealsOf, resealing, toDeparture } from '../incident.ts';
import { askAbout } from '../question.ts';
import { controlsOf } from '../risk.ts';
import { sameSeals } from '../same-seals.ts';
import type { Setting } from '../setting.ts';
import type { ExitRecord } from './exit-record.ts';
import { rejectPresentation, turnBack } from './reject-presentation.ts';
import { transitKey } from './transit-record.ts';

/** N117: an officer lets the truck leave; he looks first where it is another one, or its seals are. */
export function onExitPresentation(
  record: ExitRecord,
  message: MessageOf<'N117'>,
): Step<ExitRecord> {
  const { mrn, office } = record;
  switch (record.status) {
    case 'expected': {
      if (record.driver !== '') return refuse(message, 'C202', '92');
      const { state, effects } = takeUpExit(record, message);
      return { state, facts: [customsFact({ type: 'ExitPresented', mrn, office })], effects };
    }
    case 'check':
    case 'left':
      return refuse(message, 'C202', '92');
    case 'cancelled':
      return rejectPresentation(message, [{ pointer: '/', code: '92', reason: 'C207' }]);
    case 'refused':
    case 'closed':
      return rejectPresentation(message, [{ pointer: '/', code: '92', reason: 'C202' }]);
  }
}

export function takeUpExit(record: ExitRecord, message: MessageOf<'N117'>): Step<ExitRecord> {
  const { mrn, office, declaration, seals, means } = record;
  const { body, sender, messageId } = message;
  const asExpected =
    means[0]?.identification === body.identification && sameSeals(seals, body.seals);
  const [proposed, channel] = asExpected ? ['pass', 'green'] : ['check', 'orange'];
  const key = transitKey(mrn, office);
  return {
    state: record.with({ driver: sender, presentationId: messageId }),
    facts: [],
    effects: [askAbout({ kind: 'presentation', key, office, proposed, channel, mrn }, declaration)],
  };
}

/** N820 on the presentation: it leaves, or is looked at. */
export function onExitDecision(
  record: ExitRecord,
  message: MessageOf<'N820'>,
  now: SimTime,
): Step<ExitRecord> {
  if (record.status !== 'expected') return refuse(message, 'C202', '92');
  if (message.body.decision === 'pass') return leave(record, now);
  const { mrn, office, driver, declaration } = record;
  const controls = controlsOf('orange');
  const notice = { notificationType: 0, controls, requestedDocuments: [] };
  const key = transitKey(mrn, office);
  const channel = 'orange';
  return {
    state: record.with({ status: 'check' }),
    facts: [customsFact({ type: 'ExitCheckBegun', mrn, office })],
    effects: [
      send('T060', driver, notice, { from: office, mrn }),
      askAbout({ kind: 'entryCheck', key, office, proposed: 'sealsOk', channel, mrn }, declaration),
    ],
  };
}

/** N820 after the look. */
export function onExitCheckResult(
  record: ExitRecord,
  message: MessageOf<'N820'>,
  now: SimTime,
  setting: Setting,
): Step<ExitRecord> {
  if (record.status !== 'check') return refuse(message, 'C202', '92');
  const { body } = message;
  const { mrn, office, declaration } = record;
  switch (body.decision) {
    case 'refusePassage': {
      const value = (body.reason ?? body.differences?.join('; ') ?? 'not let out').slice(0, 350);
      return {
        state: record.with({ status: 'refused', closedAt: now }),
        facts: [customsFact({ type: 'ExitRefused', rule: 'C202', mrn, office })],
        effects: [turnBack(record, { pointer: '/', code: '92', reason: 'C202', value })],
      };
    }
    case 'resealed': {
      const identifiers = newSealsOf(body, office, mrn);
      const incident = resealing(identifiers, office, now);
      const report = toDeparture(incident, mrn, office, declaration.officeOfDeparture, setting);
      return leave(record.with({ seals: identifiers }), now, [report], incident.seals);
    }
    default:
      return leave(record, now);
  }
}

/** X010: the movement was invalidated. */
export function onExitCancelled(record: ExitRecord, now: SimTime): Step<ExitRecord> {
  const { mrn, office, driver } = record;
  const withdrawal = withdrawQuestion('presentation', transitKey(mrn, office), office, { mrn });
  return {
    state: record.with({ status: 'cancelled', closedAt: now }),
    facts: [customsFact({ type: 'ExitRefused', rule: 'C207', mrn, office })],
    effects:
      driver === ''
        ? []
        : [withdrawal, turnBack(record, { pointer: '/', code: '92', reason: 'C207' })],
  };
}

/** X024: the goods have arrived, and did not leave here. */
export function onExitSkipped(record: ExitRecord, now: SimTime): Step<ExitRecord> {
  const { mrn, office, driver } = record;
  return {
    state: record.with({ status: 'closed', closedAt: now }),
    facts: [customsFact({ type: 'ExitClosed', mrn, office })],
    effects:
      driver === ''
        ? []
        : [withdrawQuestion('presentation', transitKey(mrn, office), office, { mrn })],
  };
}

/** X181: the goods come with other seals or another truck. */
export function onExitIncident(record: ExitRecord, incident: Incident): Step<ExitRecord> {
  const { mrn, office } = record;
  const { code } = incident;
  return {
    state: record.with(afterIncident(record, incident)),
    facts: [customsFact({ type: 'IncidentNoted', mrn, office, code })],
    effects: [],
  };
}

function leave(
  record: ExitRecord,
  now: SimTime,
  before: readonly Effect[] = [],
  seals?: Body<'N118'>['seals'],
): Step<ExitRecord> {
  const { mrn, office, driver, presentationId } = record;
  const passage: Body<'N118'> = { mrn, office, time: isoUtc(now) };
  if (seals !== undefined) passage.seals = seals;
  return {
    state: record.with({ status: 'left', closedAt: now }),
    facts: [customsFact({ type: 'ExitGranted', mrn, office })],
    effects: [
      ...before,
      send('N118', driver, passage, { from: office, mrn, correlationId: presentationId }),
    ],
  };
}
