/** The office of departure, rows D25 to D39: from the release to the discharge (domain.md section 5.1). */
import { both } from '../bilingual.ts';
import type { MovementState } from './departure.ts';
import type { StateRow } from './row.ts';
import { always, decision, internal, message, rowsOf, sometimes, timer } from './row.ts';

const row = rowsOf<MovementState>('departure');

/**
 * A movement may be on its way still when its limit date has passed: as long as it is not over, what offices tell of it and ask for it is
 * taken as before the limit date. Without it a late truck on another way than declared could never arrive (rows E1, E7 and E20).
 */
const ON_THE_WAY = [
  'released',
  'enquiryRecommended',
  'askedPrincipal',
  'underEnquiry',
  'recoveryRecommended',
  'recoveryAsked',
  'recoveryTransferred',
  'underRecovery',
  'claimOnGuarantor',
  'dispute',
] as const;

export const AFTER_RELEASE: readonly StateRow<MovementState>[] = [
  row('D25', {
    from: ['released'],
    on: [message('T014')],
    to: ['released'],
    emits: always('T056'),
    text: both(
      'Invalidation asked for after release: refused',
      'Запрос об аннулировании после выпуска: отказано',
    ),
  }),
  row('D26', {
    from: ['released'],
    on: [decision('invalidate')],
    to: ['invalidated'],
    emits: [
      ...always('T009', 'X010'),
      sometimes('X204', both('for each guarantee', 'по каждой гарантии')),
    ],
    stops: ['T-LIMIT'],
    text: both(
      'Invalidated by customs after release',
      'Аннулирована таможенным органом после выпуска',
    ),
  }),
  row('D27', {
    from: ON_THE_WAY,
    on: [message('X118')],
    to: 'same',
    text: both('Frontier crossed, leg recorded', 'Граница пересечена, участок зарегистрирован'),
  }),
  row('D28', {
    from: ON_THE_WAY,
    on: [message('X119')],
    to: 'same',
    emits: always('T182'),
    text: both(
      'Passage refused at a border; the limit runs on',
      'В пропуске через границу отказано; срок продолжает течь',
    ),
  }),
  row('D29', {
    from: ON_THE_WAY,
    on: [message('X180')],
    to: 'same',
    emits: [
      ...always('T182'),
      sometimes(
        'X181',
        both('to each country with an office ahead', 'каждой стране с органом впереди'),
      ),
    ],
    text: both('Incident on the way', 'Инцидент в пути'),
  }),
  row('D30', {
    from: ON_THE_WAY,
    on: [message('X002', 'X114', 'X164')],
    to: 'same',
    emits: [
      sometimes('X003', both('to X002, with the data', 'на X002, с данными')),
      sometimes('X115', both('to X114, with the data', 'на X114, с данными')),
      sometimes('X165', both('to X164, with the data', 'на X164, с данными')),
    ],
    text: both(
      'Another office asks for the record: diversion',
      'Запрос записи другим таможенным органом: изменение маршрута',
    ),
  }),
  row('D31', {
    from: ['released'],
    on: [message('X006')],
    to: ['arrived'],
    emits: [
      sometimes(
        'X024',
        both(
          'to the offices skipped or left waiting',
          'таможенным органам, которые не пройдены или ожидают',
        ),
      ),
      sometimes('X209', both('credit on arrival', 'восстановление при прибытии')),
    ],
    starts: ['T-CTLRES'],
    stops: ['T-LIMIT'],
    text: both('Arrived at destination', 'Прибытие в место назначения'),
  }),
  row('D32', {
    from: ['released'],
    on: [timer('T-LIMIT')],
    to: ['enquiryRecommended'],
    starts: ['T-ENQSTART'],
    text: both('Limit date passed without arrival', 'Срок доставки истёк, прибытия нет'),
  }),
  row('D33', {
    from: ['arrived'],
    on: [message('X018')],
    guard: both('result A1, A2, A3 or A5', 'результат A1, A2, A3 или A5'),
    to: ['writtenOff'],
    emits: [
      ...always('T045', 'X204'),
      sometimes('X209', both('not credited before', 'если сумма ещё не восстановлена')),
    ],
    stops: ['T-CTLRES'],
    text: both(
      'Control result received: written off, guarantee released',
      'Получен результат контроля: процедура завершена, гарантия освобождена',
    ),
  }),
  row('D34', {
    from: ['arrived'],
    on: [message('X018')],
    guard: both('result B1', 'результат B1'),
    to: ['discrepancyOpen'],
    emits: always('T019'),
    starts: ['T-DISC'],
    stops: ['T-CTLRES'],
    text: both('Major discrepancies at destination', 'Существенные расхождения в месте назначения'),
  }),
  row('D35', {
    from: ['arrived'],
    on: [timer('T-CTLRES')],
    to: ['enquiryRecommended'],
    emits: [
      sometimes(
        'X142',
        both(
          'control results are asked for by message',
          'результаты контроля запрашиваются сообщением',
        ),
      ),
    ],
    starts: ['T-ENQSTART'],
    text: both('No control result in time', 'Результат контроля не получен в срок'),
  }),
  row('D36', {
    from: ['discrepancyOpen'],
    on: [decision('resolved')],
    to: ['writtenOff'],
    emits: always('X049', 'T045', 'X204'),
    stops: ['T-DISC'],
    text: both('Discrepancies resolved: written off', 'Расхождения устранены: процедура завершена'),
  }),
  row('D37', {
    from: ['discrepancyOpen'],
    on: [decision('notResolved'), timer('T-DISC')],
    to: ['recoveryRecommended'],
    emits: always('X049'),
    starts: ['T-RECSTART'],
    stops: ['T-DISC'],
    text: both('Discrepancies not resolved', 'Расхождения не устранены'),
  }),
  row('D38', {
    from: [
      'enquiryRecommended',
      'askedPrincipal',
      'underEnquiry',
      'recoveryRecommended',
      'recoveryAsked',
      'recoveryTransferred',
      'underRecovery',
      'claimOnGuarantor',
      'dispute',
    ],
    on: [internal('enquiryRow')],
    to: 'same',
    text: both('Stands for the rows E1 to E20', 'Обозначает строки E1–E20'),
  }),
  row('D39', {
    from: 'anyFinal',
    on: [{ kind: 'message', codes: 'any' }],
    to: 'same',
    emits: [
      sometimes(
        'S906',
        both(
          'no negative answer is defined for the message',
          'для сообщения не предусмотрен отрицательный ответ',
        ),
      ),
    ],
    text: both(
      'Message about a finished movement: refused',
      'Сообщение о завершённой перевозке: отклонено',
    ),
  }),
];
