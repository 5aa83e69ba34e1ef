/** T007: somebody notifies the arrival of the goods. */
import type { Effect, Fact } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { Body } from '../../common/message-types.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { send, startTimer } from '../../common/step.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { afterIncident, toDeparture } from '../incident.ts';
import { riskOnSight } from '../on-sight.ts';
import { askAbout } from '../question.ts';
import type { Risk } from '../risk.ts';
import { sameSeals } from '../same-seals.ts';
import type { Setting } from '../setting.ts';
import { judgeArrival } from './arrival-checks.ts';
import type { ArrivalRecord } from './arrival-record.ts';
import { arrivalKey, NOTHING_UNLOADED } from './arrival-record.ts';
import { outOfSequence, rejectionOf, rulesOf, turnDown } from './reject-arrival.ts';
import { unloadingPermission } from './unloading-permission.ts';

type Arrival = MessageOf<'T007'>;

/** What an arrival is judged by, beside the record. */
export interface ArrivalNeeds {
  readonly accounts: Accounts;
  readonly setting: Setting;
  /** Is asked for the risk where the arrival is taken up. */
  readonly assess: (record: ArrivalRecord) => Risk;
}

/** Rows A5, A6 and A7. */
export function onArrival(
  record: ArrivalRecord,
  message: Arrival,
  now: SimTime,
  needs: ArrivalNeeds,
): Step<ArrivalRecord> {
  const { accounts, setting, assess } = needs;
  switch (record.status) {
    case 'aarCreated': {
      const defects = judgeArrival(message.body, accounts, now, setting);
      return defects.length > 0
        ? reject(message, defects)
        : arrive(
            seen(withIncidents(record, message), message, assess(record)),
            message,
            now,
            setting,
          );
    }
    case 'cancelled':
      return turnDown(message, outOfSequence('C207'));
    default:
      return turnDown(message, outOfSequence('C208'));
  }
}

/** Row A5. */
function reject(message: Arrival, defects: ReturnType<typeof judgeArrival>): Step<never> {
  const { mrn, office } = message.body;
  const rules = rulesOf(defects);
  return {
    state: undefined,
    facts: [customsFact({ type: 'ArrivalRejected', row: 'A5', mrn, office, rules })],
    effects: [rejectionOf(message, defects)],
  };
}

const withIncidents = (record: ArrivalRecord, { body }: Arrival): ArrivalRecord =>
  body.incidents === undefined ? record : record.with(body.incidents.reduce(afterIncident, record));

/** Other seals or another truck than recorded, after the incidents told: the goods are taken, and then controlled (G0017). */
function seen(record: ArrivalRecord, { body }: Arrival, risk: Risk): ArrivalRecord {
  const { channel, repeats } = riskOnSight(record, body, risk);
  return sameSeals(record.seals, body.seals)
    ? record.with({ channel, repeats })
    : record.with({ channel, repeats, otherSeals: body.seals });
}

/** Departure hears of it. Row A6: an officer decides on a control. Row A7: the authorised consignee may unload. */
function arrive(
  record: ArrivalRecord,
  message: Arrival,
  now: SimTime,
  setting: Setting,
): Step<ArrivalRecord> {
  const { mrn, office, declaration } = record;
  const { body, sender: trader } = message;
  const simplified = body.simplified === 1;
  const row = simplified ? 'A7' : 'A6';
  const facts: Fact[] = [customsFact({ type: 'ArrivalNotified', row, mrn, office })];
  const effects: Effect[] = [];
  // Before the arrival: departure takes incidents of movements that are under way.
  for (const incident of body.incidents ?? []) {
    facts.push(customsFact({ type: 'IncidentRegistered', mrn, office, code: incident.code }));
    effects.push(toDeparture(incident, mrn, office, declaration.officeOfDeparture, setting));
  }
  const advice: Body<'X006'> = { mrn, arrivedAt: body.arrivedAt, actualOffice: office };
  if (simplified) advice.simplified = 1;
  effects.push(setting.toOffice('X006', declaration.officeOfDeparture, office, mrn, advice));
  const state = simplified
    ? record.with({ status: 'unloading', trader, unloading: NOTHING_UNLOADED })
    : record.with({ status: 'arrived', trader });
  effects.push(...(simplified ? permit(state, now, setting) : askOfficer(state, now, setting)));
  return { state, facts, effects };
}

function askOfficer(record: ArrivalRecord, now: SimTime, { timers }: Setting): Effect[] {
  const { mrn, office, channel, declaration } = record;
  const key = arrivalKey(record);
  const proposed = channel === 'green' ? 'noControl' : 'control';
  return [
    startTimer('T-CTLRES-D', key, now + timers['T-CTLRES-D']),
    askAbout({ kind: 'arrivalDecision', key, office, proposed, channel, mrn }, declaration),
  ];
}

function permit(record: ArrivalRecord, now: SimTime, { timers }: Setting): Effect[] {
  const { mrn, office, trader } = record;
  return [
    send('T043', trader, unloadingPermission(record, 0), { from: office, mrn }),
    startTimer('T-ULD', arrivalKey(record), now + timers['T-ULD']),
  ];
}
