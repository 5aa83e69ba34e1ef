/** Rules C301 to C316: what the data say about movement, offices, goods and seals, each part for itself and against the others. */
import { both } from '../bilingual.ts';
import type { Rule } from './rule.ts';

export const SEMANTIC_RULES = [
  {
    code: 'C301',
    where: 'H/O',
    ncts: { rule: 'R0028', functionalError: 14, otherFunctionalError: 93 },
    etir: '102',
    cause: both('The MRN is not built like one.', 'MRN имеет неверную структуру.'),
    todo: both(
      'Copy the 18 characters of the MRN from the accompanying document.',
      'Перепишите 18 знаков MRN из транзитного сопроводительного документа.',
    ),
  },
  {
    code: 'C302',
    where: 'H/O',
    ncts: { rule: 'R0028', functionalError: 93 },
    etir: '102',
    cause: both(
      'The check digit of the MRN is wrong: a character was mistyped.',
      'Контрольная цифра MRN неверна: в номере опечатка.',
    ),
    todo: both(
      'Compare the MRN character by character with the accompanying document.',
      'Сверьте MRN с транзитным сопроводительным документом знак за знаком.',
    ),
  },
  {
    code: 'C303',
    where: 'H',
    ncts: { rule: 'DDCOM', functionalError: 14 },
    etir: '102',
    cause: both(
      'Year or country of the MRN are not those of the office that allotted it.',
      'Год или страна в MRN не соответствуют таможенному органу, присвоившему номер.',
    ),
    todo: both(
      'Check how your system allots MRNs: year of acceptance and country of the office of departure.',
      'Проверьте присвоение MRN в вашей системе: год принятия и страна таможенного органа отправления.',
    ),
  },
  {
    code: 'C304',
    where: 'O',
    ncts: { rule: 'CL171, CL172, CL173', functionalError: 12 },
    etir: '304',
    cause: both(
      'The customs office is not in the list, or does not have the role declared.',
      'Таможенного органа нет в перечне, или он не имеет заявленной функции.',
    ),
    todo: both(
      'Choose an office from the list that has this role.',
      'Выберите из перечня таможенный орган, имеющий эту функцию.',
    ),
  },
  {
    code: 'C305',
    where: 'O',
    ncts: { rule: 'R0003', functionalError: 14 },
    etir: '102',
    cause: both(
      'The same office of transit is declared twice.',
      'Один и тот же таможенный орган транзита указан дважды.',
    ),
    todo: both(
      'Remove the second entry of this office.',
      'Удалите вторую запись об этом таможенном органе.',
    ),
  },
  {
    code: 'C306',
    where: 'O',
    ncts: { rule: 'R0006, C0030', functionalError: 14, otherFunctionalError: 13 },
    etir: '101',
    cause: both(
      'No office of transit is declared in the country of destination, though it is not the country of departure.',
      'Не указан таможенный орган транзита в стране назначения, отличной от страны отправления.',
    ),
    todo: both(
      'Add the office at which the goods enter the country of destination.',
      'Добавьте таможенный орган, через который товары ввозятся в страну назначения.',
    ),
  },
  {
    code: 'C307',
    where: 'O',
    ncts: { rule: 'R0005, R0004', functionalError: 14 },
    etir: '103',
    cause: both(
      'The estimated arrival at an office of transit is not later than the message or the release.',
      'Ожидаемое прибытие в таможенный орган транзита не позднее времени сообщения или выпуска.',
    ),
    todo: both(
      'Give an estimated arrival that is later than the message and than the arrival at the office before.',
      'Укажите ожидаемое время прибытия позднее времени сообщения и прибытия в предыдущий таможенный орган.',
    ),
  },
  {
    code: 'C308',
    where: 'O',
    ncts: { rule: 'C0586', functionalError: 13 },
    etir: '101',
    cause: both(
      'The itinerary is binding, but no country of routing is given.',
      'Маршрут обязателен, но страны маршрута не указаны.',
    ),
    todo: both(
      'List the countries in the order of travel.',
      'Перечислите страны в порядке следования.',
    ),
  },
  {
    code: 'C309',
    where: 'O',
    ncts: { rule: 'R0007, R0987, R0988', functionalError: 14 },
    etir: '102',
    cause: both(
      'The goods items are not numbered 1, 2, 3 and so on without gaps.',
      'Товары пронумерованы не по порядку 1, 2, 3 или с пропусками.',
    ),
    todo: both('Number the items anew.', 'Перенумеруйте товары.'),
  },
  {
    code: 'C310',
    where: 'O',
    ncts: { rule: 'R0994, R0983', functionalError: 14 },
    etir: '104',
    cause: both(
      'The gross mass of the whole is less than the sum of its parts.',
      'Масса брутто целого меньше суммы масс его частей.',
    ),
    todo: both(
      'Correct the gross mass of the consignment or of the items.',
      'Исправьте массу брутто партии или отдельных товаров.',
    ),
  },
  {
    code: 'C311',
    where: 'O',
    ncts: { rule: 'R0223', functionalError: 14 },
    etir: '104',
    cause: both(
      'The net mass of an item is more than its gross mass.',
      'Масса нетто товара превышает массу брутто.',
    ),
    todo: both(
      'Correct the masses: the net mass of an item is at most its gross mass.',
      'Исправьте значения массы: масса нетто товара не должна превышать его массу брутто.',
    ),
  },
  {
    code: 'C312',
    where: 'O',
    ncts: { rule: 'R0364, R0219–R0221', functionalError: 14 },
    etir: '102',
    cause: both(
      'An item has no packages, but no other item carries them, or its package type means unpacked goods.',
      'У товара нет грузовых мест, но они не указаны и у другого товара, либо вид упаковки означает неупакованный товар.',
    ),
    todo: both(
      'Give the number of packages, or name the item that shares its packages.',
      'Укажите количество мест или товар, с которым они общие.',
    ),
  },
  {
    code: 'C313',
    where: 'O',
    ncts: { rule: 'C0153, CL152', functionalError: 13, otherFunctionalError: 12 },
    etir: '102',
    cause: both(
      'The HS code is missing, or is not six digits of the nomenclature.',
      'Код ТН ВЭД отсутствует или не является шестизначным кодом номенклатуры.',
    ),
    todo: both(
      'Give the first six digits of the HS code; only TIR movements may leave it out.',
      'Укажите первые шесть знаков кода ТН ВЭД; не указывать его можно только при перевозке по МДП.',
    ),
  },
  {
    code: 'C314',
    where: 'O',
    ncts: { rule: 'C0569', functionalError: 13, otherFunctionalError: 15 },
    etir: '101',
    cause: both(
      'A number of seals is given without the seals, or seals without a number.',
      'Указано количество пломб без их номеров или номера без количества.',
    ),
    todo: both(
      'List each seal, or set the number to zero.',
      'Перечислите все пломбы или укажите ноль.',
    ),
  },
  {
    code: 'C315',
    where: 'O',
    ncts: { rule: 'R0106', functionalError: 14 },
    etir: '102',
    cause: both(
      'The number of seals is not the number of seals listed.',
      'Количество пломб не совпадает с числом перечисленных.',
    ),
    todo: both('Count the seals again.', 'Пересчитайте пломбы.'),
  },
  {
    code: 'C316',
    where: 'O',
    ncts: { rule: 'R0107', functionalError: 14 },
    etir: '309',
    cause: both(
      'A seal identifier stands twice in the declaration.',
      'Номер пломбы указан в декларации дважды.',
    ),
    todo: both(
      'Read the identifiers from the seals; each seal has its own.',
      'Считайте номера с самих пломб: у каждой пломбы свой номер.',
    ),
  },
] as const satisfies readonly Rule[];
