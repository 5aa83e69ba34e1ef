/** The report as one JSON document: the summary, and each KPI with its words in one language, its course, tables and worst movements. */
import { findKpi } from '../kpi/catalogue.ts';
import { PERIOD } from '../kpi/kpi.ts';
import { bordersBeside } from './borders.ts';
import { findingsOf } from './findings.ts';
import type { Language } from './format.ts';
import { hasPassed } from './html-first-page.ts';
import { Naming } from './naming.ts';
import type { ReportData } from './report.ts';

export function renderJson(data: ReportData, language: Language): string {
  const naming = new Naming(data.names, language);
  const { header, summary, title, story, command } = data;
  const kpis = data.results.flatMap((result) => {
    const kpi = findKpi(result.id);
    if (kpi === undefined) return [];
    const { history, breakdown, worst, goal, ...figures } = result;
    return [
      {
        ...figures,
        title: naming.say(kpi.title),
        definition: naming.say(kpi.definition),
        period: naming.say(PERIOD),
        unfinished: naming.say(kpi.unfinished),
        source: kpi.source,
        ...(goal === undefined ? {} : { goal: { ...goal, source: naming.say(goal.source) } }),
        ...(kpi.published === undefined ? {} : { published2024: naming.say(kpi.published) }),
        history,
        breakdown: breakdown.map((row) => ({ ...row, name: naming.row(row) })),
        worst: worst.map((row) => ({ ...row, name: naming.where(row.where) })),
      },
    ];
  });
  const document = {
    title: naming.say(title),
    story: naming.say(story),
    passed: hasPassed(data),
    command,
    header,
    ...summary,
    expectations: summary.expectations.map(({ id, pass, judged, text }) => ({
      id,
      pass,
      judged,
      detail: naming.say(text),
    })),
    ...(data.steps === undefined
      ? {}
      : {
          steps: data.steps.map(({ id, step, at, pass, seen, missing, story }) => ({
            id,
            step: naming.say(step),
            at: at === null ? null : new Date(at).toISOString(),
            pass,
            seen: seen.map((line) => naming.say(line)),
            missing: missing.map((line) => naming.say(line)),
            story,
          })),
        }),
    findings: findingsOf(data).map(({ kind, text, kpi }) => ({
      kind,
      text: naming.say(text),
      kpi,
    })),
    kpis,
    borders: bordersBeside(data).map((row) => ({ ...row, name: naming.place(row.post) })),
    invariants: {
      ...summary.invariants,
      rules: data.invariants.map(({ id, text, source, violations }) => ({
        id,
        text: naming.say(text),
        source,
        violations,
      })),
    },
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
