/** Rules C317 to C332: what the data say about equipment, means of transport, TIR carnets, incidents, controls and limits. */
import { both } from '../bilingual.ts';
import type { Rule } from './rule.ts';

export const SEMANTIC_TRANSPORT_RULES = [
  {
    code: 'C317',
    where: 'O',
    ncts: { rule: 'R0448', functionalError: 14 },
    etir: '310',
    cause: both(
      'Transport equipment without a container number is declared with zero seals.',
      'Транспортное оборудование без номера контейнера заявлено без пломб.',
    ),
    todo: both(
      'Give the container number, or leave the transport equipment out.',
      'Укажите номер контейнера или исключите сведения об этом оборудовании.',
    ),
  },
  {
    code: 'C318',
    where: 'O',
    ncts: { rule: 'C0055, C0823', functionalError: 13, otherFunctionalError: 15 },
    etir: '101',
    cause: both(
      'The container indicator and the container numbers contradict each other.',
      'Признак контейнера противоречит указанным номерам контейнеров.',
    ),
    todo: both(
      'Set the indicator to 1 and give the numbers, or to 0 and give none.',
      'Укажите признак 1 и номера контейнеров либо признак 0 без номеров.',
    ),
  },
  {
    code: 'C319',
    where: 'O',
    effect: 'warn',
    ncts: {},
    cause: both(
      'The container number fails its check digit of ISO 6346.',
      'Контрольная цифра номера контейнера по ISO 6346 неверна.',
    ),
    todo: both(
      'Read the number from the container door and correct it; the declaration is taken all the same.',
      'Считайте номер с двери контейнера и исправьте его; декларация при этом принимается.',
    ),
  },
  {
    code: 'C320',
    where: 'O',
    ncts: { rule: 'R0474, R0476, R0855', functionalError: 14 },
    etir: '102',
    cause: both(
      'By road the first means of transport must be type 30, further ones type 31, and there may be three at most.',
      'Для автоперевозки первое транспортное средство должно иметь тип 30, следующие — тип 31, всего не более трёх.',
    ),
    todo: both(
      'Declare the tractor as 30 and the trailers as 31.',
      'Укажите тягач с типом 30, прицепы — с типом 31.',
    ),
  },
  {
    code: 'C321',
    where: 'O',
    ncts: { rule: 'R0473, R0076', functionalError: 14 },
    etir: '102',
    cause: both(
      'The registration number of the vehicle has small letters.',
      'Регистрационный номер транспортного средства содержит строчные буквы.',
    ),
    todo: both(
      'Write it in capital letters, as on the registration document.',
      'Запишите его прописными буквами, как в регистрационном документе.',
    ),
  },
  {
    code: 'C322',
    where: 'O',
    ncts: { rule: 'C0343', functionalError: 15 },
    etir: '102',
    cause: both(
      'The country of destination is given for the consignment and for the items as well.',
      'Страна назначения указана и для всей партии, и для отдельных товаров.',
    ),
    todo: both(
      'Give it once: for the consignment if all goods go there, else for each item.',
      'Укажите её один раз: для партии, если все товары следуют туда, иначе для каждого товара.',
    ),
  },
  {
    code: 'C323',
    where: 'O',
    ncts: { rule: 'C0411', functionalError: 15, otherFunctionalError: 13 },
    etir: '101',
    cause: both(
      'A TIR carnet number is given without declaration type TIR, or missing with it.',
      'Номер книжки МДП указан при типе декларации, отличном от TIR, или отсутствует при типе TIR.',
    ),
    todo: both(
      'Correct the declaration type, or give or remove the carnet number.',
      'Исправьте тип декларации либо укажите или удалите номер книжки МДП.',
    ),
  },
  {
    code: 'C324',
    where: 'O',
    ncts: { rule: 'R0990', functionalError: 14 },
    etir: '102',
    cause: both(
      'The TIR carnet number has a wrong length or prefix.',
      'Номер книжки МДП имеет неверную длину или префикс.',
    ),
    todo: both(
      'Copy the number with its two letters from the cover of the carnet.',
      'Перепишите номер вместе с двумя буквами с обложки книжки МДП.',
    ),
  },
  {
    code: 'C325',
    where: 'O',
    ncts: { rule: 'C0904', functionalError: 15, otherFunctionalError: 13 },
    etir: '101',
    cause: both(
      'A TIR holder is given without declaration type TIR, or missing with it.',
      'Держатель книжки МДП указан при типе декларации, отличном от TIR, или отсутствует при типе TIR.',
    ),
    todo: both(
      'Correct the declaration type, or give or remove the holder id.',
      'Исправьте тип декларации либо укажите или удалите идентификатор держателя.',
    ),
  },
  {
    code: 'C326',
    where: 'O',
    ncts: { rule: 'C0505, CL505', functionalError: 13 },
    etir: '101',
    cause: both(
      'The postcode is missing in an address of a country that has postcodes.',
      'В адресе не указан почтовый индекс, обязательный для этой страны.',
    ),
    todo: both('Add the postcode.', 'Укажите почтовый индекс.'),
  },
  {
    code: 'C327',
    where: 'O',
    ncts: { rule: 'BR20006', functionalError: 13, otherFunctionalError: 14 },
    etir: '214',
    cause: both(
      'The LRN is missing, or this trader has used it already.',
      'LRN отсутствует или уже использован этим участником.',
    ),
    todo: both(
      'Give the declaration an LRN that you have not used before.',
      'Присвойте декларации LRN, который вы ещё не использовали.',
    ),
  },
  {
    code: 'C328',
    where: 'O',
    ncts: { rule: 'C0240, C0460', functionalError: 13 },
    etir: '306',
    cause: both(
      'An incident lacks the data its code asks for (2 and 4 equipment and seals, 3 and 6 transhipment), or its place does not fit the qualifier.',
      'Для инцидента не указаны обязательные сведения (коды 2 и 4 — оборудование и пломбы, 3 и 6 — перегрузка), или место не соответствует способу его указания.',
    ),
    todo: both(
      'Add the new seals or the new means of transport, and the place.',
      'Добавьте сведения о новых пломбах или транспортном средстве и месте инцидента.',
    ),
  },
  {
    code: 'C329',
    where: 'O',
    ncts: { rule: 'C0930, C0810', functionalError: 13 },
    etir: '306',
    cause: both(
      'Result A5 or B1 is given without saying what differs, or the state of the seals is missing.',
      'Результат A5 или B1 указан без описания расхождений, или не указано состояние пломб.',
    ),
    todo: both(
      'Describe each difference, and say whether the seals were in good state.',
      'Опишите каждое расхождение и укажите, были ли пломбы в исправном состоянии.',
    ),
  },
  {
    code: 'C330',
    where: 'O',
    ncts: { rule: 'R0910', functionalError: 12 },
    etir: '306',
    cause: both(
      'Result A3 is given, but the principal is no authorised consignor.',
      'Указан результат A3, но принципал не является уполномоченным отправителем.',
    ),
    todo: both(
      'Use A1 after a physical control, A2 otherwise.',
      'После фактического контроля укажите A1, в остальных случаях — A2.',
    ),
  },
  {
    code: 'C331',
    where: 'O',
    ncts: { rule: 'CL009, CL112', functionalError: 12 },
    etir: '305',
    cause: both(
      'A country of the route is not a member of CATS.',
      'Одна из стран маршрута не является участником CATS.',
    ),
    todo: both(
      'Choose a route through member countries, or use another transit procedure.',
      'Выберите маршрут через страны-участницы или другую транзитную процедуру.',
    ),
  },
  {
    code: 'C332',
    where: 'O',
    ncts: { rule: 'R0004' },
    etir: '103',
    cause: both(
      'The limit date is before the release or before the last estimated arrival at an office of transit.',
      'Срок доставки раньше выпуска или последнего ожидаемого прибытия в таможенный орган транзита.',
    ),
    todo: both('Set a later limit date.', 'Установите более поздний срок доставки.'),
  },
] as const satisfies readonly Rule[];
