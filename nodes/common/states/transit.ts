/** The office of transit, at the entry into a country: rows B1 to B14 (domain.md section 5.2). */
import { both } from '../bilingual.ts';
import type { StateInfo, StateRow } from './row.ts';
import { always, decision, message, rowsOf, sometimes, timer } from './row.ts';

export const TRANSIT_STATES = {
  atrAsked: both('Advance record asked for', 'Запрошена предварительная запись'),
  atrCreated: both('Expected', 'Ожидается'),
  overdue: both('Overdue', 'Опаздывает'),
  entryCheck: both('Check on entry', 'Контроль при въезде'),
  passed: { final: true, ...both('Passed', 'Пропущена') },
  refused: { final: true, ...both('Passage refused', 'В пропуске отказано') },
  atrRefused: { final: true, ...both('No advance record', 'Нет предварительной записи') },
  cancelled: { final: true, ...both('Cancelled', 'Отменена') },
  closedArrived: {
    final: true,
    ...both('Closed: went another way', 'Закрыта: проследовала другим путём'),
  },
} as const satisfies Readonly<Record<string, StateInfo>>;
export type TransitState = keyof typeof TRANSIT_STATES;

const row = rowsOf<TransitState>('transit');

export const TRANSIT_ROWS: readonly StateRow<TransitState>[] = [
  row('B1', {
    from: 'none',
    on: [message('X050')],
    to: ['atrCreated'],
    starts: ['T-PASS'],
    text: both('Advance record received', 'Получена предварительная запись'),
  }),
  row('B2', {
    from: 'none',
    on: [message('N117')],
    guard: both('no advance record here', 'предварительной записи нет'),
    to: ['atrAsked'],
    emits: always('X114'),
    starts: ['T-ANS'],
    text: both('Unexpected truck: record asked for', 'Неожидаемая машина: запрошена запись'),
  }),
  row('B3', {
    from: ['atrAsked'],
    on: [message('X115')],
    guard: both('with data', 'с данными'),
    to: ['atrCreated'],
    stops: ['T-ANS'],
    text: both('Record received on request', 'Запись получена по запросу'),
  }),
  row('B4', {
    from: ['atrAsked'],
    on: [message('X115')],
    guard: both('with a reason 1 to 4', 'с причиной 1–4'),
    to: ['atrRefused'],
    emits: always('T058'),
    stops: ['T-ANS'],
    text: both('Record refused: no passage', 'В записи отказано: пропуск невозможен'),
  }),
  row('B5', {
    from: ['atrAsked'],
    on: [timer('T-ANS')],
    to: ['atrAsked', 'atrRefused'],
    emits: [
      sometimes(
        'X114',
        both('asked again, five times at the most', 'повторный запрос, не более пяти раз'),
      ),
      sometimes('T058', both('the officer stops the truck', 'машина остановлена')),
      sometimes(
        'N118',
        both('the officer lets it go on on paper', 'пропуск по бумажным документам'),
      ),
    ],
    starts: ['T-ANS'],
    text: both(
      'No answer: asked again, at last the officer decides',
      'Нет ответа: повторный запрос, затем решение должностного лица',
    ),
  }),
  row('B6', {
    from: ['atrCreated', 'overdue'],
    on: [message('N117'), decision('pass')],
    guard: both('no check on entry', 'контроль при въезде не требуется'),
    to: ['passed'],
    emits: always('X118', 'N118'),
    stops: ['T-PASS'],
    text: both('Passed without check', 'Пропущена без контроля'),
  }),
  row('B7', {
    from: ['atrCreated', 'overdue'],
    on: [message('N117'), decision('check')],
    guard: both('check on entry', 'требуется контроль при въезде'),
    to: ['entryCheck'],
    emits: always('T060'),
    starts: ['T-CTRL'],
    stops: ['T-PASS'],
    text: both('Check on entry', 'Контроль при въезде'),
  }),
  row('B8', {
    from: ['entryCheck'],
    on: [decision('sealsOk'), decision('resealed')],
    guard: both('seals in good state, or sealed anew', 'пломбы исправны или наложены новые'),
    to: ['passed'],
    emits: [
      ...always('X118', 'N118'),
      sometimes(
        'X180',
        both('sealed anew: incident code 2', 'наложены новые пломбы: код инцидента 2'),
      ),
    ],
    stops: ['T-CTRL'],
    text: both('Passed after check', 'Пропущена после контроля'),
  }),
  row('B9', {
    from: ['entryCheck'],
    on: [decision('refusePassage')],
    to: ['refused'],
    emits: always('X119', 'T058'),
    stops: ['T-CTRL'],
    text: both('Passage refused', 'В пропуске отказано'),
  }),
  row('B10', {
    from: ['atrCreated', 'overdue'],
    on: [message('X010')],
    to: ['cancelled'],
    stops: ['T-PASS'],
    text: both('Movement invalidated at departure', 'Перевозка аннулирована в органе отправления'),
  }),
  row('B11', {
    from: ['atrCreated', 'overdue'],
    on: [message('X024')],
    guard: both('names this office as skipped', 'этот таможенный орган назван непройденным'),
    to: ['closedArrived'],
    stops: ['T-PASS'],
    text: both('Arrived without passing here', 'Прибыла, минуя этот таможенный орган'),
  }),
  row('B12', {
    from: ['atrCreated', 'overdue'],
    on: [message('X181')],
    to: 'same',
    text: both('Incident noted, data updated', 'Инцидент учтён, данные обновлены'),
  }),
  row('B13', {
    from: ['atrCreated'],
    on: [timer('T-PASS')],
    to: ['overdue'],
    emits: [sometimes('S903', both('to the officer', 'должностному лицу'))],
    text: both('Overdue at the border', 'Опоздание на границе'),
  }),
  row('B14', {
    from: ['passed'],
    on: [message('N117')],
    to: ['passed'],
    emits: always('S906'),
    text: both(
      'Presented again after passage: refused',
      'Повторное предъявление после пропуска: отклонено',
    ),
  }),
];
