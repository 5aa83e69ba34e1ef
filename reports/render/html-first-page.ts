/** The first page: what was rehearsed, did it pass, the five KPIs with their goals, three things to know, the counts. */
import { insurerOf } from '../../nodes/common/routing.ts';
import { parseIsoUtc } from '../../simulator/core/time.ts';
import type { KpiResult } from '../kpi/board.ts';
import { findKpi } from '../kpi/catalogue.ts';
import { COUNT_IDS, COUNT_TITLES } from '../kpi/movements.ts';
import { findingsOf } from './findings.ts';
import { formatDuration, formatTime } from './format.ts';
import { namesPart, stepsPart } from './html-steps.ts';
import { markup, tableOf } from './html-table.ts';
import type { TableRow } from './html-table.ts';
import type { Naming } from './naming.ts';
import type { ReportData } from './report.ts';
import { escapeText, sparkline } from './svg.ts';
import { fill } from './words.ts';

export function firstPage(data: ReportData, naming: Naming): string {
  const { title, story, results } = data;
  const five = results.filter(({ id }) => findKpi(id)?.group === 'test2024');
  return `
<header>
<p class="realm">${escapeText(naming.word('simulated'))}</p>
<h1>${escapeText(naming.say(title))}</h1>
<p class="soft">${escapeText(naming.word(data.steps === undefined ? 'report' : 'verdict'))}</p>
<p class="story">${escapeText(naming.say(story))}</p>
${factsOf(data, naming)}
</header>
${verdictOf(data, naming)}
${scriptOf(data, naming)}
<section>
<h2>${escapeText(naming.word('five'))}</h2>
${overview(five, naming, true)}
</section>
<section>
<h2>${escapeText(naming.word('findings'))}</h2>
${findings(data, naming)}
</section>
<section>
<h2>${escapeText(naming.word('counts'))}</h2>
${countGrid(data, naming)}
</section>`;
}

/** Simulated begin and end of the measured period. */
export function spanOf({ summary }: ReportData): { from: number; to: number } {
  const from = parseIsoUtc(summary.simulated.from) ?? 0;
  return { from, to: parseIsoUtc(summary.simulated.to) ?? from };
}

function factsOf(data: ReportData, naming: Naming): string {
  const { header, summary } = data;
  const { language } = naming;
  const { from, to } = spanOf(data);
  const nodes = header.participants.filter((id) => id.length === 3 && id !== 'ICE');
  // An observer has no insurer.
  const takesPart = (id: string): boolean => header.participants.includes(insurerOf(id));
  const names = (ids: readonly string[]): string => ids.map((id) => naming.place(id)).join(', ');
  const observers = nodes.filter((id) => !takesPart(id));
  const traffic = fill(naming.word('trafficText'), {
    declared: naming.number(summary.movements.declared),
    messages: naming.number(summary.messages),
    events: naming.number(summary.events),
  });
  const period = `${formatTime(from, language)} – ${formatTime(to, language)} UTC (${formatDuration(to - from, language)})`;
  const facts: [string, string][] = [
    [naming.word('period'), period],
    [naming.word('participants'), names(nodes.filter(takesPart))],
    ...(observers.length === 0
      ? []
      : [[naming.word('observers'), names(observers)] satisfies [string, string]]),
    [naming.word('traffic'), traffic],
    ...faultFacts(data, naming),
  ];
  return `<dl class="facts">${facts.map(([name, text]) => `<dt>${escapeText(name)}</dt><dd>${escapeText(text)}</dd>`).join('')}</dl>`;
}

/** What went wrong on purpose, and what of it never came. */
function faultFacts({ summary: { faults = [] } }: ReportData, naming: Naming): [string, string][] {
  const lines = faults.map(({ text, begun, never }) =>
    fill(naming.word(never === 0 ? 'faultText' : 'faultNever'), {
      fault: naming.say(text),
      begun: naming.number(begun),
      never: naming.number(never),
    }),
  );
  return lines.length === 0 ? [] : [[naming.word('onPurpose'), lines.join('; ')]];
}

/** Passed: every step and expectation holds and no invariant was violated. */
export function hasPassed({ summary, steps = [] }: ReportData): boolean {
  return (
    summary.invariants.violations.length === 0 &&
    summary.expectations.every(({ pass }) => pass) &&
    steps.every(({ pass }) => pass)
  );
}

