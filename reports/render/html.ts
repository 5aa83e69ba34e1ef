/** The report as one HTML page that needs nothing else: no script, no file beside it, no network. Light on screen, A4 in black and white. */
import { findKpi } from '../kpi/catalogue.ts';
import { bordersBeside } from './borders.ts';
import type { Language } from './format.ts';
import { countTable, firstPage, overview } from './html-first-page.ts';
import { kpiSection } from './html-kpi.ts';
import { htmlPage } from './html-page.ts';
import { tableOf } from './html-table.ts';
import { Naming } from './naming.ts';
import type { ReportData } from './report.ts';
import { escapeText } from './svg.ts';

export function renderHtml(data: ReportData, language: Language): string {
  const naming = new Naming(data.names, language);
  const operations = data.results.filter(({ id }) => findKpi(id)?.group === 'operations');
  const title = `${naming.say(data.title)} – ${naming.word('report')}`;
  return htmlPage(
    title,
    language,
    `${firstPage(data, naming)}
<section class="page">
<h2>${escapeText(naming.word('operations'))}</h2>
${overview(operations, naming, false)}
${countTable(data, naming)}
</section>
${borderSection(data, naming)}
<section class="page">
<h2>${escapeText(naming.word('eachKpi'))}</h2>
${data.results.map((result) => kpiSection(result, naming)).join('\n')}
</section>
${invariantSection(data, naming)}
${againSection(data, naming)}
`,
  );
}

function borderSection(data: ReportData, naming: Naming): string {
  const rows = bordersBeside(data);
  if (rows.length === 0) return '';
  const table = tableOf(
    [
      { title: naming.word('post') },
      { title: naming.word('side') },
      { title: naming.word('n'), align: 'right' },
      { title: naming.word('thisRun'), align: 'right' },
      { title: naming.word('publishedHours'), align: 'right' },
      { title: naming.word('ratio'), align: 'right' },
      { title: naming.word('kind') },
      { title: naming.word('source') },
    ],
    rows.map(({ post, side, n, hours, published, ratio, kind, source }) => [
      naming.place(post),
      naming.word(side),
      naming.number(n),
      naming.number(hours, 1),
      naming.number(published, 1),
      naming.number(ratio, 2),
      naming.word(kind),
      source,
    ]),
  );
  return `
<section>
<h2>${escapeText(naming.word('borders'))}</h2>
<p>${escapeText(naming.word('bordersText'))}</p>
${table}
</section>`;
}

function invariantSection(data: ReportData, naming: Naming): string {
  const table = tableOf(
    [
      { title: naming.word('rule') },
      { title: naming.word('source') },
      { title: naming.word('violations'), align: 'right' },
    ],
    data.invariants.map(({ text, source, violations }) => [
      naming.say(text),
      source,
      naming.number(violations),
    ]),
  );
  const first = data.summary.invariants.violations.slice(0, 10);
  const list = tableOf(
    [
      { title: naming.word('time'), align: 'nowrap' },
      { title: naming.word('rule') },
      { title: naming.word('movement') },
      { title: '' },
    ],
    first.map(({ t, invariant, mrn, messageId, detail }) => [
      new Date(t).toISOString(),
      invariant,
      mrn ?? messageId ?? '',
      detail,
    ]),
  );
  return `
<section class="page">
<h2>${escapeText(naming.word('invariants'))}</h2>
<p>${escapeText(naming.word('invariantsText'))}</p>
${table}
${list}
</section>`;
}

function againSection({ header, summary, command }: ReportData, naming: Naming): string {
  const facts: [string, string][] = [
    [naming.word('scenario'), header.scenario],
    [naming.word('seed'), header.seed],
    [naming.word('software'), header.software],
    [naming.word('host'), summary.host],
    [naming.word('digest'), header.digest],
    [naming.word('entries'), naming.number(summary.journal.entries)],
    [naming.word('hash'), summary.journal.sha256],
  ];
  return `
<section>
<h2>${escapeText(naming.word('again'))}</h2>
<p>${escapeText(naming.word('againText'))}</p>
<pre><code>${escapeText(command)}</code></pre>
<dl class="facts">${facts.map(([name, text]) => `<dt>${escapeText(name)}</dt><dd><code>${escapeText(text)}</code></dd>`).join('')}</dl>
</section>`;
}
