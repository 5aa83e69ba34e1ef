/** The report of a load as one page: whether it was borne, rate and latency over time, percentiles, by type, and what was wrong. */
import { both } from '../../nodes/common/bilingual.ts';
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import type { Chart, Series } from './chart.ts';
import { chart } from './chart.ts';
import type { Interval, LoadReport } from './load-report.ts';
import { findingTable, percentileTable } from './load-tables.ts';
import type { Language } from './numbers.ts';
import { latencyText, numberText, rateText, shareText, tickText, timeText } from './numbers.ts';
import { escapeText, facts, figure, htmlPage, paragraph, section, table } from './page.ts';

const WORDS = {
  title: both('Load', 'Нагрузка'),
  realm: both(
    'Test realm. Not live operation.',
    'Тестовая среда. Не является реальной эксплуатацией.',
  ),
  borne: both('Borne', 'Выдержано'),
  notBorne: both('Not borne', 'Не выдержано'),
  nothing: both(
    'Everything that the profile asks was held, and no answer was wrong.',
    'Выполнено всё, чего требует профиль; неверных ответов нет.',
  ),
  rate: both('Rate over time', 'Интенсивность во времени'),
  latency: both('Latency of the acknowledgement over time', 'Задержка подтверждения во времени'),
  backlog: both('What waits, over time', 'Очередь во времени'),
  seconds: both('seconds since the load began', 'секунд с начала нагрузки'),
  messages: both('messages a second', 'сообщений в секунду'),
  waiting: both('messages that wait', 'сообщений в очереди'),
  percentiles: both('Percentiles', 'Процентили'),
  byType: both('Acknowledgement by type of message', 'Подтверждение по типам сообщений'),
  wrong: both('Wrong answers', 'Неверные ответы'),
  how: both('How it was measured', 'Как измерялось'),
  sent: both('sent', 'отправлено'),
  acknowledged: both('acknowledged', 'подтверждено'),
  delivered: both('delivered', 'доставлено'),
} as const satisfies Record<string, Bilingual>;

export function loadPage(report: LoadReport, language: Language): string {
  const say = (word: keyof typeof WORDS): string => WORDS[word][language];
  const { profile, target, startedAt, checked } = report;
  return htmlPage(`${say('title')} ${profile} – ${target}`, language, [
    `<p class="realm">${escapeText(say('realm'))}</p>`,
    `<h1>${escapeText(`${say('title')}: ${profile}`)}</h1>`,
    paragraph(`${target} · ${timeText(startedAt)}`, 'soft'),
    verdict(report, language),
    throughput(report, language),
    section('latency', say('latency'), [
      figure(latencyChart(report, language), latencyCaption(language)),
    ]),
    section('rate', say('rate'), [figure(rateChart(report, language), rateCaption(language))]),
    section('backlog', say('backlog'), [
      figure(backlogChart(report, language), backlogCaption(report, language)),
    ]),
    section('percentiles', say('percentiles'), [percentiles(report, language)]),
    section('by-type', say('byType'), [percentileTable(report.byType, language)]),
    checked.findings.length === 0
      ? ''
      : section('wrong', say('wrong'), [findingTable(checked.findings, language)]),
    section('how', say('how'), [howMeasured(report, language)]),
  ]);
}

function verdict({ objections, checked, notes = [] }: LoadReport, language: Language): string {
  const isBorne = objections.length === 0;
  const answers = both(
    `Answers checked: ${numberText(checked.answers, 0, language)}; wrong: ${numberText(checked.wrong, 0, language)}.`,
    `Проверено ответов: ${numberText(checked.answers, 0, language)}; неверных: ${numberText(checked.wrong, 0, language)}.`,
  )[language];
  const lines = isBorne
    ? [WORDS.nothing[language], answers]
    : [...objections.map((text) => `${text[language]}.`), answers];
  lines.push(...notes.map((note) => `${note[language]}.`));
  const word = WORDS[isBorne ? 'borne' : 'notBorne'][language];
  return `<div class="verdict${isBorne ? '' : ' failed'}"><p><strong>${escapeText(word)}</strong></p>${lines.map((text) => paragraph(text)).join('')}</div>`;
}

function throughput({ asked, achieved }: LoadReport, language: Language): string {
  const row = (name: Bilingual, of: number, was: number): string[] => [
    name[language],
    rateText(of, language),
    rateText(was, language),
    of > 0 ? shareText(was / of, language) : '',
  ];
  return table(
    [
      { title: '' },
      { title: both('asked', 'задано')[language], isNumber: true },
      { title: both('achieved', 'достигнуто')[language], isNumber: true },
      { title: both('share', 'доля')[language], isNumber: true },
    ],
    [
      row(both('movements a second', 'перевозок в секунду'), asked.movements, achieved.movements),
      row(WORDS.messages, asked.messages, achieved.messages),
    ],
  );
}

function percentiles(report: LoadReport, language: Language): string {
  const rows = {
    [both('from intended sending to acknowledgement', 'от намеченной отправки до подтверждения')[
      language
    ]]: report.acknowledgement,
    [both('from intended sending to arrival', 'от намеченной отправки до получения')[language]]:
      report.delivery,
    [both('lateness of the generator itself', 'опоздание самого генератора')[language]]:
      report.schedule,
  };
  return percentileTable(rows, language);
}

