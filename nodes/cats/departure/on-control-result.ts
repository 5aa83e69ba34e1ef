/** The result of a control at departure, by N017 or as a decision on the task: go on, let the trader ask for release, or refuse it. */
import type { Effect } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { parseIsoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Step } from '../../common/step.ts';
import { refuse, startTimer, stopTimer } from '../../common/step.ts';
import type { ControlReport } from '../../common/validation/control-report.ts';
import { judgeReport } from '../../common/validation/control-report.ts';
import { outOfSequence, toTrader } from '../movement/answers.ts';
import type { Control, Movement, MovementData } from '../movement/movement.ts';
import type { Setting } from '../setting.ts';
import { denyRelease } from './answers.ts';
import { askGuarantee } from './ask-guarantee.ts';
import { refuseReport } from './refuse-report.ts';
import { isConsignor } from './simplified.ts';

type ReportMessage = MessageOf<'N017' | 'N820'>;

/** Rows D15, D16 and D19. What speaks against the report was looked at before (`objectToReport`). */
export function onControlResult(
  movement: Movement,
  message: ReportMessage,
  now: SimTime,
  setting: Setting,
): Step<Movement> {
  switch (movement.status) {
    case 'underControl':
      break;
    default:
      return outOfSequence(movement, message);
  }
  const report = reportOf(message);
  const controlled = withReport(movement, report, message.body.officer);
  const stop = stopTimer('T-CTRL', movement.mrn);
  switch (report.result.code) {
    case 'A1':
    case 'A2':
    case 'A3':
      return askGuarantee(controlled, 'D15', [stop], now, setting);
    case 'A5':
      return askTrader(controlled, report.result, amendmentAsked(message), now, setting);
    case 'B1':
      return denyRelease(controlled, 'D19', motivationOf(report.result), now, [stop]);
    default:
      return refuse(message, 'C103', '12', '/body/result/code');
  }
}

/** What the rules have against a report: the goods stay under control, and the question stays open. */
export function objectToReport(
  movement: Movement | undefined,
  message: ReportMessage,
  { off }: Setting,
): Step<never> | undefined {
  if (movement === undefined) return undefined;
  const { declaration } = movement;
  const subject = {
    report: reportOf(message),
    declaration,
    byConsignor: isConsignor(declaration),
    now: parseIsoUtc(message.sentAt) ?? 0,
  };
  const defects = judgeReport(subject, off);
  return defects.length === 0 ? undefined : refuseReport(message, defects);
}

/** A decision on the task stands for a report: its date is that of the message. */
function reportOf(message: ReportMessage): ControlReport {
  if (message.messageType === 'N017') return (message as MessageOf<'N017'>).body;
  const { decision, differences, seals } = (message as MessageOf<'N820'>).body;
  const dated = { code: decision, date: message.sentAt };
  const result = differences === undefined ? dated : { ...dated, differences };
  return seals === undefined ? { result } : { result, seals };
}

/** Results of a look at the goods themselves: other countries may rely on them. Documents alone (A2) are looked at again. */
const OF_THE_GOODS: readonly string[] = ['A1', 'A5'];

function withReport(
  movement: Movement,
  { result, seals, limitDate }: ControlReport,
  officer: string,
): Movement {
  const { office, controls } = movement;
  const changes: { -readonly [K in keyof MovementData]?: MovementData[K] } = {
    control: result,
    limitDate: parseIsoUtc(limitDate ?? '') ?? 0,
    controlledBy: [officer],
  };
  if (seals !== undefined) changes.seals = seals;
  if (OF_THE_GOODS.includes(result.code)) changes.controls = [...controls, { office, result }];
  return movement.with(changes);
}

/** An officer who gives a reason wants the declaration amended first (T022). */
const amendmentAsked = (message: ReportMessage): string | undefined =>
  message.messageType === 'N820' ? (message as MessageOf<'N820'>).body.reason : undefined;

/** Row D16: findings below the level of B1; the trader may ask for release all the same, or is to amend the declaration. */
function askTrader(
  movement: Movement,
  { differences }: Control,
  amendment: string | undefined,
  now: SimTime,
  { timers }: Setting,
): Step<Movement> {
  const { mrn } = movement;
  const notice = { notificationType: 3, controls: [], requestedDocuments: [] };
  const text = differences?.join('; ').slice(0, 350) ?? '';
  const found = { type: 'RevisionFound', row: 'D16', mrn } as const;
  const effects: Effect[] = [
    stopTimer('T-CTRL', mrn),
    toTrader(movement, 'T060', text === '' ? notice : { ...notice, text }),
    startTimer('T-RELREQ', mrn, now + timers['T-RELREQ']),
  ];
  if (amendment !== undefined) effects.push(toTrader(movement, 'T022', { mrn, reason: amendment }));
  return {
    state: movement.with({ status: 'underReleaseRequest' }),
    facts: [customsFact(amendment === undefined ? found : { ...found, amendment: true })],
    effects,
  };
}

const motivationOf = ({ differences }: Control): string =>
  differences?.join('; ').slice(0, 350) || 'control not satisfactory';
