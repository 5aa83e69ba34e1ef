/** The report of a search as one page: the figure, how sure it is, what gave out, latency by rate; then the tables. */
import { both } from '../../nodes/common/bilingual.ts';
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import type { Chart, Point } from '../report/chart.ts';
import { chart } from '../report/chart.ts';
import { findingTable, percentileTable } from '../report/load-tables.ts';
import type { Language } from '../report/numbers.ts';
import {
  latencyText,
  NONE,
  numberText,
  rateText,
  shareText,
  tickText,
  timeText,
} from '../report/numbers.ts';
import { escapeText, facts, figure, htmlPage, paragraph, section, table } from '../report/page.ts';
import type { CapacityReport, Carried, CurvePoint } from './report.ts';
import { isWell } from './report.ts';
import type { Evidence } from './saturation.ts';
import {
  besideSentence,
  comparisonSentence,
  sizingSentence,
  headline,
  intervalSentence,
  OUTCOMES,
  PURPOSES,
  REASONS,
  repeatsSentence,
  THROUGH,
  verdictSentences,
} from './wording.ts';

const WORDS = {
  title: both('What an exchange carries', 'Сколько выдерживает обмен'),
  realm: both(
    'Test realm. Not live operation.',
    'Тестовая среда. Не является реальной эксплуатацией.',
  ),
  found: both('Found', 'Найдено'),
  notFound: both('Not found', 'Не найдено'),
  gaveOut: both('What gave out first', 'Что исчерпалось первым'),
  notSaturated: both(
    'Nothing gave out: no rate was too much.',
    'Ничто не исчерпалось: ни одна интенсивность не была чрезмерной.',
  ),
  latency: both('Latency by rate', 'Задержка в зависимости от интенсивности'),
  acknowledgement: both('acknowledgement', 'подтверждение'),
  perSecond: both('movements a second', 'перевозок в секунду'),
  perDay: both('movements a day', 'перевозок в сутки'),
  messages: both('messages a second', 'сообщений в секунду'),
  held: both('held', 'выдержано'),
  notHeld: both('not held', 'не выдержано'),
  knee: both('knee', 'перегиб'),
  byType: both('By type of message', 'По типам сообщений'),
  trials: both('Every probe', 'Все пробы'),
  compared: both('Compared with an earlier report', 'Сравнение с более ранним отчётом'),
  beside: both('Beside mosquitto in the same run', 'Рядом с mosquitto в том же прогоне'),
  exchange: both('exchange', 'обмен'),
  mosquitto: both('mosquitto alone', 'только mosquitto'),
  wrong: both('Wrong answers', 'Неверные ответы'),
  how: both('How it was measured', 'Как измерялось'),
  nr: both('No.', '№'),
  purpose: both('Purpose', 'Цель пробы'),
  outcome: both('Outcome', 'Итог'),
  growth: both('piled up', 'прирост'),
  what: both('What', 'Что'),
  alike: both('The two were measured alike.', 'Измерения проводились одинаково.'),
  differences: both('In what the two were not alike', 'Чем измерения различались'),
} as const satisfies Record<string, Bilingual>;

export function capacityPage(report: CapacityReport, language: Language): string {
  const say = (word: keyof typeof WORDS): string => WORDS[word][language];
  const title = headline(report, language);
  return htmlPage(`${title} – ${say('title')}`, language, [
    `<p class="realm">${escapeText(say('realm'))}</p>`,
    `<h1>${escapeText(title)}</h1>`,
    paragraph(
      `${report.target} · ${THROUGH[report.through][language]} · ${timeText(report.startedAt)}`,
      'soft',
    ),
    paragraph(report.flows[language]),
    verdict(report, language),
    figure(latencyChart(report, language), caption(report, language)),
    section('gave-out', say('gaveOut'), gaveOut(report, language)),
    besideSection(report, language),
    comparedSection(report, language),
    wrongSection(report, language),
    section('by-type', say('byType'), [percentileTable(report.byType, language)]),
    section('trials', say('trials'), [
      paragraph(repeatsSentence(report, language)),
      trialTable(report, language),
    ]),
    section('how', say('how'), [howMeasured(report, language)]),
  ]);
}

function verdict(report: CapacityReport, language: Language): string {
  const isFine = isWell(report);
  const lines = [
    ...verdictSentences(report, language),
    intervalSentence(report, language),
    sizingSentence(report, language),
    report.saturation?.sentence[language] ?? '',
    report.compared === undefined ? '' : comparisonSentence(report.compared, language),
  ];
  const word = WORDS[isFine ? 'found' : 'notFound'][language];
  return `<div class="verdict${isFine ? '' : ' failed'}"><p><strong>${escapeText(word)}</strong></p>${lines.map((text) => paragraph(text)).join('')}</div>`;
}

