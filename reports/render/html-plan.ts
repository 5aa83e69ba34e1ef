/** The verdict of a plan as one HTML page: which scenarios passed, and of those that did not, what was missing. */
import type { StepResult } from '../verdict/judge.ts';
import type { Language } from './format.ts';
import { stepsPart } from './html-steps.ts';
import { hasPassed } from './html-first-page.ts';
import { markup, tableOf } from './html-table.ts';
import { htmlPage } from './html-page.ts';
import { Naming } from './naming.ts';
import type { ReportData } from './report.ts';
import { escapeText } from './svg.ts';
import { fill } from './words.ts';

/** A run of the plan, with the page that tells more of it. */
export interface PlanRun {
  readonly data: ReportData;
  /** Relative to the plan's page. */
  readonly page: string;
}

export function renderPlanHtml(plan: string, runs: readonly PlanRun[], language: Language): string {
  const naming = new Naming((id) => runs[0]?.data.names(id) ?? { en: id, ru: id }, language);
  const passed = runs.filter(({ data }) => hasPassed(data)).length;
  const all = passed === runs.length;
  const title = `${naming.word('plan')} ${plan}`;
  const sentence = fill(naming.word('planPassed'), {
    passed: naming.number(passed),
    all: naming.number(runs.length),
  });
  return htmlPage(
    title,
    language,
    `<header>
<p class="realm">${escapeText(naming.word('simulated'))}</p>
<h1>${escapeText(title)}</h1>
</header>
<div class="verdict ${all ? 'passed' : 'failed'}"><strong>${all ? '✓' : '✗'} ${escapeText(naming.word(all ? 'passed' : 'failed'))}</strong><p>${escapeText(sentence)}</p></div>
<section>
${runsTable(runs, naming)}
</section>
${runs
  .filter(({ data }) => !hasPassed(data))
  .map(({ data }) => failedPart(data, naming))
  .join('\n')}
`,
  );
}

function runsTable(runs: readonly PlanRun[], naming: Naming): string {
  const columns = [
    { title: naming.word('scenario') },
    { title: naming.word('steps'), align: 'right' as const },
    { title: naming.word('result'), align: 'nowrap' as const },
  ];
  const rows = runs.map(({ data, page }) => {
    const steps = data.steps ?? [];
    const done = steps.filter(({ pass }) => pass).length;
    const title = escapeText(naming.say(data.title));
    const passed = hasPassed(data);
    const word = escapeText(naming.word(passed ? 'passed' : 'failed'));
    return [
      markup(`<a href="${encodeURI(page)}">${title}</a>`),
      steps.length === 0 ? '–' : `${naming.number(done)} / ${naming.number(steps.length)}`,
      markup(passed ? `✓ ${word}` : `<span class="missed">✗ ${word}</span>`),
    ];
  });
  return tableOf(columns, rows);
}

/** What failed of a run: its steps that did not pass, and everything else that it was held against. */
function failedPart(data: ReportData, naming: Naming): string {
  const { expectations, invariants } = data.summary;
  const steps: StepResult[] = (data.steps ?? []).filter(({ pass }) => !pass);
  const lines = [
    ...expectations.filter(({ pass }) => !pass).map(({ text }) => naming.say(text)),
    ...invariants.violations.slice(0, 5).map(({ invariant, detail }) => `${invariant}: ${detail}`),
  ];
  const list = lines.map((line) => `<li class="missed">✗ ${escapeText(line)}</li>`).join('');
  return `<section>
<h2>${escapeText(naming.say(data.title))}</h2>
${stepsPart(steps, naming)}
${list === '' ? '' : `<ul class="plain">${list}</ul>`}
</section>`;
}
