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
 * The state of the seals is told where some were on, or should be (C0810). What an authorised consignee found is told with a result
 * that must say what differs (C329).
 * @param found what the officer says, where one does.
 */
export function resultOf(
  record: ArrivalRecord,
  code: string,
  found: Pick<Body<'N820'>, 'differences' | 'stateOfSeals'>,
  now: SimTime,
): ControlResult {
  const result: ControlResult = { code, date: isoUtc(now) };
  if (record.seals.length > 0 || record.otherSeals !== undefined) {
    result.stateOfSeals = stateOfSeals(record, found.stateOfSeals);
  }
  const differences =
    found.differences ?? (needsDifferences(code) ? record.unloading?.differences : undefined);
  if (differences !== undefined && differences.length > 0) {
    result.differences = differences.slice(0, 99);
  }
  return result;
}

/** As the officer says, else 0 where the arrival showed others than the record has, else as the consignee found it. @param said by the officer. */
export const stateOfSeals = (
  { otherSeals, unloading }: ArrivalRecord,
  said: 0 | 1 | undefined,
): 0 | 1 => said ?? (otherSeals === undefined ? (unloading?.stateOfSeals ?? 1) : 0);

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

/** X018, with the seals that the goods came with. @param officer who found major discrepancies. */
export function toDeparture(
  { mrn, office, declaration, seals, otherSeals }: ArrivalRecord,
  result: ControlResult,
  setting: Setting,
  officer?: string,
): Send {
  const body: Body<'X018'> = { mrn, office, result };
  const found = otherSeals ?? seals;
  if (found.length > 0) body.seals = [...found];
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
