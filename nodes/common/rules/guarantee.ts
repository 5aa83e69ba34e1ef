/** Rules C4xx: the guarantee, its number, its holder, what it covers and what is left of it. */
import { both } from '../bilingual.ts';
import type { Rule } from './rule.ts';

export const GUARANTEE_RULES = [
  {
    code: 'C401',
    where: 'H/O',
    ncts: { rule: 'R0318', functionalError: 14 },
    etir: '102',
    cause: both(
      'The GRN is not built like one, or its length does not fit its type: 17 characters, 24 for vouchers.',
      'GRN имеет неверную структуру или длину для своего вида: 17 знаков, для ваучера — 24.',
    ),
    todo: both(
      'Copy the GRN from the guarantee certificate or voucher.',
      'Перепишите GRN с сертификата обеспечения или ваучера.',
    ),
  },
  {
    code: 'C402',
    where: 'H/O',
    ncts: { rule: 'R0028', functionalError: 14 },
    etir: '102',
    cause: both(
      'The check digit of the GRN is wrong: a character was mistyped.',
      'Контрольная цифра GRN неверна: в номере опечатка.',
    ),
    todo: both(
      'Compare the GRN character by character with the guarantee certificate.',
      'Сверьте GRN с сертификатом обеспечения знак за знаком.',
    ),
  },
  {
    code: 'C403',
    where: 'OoG',
    ncts: { guaranteeReasons: ['G01'] },
    etir: '301',
    cause: both(
      'The office of guarantee knows no guarantee with this GRN.',
      'Таможенному органу гарантии неизвестна гарантия с таким GRN.',
    ),
    todo: both(
      'Check the GRN and the office of guarantee; declare a guarantee that was granted.',
      'Проверьте GRN и таможенный орган гарантии; укажите предоставленную гарантию.',
    ),
  },
  {
    code: 'C404',
    where: 'OoG',
    ncts: { guaranteeReasons: ['G02'] },
    etir: '201',
    cause: both(
      'The guarantee is not active: suspended, revoked, expired or running off.',
      'Гарантия не действует: приостановлена, отозвана, истекла или закрывается.',
    ),
    todo: both(
      'Declare another guarantee, or settle the matter with the office of guarantee first.',
      'Укажите другую гарантию или сначала урегулируйте вопрос с таможенным органом гарантии.',
    ),
  },
  {
    code: 'C405',
    where: 'OoG',
    ncts: { guaranteeReasons: ['G03'] },
    etir: '320',
    cause: both(
      'The access code does not belong to this guarantee.',
      'Код доступа не соответствует этой гарантии.',
    ),
    todo: both(
      'Enter the access code again; ask the office of guarantee for a new one if it is lost.',
      'Введите код доступа заново; если он утрачен, запросите новый в таможенном органе гарантии.',
    ),
  },
  {
    code: 'C406',
    where: 'OoG',
    ncts: { guaranteeReasons: ['G04'] },
    etir: '320',
    cause: both(
      'The principal of the declaration is not the holder of the guarantee.',
      'Принципал по декларации не является владельцем гарантии.',
    ),
    todo: both(
      'Declare a guarantee of this principal, or correct his TIN.',
      'Укажите гарантию этого принципала или исправьте его TIN.',
    ),
  },
  {
    code: 'C407',
    where: 'OoG',
    ncts: { guaranteeReasons: ['G05', 'G10'] },
    etir: '204',
    cause: both(
      'The voucher or individual guarantee was used already.',
      'Ваучер или разовая гарантия уже использованы.',
    ),
    todo: both(
      'Declare a voucher or an individual guarantee that is still unused.',
      'Укажите неиспользованный ваучер или новую разовую гарантию.',
    ),
  },
  {
    code: 'C408',
    where: 'OoG',
    ncts: { guaranteeReasons: ['G06'] },
    etir: '303',
    cause: both(
      'The guarantee does not cover sensitive goods, or suspended goods (duty suspended).',
      'Гарантия не распространяется на чувствительные товары или товары, перемещаемые с приостановлением уплаты пошлин и налогов.',
    ),
    todo: both(
      'Declare a guarantee that covers these goods.',
      'Укажите гарантию, распространяющуюся на эти товары.',
    ),
  },
  {
    code: 'C409',
    where: 'OoG',
    ncts: { guaranteeReasons: ['G08'] },
    etir: '330',
    cause: both(
      'The guarantee is not valid in a country of the route.',
      'Гарантия не действует в одной из стран маршрута.',
    ),
    todo: both(
      'Declare a guarantee for all countries of the route, or change the route.',
      'Укажите гарантию, действующую во всех странах маршрута, или измените маршрут.',
    ),
  },
  {
    code: 'C410',
    where: 'OoG',
    ncts: { guaranteeReasons: ['G09'] },
    etir: '201',
    cause: both(
      'The amount at risk is more than the guarantee has left.',
      'Сумма риска превышает свободный остаток гарантии.',
    ),
    todo: both(
      'Add a second guarantee, wait until an open movement is discharged, or ask for a higher reference amount.',
      'Добавьте вторую гарантию, дождитесь завершения одной из перевозок или запросите увеличение справочной суммы.',
    ),
  },
  {
    code: 'C411',
    where: 'OoG',
    ncts: { guaranteeReasons: ['G11'] },
    etir: '331',
    cause: both(
      'An individual guarantee was given for another departure or destination.',
      'Разовая гарантия выдана для другого пункта отправления или назначения.',
    ),
    todo: both(
      'Declare a guarantee whose undertaking names these offices.',
      'Укажите гарантию, в обязательстве по которой названы эти таможенные органы.',
    ),
  },
  {
    code: 'C412',
    where: 'OoG',
    ncts: { guaranteeReasons: ['G12'] },
    etir: '303',
    cause: both(
      'The guarantee does not cover this commodity code.',
      'Гарантия не распространяется на товары с этим кодом ТН ВЭД.',
    ),
    todo: both(
      'Check the HS code, or declare a guarantee that covers it.',
      'Проверьте код ТН ВЭД или укажите гарантию, распространяющуюся на него.',
    ),
  },
  {
    code: 'C413',
    where: 'OoG',
    ncts: { guaranteeReasons: ['G13'] },
    etir: '303',
    cause: both(
      'The GRN belongs to a guarantee of another type than declared.',
      'GRN относится к гарантии другого вида, чем заявлено.',
    ),
    todo: both('Correct the guarantee type or the GRN.', 'Исправьте вид гарантии или GRN.'),
  },
  {
    code: 'C414',
    where: 'O',
    ncts: { rule: 'C0085, C0086, C0130', functionalError: 13, otherFunctionalError: 15 },
    etir: '303',
    cause: both(
      'A guarantee reference is given for a type that has none, or missing for one that needs it.',
      'Номер гарантии указан для вида, который его не имеет, или отсутствует там, где он обязателен.',
    ),
    todo: both(
      'Give GRN and access code for the types that carry a number, and only for those.',
      'Указывайте GRN и код доступа только для видов гарантии, имеющих номер.',
    ),
  },
  {
    code: 'C415',
    where: 'O',
    ncts: {},
    etir: '201',
    cause: both(
      'The guarantees declared cover less than the amount at risk that the office computes.',
      'Заявленные гарантии покрывают меньше суммы риска, рассчитанной таможенным органом.',
    ),
    todo: both(
      'Raise the amounts, or add a guarantee, until they reach the amount at risk.',
      'Увеличьте суммы или добавьте гарантию так, чтобы покрыть сумму риска.',
    ),
  },
  {
    code: 'C416',
    where: 'O',
    ncts: { rule: 'R0267' },
    etir: '102',
    cause: both(
      'An amount is not in the currency of the scheme.',
      'Сумма указана не в валюте системы.',
    ),
    todo: both(
      'Convert the amount at the published rate and declare it in the scheme currency.',
      'Пересчитайте сумму по опубликованному курсу и укажите её в валюте системы.',
    ),
  },
] as const satisfies readonly Rule[];
