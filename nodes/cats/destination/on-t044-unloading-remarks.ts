/** T044: an authorised consignee tells what he has unloaded; T-ULD when he does not. */
import type { SimTime } from '../../../simulator/core/time.ts';
import { parseIsoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { Body } from '../../common/message-types.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { NO_CHANGE, send, startTimer, stopTimer } from '../../common/step.ts';
import type { CheckOf } from '../../common/validation/check.ts';
import { findDefects } from '../../common/validation/check.ts';
import { askAbout } from '../question.ts';
import { controlsOf } from '../risk.ts';
import type { Setting } from '../setting.ts';
import type { ArrivalRecord, Unloading } from './arrival-record.ts';
import { arrivalKey, NOTHING_UNLOADED } from './arrival-record.ts';
import { askForControl } from './ask-control.ts';
import { outOfSequence, rejectionOf, rulesOf, turnDown } from './reject-arrival.ts';
import { finish, resultOf } from './send-result.ts';
import { unloadingPermission } from './unloading-permission.ts';

/** Permissions to go on are numbered with one digit. */
const PERMISSIONS_MOST = 9;

/** Remarks, and the record that they are about. */
interface Remarks {
  readonly body: Body<'T044'>;
  readonly record: ArrivalRecord;
  readonly now: SimTime;
}

const REMARK_CHECKS: readonly CheckOf<Remarks>[] = [
  {
    rule: 'C104',
    find: ({ body: { unloadedAt }, now }, findings) => {
      const at = parseIsoUtc(unloadedAt);
      if (at === undefined || at > now) findings.add('/body/unloadedAt', 14, unloadedAt);
    },
  },
  {
    rule: 'C111',
    find: ({ body: { unloadingCompletion }, record }, findings) => {
      const { permissions } = record.unloading ?? NOTHING_UNLOADED;
      if (unloadingCompletion === 0 && permissions === PERMISSIONS_MOST)
        findings.add('/body/unloadingCompletion', 14, 0);
    },
  },
  {
    rule: 'C329',
    find: ({ body, record }, findings) => {
      const { conform, differences = [], stateOfSeals } = body;
      if (conform === 0 && differences.length === 0) findings.add('/body/differences', 13);
      const told = stateOfSeals ?? record.unloading?.stateOfSeals;
      if (record.seals.length > 0 && told === undefined) findings.add('/body/stateOfSeals', 13);
    },
  },
];

/** Rows A8 to A11. */
export function onUnloadingRemarks(
  record: ArrivalRecord,
  message: MessageOf<'T044'>,
  now: SimTime,
  setting: Setting,
): Step<ArrivalRecord> {
  switch (record.status) {
    case 'unloading':
      break;
    default:
      return turnDown(message, outOfSequence('C202'));
  }
  const { mrn, office, channel } = record;
  const { body } = message;
  const defects = findDefects(REMARK_CHECKS, { body, record, now }, setting.off);
  if (defects.length > 0) {
    const rules = rulesOf(defects);
    return {
      state: undefined,
      facts: [customsFact({ type: 'RemarksRejected', row: 'A8', mrn, office, rules })],
      effects: [rejectionOf(message, defects)],
    };
  }
  const told = record.with({ unloading: withRemarks(record.unloading, body) });
  if (body.unloadingCompletion === 0) return goOn(told, now, setting);
  return isConform(body, told.unloading) && channel === 'green'
    ? release(told, now, setting)
    : report(told, isConform(body, told.unloading), now, setting);
}

/** Row A12: an officer attends, and is reminded where no result comes of it. */
export function onUnloadingOverdue(
  record: ArrivalRecord,
  now: SimTime,
  setting: Setting,
): Step<ArrivalRecord> {
  switch (record.status) {
    case 'unloading': {
      const { mrn, office, trader, channel } = record;
      const notice = { notificationType: 0, controls: controlsOf(channel), requestedDocuments: [] };
      const attended = askForControl(record);
      return {
        state: record.with({ status: 'arrived' }),
        facts: [
          customsFact({ type: 'UnloadingOverdue', row: 'A12', mrn, office }),
          ...attended.facts,
        ],
        effects: [
          send('T060', trader, notice, { from: office, mrn }),
          remind(record, now, setting),
          ...attended.effects,
        ],
      };
    }
    default:
      return NO_CHANGE;
  }
}

/** Row A9. */
function goOn(record: ArrivalRecord, now: SimTime, { timers }: Setting): Step<ArrivalRecord> {
  const { mrn, office, trader, unloading = NOTHING_UNLOADED } = record;
  const permission = unloading.permissions + 1;
  const state = record.with({ unloading: { ...unloading, permissions: permission } });
  return {
    state,
    facts: [customsFact({ type: 'UnloadingContinued', row: 'A9', mrn, office, permission })],
    effects: [
      send('T043', trader, unloadingPermission(record, permission), { from: office, mrn }),
      startTimer('T-ULD', arrivalKey(record), now + timers['T-ULD']),
    ],
  };
}

/** Row A10. */
function release(record: ArrivalRecord, now: SimTime, setting: Setting): Step<ArrivalRecord> {
  const end = finish(record, 'A10', resultOf(record, 'A2', {}, now), now, setting);
  return { ...end, effects: [stopTimer('T-ULD', arrivalKey(record)), ...end.effects] };
}

/** Row A11: an officer decides what the remarks, or the risk, call for. */
function report(
  record: ArrivalRecord,
  conform: boolean,
  now: SimTime,
  setting: Setting,
): Step<ArrivalRecord> {
  const { mrn, office, channel, declaration } = record;
  const key = arrivalKey(record);
  const proposed = 'control';
  return {
    state: record.with({ status: 'arrived' }),
    facts: [customsFact({ type: 'UnloadingReported', row: 'A11', mrn, office, conform })],
    effects: [
      stopTimer('T-ULD', key),
      remind(record, now, setting),
      askAbout({ kind: 'arrivalDecision', key, office, proposed, channel, mrn }, declaration),
    ],
  };
}

/** T-CTLRES-D, as long as it is at an authorised consignee. */
const remind = (record: ArrivalRecord, now: SimTime, { timers }: Setting) =>
  startTimer('T-CTLRES-D', arrivalKey(record), now + timers['T-CTLRES-D/authorised']);

/** Partial remarks add up; the state of the seals is that of the first that tells it. */
function withRemarks(
  before: Unloading = NOTHING_UNLOADED,
  { differences = [], stateOfSeals }: Body<'T044'>,
): Unloading {
  const { permissions } = before;
  const all = [...before.differences, ...differences];
  const seals = before.stateOfSeals ?? stateOfSeals;
  return seals === undefined
    ? { permissions, differences: all }
    : { permissions, differences: all, stateOfSeals: seals };
}

/** Everything as declared, and the seals in good state. */
const isConform = (
  { conform }: Body<'T044'>,
  { differences, stateOfSeals }: Unloading = NOTHING_UNLOADED,
): boolean => conform === 1 && differences.length === 0 && stateOfSeals !== 0;