function verdictOf(data: ReportData, naming: Naming): string {
  const { expectations, invariants } = data.summary;
  const passed = hasPassed(data);
  const lines = expectations.map(
    ({ pass, judged, text }) =>
      `<li>${judged ? (pass ? '✓' : '✗') : '–'} ${escapeText(naming.say(text))}</li>`,
  );
  const { steps } = data;
  if (steps !== undefined) {
    const done = steps.filter(({ pass }) => pass).length;
    const counts = { passed: naming.number(done), all: naming.number(steps.length) };
    const sentence = escapeText(fill(naming.word('stepsPassed'), counts));
    lines.unshift(`<li>${done === steps.length ? '✓' : '✗'} ${sentence}</li>`);
  }
  const broken = invariants.violations.length;
  if (broken > 0) {
    lines.push(`<li>✗ ${escapeText(naming.word('violations'))}: ${naming.number(broken)}</li>`);
  }
  const list =
    lines.length === 0
      ? `<p>${escapeText(naming.word('unexpected'))}</p>`
      : `<ul>${lines.join('')}</ul>`;
  const open = expectations.some(({ judged }) => !judged);
  const word = escapeText(naming.word(passed ? (open ? 'passedSoFar' : 'passed') : 'failed'));
  return `<div class="verdict ${passed ? 'passed' : 'failed'}"><strong>${passed ? '✓' : '✗'} ${word}</strong>${list}</div>`;
}

/** Of a scenario with a script, its steps come first: they are what the run was for. */
function scriptOf({ steps, learnt = [] }: ReportData, naming: Naming): string {
  if (steps === undefined) return '';
  return `<section>
<h2>${escapeText(naming.word('stepByStep'))}</h2>
${stepsPart(steps, naming)}
${namesPart(learnt, naming)}
</section>`;
}

/** One line a KPI: result, goal, whether it was reached, its course. */
export function overview(results: readonly KpiResult[], naming: Naming, with2024: boolean): string {
  const columns = [
    { title: naming.word('kpi') },
    { title: naming.word('result'), align: 'right' as const },
    { title: naming.word('goal'), align: 'nowrap' as const },
    { title: '', align: 'nowrap' as const },
    ...(with2024 ? [{ title: naming.word('in2024') }] : []),
    { title: naming.word('course') },
  ];
  const rows = results.flatMap((result): TableRow[] => {
    const kpi = findKpi(result.id);
    if (kpi === undefined) return [];
    const { reached, history, value } = result;
    const title = naming.say(kpi.title);
    const word = escapeText(naming.reached(reached));
    return [
      [
        markup(`<a href="#${kpi.id}">${escapeText(title)}</a>`),
        naming.value(value, kpi.unit, kpi.digits),
        naming.goal(kpi.goal, kpi),
        markup(reached === false ? `<span class="missed">${word}</span>` : word),
        ...(with2024 ? [kpi.published === undefined ? '–' : naming.say(kpi.published)] : []),
        markup(sparkline(history, title)),
      ],
    ];
  });
  return tableOf(columns, rows);
}

function findings(data: ReportData, naming: Naming): string {
  const found = findingsOf(data);
  if (found.length === 0) return `<p>${escapeText(naming.word('nothingFound'))}</p>`;
  const items = found.map(({ text, kpi }) => {
    const words = escapeText(naming.say(text));
    return `<li>${kpi === undefined ? words : `<a href="#${kpi}">${words}</a>`}</li>`;
  });
  return `<ol class="findings">${items.join('')}</ol>`;
}

function countGrid({ summary }: ReportData, naming: Naming): string {
  const items = COUNT_IDS.map((id) => {
    const title = escapeText(naming.say(COUNT_TITLES[id]));
    return `<div><dt>${title}</dt><dd>${naming.number(summary.movements[id])}</dd></div>`;
  });
  return `<dl class="counts">${items.join('')}</dl>`;
}

/** The counts again, one a line, with their share of those declared. */
export function countTable({ summary }: ReportData, naming: Naming): string {
  const { movements } = summary;
  const share = (count: number): number | null =>
    movements.declared === 0 ? null : (100 * count) / movements.declared;
  const rows = COUNT_IDS.map((id) => [
    naming.say(COUNT_TITLES[id]),
    naming.number(movements[id]),
    naming.value(share(movements[id]), '%', 1),
  ]);
  return tableOf(
    [
      { title: naming.word('counts') },
      { title: naming.word('n'), align: 'right' },
      { title: naming.word('share'), align: 'right' },
    ],
    rows,
  );
}
