/** Rules C6xx: what ICE alone can see, between the countries. */
import { both } from '../bilingual.ts';
import type { Rule } from './rule.ts';

export const HUB_RULES = [
  {
    code: 'C601',
    where: 'H',
    ncts: {},
    etir: '308',
    cause: both(
      'There is no route: the recipient is unknown or has not passed conformance testing.',
      'Нет маршрута: получатель неизвестен или не прошёл проверку соответствия.',
    ),
    todo: both(
      'Check the recipient; if the country has joined lately, update your reference data.',
      'Проверьте получателя; если страна присоединилась недавно, обновите справочные данные.',
    ),
  },
  {
    code: 'C602',
    where: 'H',
    effect: 'queue',
    ncts: { message: 'IE070, IE974' },
    cause: both(
      'The recipient has announced that it is unavailable: the message waits in the queue.',
      'Получатель объявил о недоступности: сообщение ожидает в очереди.',
    ),
    todo: both(
      'Nothing: ICE delivers in order as soon as the recipient is back. At the border, use the fallback procedure.',
      'Действий не требуется: ICE доставит сообщения по порядку, как только получатель станет доступен. На границе применяйте резервную процедуру.',
    ),
  },
  {
    code: 'C603',
    where: 'H',
    ncts: {},
    etir: '400',
    cause: both(
      'The message waited longer in the queue than it may live.',
      'Сообщение пробыло в очереди дольше допустимого срока.',
    ),
    todo: both(
      'Ask the recipient by telephone whether the matter is settled; send it again if not.',
      'Уточните у получателя по телефону, решён ли вопрос; если нет, отправьте сообщение повторно.',
    ),
  },
  {
    code: 'C604',
    where: 'H',
    ncts: {},
    etir: '300',
    cause: both(
      'The country is no party to the movement that it writes about.',
      'Страна не является участником перевозки, о которой направлено сообщение.',
    ),
    todo: both(
      'Check the MRN; a diverted truck is announced with a request for the advance record first.',
      'Проверьте MRN; при изменении маршрута сначала запросите предварительную запись.',
    ),
  },
  {
    code: 'C605',
    where: 'H',
    ncts: {},
    etir: '305',
    cause: both(
      'The sender works with reference data older than the oldest version allowed.',
      'Отправитель использует справочные данные старее минимально допустимой версии.',
    ),
    todo: both(
      'Load the current reference data and send the message again.',
      'Загрузите актуальные справочные данные и отправьте сообщение повторно.',
    ),
  },
] as const satisfies readonly Rule[];
