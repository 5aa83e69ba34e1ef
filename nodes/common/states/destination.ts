/** The office of destination: rows A1 to A20 (domain.md section 5.3). */
import { both } from '../bilingual.ts';
import type { StateInfo, StateRow } from './row.ts';
import { always, decision, message, rowsOf, sometimes, timer } from './row.ts';

export const DESTINATION_STATES = {
  aarAsked: both('Advance record asked for', 'Запрошена предварительная запись'),
  aarCreated: both('Expected', 'Ожидается'),
  unloading: both('Unloading', 'Разгрузка'),
  arrived: both('Arrived', 'Прибыла'),
  waitDiscrepancy: both('Awaiting the office of departure', 'Ожидается решение органа отправления'),
  resultSent: { final: true, ...both('Result sent', 'Результат отправлен') },
  released: {
    final: true,
    ...both('Released after discrepancies', 'Выпущена после устранения расхождений'),
  },
  aarRefused: { final: true, ...both('No advance record', 'Нет предварительной записи') },
  heldForRecovery: { final: true, ...both('Held for recovery', 'Удержана до взыскания') },
  cancelled: { final: true, ...both('Cancelled', 'Отменена') },
  arrivedElsewhere: {
    final: true,
    ...both('Arrived elsewhere', 'Прибыла в другой таможенный орган'),
  },
} as const satisfies Readonly<Record<string, StateInfo>>;
export type DestinationState = keyof typeof DESTINATION_STATES;

const row = rowsOf<DestinationState>('destination');