type Read = (interval: Interval) => number;

/** A course of some hours is drawn by the highest of each of so many pieces: a peak is what people look for. */
const POINTS_MOST = 600;

function course(intervals: readonly Interval[], read: Read): Series['points'] {
  const size = Math.max(1, Math.ceil(intervals.length / POINTS_MOST));
  const pieces = Array.from({ length: Math.ceil(intervals.length / size) }, (_, i) =>
    intervals.slice(i * size, (i + 1) * size),
  );
  return pieces.map((piece) => ({
    x: piece.at(-1)?.at ?? 0,
    y: Math.max(...piece.map(read)),
  }));
}

function timeChart(
  report: LoadReport,
  language: Language,
  own: Pick<Chart, 'title' | 'description' | 'yName' | 'yText' | 'isLog'> & {
    readonly lines: readonly [name: string, kind: Series['kind'], read: Read][];
  },
): string {
  const { warmUp = 0, intervals, seconds } = report;
  const { lines, ...rest } = own;
  const begins = both('counts from here', 'отсюда учитывается')[language];
  const ends = both('to here', 'досюда')[language];
  const last = intervals.at(-1)?.at ?? 0;
  return chart({
    ...rest,
    series: lines.map(([name, kind, read]) => ({
      ...{ name, kind, marks: 'none' as const },
      points: course(intervals, read).filter(({ y }) => !own.isLog || y > 0),
    })),
    xText: (x) => numberText(x, 0, language),
    xName: WORDS.seconds[language],
    uprights: [
      ...(warmUp > 0 ? [{ x: warmUp, name: begins }] : []),
      ...(warmUp > 0 && last > warmUp + seconds + 1 ? [{ x: warmUp + seconds, name: ends }] : []),
    ],
    height: 240,
  });
}

const latencyChart = (report: LoadReport, language: Language): string =>
  timeChart(report, language, {
    title: WORDS.latency[language],
    description: latencyCaption(language),
    yName: 'p50, p99',
    yText: (y) => latencyText(y, language),
    isLog: true,
    lines: [
      ['p50', 'second', ({ p50 }) => p50],
      ['p99', 'main', ({ p99 }) => p99],
    ],
  });

const latencyCaption = (language: Language): string =>
  both(
    'Thick: 99th percentile of each second; dashed: median. From the intended sending, so that a target that stands still shows as it should. The scale is logarithmic.',
    'Толстая линия: 99-й процентиль за каждую секунду; штриховая: медиана. Отсчёт от намеченной отправки, поэтому остановка цели видна полностью. Шкала логарифмическая.',
  )[language];

const rateChart = (report: LoadReport, language: Language): string =>
  timeChart(report, language, {
    title: WORDS.rate[language],
    description: rateCaption(language),
    yName: WORDS.messages[language],
    yText: (y) => tickText(y, language),
    isLog: false,
    lines: [
      [WORDS.sent[language], 'second', ({ sent }) => sent],
      [WORDS.acknowledged[language], 'main', ({ acknowledged }) => acknowledged],
    ],
  });

const rateCaption = (language: Language): string =>
  both(
    'Thick: messages acknowledged in each second; dashed: messages sent.',
    'Толстая линия: подтверждено сообщений за каждую секунду; штриховая: отправлено.',
  )[language];

const backlogChart = (report: LoadReport, language: Language): string =>
  timeChart(report, language, {
    title: WORDS.backlog[language],
    description: backlogCaption(report, language),
    yName: WORDS.waiting[language],
    yText: (y) => tickText(y, language),
    isLog: false,
    lines: [['', 'main', ({ backlog }) => backlog]],
  });

function backlogCaption({ backlog }: LoadReport, language: Language): string {
  const [most, end] = [
    numberText(backlog.most, 0, language),
    numberText(backlog.atEnd, 0, language),
  ];
  const growth = rateText(backlog.growth, language);
  return both(
    `Messages sent or overdue and not acknowledged: ${most} at most, ${end} at the end of what counts, growing by ${growth} a second.`,
    `Отправлено или просрочено и не подтверждено: не более ${most}, в конце учитываемой части – ${end}, прирост ${growth} в секунду.`,
  )[language];
}

function howMeasured(report: LoadReport, language: Language): string {
  const { seed, machine, seconds, generatorCpu, through, schedule } = report;
  const rows: [Bilingual, string][] = [
    [both('Seconds that count', 'Учтено секунд'), numberText(seconds, 0, language)],
    [both('Through', 'Путь'), through],
    [both('Seed', 'Начальное число'), seed],
    [
      both('Machine of the generator', 'Машина генератора'),
      `${String(machine.cpus)} × CPU, ${machine.runtime}`,
    ],
    [
      both('Cores that the generator used', 'Генератор занял ядер'),
      numberText(generatorCpu, 2, language),
    ],
    [
      both('Generator late by, p99', 'Опоздание генератора, p99'),
      latencyText(schedule.p99, language),
    ],
  ];
  return facts(rows.map(([name, text]) => [name[language], text]));
}
