/** X018: the result of the control at destination discharges the movement, or opens a discrepancy; T-CTLRES when it does not come. */
import type { Effect, Fact } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import { CONTROL_RESULTS } from '../../common/code-lists.ts';
import { customsFact } from '../../common/facts.ts';
import { insurerOf } from '../../common/routing.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { NO_CHANGE, refuse, send, startTimer, stopTimer } from '../../common/step.ts';
import { discharge } from '../movement/discharge.ts';
import type { GuaranteeTables } from '../guarantee/tables.ts';
import { outOfSequence, toTrader } from '../movement/answers.ts';
import type { Movement } from '../movement/movement.ts';
import { askAbout } from '../question.ts';
import { endByResult, endEnquiry, recommendEnquiry } from '../recommend.ts';
import type { Setting } from '../setting.ts';
import { isUnderRecovery } from './under-way.ts';

/** Rows D33 and D34, after row E1 or E7 where the movement was looked for; row E20 where its debt is being recovered. */
export function onDestinationResult(
  movement: Movement,
  message: MessageOf<'X018'>,
  now: SimTime,
  setting: Setting,
  guarantees: GuaranteeTables,
): Step<Movement> {
  const { code } = message.body.result;
  switch (movement.status) {
    case 'arrived':
    case 'enquiryRecommended':
    case 'askedPrincipal':
    case 'underEnquiry':
      break;
    default:
      if (!isUnderRecovery(movement)) return outOfSequence(movement, message);
  }
  if (!Object.hasOwn(CONTROL_RESULTS, code))
    return refuse(message, 'C103', '12', '/body/result/code');
  if (!setting.knows(message.body.office)) return refuse(message, 'C304', '12', '/body/office');
  if (isUnderRecovery(movement)) {
    return code === 'B1'
      ? noteDiscrepancy(movement, message, setting)
      : endByResult(movement, now, setting, guarantees);
  }
  const before = lateResult(movement, now, setting);
  return code === 'B1'
    ? openDiscrepancy(movement, message, before, now, setting)
    : writeOff(movement, code, before, now, setting);
}

/** Row D35: the control results are asked for (X142), and an officer looks into it. */
export function onControlResultOverdue(
  movement: Movement,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  switch (movement.status) {
    case 'arrived':
      return recommendEnquiry(movement, 'D35', now, setting);
    default:
      return NO_CHANGE;
  }
}

/** What comes before the row of the result. */
interface Before {
  readonly facts: readonly Fact[];
  readonly effects: readonly Effect[];
}

/** The result was awaited (T-CTLRES), or it is late: whoever looks for the goods hears that they are found. */
function lateResult(movement: Movement, now: SimTime, setting: Setting): Before {
  const { mrn, status } = movement;
  if (status === 'arrived') return { facts: [], effects: [stopTimer('T-CTLRES', mrn)] };
  const row = status === 'underEnquiry' ? 'E7' : 'E1';
  return {
    facts: [customsFact({ type: 'EnquiryEnded', row, mrn })],
    effects: endEnquiry(movement, now, setting),
  };
}

/** Row D33. */
function writeOff(
  movement: Movement,
  result: string,
  { facts, effects }: Before,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  const { mrn } = movement;
  const writtenOff = customsFact({ type: 'MovementWrittenOff', row: 'D33', mrn, result });
  return discharge(movement, [...facts, writtenOff], effects, now, setting);
}

/** Row D34: the principal and the guarantor are told, and an officer has until T-DISC to find out what is behind it. */
function openDiscrepancy(
  movement: Movement,
  { body }: MessageOf<'X018'>,
  before: Before,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  const { mrn, lrn, office, channel, declaration, controlledBy } = movement;
  const text = body.result.differences?.join('; ').slice(0, 512) || 'major discrepancies';
  const notice = { mrn, date: isoUtc(now), text };
  const officer = setting.isHere(body.office) ? body.officer : undefined;
  return {
    state: movement.with({
      status: 'discrepancyOpen',
      arrivedAtOffice: body.office,
      controlledBy: officer === undefined ? controlledBy : [...controlledBy, officer],
    }),
    facts: [
      ...before.facts,
      customsFact({ type: 'DiscrepancyOpened', row: 'D34', mrn, office: body.office }),
    ],
    effects: [
      ...before.effects,
      toTrader(movement, 'T019', notice),
      ...toGuarantor(movement, notice, setting),
      startTimer('T-DISC', mrn, now + setting.timers['T-DISC']),
      askAbout(
        { kind: 'discrepancy', key: mrn, office, proposed: 'resolved', channel, mrn, lrn },
        declaration,
      ),
    ],
  };
}

/** Major discrepancies prove no regular end: the recovery goes on, and the destination hears that nothing is resolved (X049). */
const noteDiscrepancy = (
  movement: Movement,
  { body }: MessageOf<'X018'>,
  setting: Setting,
): Step<Movement> => {
  const { mrn, office } = movement;
  const told = { mrn, office, resolved: 0 } as const;
  return {
    state: movement.with({ arrivedAtOffice: body.office }),
    facts: [customsFact({ type: 'LateDiscrepancyNoted', mrn, office: body.office })],
    effects: [setting.toOffice('X049', body.office, office, mrn, told)],
  };
};

/** The insurer that fronts here hears of it, where a guarantee answers for the goods. */
const toGuarantor = (
  { uses, office: from, mrn }: Movement,
  notice: { mrn: string; date: string; text: string },
  { parameters }: Setting,
): Effect[] =>
  uses.length === 0 ? [] : [send('T019', insurerOf(parameters.country), notice, { from, mrn })];