/** Further out, a point only squeezes the others. */
const SHOWN_UP_TO = 1.3;

function latencyChart(report: CapacityReport, language: Language): string {
  const { interval, knee, curve, criterion } = report;
  const say = (word: keyof typeof WORDS): string => WORDS[word][language];
  const end = SHOWN_UP_TO * (interval.notHeld ?? interval.held ?? Infinity);
  const shown = curve.filter(({ rate }) => rate <= end);
  const held = shown.filter((point) => point.held);
  const of = (read: (point: CurvePoint) => number, points: readonly CurvePoint[]): Point[] =>
    points.map((point) => ({ x: point.rate, y: read(point) })).filter(({ y }) => y > 0);
  const options: Chart = {
    title: say('latency'),
    description: caption(report, language),
    series: [
      { name: 'p50', kind: 'second', marks: 'dots', points: of(({ p50 }) => p50, held) },
      { name: 'p99', kind: 'main', marks: 'dots', points: of(({ p99 }) => p99, held) },
    ],
    crosses: of(
      ({ p99 }) => p99,
      shown.filter((point) => !point.held),
    ),
    xText: (x) => tickText(x, language),
    yText: (y) => latencyText(y, language),
    xName: say('perSecond'),
    yName: `${say('acknowledgement')}, p50, p99`,
    isLog: true,
    level: { y: criterion.p99Most, name: `≤ ${latencyText(criterion.p99Most, language)}` },
    uprights: [
      ...(knee === null ? [] : [{ x: knee, name: say('knee') }]),
      ...(interval.held === null ? [] : [{ x: interval.held, name: say('held') }]),
    ],
    ...(interval.held === null || interval.notHeld === null
      ? {}
      : { band: { from: interval.held, to: interval.notHeld } }),
  };
  return chart(options);
}

function caption({ knee, interval, criterion }: CapacityReport, language: Language): string {
  const bound = latencyText(criterion.p99Most, language);
  const bent =
    knee === null
      ? both(
          'The 99th percentile never passes three times its level under light load.',
          '99-й процентиль нигде не превышает трёх своих значений при малой нагрузке.',
        )
      : both(
          `From about ${rateText(knee, language)} movements a second on (the knee), the 99th percentile is above three times its level under light load.`,
          `Начиная примерно с ${rateText(knee, language)} перевозки в секунду (перегиб) 99-й процентиль выше трёх своих значений при малой нагрузке.`,
        );
  const read = both(
    `Thick: 99th percentile; dashed: median; crosses: rates not held, their 99th percentile; dotted: the bound of ${bound}. The scale of latency is logarithmic.`,
    `Толстая линия: 99-й процентиль; штриховая: медиана; крестики: невыдержанная интенсивность, её 99-й процентиль; пунктир: граница ${bound}. Шкала задержки логарифмическая.`,
  );
  const band =
    interval.held === null || interval.notHeld === null
      ? ''
      : both(' The grey band is the interval.', ' Серая полоса – найденный интервал.')[language];
  return `${bent[language]} ${read[language]}${band}`;
}

function gaveOut({ saturation }: CapacityReport, language: Language): string[] {
  if (saturation === null) return [paragraph(WORDS.notSaturated[language])];
  const { sentence, evidence } = saturation;
  return [
    paragraph(sentence[language]),
    table(
      [
        { title: WORDS.what[language] },
        { title: WORDS.held[language], isNumber: true },
        { title: WORDS.notHeld[language], isNumber: true },
      ],
      evidence.map((row) => [
        row.what[language],
        evidenceText(row.held, row.unit, language),
        evidenceText(row.notHeld, row.unit, language),
      ]),
    ),
  ];
}

const BYTES_MB = 1e6;

function evidenceText(
  value: number | undefined,
  unit: Evidence['unit'],
  language: Language,
): string {
  if (value === undefined) return NONE;
  switch (unit) {
    case 'share':
      return shareText(value, language, 0);
    case 'cores':
      return numberText(value, Number.isInteger(value) ? 0 : 2, language);
    case 'ms':
      return latencyText(value, language);
    case 'perSecond':
      return `${rateText(value, language)}${both('/s', '/с')[language]}`;
    case 'bytesPerSecond':
      return `${rateText(value / BYTES_MB, language)} ${both('MB/s', 'МБ/с')[language]}`;
  }
}

