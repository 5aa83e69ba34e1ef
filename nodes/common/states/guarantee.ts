/** The guarantee (rows G1 to G9) and each use that a movement makes of it (rows U1 to U9), at the office of guarantee (domain.md section 5.4). */
import { both } from '../bilingual.ts';
import type { StateInfo, StateRow } from './row.ts';
import { always, decision, internal, message, rowsOf, sometimes, timer } from './row.ts';

export const GUARANTEE_STATES = {
  applied: both('Applied for', 'Подана заявка'),
  awaitUndertaking: both('Awaiting the undertaking', 'Ожидается поручительство'),
  underReview: both('Under review', 'На рассмотрении'),
  active: both('Active', 'Действует'),
  suspended: both('Suspended', 'Приостановлена'),
  runOff: both('Running off', 'Закрывается'),
  closed: { final: true, ...both('Closed', 'Закрыта') },
  refused: { final: true, ...both('Refused', 'Отказано') },
} as const satisfies Readonly<Record<string, StateInfo>>;
export type GuaranteeState = keyof typeof GUARANTEE_STATES;

export const USAGE_STATES = {
  reserved: both('Reserved', 'Зарезервировано'),
  inUse: both('In use', 'Используется'),
  credited: both('Credited', 'Восстановлено'),
  called: both('Called', 'Предъявлено требование'),
  released: { final: true, ...both('Released', 'Освобождено') },
  cancelled: { final: true, ...both('Cancelled', 'Отменено') },
  settled: { final: true, ...both('Settled', 'Урегулировано') },
} as const satisfies Readonly<Record<string, StateInfo>>;
export type UsageState = keyof typeof USAGE_STATES;

const guarantee = rowsOf<GuaranteeState>('guarantee');

export const GUARANTEE_ROWS: readonly StateRow<GuaranteeState>[] = [
  guarantee('G1', {
    from: 'none',
    on: [message('G810')],
    to: ['applied'],
    starts: ['T-GUADEC'],
    text: both('Guarantee applied for', 'Подана заявка на гарантию'),
  }),
  guarantee('G2', {
    from: ['applied'],
    on: [decision('askGuarantor')],
    to: ['awaitUndertaking'],
    starts: ['T-UND'],
    text: both('Guarantor asked for his undertaking', 'У гаранта запрошено поручительство'),
  }),
  guarantee('G3', {
    from: ['awaitUndertaking'],
    on: [message('G811')],
    to: ['underReview'],
    stops: ['T-UND'],
    text: both('Undertaking received', 'Поручительство получено'),
  }),
  guarantee('G4', {
    from: ['awaitUndertaking', 'underReview'],
    on: [decision('refuse'), timer('T-UND')],
    to: ['refused'],
    emits: always('G812'),
    stops: ['T-UND', 'T-GUADEC'],
    text: both('Guarantee refused', 'В гарантии отказано'),
  }),
  guarantee('G5', {
    from: ['underReview'],
    on: [decision('grant')],
    to: ['active'],
    // G812 brings the access code as well, which G026 changes; other countries ask about a guarantee by X200, so none is published.
    emits: always('G812'),
    starts: ['T-VAL'],
    stops: ['T-GUADEC'],
    text: both('Guarantee granted, GRN allotted', 'Гарантия предоставлена, присвоен GRN'),
  }),
  guarantee('G6', {
    from: ['active', 'suspended'],
    on: [decision('suspend'), decision('reinstate')],
    to: ['suspended', 'active'],
    emits: always('G225'),
    text: both('Guarantee suspended or reinstated', 'Гарантия приостановлена или возобновлена'),
  }),
  guarantee('G7', {
    from: ['active', 'suspended'],
    on: [decision('revoke')],
    to: ['runOff'],
    emits: always('G231'),
    starts: ['T-LIB'],
    stops: ['T-VAL'],
    text: both(
      'Guarantee revoked: no new use, open uses stay covered',
      'Гарантия отозвана: новое использование невозможно, открытые перевозки покрыты',
    ),
  }),
  guarantee('G8', {
    from: ['runOff'],
    on: [internal('lastUsageReleased'), timer('T-LIB')],
    guard: both('no use is open and T-LIB is over', 'открытых использований нет и T-LIB истёк'),
    to: ['closed'],
    emits: always('G228'),
    text: both('Guarantee closed, guarantor freed', 'Гарантия закрыта, гарант освобождён'),
  }),
  guarantee('G9', {
    from: ['active', 'suspended'],
    on: [timer('T-VAL')],
    to: ['runOff'],
    emits: always('G231'),
    starts: ['T-LIB'],
    text: both('Validity over', 'Срок действия истёк'),
  }),
];

const usage = rowsOf<UsageState>('usage');

export const USAGE_ROWS: readonly StateRow<UsageState>[] = [
  usage('U1', {
    from: 'none',
    on: [message('X203')],
    guard: both('all checks pass', 'все проверки пройдены'),
    to: ['reserved'],
    emits: always('X205'),
    starts: ['T-HOLD'],
    text: both('Amount reserved', 'Сумма зарезервирована'),
  }),
  usage('U2', {
    from: 'none',
    on: [message('X203')],
    guard: both('a check fails', 'проверка не пройдена'),
    to: 'same',
    emits: always('X205'),
    text: both('Use refused, with reasons', 'В использовании отказано с указанием причин'),
  }),
  usage('U3', {
    from: ['reserved'],
    on: [message('X204')],
    guard: both('usage cancelled', 'отмена использования'),
    to: ['cancelled'],
    stops: ['T-HOLD'],
    text: both('Reservation cancelled, amount back', 'Резерв отменён, сумма возвращена'),
  }),
  usage('U4', {
    from: ['reserved'],
    on: [internal('movementReleased')],
    to: ['inUse'],
    stops: ['T-HOLD'],
    text: both('Movement released: amount in use', 'Перевозка выпущена: сумма используется'),
  }),
  usage('U5', {
    from: ['inUse'],
    on: [message('X209')],
    to: ['credited'],
    text: both(
      'Amount back in the balance, liability still open',
      'Сумма восстановлена, ответственность сохраняется',
    ),
  }),
  usage('U6', {
    from: ['credited', 'inUse'],
    on: [message('X204')],
    guard: both('release', 'освобождение'),
    to: ['released'],
    text: both(
      'Movement discharged: use released',
      'Процедура завершена: использование освобождено',
    ),
  }),
  // One claim has one T-CLAIM: it runs at the authority that claims (row E17).
  usage('U7', {
    from: ['inUse', 'credited'],
    on: [message('X820')],
    to: ['called'],
    emits: always('G023'),
    starts: ['T-CLAIM'],
    text: both(
      'Claim on the guarantor: amount locked again',
      'Требование к гаранту: сумма снова заблокирована',
    ),
  }),
  usage('U8', {
    from: ['called'],
    on: [message('X822', 'X820')],
    guard: both('paid (X822) or withdrawn (X820)', 'оплачено (X822) или отозвано (X820)'),
    to: ['settled'],
    emits: [
      sometimes(
        'X822',
        both('paid: handed to the issuing insurer', 'оплачено: передаётся страховщику-эмитенту'),
      ),
    ],
    stops: ['T-CLAIM'],
    text: both('Claim settled', 'Требование урегулировано'),
  }),
  usage('U9', {
    from: ['reserved'],
    on: [timer('T-HOLD')],
    to: ['cancelled'],
    emits: always('S903'),
    text: both('Never released: reservation cancelled', 'Выпуска не было: резерв отменён'),
  }),
];
