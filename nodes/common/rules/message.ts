/** Rules C1xx: the message itself, before anybody asks what it means. */
import { both } from '../bilingual.ts';
import type { Rule } from './rule.ts';

export const MESSAGE_RULES = [
  {
    code: 'C101',
    where: 'H',
    ncts: { message: 'IE917' },
    etir: '100',
    cause: both(
      'The message is not readable or does not fit the schema of its type.',
      'Сообщение не читается или не соответствует схеме своего типа.',
    ),
    todo: both(
      'Correct the place named in the error and send the message again under a new message id.',
      'Исправьте указанное в ошибке место и отправьте сообщение заново с новым идентификатором.',
    ),
  },
  {
    code: 'C102',
    where: 'H',
    ncts: { functionalError: 13 },
    etir: '101',
    cause: both(
      'A required field of the message header is missing.',
      'Отсутствует обязательное поле заголовка сообщения.',
    ),
    todo: both(
      'Fill in the field named in the error and send the message again.',
      'Заполните указанное в ошибке поле и отправьте сообщение повторно.',
    ),
  },
  {
    code: 'C103',
    where: 'H/O',
    ncts: { functionalError: 12 },
    etir: '102',
    cause: both(
      'A code is not in the published version of its code list.',
      'Код отсутствует в опубликованной версии справочника.',
    ),
    todo: both(
      'Choose a code from the current list; if the code is new, update your reference data first.',
      'Выберите код из действующего справочника; если код новый, сначала обновите справочные данные.',
    ),
  },
  {
    code: 'C104',
    where: 'H/O',
    ncts: { xmlError: 51 },
    etir: '103',
    cause: both(
      'A date or time is malformed, or is not UTC where UTC is required.',
      'Дата или время указаны в неверном формате либо не в UTC там, где требуется UTC.',
    ),
    todo: both(
      'Write the time as 2026-07-14T05:42:00Z and send the message again.',
      'Укажите время в виде 2026-07-14T05:42:00Z и отправьте сообщение повторно.',
    ),
  },
  {
    code: 'C105',
    where: 'H',
    ncts: { xmlError: 39 },
    etir: '105',
    cause: both('A field is longer than its limit.', 'Длина поля превышает допустимую.'),
    todo: both(
      'Shorten the value to the length given in the specification.',
      'Сократите значение до длины, установленной спецификацией.',
    ),
  },
  {
    code: 'C106',
    where: 'H',
    ncts: { xmlError: 50 },
    etir: '104',
    cause: both(
      'A number was expected, something else was given.',
      'Ожидалось число, указано другое значение.',
    ),
    todo: both(
      'Give the value as a number, without units and thousands separators.',
      'Укажите числовое значение без единиц измерения и разделителей разрядов.',
    ),
  },
  {
    code: 'C107',
    where: 'H',
    ncts: { rule: 'R0008', functionalError: 14 },
    etir: '200',
    cause: both(
      'The answer refers to a message that is no open request.',
      'Ответ ссылается на сообщение, которое не является открытым запросом.',
    ),
    todo: both(
      'Put the message id of the request into correlationId; if the request was answered already, do nothing.',
      'Укажите в correlationId идентификатор запроса; если на запрос уже дан ответ, действий не требуется.',
    ),
  },
  {
    code: 'C108',
    where: 'H',
    ncts: { functionalError: 26 },
    etir: '100',
    cause: both(
      'A message with this id was already processed from this sender.',
      'Сообщение с таким идентификатором от этого отправителя уже обработано.',
    ),
    todo: both(
      'Nothing, if it was a repeat; a new message needs a new message id.',
      'Если это повтор, действий не требуется; новому сообщению нужен новый идентификатор.',
    ),
  },
  {
    code: 'C109',
    where: 'H',
    ncts: { message: 'IE917', functionalError: 92 },
    etir: '100',
    cause: both(
      'The message type is unknown, or this sender may not send it.',
      'Тип сообщения неизвестен, или отправитель не вправе его направлять.',
    ),
    todo: both(
      'Check the message type against the catalogue, and the role under which you send.',
      'Сверьте тип сообщения с каталогом и роль, от имени которой оно отправляется.',
    ),
  },
  {
    code: 'C110',
    where: 'H',
    ncts: {},
    etir: '321',
    cause: both(
      'The declared sender is not the one that is connected.',
      'Указанный отправитель не совпадает с подключённым участником.',
    ),
    todo: both(
      'Send under your own name; if your credentials are right, tell the ICE helpdesk.',
      'Отправляйте от своего имени; если учётные данные верны, обратитесь в службу поддержки ICE.',
    ),
  },
  {
    code: 'C111',
    where: 'H/O',
    ncts: { xmlError: 35 },
    etir: '102',
    cause: both(
      'A group is repeated more often than allowed, such as more than 9 offices of transit or 99 seals per equipment.',
      'Группа повторяется чаще допустимого: например, более 9 таможенных органов транзита или 99 пломб на одно транспортное оборудование.',
    ),
    todo: both(
      'Reduce the repetitions, or divide the consignment into several declarations.',
      'Сократите число повторений или разделите партию на несколько деклараций.',
    ),
  },
] as const satisfies readonly Rule[];
