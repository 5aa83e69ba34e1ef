/** One KPI in full: figure, definition, course, table by country and post, the movements behind the worst values. */
import type { KpiResult } from '../kpi/board.ts';
import { findKpi } from '../kpi/catalogue.ts';
import type { BreakdownRow, Kpi } from '../kpi/kpi.ts';
import { formatDuration, formatTick, formatTime } from './format.ts';
import { markup, tableOf } from './html-table.ts';
import type { TableRow } from './html-table.ts';
import type { Naming } from './naming.ts';
import { bar, curveChart, escapeText } from './svg.ts';
import { fill } from './words.ts';

export function kpiSection(result: KpiResult, naming: Naming): string {
  const kpi = findKpi(result.id);
  if (kpi === undefined) return '';
  return `
<section class="kpi" id="${kpi.id}">
<div class="head">
<h3>${escapeText(naming.say(kpi.title))}</h3>
<p class="figure">${escapeText(naming.value(result.value, kpi.unit, kpi.digits))} ${goalNote(result, kpi, naming)}</p>
${notes(result, kpi, naming)}
</div>
${result.count === 0 && result.value === null ? `<p class="soft">${escapeText(naming.word('noCases'))}</p>` : ''}
${figure(result, kpi, naming)}
${breakdownTable(result.breakdown, kpi, naming)}
${worstTable(result, kpi, naming)}
</section>`;
}

function goalNote({ reached }: KpiResult, kpi: Kpi, naming: Naming): string {
  if (kpi.goal === undefined) return '';
  const words = `${naming.word('goal').toLowerCase()}: ${naming.goal(kpi.goal, kpi)}`;
  const verdict = reached === undefined ? '' : ` ${naming.reached(reached)}`;
  return `<small${reached === false ? ' class="missed"' : ''}>${escapeText(words + verdict)}</small>`;
}

/** Marked (R): the formula is a recommendation of this project, since none is public. */
const isOurs = ({ source }: Kpi): boolean => source.includes('(R)');

function notes({ count }: KpiResult, kpi: Kpi, naming: Naming): string {
  const rows: [string, string][] = [
    [naming.word('definition'), naming.say(kpi.definition)],
    [naming.word('unfinished'), `${naming.say(kpi.unfinished)}.`],
    ...(kpi.goal === undefined
      ? []
      : ([[naming.word('goalBy'), `${naming.say(kpi.goal.source)}.`]] as [string, string][])),
    [
      naming.word('observations'),
      `${naming.number(count)}. ${naming.word('source')}: ${isOurs(kpi) ? naming.word('ours') : kpi.source}.`,
    ],
  ];
  return `<dl class="note">${rows.map(([name, text]) => `<dt>${escapeText(name)}:</dt><dd>${escapeText(text)}</dd>`).join('')}</dl>`;
}

function figure({ history }: KpiResult, kpi: Kpi, naming: Naming): string {
  const svg = curveChart({
    history,
    ...(kpi.goal === undefined ? {} : { goal: kpi.goal.value }),
    title: naming.say(kpi.title),
    formatValue: (value) => naming.number(value),
    formatTime: (t) => formatTick(t, naming.language),
  });
  if (svg === '') return '';
  const [first, second] = history;
  const interval = formatDuration((second?.t ?? 0) - (first?.t ?? 0), naming.language);
  const caption = fill(naming.word('curve'), { interval });
  return `<figure>${svg}<figcaption>${escapeText(caption)}</figcaption></figure>`;
}

const KINDS = [
  'country',
  'relation',
  'post',
  'office',
  'node',
  'channel',
  'part',
  'rule',
  'guarantee',
] as const;

/** Rows kept of one kind; the largest stay. */
const MOST_ROWS = 40;

function breakdownTable(rows: readonly BreakdownRow[], kpi: Kpi, naming: Naming): string {
  const largest = Math.max(0, ...rows.map(({ value }) => value ?? 0));
  const lines = KINDS.flatMap((kind): TableRow[] => {
    const own = rows.filter(({ by }) => by === kind).slice(0, MOST_ROWS);
    if (own.length === 0) return [];
    return [
      { group: naming.word(kind) },
      ...own.map((row) => [
        naming.row(row),
        naming.number(row.n),
        naming.value(row.value, kpi.unit, kpi.digits),
        markup(bar(row.value, largest)),
      ]),
    ];
  });
  return tableOf(
    [
      { title: naming.word('byWhat') },
      { title: naming.word('n'), align: 'right' },
      { title: naming.word('value'), align: 'right' },
      { title: '', align: 'bars' },
    ],
    lines,
  );
}

function worstTable({ worst }: KpiResult, kpi: Kpi, naming: Naming): string {
  const unit = kpi.worstUnit === undefined ? kpi.unit : kpi.worstUnit;
  const somewhere = worst.some(({ where }) => where !== '');
  const columns = [
    { title: naming.word('movement'), align: 'nowrap' as const },
    ...(unit === null ? [] : [{ title: naming.word('value'), align: 'right' as const }]),
    { title: naming.word('when'), align: 'nowrap' as const },
    ...(somewhere ? [{ title: naming.word('where') }] : []),
  ];
  const rows = worst.map(({ mrn, lrn, value, t, where }) => [
    mrn ?? lrn,
    ...(unit === null ? [] : [naming.value(value, unit, Math.max(1, kpi.digits))]),
    formatTime(t, naming.language),
    ...(somewhere ? [naming.where(where)] : []),
  ]);
  return tableOf(columns, rows, naming.word('worst'));
}
