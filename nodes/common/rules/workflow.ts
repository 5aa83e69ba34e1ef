/** Rules C2xx: the message is sound, but does not fit what has happened so far. */
import { both } from '../bilingual.ts';
import type { Rule } from './rule.ts';

export const WORKFLOW_RULES = [
  {
    code: 'C201',
    where: 'O',
    ncts: { functionalError: 90 },
    etir: '301/307',
    cause: both(
      'The receiver knows no movement with this MRN.',
      'Получателю неизвестна перевозка с таким MRN.',
    ),
    todo: both(
      'Check the MRN against the accompanying document; if it is right, ask the office of departure.',
      'Сверьте MRN с транзитным сопроводительным документом; если он верен, запросите таможенный орган отправления.',
    ),
  },
  {
    code: 'C202',
    where: 'O',
    ncts: { functionalError: 92 },
    etir: '210–213',
    cause: both(
      'The message does not fit the state that the movement is in.',
      'Сообщение не соответствует текущему состоянию перевозки.',
    ),
    todo: both(
      'Look at the state of the movement: the step was taken already, or another must come first.',
      'Посмотрите состояние перевозки: этот шаг уже выполнен или сначала требуется другой.',
    ),
  },
  {
    code: 'C203',
    where: 'O',
    ncts: { message: 'IE056', functionalError: 92 },
    etir: '211',
    cause: both(
      'The trader asks for invalidation after the goods were released for transit.',
      'Запрос об аннулировании подан после выпуска товаров в транзит.',
    ),
    todo: both(
      'Bring the goods to the office of destination; after release only customs may invalidate.',
      'Доставьте товары в таможенный орган назначения; после выпуска аннулировать декларацию вправе только таможенный орган.',
    ),
  },
  {
    code: 'C204',
    where: 'O',
    ncts: { rule: 'R0520', functionalError: 14 },
    etir: '203',
    cause: both(
      'While the guarantee is under amendment, the amendment changes something other than the guarantee.',
      'При исправлении сведений о гарантии изменены и другие данные декларации.',
    ),
    todo: both(
      'Send an amendment that changes nothing but the guarantee group.',
      'Направьте изменение, затрагивающее только сведения о гарантии.',
    ),
  },
  {
    code: 'C205',
    where: 'O',
    ncts: { rule: 'R0520', functionalError: 14 },
    etir: '203',
    cause: both(
      'The amendment changes data that may not be amended: principal, representative, office of departure, LRN, MRN, declaration type, additional type, HS code or security flag.',
      'Изменены сведения, не подлежащие корректировке: принципал, представитель, таможенный орган отправления, LRN, MRN, тип и дополнительный тип декларации, код ТН ВЭД или признак безопасности.',
    ),
    todo: both(
      'Restore these data, or cancel the declaration and lodge a new one.',
      'Восстановите эти сведения либо отзовите декларацию и подайте новую.',
    ),
  },
  {
    code: 'C206',
    where: 'O',
    ncts: { functionalError: 13, otherFunctionalError: 15 },
    etir: '101',
    cause: both(
      'The amendment names both LRN and MRN, or neither.',
      'В изменении указаны и LRN, и MRN либо не указан ни один из них.',
    ),
    todo: both(
      'Name the LRN before acceptance and the MRN after it.',
      'До принятия декларации указывайте LRN, после принятия — MRN.',
    ),
  },
  {
    code: 'C207',
    where: 'O',
    ncts: { message: 'IE057' },
    etir: '213',
    cause: both(
      'Arrival is notified for a movement that was invalidated or never released.',
      'Заявлено прибытие по перевозке, которая аннулирована или не была выпущена.',
    ),
    todo: both(
      'Check the MRN; keep the goods under supervision and ask the office of departure.',
      'Проверьте MRN; оставьте товары под контролем и запросите таможенный орган отправления.',
    ),
  },
  {
    code: 'C208',
    where: 'O',
    ncts: { message: 'IE003' },
    etir: '211',
    cause: both(
      'This movement has arrived already.',
      'Прибытие этой перевозки уже зарегистрировано.',
    ),
    todo: both(
      'Check the MRN; if other goods travel under it, treat the case as an irregularity.',
      'Проверьте MRN; если под этим номером следуют другие товары, рассматривайте случай как нарушение.',
    ),
  },
  {
    code: 'C209',
    where: 'O',
    ncts: { rule: 'G0125', functionalError: 14 },
    cause: both(
      'The time given for the enquiry answer is neither 28 nor 40 days.',
      'Срок ответа на запрос о розыске не равен ни 28, ни 40 дням.',
    ),
    todo: both(
      'Give 28 days if fraud is suspected or the principal told too little, 40 days otherwise.',
      'Укажите 28 дней, если есть подозрение в мошенничестве или принципал сообщил недостаточно сведений, в остальных случаях — 40 дней.',
    ),
  },
] as const satisfies readonly Rule[];
