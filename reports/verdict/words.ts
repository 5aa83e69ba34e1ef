/** What a verdict says: sentences about what was seen and what was missing, in English and Russian. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { isoUtc } from '../../simulator/core/time.ts';
import { formatNumber } from '../render/format.ts';
import { filled } from './wording.ts';

/** `06:10:03`, UTC; with the day where it is not that of `since`. */
export function clock(t: SimTime, since: SimTime = t): string {
  const [day = '', time = ''] = isoUtc(t).slice(0, 19).split('T');
  return isoUtc(since).startsWith(day) ? time : `${day} ${time}`;
}

type Words = string | Bilingual;

const sentence =
  (en: string, ru: string) =>
  (...values: readonly Words[]): Bilingual =>
    filled(both(en, ru), ...values);

export const SAY = {
  seenAt: sentence('{0}: at {1}', '{0}: в {1}'),
  notSent: sentence('{0}: not sent', '{0}: не отправлено'),
  notTaken: sentence('{0}: sent, but ICE did not take it', '{0}: отправлено, но не принято ICE'),
  notReceived: sentence('{0}: taken by ICE, but not received', '{0}: принято ICE, но не получено'),
  notReceivedBy: sentence('{0}: not received by {1}', '{0}: не получено: {1}'),
  sentNotReceived: sentence('{0}: sent, but not received', '{0}: отправлено, но не получено'),
  alreadyReceived: sentence(
    '{0}: it does not wait, it was received',
    '{0}: не ожидает, уже получено',
  ),
  refusedByIce: sentence('{0}: ICE refused it ({1})', '{0}: отклонено ICE ({1})'),
  otherValue: sentence('{0}: {1} is {2}, not {3}', '{0}: {1} равно {2}, а не {3}'),
  late: sentence('{0}: only after {1}', '{0}: лишь через {1}'),
  times: sentence('{0}: seen {1} times, not {2}', '{0}: встречается {1} раз вместо {2}'),
  outOfOrder: sentence('{0}: out of order', '{0}: нарушен порядок'),
  rowMissing: sentence('{0}: not followed', '{0}: не выполнена'),
  ruleMissing: sentence('{0}: not applied', '{0}: не применено'),
  factMissing: sentence('{0}: not in the journal', '{0}: нет в журнале'),
  notSeen: sentence('no {0}', 'нет: {0}'),
  unwanted: sentence(
    '{0} must not happen, but did at {1}',
    '{0}: не должно было произойти, но произошло в {1}',
  ),
  state: sentence('{0} is {1}', '{0}: {1}'),
  otherState: sentence('{0} is {1}, not {2}', '{0}: {1} вместо {2}'),
  noObject: sentence('{0} is not known', '{0}: объект неизвестен'),
  balance: sentence('balance of {0} is {1}', 'остаток {0}: {1}'),
  otherBalance: sentence('balance of {0} is {1}, not {2}', 'остаток {0}: {1} вместо {2}'),
  exposure: sentence('exposure of {0} is {1}', 'обязательства по {0}: {1}'),
  otherExposure: sentence(
    'exposure of {0} is {1}, not {2}',
    'обязательства по {0}: {1} вместо {2}',
  ),
  notTakenStep: sentence('the step could not be taken: {0}', 'шаг не мог быть выполнен: {0}'),
  notBegun: sentence('the run ended before this step', 'прогон завершился до этого шага'),
  given: sentence('{0} is granted', '{0}: предоставлено'),
  notGiven: sentence('{0} was not granted', '{0}: не предоставлено'),
} as const;

/** A sum as each language writes it. */
export const sumWords = (sum: number): Bilingual =>
  both(formatNumber(sum, undefined, 'en'), formatNumber(sum, undefined, 'ru'));

/** A value as it may stand in a sentence. */
export function shown(value: unknown): string {
  if (value === undefined) return '–';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

export const GIVEN_STEP: Bilingual = both(
  'What is given: accounts, guarantees and authorisations are granted.',
  'Исходные условия: учётные записи, гарантии и разрешения предоставлены.',
);
