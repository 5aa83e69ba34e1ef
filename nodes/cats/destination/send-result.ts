/** The control result of the office of destination: to departure (X018), and the goods to whoever notified the arrival (T025). */
import type { Send } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { Body } from '../../common/message-types.ts';
import type { ControlResult } from '../../common/messages/parts.ts';
import type { Step } from '../../common/step.ts';
import { send } from '../../common/step.ts';
import { withPriorControl } from '../risk.ts';
import type { Setting } from '../setting.ts';
import type { ArrivalRecord } from './arrival-record.ts';

/**
 * The state of the seals is told where some were on (C0810): as an authorised consignee found it, else they were found as affixed
 * when the arrival was notified. What he found is told with a result that must say what differs (C329).
 */
export function resultOf(
  { seals, unloading }: ArrivalRecord,
  code: string,
  differences: readonly string[] | undefined,
  now: SimTime,
): ControlResult {
  const result: ControlResult = { code, date: isoUtc(now) };
  if (seals.length > 0) result.stateOfSeals = unloading?.stateOfSeals ?? 1;
  const found = differences ?? (needsDifferences(code) ? unloading?.differences : undefined);
  if (found !== undefined && found.length > 0) result.differences = found.slice(0, 99);
  return result;
}

/** Rule C329 (C0930). */
export const needsDifferences = (code: string): boolean => code === 'A5' || code === 'B1';

/** Rows A10, A13 and A14: the goods are released. */
export function finish(
  record: ArrivalRecord,
  row: 'A10' | 'A13' | 'A14',
  result: ControlResult,
  now: SimTime,
  setting: Setting,
): Step<ArrivalRecord> {
  const { mrn, office } = record;
  const fact = { type: 'GoodsReleased', row, mrn, office, result: result.code } as const;
  return {
    state: record.with({ status: 'resultSent', result, closedAt: now }),
    facts: [customsFact(row === 'A14' ? fact : withPriorControl(fact, record, false))],
    effects: [toDeparture(record, result, setting), release(record, 1, now)],
  };
}

/** X018. @param officer who found major discrepancies. */
export function toDeparture(
  { mrn, office, declaration }: ArrivalRecord,
  result: ControlResult,
  setting: Setting,
  officer?: string,
): Send {
  const body: Body<'X018'> = { mrn, office, result };
  if (officer !== undefined) body.officer = officer;
  return setting.toOffice('X018', declaration.officeOfDeparture, office, mrn, body);
}

/** T025. @param releaseIndicator 0: the goods stay with customs. */
export const release = (
  { mrn, office, trader }: ArrivalRecord,
  releaseIndicator: 0 | 1,
  now: SimTime,
): Send =>
  send('T025', trader, { mrn, releaseIndicator, date: isoUtc(now) }, { from: office, mrn });
