/** The timers of the procedure, their lengths in law and in training (domain.md section 6). Retry counts stand in limits.ts; nothing here ticks. */
import { DAY, HOUR, MINUTE, SECOND } from '../../simulator/core/time.ts';
import type { Bilingual } from './bilingual.ts';
import { both } from './bilingual.ts';

/** Timers need one length: a month counts as 30 days, a year as 365. */
const MONTH = 30 * DAY;
const YEAR = 365 * DAY;

/** F a published fact; U recalled from public law, not read again; R ours, where the public is silent. */
export type Mark = 'F' | 'U' | 'R';
export type TimerUnit = 's' | 'min' | 'h' | 'day' | 'month' | 'year';

export interface TimerRow {
  readonly starts: Bilingual;
  readonly atExpiry: Bilingual;
  /** The unit that people read the length in; the lengths themselves are milliseconds. */
  readonly unit: TimerUnit;
  readonly realMs: number;
  readonly trainingMs: number;
  readonly mark: Mark;
  /** Where the real length comes from, with the key of the source. */
  readonly source: string;
}

export const TIMERS = {
  'T-ACK': {
    starts: both('message handed to ICE', 'сообщение передано в ICE'),
    atExpiry: both(
      'send again with growing distance, then warn',
      'повтор с растущим интервалом, затем предупреждение',
    ),
    unit: 's',
    realMs: 10 * SECOND,
    trainingMs: 10 * SECOND,
    mark: 'R',
    source: 'not public',
  },
  'T-ANS': {
    starts: both('X002, X114, X200 or X203 sent', 'отправлено X002, X114, X200 или X203'),
    atExpiry: both(
      'ask again, then an officer decides',
      'повторный запрос, затем решение должностного лица',
    ),
    unit: 's',
    realMs: 30 * SECOND,
    trainingMs: 30 * SECOND,
    mark: 'R',
    source: 'not public',
  },
  'T-PRES': {
    starts: both('declaration pre-lodged', 'подана предварительная декларация'),
    atExpiry: both('declaration rejected', 'декларация отклонена'),
    unit: 'min',
    realMs: 30 * DAY,
    trainingMs: (45 * MINUTE) / 10,
    mark: 'U',
    source: 'law allows up to 30 days; 45 min in HMRC Trader Test [SCEN6]',
  },
  'T-AUTOREL': {
    starts: both('declaration accepted', 'декларация принята'),
    atExpiry: both('release without control', 'выпуск без контроля'),
    unit: 'min',
    realMs: 45 * MINUTE,
    trainingMs: 5 * MINUTE,
    mark: 'F',
    source: '45 min in HMRC Trader Test [SCEN5] [SCEN6]',
  },
  'T-CTRL': {
    starts: both('decision to control', 'решение о контроле'),
    atExpiry: both('reminder to the officer', 'напоминание должностному лицу'),
    unit: 'min',
    realMs: 30 * MINUTE,
    trainingMs: 30 * MINUTE,
    mark: 'R',
    source: 'none published',
  },
  'T-GUARES': {
    starts: both('X203 sent', 'отправлено X203'),
    atExpiry: both('ask again, at last no release', 'повторный запрос, в конце отказ в выпуске'),
    unit: 's',
    realMs: 30 * SECOND,
    trainingMs: 30 * SECOND,
    mark: 'R',
    source: 'none published',
  },
  'T-GUAAMD': {
    starts: both('guarantee refused (T055)', 'гарантия отклонена (T055)'),
    atExpiry: both('no release', 'отказ в выпуске'),
    unit: 'min',
    realMs: 60 * MINUTE,
    trainingMs: 10 * MINUTE,
    mark: 'F',
    source: '60 min in HMRC Trader Test [SCEN6]',
  },
  'T-RELREQ': {
    starts: both(
      'finding reported, release may be asked for',
      'сообщено о расхождении, можно запросить выпуск',
    ),
    atExpiry: both('no release', 'отказ в выпуске'),
    unit: 'min',
    realMs: 10 * MINUTE,
    trainingMs: 10 * MINUTE,
    mark: 'R',
    source: 'none published',
  },
  'T-LIMIT': {
    starts: both(
      'release; runs to the limit date that the office sets',
      'выпуск; действует до установленного срока доставки',
    ),
    atExpiry: both('enquiry recommended', 'рекомендован розыск'),
    unit: 'day',
    realMs: 8 * DAY,
    trainingMs: 8 * DAY,
    mark: 'R',
    source: 'the office sets it case by case; HMRC tests use +1 day [Q2] [SCEN6]',
  },
  'T-PASS': {
    starts: both(
      'X050 received; runs this long past the estimated arrival',
      'получено X050; отсчёт после ожидаемого прибытия',
    ),
    atExpiry: both('overdue at the border', 'опоздание на границе'),
    unit: 'h',
    realMs: 24 * HOUR,
    trainingMs: 24 * HOUR,
    mark: 'R',
    source: 'none published',
  },
  'T-ULD': {
    starts: both('permission to unload (T043)', 'разрешение на разгрузку (T043)'),
    atExpiry: both('an officer attends', 'выезд должностного лица'),
    unit: 'day',
    realMs: 3 * DAY,
    trainingMs: 3 * DAY,
    mark: 'F',
    source: 'authorised consignee reports by the third day after permission [S-UK7]',
  },
  'T-CTLRES-D': {
    starts: both('arrival at the office of destination', 'прибытие в таможенный орган назначения'),
    atExpiry: both(
      'reminder to the office of destination',
      'напоминание таможенному органу назначения',
    ),
    unit: 'day',
    realMs: 3 * DAY,
    trainingMs: 3 * DAY,
    mark: 'U',
    source: 'third day, Reg. 2015/2447 Art. 309',
  },
  'T-CTLRES': {
    starts: both('X006 received at departure', 'получено X006 в таможенном органе отправления'),
    atExpiry: both(
      'control results asked for, enquiry recommended',
      'запрос результатов контроля, рекомендован розыск',
    ),
    unit: 'day',
    realMs: 6 * DAY,
    trainingMs: 6 * DAY,
    mark: 'F',
    source: '6 days [S-310]',
  },
  'T-ENQSTART': {
    starts: both('limit date or T-CTLRES over', 'истёк срок доставки или T-CTLRES'),
    atExpiry: both('escalation', 'передача вышестоящему уровню'),
    unit: 'day',
    realMs: 7 * DAY,
    trainingMs: 7 * DAY,
    mark: 'F',
    source: 'requests within 7 days of expiry [S-UK12] [S-310]',
  },
  'T-PRINC': {
    starts: both('principal asked (T140)', 'направлен запрос принципалу (T140)'),
    atExpiry: both('enquiry sent to the other country', 'запрос о розыске в другую страну'),
    unit: 'day',
    realMs: 28 * DAY,
    trainingMs: 28 * DAY,
    mark: 'U',
    source: 'the holder answers within 28 days; he must have been asked by then [S-UK12]',
  },
  'T-ENQRESP': {
    starts: both('enquiry sent (X142)', 'отправлен запрос о розыске (X142)'),
    atExpiry: both('recovery recommended', 'рекомендовано взыскание'),
    unit: 'day',
    realMs: 40 * DAY,
    trainingMs: 40 * DAY,
    mark: 'F',
    source: 'G0125 [Q2]: 28 or 40 days, no other value',
  },
  'T-DISC': {
    starts: both(
      'major discrepancies reported (X018 B1)',
      'сообщено о существенных расхождениях (X018 B1)',
    ),
    atExpiry: both('recovery recommended', 'рекомендовано взыскание'),
    unit: 'day',
    realMs: 13 * DAY,
    trainingMs: 13 * DAY,
    mark: 'F',
    source: 'X049 within 13 days after X018, G0064 [Q2]',
  },
  'T-RECSTART': {
    starts: both(
      'recovery recommended: no arrival',
      'рекомендовано взыскание: перевозка не прибыла',
    ),
    atExpiry: both('recovery begins', 'начало взыскания'),
    unit: 'month',
    realMs: 7 * MONTH,
    trainingMs: 7 * MONTH,
    mark: 'F',
    source: '7 months after the arrival date [FLOW]',
  },
  'T-GUARNOTE': {
    starts: both('non-discharge', 'процедура не завершена'),
    atExpiry: both(
      'guarantor freed if he was not told',
      'гарант освобождён, если не был уведомлён',
    ),
    unit: 'month',
    realMs: 9 * MONTH,
    trainingMs: 9 * MONTH,
    mark: 'U',
    source: 'common transit 9 months, debt within 3 years',
  },
  'T-PAY': {
    starts: both('debt notified (T035)', 'направлено уведомление о задолженности (T035)'),
    atExpiry: both('claim on the guarantor', 'требование к гаранту'),
    unit: 'day',
    realMs: 30 * DAY,
    trainingMs: 30 * DAY,
    mark: 'R',
    source: 'national',
  },
  'T-CLAIM': {
    starts: both('claim sent (X820)', 'направлено требование (X820)'),
    atExpiry: both('late payment noted', 'отмечена просрочка платежа'),
    unit: 'day',
    realMs: 90 * DAY,
    trainingMs: 90 * DAY,
    mark: 'F',
    source: 'TIR: pay within 3 months; claim 3 months to 2 years after notice [TIRCONV]',
  },
  'T-REFUND': {
    starts: both('guarantor paid', 'гарант произвёл платёж'),
    atExpiry: both('right to a refund ends', 'право на возврат истекло'),
    unit: 'year',
    realMs: 2 * YEAR,
    trainingMs: 2 * YEAR,
    mark: 'F',
    source: 'TIR: 2 years [TIRCONV]',
  },
  'T-GUADEC': {
    starts: both('guarantee applied for (G810)', 'подана заявка на гарантию (G810)'),
    atExpiry: both(
      'reminder to the office of guarantee',
      'напоминание таможенному органу гарантии',
    ),
    unit: 'day',
    realMs: 120 * DAY,
    trainingMs: 2 * DAY,
    mark: 'F',
    source: 'Spain: 120 days for a comprehensive guarantee [S-AEAT2]',
  },
  'T-UND': {
    starts: both('undertaking asked for', 'запрошено поручительство'),
    atExpiry: both('guarantee refused', 'отказ в гарантии'),
    unit: 'day',
    realMs: 2 * DAY,
    trainingMs: 2 * DAY,
    mark: 'R',
    source: 'none published',
  },
  'T-LIB': {
    starts: both('guarantee revoked or run off', 'гарантия отозвана или закрывается'),
    atExpiry: both('liability ends', 'ответственность прекращается'),
    unit: 'day',
    realMs: 16 * DAY,
    trainingMs: 16 * DAY,
    mark: 'U',
    source: 'UK and EU: 16th day after notice',
  },
  'T-HOLD': {
    starts: both('amount reserved', 'сумма зарезервирована'),
    atExpiry: both('reservation cancelled', 'резерв снят'),
    unit: 'h',
    realMs: 24 * HOUR,
    trainingMs: 24 * HOUR,
    mark: 'R',
    source: 'none published',
  },
  'T-HB': {
    starts: both(
      'last heartbeat (S803); wall clock, host free only',
      'последний сигнал S803; реальное время, только режим free',
    ),
    atExpiry: both('node counts as down', 'узел считается недоступным'),
    unit: 's',
    realMs: 30 * SECOND,
    trainingMs: 30 * SECOND,
    mark: 'R',
    source: 'none published',
  },
  'T-RECACC': {
    starts: both(
      'X143 code 4 received or X150 sent',
      'получено X143 с кодом 4 или отправлено X150',
    ),
    atExpiry: both('back to own recovery', 'возврат к собственному взысканию'),
    unit: 'day',
    realMs: 28 * DAY,
    trainingMs: 28 * DAY,
    mark: 'R',
    source: 'none published',
  },
  'T-VAL': {
    starts: both('guarantee granted', 'гарантия предоставлена'),
    atExpiry: both('guarantee runs off', 'гарантия закрывается'),
    unit: 'year',
    realMs: YEAR,
    trainingMs: YEAR,
    mark: 'R',
    source: 'validity end of the guarantee',
  },
} as const satisfies Readonly<Record<string, TimerRow>>;