function besideSection(report: CapacityReport, language: Language): string {
  const { beside } = report;
  if (beside === undefined) return '';
  const say = (word: keyof typeof WORDS): string => WORDS[word][language];
  const both_ = [report.carried, beside.carried];
  const row = (name: string, read: (carried: Carried) => string): string[] => [
    name,
    ...both_.map((carried) => (carried === null ? NONE : read(carried))),
  ];
  const ratio = (read: (carried: Carried) => number): string =>
    report.carried === null || beside.carried === null
      ? NONE
      : numberText(read(report.carried) / read(beside.carried), 2, language);
  return section('beside', say('beside'), [
    paragraph(besideSentence(report, language)),
    paragraph(THROUGH[beside.through][language], 'soft'),
    table(
      [
        { title: say('what') },
        { title: say('exchange'), isNumber: true },
        { title: say('mosquitto'), isNumber: true },
        { title: both('ratio', 'отношение')[language], isNumber: true },
      ],
      [
        [
          ...row(say('perSecond'), ({ movementsPerSecond }) =>
            rateText(movementsPerSecond, language),
          ),
          ratio(({ movementsPerSecond }) => movementsPerSecond),
        ],
        [
          ...row(say('messages'), ({ messagesPerSecond }) => rateText(messagesPerSecond, language)),
          ratio(({ messagesPerSecond }) => messagesPerSecond),
        ],
        [
          ...row('p50', ({ acknowledgement }) => latencyText(acknowledgement.p50, language)),
          ratio(({ acknowledgement }) => acknowledgement.p50),
        ],
        [
          ...row('p99', ({ acknowledgement }) => latencyText(acknowledgement.p99, language)),
          ratio(({ acknowledgement }) => acknowledgement.p99),
        ],
      ],
    ),
  ]);
}

function comparedSection({ compared }: CapacityReport, language: Language): string {
  if (compared === undefined) return '';
  const { differences } = compared;
  return section('compared', WORDS.compared[language], [
    paragraph(comparisonSentence(compared, language)),
    differences.length === 0
      ? paragraph(WORDS.alike[language])
      : paragraph(
          `${WORDS.differences[language]}: ${differences.map((text) => text[language]).join('; ')}.`,
        ),
  ]);
}

const wrongSection = ({ findings, wrong }: CapacityReport, language: Language): string =>
  wrong === 0 ? '' : section('wrong', WORDS.wrong[language], [findingTable(findings, language)]);

function trialTable({ trials }: CapacityReport, language: Language): string {
  const say = (word: keyof typeof WORDS): string => WORDS[word][language];
  return table(
    [
      { title: say('nr'), isNumber: true },
      { title: say('perSecond'), isNumber: true },
      { title: say('purpose') },
      { title: both('s', 'с')[language], isNumber: true },
      { title: say('messages'), isNumber: true },
      { title: 'p50', isNumber: true },
      { title: 'p99', isNumber: true },
      { title: say('growth'), isNumber: true },
      { title: say('outcome') },
    ],
    trials.map(
      ({ number, rate, purpose, seconds, achieved, p50, p99, growth, outcome, reasons }) => [
        String(number),
        rateText(rate, language),
        PURPOSES[purpose][language],
        numberText(seconds, 0, language),
        rateText(achieved, language),
        latencyText(p50, language),
        latencyText(p99, language),
        shareText(growth, language),
        [OUTCOMES[outcome][language], reasons.map((reason) => REASONS[reason][language]).join(', ')]
          .filter((text) => text !== '')
          .join(': '),
      ],
    ),
  );
}

function howMeasured(report: CapacityReport, language: Language): string {
  const { criterion, profile, seed, machine, seconds } = report;
  const words = both(
    `Held is a rate at which for ${numberText(criterion.hold, 0, language)} s the 99th percentile from the intended sending to the acknowledgement is at most ${latencyText(criterion.p99Most, language)}, at least ${shareText(criterion.achievedLeast, language, 0)} of what is due is acknowledged, what waits does not grow (least squares, with 99 % certainty), and every answer is one that the specification allows.`,
    `Интенсивность выдержана, если ${numberText(criterion.hold, 0, language)} с подряд 99-й процентиль времени от намеченной отправки до подтверждения не больше ${latencyText(criterion.p99Most, language)}, подтверждено не менее ${shareText(criterion.achievedLeast, language, 0)} причитающегося, очередь не растёт (метод наименьших квадратов, с достоверностью 99 %) и каждый ответ допускается спецификацией.`,
  );
  const rows: [Bilingual, string][] = [
    [both('Profile', 'Профиль'), profile],
    [
      both('Interval asked for', 'Заданная ширина интервала'),
      shareText(criterion.within, language),
    ],
    [both('Seed', 'Начальное число'), seed],
    [
      both('Machine of the generator', 'Машина генератора'),
      `${String(machine.cpus)} × CPU, ${machine.runtime}`,
    ],
    [both('The search took', 'Поиск занял'), latencyText(Math.round(seconds) * 1_000, language)],
  ];
  return paragraph(words[language]) + facts(rows.map(([name, text]) => [name[language], text]));
}
