/** The office of departure, rows D1 to D24: from the declaration to the release (domain.md section 5.1). What follows is in released.ts. */
import { both } from '../bilingual.ts';
import type { EnquiryState } from './enquiry.ts';
import type { StateInfo, StateRow } from './row.ts';
import { always, decision, internal, message, rowsOf, sometimes, timer } from './row.ts';

export const DEPARTURE_STATES = {
  preLodged: both('Pre-lodged', 'Подана предварительно'),
  submitted: both('Submitted', 'Подана'),
  accepted: both('Accepted', 'Принята'),
  underControl: both('Under control', 'На контроле'),
  underReleaseRequest: both('Under release request', 'Ожидает запроса о выпуске'),
  guaranteeRegistering: both('Guarantee being registered', 'Регистрация гарантии'),
  guaranteeUnderAmendment: both('Guarantee under amendment', 'Исправление сведений о гарантии'),
  released: both('Released for transit', 'Выпущена в транзит'),
  arrived: both('Arrived', 'Прибыла'),
  discrepancyOpen: both('Discrepancies open', 'Расхождения не устранены'),
  writtenOff: { final: true, ...both('Written off', 'Процедура завершена') },
  rejected: { final: true, ...both('Rejected', 'Отклонена') },
  invalidated: { final: true, ...both('Invalidated', 'Аннулирована') },
  notReleased: { final: true, ...both('Not released', 'Отказано в выпуске') },
} as const satisfies Readonly<Record<string, StateInfo>>;
export type DepartureState = keyof typeof DEPARTURE_STATES;

/** A movement at the office of departure: its own states, and those of enquiry and recovery. */
export type MovementState = DepartureState | EnquiryState;

const row = rowsOf<MovementState>('departure');

/** Cash, a TIR carnet and a public body have no GRN: such a movement is released at once. */
const USE_ASKED = [sometimes('X203', both('for each GRN', 'для каждого GRN'))];

