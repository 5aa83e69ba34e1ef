/** N180: a driver tells an incident office of this country what happened on the way; it registers it and tells departure (X180). */
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { Defect } from '../../common/messages/parts.ts';
import { parseMrn } from '../../common/numbers/mrn.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { answering, rejection, send } from '../../common/step.ts';
import { findDefects } from '../../common/validation/check.ts';
import { INCIDENT_CHECKS } from '../../common/validation/incident-checks.ts';
import { toDeparture } from '../incident.ts';
import { officeOfDepartureOf } from '../office-of-departure.ts';
import type { Setting } from '../setting.ts';

/** No row of its own: rows D29 and B12 follow from it. The office needs no record of the movement. */
export function onIncidentReport(
  message: MessageOf<'N180'>,
  now: SimTime,
  setting: Setting,
): Step<never> {
  const { mrn, office, incident } = message.body;
  const officeOfDeparture = officeOfDepartureOf(mrn, setting.parameters.scheme);
  const defects = defectsOf(message, officeOfDeparture, now, setting);
  if (defects.length > 0 || officeOfDeparture === undefined) return turnDown(message, defects);
  return {
    state: undefined,
    facts: [customsFact({ type: 'IncidentRegistered', mrn, office, code: incident.code })],
    effects: [toDeparture(incident, mrn, office, officeOfDeparture, setting)],
  };
}

/** All at once: the number, the office, and the incident itself (C328). */
function defectsOf(
  { body }: MessageOf<'N180'>,
  officeOfDeparture: string | undefined,
  now: SimTime,
  setting: Setting,
): Defect[] {
  const { off, parameters } = setting;
  const { scheme } = parameters;
  const { mrn, office, incident } = body;
  const defects: Defect[] = [];
  const parsed = parseMrn(mrn, '/body/mrn');
  const numberRule = parsed.ok ? undefined : (parsed.error.code ?? 'C301');
  if (numberRule !== undefined) {
    defects.push({ pointer: '/body/mrn', code: '93', reason: numberRule, value: mrn });
  } else if (officeOfDeparture === undefined) {
    defects.push({ pointer: '/body/mrn', code: '90', reason: 'C201', value: mrn });
  }
  if (!setting.serves(office, 'INC')) {
    defects.push({ pointer: '/body/office', code: '12', reason: 'C304', value: office });
  }
  const found = findDefects(INCIDENT_CHECKS, { incident, at: '/body/incident', now, scheme }, off);
  return [...defects.filter(({ reason }) => !isOff(reason, setting)), ...found];
}

const isOff = (rule: string, { off }: Setting): boolean => (off as ReadonlySet<string>).has(rule);

/** S906 to the driver, with everything that is wrong; nothing where no office can be told and nobody minds. */
function turnDown(message: MessageOf<'N180'>, errors: Defect[]): Step<never> {
  const { messageId, messageType, sender, body } = message;
  const header = { ...answering(message), mrn: body.mrn };
  return {
    state: undefined,
    facts: errors.map(({ reason, code }) =>
      rejection(messageId, messageType, reason, code, body.mrn),
    ),
    effects: errors.length === 0 ? [] : [send('S906', sender, { messageId, errors }, header)],
  };
}
