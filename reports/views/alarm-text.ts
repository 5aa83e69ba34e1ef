/** The sentences of alarms.ts, in the two languages; names are handed in. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import type { Alarm, AlarmCode } from './alarms.ts';
import type { Names } from './waiting-text.ts';
import { plainNames } from './waiting-text.ts';

/** `{what}` is replaced by the name, `{count}` by the number. */
const TEXTS: Readonly<Record<AlarmCode, Bilingual>> = {
  nodeDown: both(
    '{what} does not answer; messages that wait: {count}, nothing is lost',
    '{what} не отвечает; ожидают сообщений: {count}, ничего не потеряно',
  ),
  nodeLeft: both(
    '{what} has left and waits to join again; messages that wait: {count}, nothing is lost',
    '{what} вне прогона и ожидает возвращения; ожидают сообщений: {count}, ничего не потеряно',
  ),
  enquiry: both(
    '{what}: not discharged in time, under enquiry',
    '{what}: не завершена в срок, розыск',
  ),
  recovery: both(
    '{what}: not found, the debt is recovered',
    '{what}: не найдена, задолженность взыскивается',
  ),
  claim: both(
    '{what}: principal did not pay, claim on the guarantor',
    '{what}: принципал не заплатил, требование к гаранту',
  ),
  dispute: both('{what}: the guarantor disputes the claim', '{what}: гарант оспорил требование'),
  discrepancy: both(
    '{what}: major discrepancies at destination, the office of departure must resolve them',
    '{what}: существенные расхождения в назначении, их должен устранить орган отправления',
  ),
  passageRefused: both('{what}: not let in at a border', '{what}: не пропущена через границу'),
  portClosed: both(
    'the port of {what} is closed; trucks that wait: {count}',
    'порт {what} закрыт; ожидают машин: {count}',
  ),
  guaranteeRejected: both(
    '{what}: guarantee refused, the trader must name a valid one',
    '{what}: гарантия отклонена, участник ВЭД должен указать действительную',
  ),
  taskForPerson: both(
    '{what}: questions that wait for you: {count}',
    '{what}: ожидают вашего решения: {count}',
  ),
  taskOld: both(
    '{what}: questions open for hours: {count}',
    '{what}: вопросы без решения несколько часов: {count}',
  ),
  overdue: both(
    '{what}: trucks expected and overdue: {count}',
    '{what}: ожидаемые машины опаздывают: {count}',
  ),
  longQueue: both(
    '{what}: trucks in the queue for more than a day: {count}',
    '{what}: машин в очереди более суток: {count}',
  ),
};

export function alarmText({ code, what, count }: Alarm, names: Names = plainNames): Bilingual {
  const text = TEXTS[code];
  const name = names(what);
  const fill = (language: 'en' | 'ru'): string =>
    text[language].replace('{what}', name[language]).replace('{count}', String(count));
  return both(fill('en'), fill('ru'));
}