export const DESTINATION_ROWS: readonly StateRow<DestinationState>[] = [
  row('A1', {
    from: 'none',
    on: [message('X001')],
    to: ['aarCreated'],
    text: both('Advance record received', 'Получена предварительная запись'),
  }),
  row('A2', {
    from: 'none',
    on: [message('T007')],
    guard: both('MRN unknown here', 'MRN здесь неизвестен'),
    to: ['aarAsked'],
    emits: always('X002'),
    starts: ['T-ANS'],
    text: both('Unexpected arrival: record asked for', 'Неожидаемое прибытие: запрошена запись'),
  }),
  row('A3', {
    from: ['aarAsked'],
    on: [message('X003')],
    guard: both(
      'with data; the arrival is then taken by A5, A6 or A7',
      'с данными; прибытие затем обрабатывается по A5, A6 или A7',
    ),
    to: ['aarCreated'],
    stops: ['T-ANS'],
    text: both('Record received on request', 'Запись получена по запросу'),
  }),
  row('A4', {
    from: ['aarAsked'],
    on: [message('X003'), decision('stop')],
    guard: both(
      'with a reason 1 to 4; or no answer after five tries',
      'с причиной 1–4; либо нет ответа после пяти повторов',
    ),
    to: ['aarRefused'],
    emits: always('T057'),
    stops: ['T-ANS'],
    text: both('Record refused: arrival rejected', 'В записи отказано: прибытие отклонено'),
  }),
  row('A5', {
    from: ['aarCreated'],
    on: [message('T007')],
    guard: both('arrival not valid', 'уведомление о прибытии неверно'),
    to: ['aarCreated'],
    emits: always('T057'),
    text: both('Arrival rejected', 'Уведомление о прибытии отклонено'),
  }),
  row('A6', {
    from: ['aarCreated'],
    on: [message('T007')],
    guard: both('valid, normal procedure', 'верно, обычная процедура'),
    to: ['arrived'],
    emits: always('X006'),
    starts: ['T-CTLRES-D'],
    text: both('Arrived at the office', 'Прибыла в таможенный орган'),
  }),
  row('A7', {
    from: ['aarCreated'],
    on: [message('T007')],
    guard: both(
      'valid, simplified procedure with authorisation C522',
      'верно, упрощённая процедура по разрешению C522',
    ),
    to: ['unloading'],
    emits: always('X006', 'T043'),
    starts: ['T-ULD'],
    text: both('Arrived at the authorised consignee', 'Прибыла к уполномоченному получателю'),
  }),
  row('A8', {
    from: ['unloading'],
    on: [message('T044')],
    guard: both('remarks not valid', 'замечания по разгрузке неверны'),
    to: ['unloading'],
    emits: always('T057'),
    text: both('Unloading remarks rejected', 'Замечания по разгрузке отклонены'),
  }),
  row('A9', {
    from: ['unloading'],
    on: [message('T044')],
    guard: both('unloading not complete', 'разгрузка не завершена'),
    to: ['unloading'],
    emits: always('T043'),
    starts: ['T-ULD'],
    text: both('Partial unloading: may continue', 'Частичная разгрузка: можно продолжать'),
  }),
  row('A10', {
    from: ['unloading'],
    on: [message('T044')],
    guard: both('complete, conform, no control', 'завершена, без замечаний, без контроля'),
    to: ['resultSent'],
    emits: always('X018', 'T025'),
    stops: ['T-ULD'],
    text: both(
      'Unloaded without remarks: goods released',
      'Разгружена без замечаний: товары выпущены',
    ),
  }),
  row('A11', {
    from: ['unloading'],
    on: [message('T044')],
    guard: both(
      'complete, with remarks, or a control is wanted',
      'завершена, с замечаниями, либо требуется контроль',
    ),
    to: ['arrived'],
    starts: ['T-CTLRES-D'],
    stops: ['T-ULD'],
    text: both('Unloaded with remarks', 'Разгружена с замечаниями'),
  }),
  row('A12', {
    from: ['unloading'],
    on: [timer('T-ULD')],
    to: ['arrived'],
    emits: always('T060'),
    starts: ['T-CTLRES-D'],
    text: both(
      'No unloading remarks in time: the officer attends',
      'Замечания по разгрузке не поступили в срок: выезд должностного лица',
    ),
  }),
  row('A13', {
    from: ['arrived'],
    on: [decision('noControl')],
    to: ['resultSent'],
    emits: always('X018', 'T025'),
    stops: ['T-CTLRES-D'],
    text: both('No control: goods released', 'Без контроля: товары выпущены'),
  }),
  row('A14', {
    from: ['arrived'],
    on: [decision('A1'), decision('A2'), decision('A5')],
    guard: both('no findings, or minor ones', 'расхождений нет или они незначительны'),
    to: ['resultSent'],
    emits: always('X018', 'T025'),
    stops: ['T-CTLRES-D'],
    text: both('Controlled: goods released', 'Контроль проведён: товары выпущены'),
  }),
  row('A15', {
    from: ['arrived'],
    on: [decision('B1')],
    guard: both('major findings', 'существенные расхождения'),
    to: ['waitDiscrepancy'],
    emits: always('X018', 'T025'),
    starts: ['T-DISC'],
    stops: ['T-CTLRES-D'],
    text: both(
      'Major discrepancies: goods not released',
      'Существенные расхождения: товары не выпущены',
    ),
  }),
  row('A16', {
    from: ['waitDiscrepancy'],
    on: [message('X049')],
    guard: both('resolved', 'устранены'),
    to: ['released'],
    emits: always('T025'),
    stops: ['T-DISC'],
    text: both('Discrepancies resolved: goods released', 'Расхождения устранены: товары выпущены'),
  }),
  row('A17', {
    from: ['waitDiscrepancy'],
    on: [message('X049')],
    guard: both('not resolved', 'не устранены'),
    to: ['heldForRecovery'],
    stops: ['T-DISC'],
    text: both(
      'Discrepancies not resolved: goods held',
      'Расхождения не устранены: товары удержаны',
    ),
  }),
  row('A18', {
    from: ['aarCreated'],
    on: [message('X010')],
    to: ['cancelled'],
    text: both('Movement invalidated at departure', 'Перевозка аннулирована в органе отправления'),
  }),
  row('A19', {
    from: ['aarCreated'],
    on: [message('X024')],
    to: ['arrivedElsewhere'],
    text: both('Arrived at another office', 'Прибыла в другой таможенный орган'),
  }),
  row('A20', {
    from: ['arrived'],
    on: [message('X142')],
    to: ['arrived'],
    emits: [
      sometimes('X018', both('the result is known', 'результат известен')),
      sometimes('X144', both('the result is not known yet', 'результат ещё не известен')),
    ],
    text: both(
      'Departure asks for the control result',
      'Орган отправления запрашивает результат контроля',
    ),
  }),
];