export type TimerId = keyof typeof TIMERS;
export const TIMER_IDS = Object.keys(TIMERS) as readonly TimerId[];
export const isTimerId = (text: string): text is TimerId => Object.hasOwn(TIMERS, text);

export interface TimerVariant {
  readonly of: TimerId;
  readonly when: Bilingual;
  readonly realMs: number;
  readonly trainingMs: number;
  readonly mark: Mark;
  readonly source: string;
}

/** Second lengths of timers that have two; the timer itself keeps its own name and id when it runs. */
export const TIMER_VARIANTS = {
  'T-ENQRESP/short': {
    of: 'T-ENQRESP',
    when: both(
      'the principal told too little, or fraud is suspected',
      'принципал сообщил недостаточно или есть подозрение в мошенничестве',
    ),
    realMs: 28 * DAY,
    trainingMs: 28 * DAY,
    mark: 'F',
    source: 'G0125 [Q2]',
  },
  'T-CTLRES-D/authorised': {
    of: 'T-CTLRES-D',
    when: both('arrival at an authorised consignee', 'прибытие к уполномоченному получателю'),
    realMs: 6 * DAY,
    trainingMs: 6 * DAY,
    mark: 'U',
    source: '6 days, Reg. 2015/2447 Art. 309',
  },
  'T-CTLRES/extended': {
    of: 'T-CTLRES',
    when: both('Art. 309(2) second subparagraph', 'ст. 309(2), второй абзац'),
    realMs: 12 * DAY,
    trainingMs: 12 * DAY,
    mark: 'F',
    source: '12 days [S-310]',
  },
  'T-GUARNOTE/tir': {
    of: 'T-GUARNOTE',
    when: both('TIR carnet', 'книжка МДП'),
    realMs: YEAR,
    trainingMs: YEAR,
    mark: 'F',
    source: 'TIR: 1 year, 2 if fraud [TIRCONV]',
  },
} as const satisfies Readonly<Record<string, TimerVariant>>;
export type TimerVariantId = keyof typeof TIMER_VARIANTS;

/** Length in milliseconds of every timer and variant. T-LIMIT is the default limit; T-PASS is added to the estimated arrival. */
export type TimerValues = Readonly<Record<TimerId | TimerVariantId, number>>;

export const REAL_TIMERS: TimerValues = lengths('realMs');
export const TRAINING_TIMERS: TimerValues = lengths('trainingMs');

function lengths(which: 'realMs' | 'trainingMs'): TimerValues {
  const rows = Object.entries({ ...TIMERS, ...TIMER_VARIANTS });
  return Object.fromEntries(rows.map(([id, row]) => [id, row[which]])) as TimerValues;
}

/** Values of a scheme, then of a country, over a base; what is not named stays. */
export function timerValues(
  base: TimerValues,
  ...overrides: readonly Partial<TimerValues>[]
): TimerValues {
  return Object.assign({}, base, ...overrides) as TimerValues;
}