export const BEFORE_RELEASE: readonly StateRow<MovementState>[] = [
  row('D1', {
    from: 'none',
    on: [message('T015')],
    guard: both('validation fails', 'проверка не пройдена'),
    to: ['rejected'],
    emits: always('T056'),
    text: both('Declaration rejected', 'Декларация отклонена'),
  }),
  row('D2', {
    from: 'none',
    on: [message('T015')],
    guard: both('valid, additional type D', 'проверка пройдена, дополнительный тип D'),
    to: ['preLodged'],
    emits: [
      ...always('T928'),
      sometimes('T060', both('control intended (type 2)', 'намечен контроль (тип 2)')),
    ],
    starts: ['T-PRES'],
    text: both('Declaration pre-lodged', 'Декларация подана предварительно'),
  }),
  row('D3', {
    from: 'none',
    on: [message('T015')],
    guard: both('valid, additional type A', 'проверка пройдена, дополнительный тип A'),
    to: ['submitted'],
    emits: always('T928'),
    text: both('Declaration submitted', 'Декларация подана'),
  }),
  row('D4', {
    from: ['preLodged'],
    on: [message('T013')],
    to: ['preLodged'],
    emits: [
      sometimes('T004', both('amendment valid', 'изменение допустимо')),
      sometimes('T056', both('amendment not valid', 'изменение недопустимо')),
    ],
    text: both('Pre-lodged declaration amended', 'Предварительная декларация изменена'),
  }),
  row('D5', {
    from: ['preLodged'],
    on: [message('T014')],
    to: ['invalidated'],
    emits: always('T009'),
    stops: ['T-PRES'],
    text: both('Pre-lodged declaration withdrawn', 'Предварительная декларация отозвана'),
  }),
  row('D6', {
    from: ['preLodged'],
    on: [message('T170')],
    guard: both('presentation not valid', 'уведомление о предъявлении неверно'),
    to: ['preLodged'],
    emits: always('T056'),
    text: both('Presentation rejected', 'Уведомление о предъявлении отклонено'),
  }),
  row('D7', {
    from: ['preLodged'],
    on: [message('T170')],
    guard: both('presentation valid', 'уведомление о предъявлении верно'),
    to: ['accepted'],
    emits: always('T028'),
    starts: ['T-AUTOREL'],
    stops: ['T-PRES'],
    text: both('Goods presented, declaration accepted', 'Товары предъявлены, декларация принята'),
  }),
  row('D8', {
    from: ['preLodged'],
    on: [timer('T-PRES')],
    to: ['rejected'],
    emits: always('T056'),
    text: both('Goods never presented', 'Товары не предъявлены в срок'),
  }),
  row('D9', {
    from: ['submitted'],
    on: [decision('accept'), internal('autoAccept')],
    to: ['accepted'],
    emits: always('T028'),
    starts: ['T-AUTOREL'],
    text: both('Declaration accepted, MRN allotted', 'Декларация принята, присвоен MRN'),
  }),
  row('D10', {
    from: ['submitted'],
    on: [decision('refuse')],
    to: ['rejected'],
    emits: always('T056'),
    text: both('Declaration refused by the officer', 'В принятии декларации отказано'),
  }),
  row('D11', {
    // After findings too: what customs ask to have amended (T022, row D16) can be amended.
    from: ['accepted', 'underReleaseRequest'],
    on: [message('T013')],
    guard: both('flag 0', 'признак 0'),
    to: 'same',
    emits: [
      sometimes('T004', both('amendment valid', 'изменение допустимо')),
      sometimes('T056', both('amendment not valid', 'изменение недопустимо')),
    ],
    starts: ['T-AUTOREL'],
    text: both('Declaration amended', 'Декларация изменена'),
  }),
  row('D12', {
    from: ['accepted'],
    on: [message('T014')],
    to: ['invalidated', 'accepted'],
    emits: [
      sometimes('T009', both('once the officer has decided', 'после решения должностного лица')),
    ],
    stops: ['T-AUTOREL'],
    text: both('Invalidation asked for before release', 'Запрос об аннулировании до выпуска'),
  }),
  row('D13', {
    from: ['accepted'],
    on: [decision('control')],
    to: ['underControl'],
    emits: always('T060'),
    starts: ['T-CTRL'],
    stops: ['T-AUTOREL'],
    text: both('Control decided', 'Принято решение о контроле'),
  }),
  row('D14', {
    from: ['accepted'],
    // A declaration entered later goes on by itself: its goods were released on paper.
    on: [timer('T-AUTOREL'), decision('noControl'), internal('autoAccept')],
    to: ['guaranteeRegistering'],
    emits: USE_ASKED,
    starts: ['T-GUARES'],
    stops: ['T-AUTOREL'],
    text: both('No control: guarantee asked for', 'Без контроля: запрошено использование гарантии'),
  }),
  row('D15', {
    from: ['underControl'],
    on: [message('N017'), decision('A1'), decision('A2')],
    guard: both(
      'the officer reports A1 or A2, or A3 of an authorised consignor',
      'результат A1 или A2 либо A3 у уполномоченного отправителя',
    ),
    to: ['guaranteeRegistering'],
    emits: USE_ASKED,
    starts: ['T-GUARES'],
    stops: ['T-CTRL'],
    text: both(
      'Control satisfactory: guarantee asked for',
      'Контроль пройден: запрошено использование гарантии',
    ),
  }),
  row('D16', {
    from: ['underControl'],
    on: [message('N017'), decision('A5')],
    guard: both(
      'the officer reports A5: minor revision',
      'результат A5: незначительные расхождения',
    ),
    to: ['underReleaseRequest'],
    emits: [
      ...always('T060'),
      sometimes(
        'T022',
        both(
          'customs asks for an amendment instead',
          'таможенный орган требует изменить декларацию',
        ),
      ),
    ],
    starts: ['T-RELREQ'],
    stops: ['T-CTRL'],
    text: both(
      'Minor findings: the trader may ask for release',
      'Незначительные расхождения: можно запросить выпуск',
    ),
  }),
  row('D17', {
    from: ['underReleaseRequest'],
    on: [message('T054')],
    guard: both('release requested', 'выпуск запрошен'),
    to: ['guaranteeRegistering'],
    emits: USE_ASKED,
    starts: ['T-GUARES'],
    stops: ['T-RELREQ'],
    text: both(
      'Release requested: guarantee asked for',
      'Выпуск запрошен: запрошено использование гарантии',
    ),
  }),
  row('D18', {
    from: ['underReleaseRequest'],
    on: [message('T054'), timer('T-RELREQ')],
    guard: both(
      'release not requested, or not in time',
      'выпуск не запрошен или не запрошен в срок',
    ),
    to: ['notReleased'],
    emits: always('T051'),
    stops: ['T-RELREQ'],
    text: both('Release not requested', 'Выпуск не запрошен'),
  }),
  row('D19', {
    from: ['underControl'],
    on: [message('N017'), decision('B1')],
    guard: both('the officer reports B1, or a security risk', 'результат B1 или риск безопасности'),
    to: ['notReleased'],
    emits: always('T051'),
    stops: ['T-CTRL'],
    text: both('Control not satisfactory: no release', 'Контроль не пройден: отказано в выпуске'),
  }),
  row('D20', {
    from: ['guaranteeRegistering'],
    on: [message('X205')],
    guard: both('all guarantees reserved', 'все гарантии зарезервированы'),
    to: ['released'],
    emits: [
      ...always('T029', 'X001'),
      sometimes(
        'X050',
        both(
          'one for each country with an office of transit',
          'по одному для каждой страны с таможенным органом транзита',
        ),
      ),
      sometimes('X160', both('to each office of exit', 'каждому таможенному органу выезда')),
    ],
    starts: ['T-LIMIT'],
    stops: ['T-GUARES'],
    text: both('Released for transit', 'Товары выпущены в транзит'),
  }),
  row('D21', {
    from: ['guaranteeRegistering'],
    on: [message('X205')],
    guard: both('a guarantee is refused', 'в гарантии отказано'),
    to: ['guaranteeUnderAmendment'],
    emits: [
      ...always('T055'),
      sometimes(
        'X204',
        both('for the guarantees that had been reserved', 'для уже зарезервированных гарантий'),
      ),
    ],
    starts: ['T-GUAAMD'],
    stops: ['T-GUARES'],
    text: both('Guarantee refused', 'В использовании гарантии отказано'),
  }),
  row('D22', {
    from: ['guaranteeRegistering'],
    on: [timer('T-GUARES')],
    to: ['guaranteeRegistering', 'notReleased'],
    emits: [
      sometimes('X203', both('asked again', 'повторный запрос')),
      sometimes('S903', both('to the officer, each time', 'должностному лицу, каждый раз')),
      sometimes('X204', both('after the last try', 'после последней попытки')),
      sometimes('T051', both('after the last try', 'после последней попытки')),
    ],
    starts: ['T-GUARES'],
    text: both(
      'No answer from the office of guarantee',
      'Нет ответа от таможенного органа гарантии',
    ),
  }),
  row('D23', {
    from: ['guaranteeUnderAmendment'],
    on: [message('T013')],
    guard: both(
      'flag 1, nothing but the guarantee changes',
      'признак 1, изменены только сведения о гарантии',
    ),
    to: ['guaranteeRegistering'],
    emits: [...always('T004'), ...USE_ASKED],
    starts: ['T-GUARES'],
    stops: ['T-GUAAMD'],
    text: both('Guarantee amended', 'Сведения о гарантии исправлены'),
  }),
  row('D24', {
    from: ['guaranteeUnderAmendment'],
    on: [timer('T-GUAAMD')],
    to: ['notReleased'],
    emits: always('T051'),
    text: both('Guarantee not amended in time', 'Сведения о гарантии не исправлены в срок'),
  }),
];
