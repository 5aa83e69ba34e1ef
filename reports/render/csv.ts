/** The report's tables as one file of comma-separated values (RFC 4180), with a byte order mark so that spreadsheets read Russian. */
import { findKpi } from '../kpi/catalogue.ts';
import { COUNT_IDS, COUNT_TITLES } from '../kpi/movements.ts';
import { UNITS } from '../kpi/kpi.ts';
import { bordersBeside } from './borders.ts';
import type { Language } from './format.ts';
import { Naming } from './naming.ts';
import type { ReportData } from './report.ts';

type Value = string | number | boolean | null;
type Line = readonly Value[];

const BOM = '\ufeff';
const END = '\r\n';

/** Quoted where it must be. Numbers keep the point and all their digits: they are for reckoning, not for reading. */
function field(value: Value): string {
  if (value === null) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

const iso = (t: number): string => new Date(t).toISOString();

/** Tables one below the other, each with its name, its heads and an empty line after it. */
export function renderCsv(data: ReportData, language: Language): string {
  const naming = new Naming(data.names, language);
  const tables: [string, Line[]][] = [
    [naming.word('rehearsed'), about(data, naming)],
    [naming.word('counts'), counts(data, naming)],
    [naming.word('kpi'), kpis(data, naming)],
    [naming.word('eachKpi'), breakdowns(data, naming)],
    [naming.word('course'), courses(data, naming)],
    [naming.word('worst'), worst(data, naming)],
    [naming.word('borders'), borders(data, naming)],
    [naming.word('steps'), steps(data, naming)],
    [naming.word('expectation'), expectations(data, naming)],
    [naming.word('invariants'), invariants(data, naming)],
  ];
  const text = tables
    .filter(([, lines]) => lines.length > 1)
    .map(([name, lines]) => [[name], ...lines].map((line) => line.map(field).join(',')).join(END));
  return BOM + text.join(END + END) + END;
}

function about({ header, summary, title, command }: ReportData, naming: Naming): Line[] {
  return [
    [naming.word('rehearsed'), naming.say(title)],
    [naming.word('scenario'), header.scenario],
    [naming.word('seed'), header.seed],
    [naming.word('period'), summary.simulated.from, summary.simulated.to],
    [naming.word('host'), summary.host],
    [naming.word('software'), header.software],
    [naming.word('hash'), summary.journal.sha256],
    [naming.word('again'), command],
  ];
}

function counts({ summary }: ReportData, naming: Naming): Line[] {
  return [
    [naming.word('counts'), naming.word('n')],
    ...COUNT_IDS.map((id) => [naming.say(COUNT_TITLES[id]), summary.movements[id]]),
  ];
}

function kpis({ results }: ReportData, naming: Naming): Line[] {
  const lines = results.flatMap(({ id, value, count, reached }): Line[] => {
    const kpi = findKpi(id);
    if (kpi === undefined) return [];
    const { goal, title, unit } = kpi;
    const op = goal === undefined ? '' : naming.word(goal.op);
    return [
      [
        id,
        naming.say(title),
        value,
        naming.say(UNITS[unit]),
        op,
        goal?.value ?? null,
        reached ?? null,
        count,
      ],
    ];
  });
  const words = ['kpi', 'result', 'unit', 'goal', 'goal', 'reached', 'observations'] as const;
  return [['id', ...words.map((word) => naming.word(word))], ...lines];
}

function breakdowns({ results }: ReportData, naming: Naming): Line[] {
  const lines = results.flatMap(({ id, breakdown }) =>
    breakdown.map((row) => [
      id,
      naming.word(row.by),
      row.key,
      naming.row(row),
      row.side,
      row.n,
      row.value,
    ]),
  );
  return [
    [
      'id',
      naming.word('byWhat'),
      'key',
      naming.word('where'),
      naming.word('side'),
      naming.word('n'),
      naming.word('value'),
    ],
    ...lines,
  ];
}

function courses({ results }: ReportData, naming: Naming): Line[] {
  const lines = results.flatMap(({ id, history }) =>
    history.map(({ t, value, recent }) => [id, iso(t), value, recent]),
  );
  return [['id', naming.word('time'), naming.word('period2'), naming.word('interval')], ...lines];
}

function worst({ results }: ReportData, naming: Naming): Line[] {
  const lines = results.flatMap((result) =>
    result.worst.map(({ mrn, lrn, value, t, where }) => [
      result.id,
      mrn,
      lrn,
      value,
      iso(t),
      naming.where(where),
    ]),
  );
  return [
    ['id', 'MRN', 'LRN', naming.word('value'), naming.word('when'), naming.word('where')],
    ...lines,
  ];
}

function borders(data: ReportData, naming: Naming): Line[] {
  const words = [
    'post',
    'side',
    'n',
    'thisRun',
    'publishedHours',
    'ratio',
    'kind',
    'source',
  ] as const;
  const lines = bordersBeside(data).map(
    ({ post, side, n, hours, published, ratio, kind, source }) => [
      naming.place(post),
      naming.word(side),
      n,
      hours,
      published,
      ratio,
      naming.word(kind),
      source,
    ],
  );
  return [words.map((word) => naming.word(word)), ...lines];
}

/** What was seen and what was missing in each step of a script, one a line. */
function steps({ steps: results = [] }: ReportData, naming: Naming): Line[] {
  const lines = results.flatMap(({ id, at, seen, missing }) =>
    [
      ...missing.map((line) => ({ line, held: false })),
      ...seen.map((line) => ({ line, held: true })),
    ].map(({ line, held }) => [
      id,
      at === null ? null : iso(at),
      naming.word(held ? 'held' : 'notHeld'),
      naming.say(line),
    ]),
  );
  return [['id', naming.word('time'), naming.word('result'), naming.word('expectation')], ...lines];
}

function expectations({ summary }: ReportData, naming: Naming): Line[] {
  const lines = summary.expectations.map(({ id, pass, judged, text }) => [
    id,
    naming.word(judged ? (pass ? 'held' : 'notHeld') : 'notJudged'),
    naming.say(text),
  ]);
  return [['id', naming.word('result'), naming.word('expectation')], ...lines];
}

function invariants({ invariants: all }: ReportData, naming: Naming): Line[] {
  const lines = all.map(({ id, text, source, violations }) => [
    id,
    naming.say(text),
    source,
    violations,
  ]);
  return [['id', naming.word('rule'), naming.word('source'), naming.word('violations')], ...lines];
}
