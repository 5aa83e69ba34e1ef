/** Verdicts as JUnit XML, which every build server reads: a suite for each scenario, a case for each step, expectation and set of invariants. */
import { both } from '../../nodes/common/bilingual.ts';
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import type { StepResult } from '../verdict/judge.ts';
import { clock } from '../verdict/words.ts';
import type { Language } from './format.ts';
import type { ReportData } from './report.ts';

interface Case {
  readonly name: string;
  /** Why it failed, one a line; empty where it passed. */
  readonly failures: readonly string[];
  /** What was seen, for whoever wants to know. */
  readonly output: readonly string[];
}

/** One document for a run, or for all runs of a plan. */
export function renderJunit(plan: string, runs: readonly ReportData[], language: Language): string {
  const suites = runs.map((data) => suiteOf(plan, data, language));
  const sum = (of: (suite: Suite) => number): string =>
    String(suites.reduce((total, suite) => total + of(suite), 0));
  const counts = `tests="${sum(({ cases }) => cases.length)}" failures="${sum(failuresIn)}" errors="0" time="${seconds(runs.reduce((ms, { summary }) => ms + summary.wallMs, 0))}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="${attribute(plan)}" ${counts}>
${suites.map(suiteText).join('\n')}
</testsuites>
`;
}

interface Suite {
  readonly name: string;
  readonly className: string;
  readonly timestamp: string;
  readonly wallMs: number;
  readonly cases: readonly Case[];
}

const failuresIn = ({ cases }: Suite): number =>
  cases.filter(({ failures }) => failures.length > 0).length;

function suiteOf(
  plan: string,
  { summary, title, steps = [] }: ReportData,
  language: Language,
): Suite {
  const { scenario, wallMs, simulated, expectations, invariants } = summary;
  const broken = invariants.violations.map(({ invariant, detail }) => `${invariant}: ${detail}`);
  return {
    name: title[language],
    className: plan === scenario ? scenario : `${plan}.${scenario}`,
    timestamp: simulated.from.slice(0, 19),
    wallMs,
    cases: [
      ...steps.map((step) => caseOf(step, language)),
      ...expectations.map(({ pass, text }) => ({
        name: text[language],
        failures: pass ? [] : [text[language]],
        output: [],
      })),
      { name: INVARIANTS[language], failures: broken, output: [] },
    ],
  };
}

const INVARIANTS: Bilingual = both(
  'the rules of the range itself hold',
  'инварианты полигона соблюдены',
);

function caseOf(result: StepResult, language: Language): Case {
  const { id, number, step, at, seen, missing, story } = result;
  const lines = story.map(
    ({ t, code, from, to, refused }) =>
      `${clock(t, at ?? t)} ${code} ${from} -> ${to}${refused === '' ? '' : ` (${refused})`}`,
  );
  return {
    name: `${number === 0 ? '' : `${String(number)} `}${id}: ${step[language]}`,
    failures: missing.map((line) => line[language]),
    output: [...seen.map((line) => line[language]), ...lines],
  };
}

function suiteText(suite: Suite): string {
  const { name, className, timestamp, wallMs, cases } = suite;
  const head = `name="${attribute(name)}" tests="${String(cases.length)}" failures="${String(failuresIn(suite))}" errors="0" skipped="0" timestamp="${attribute(timestamp)}" time="${seconds(wallMs)}"`;
  return `<testsuite ${head}>
${cases.map((one) => caseText(one, className)).join('\n')}
</testsuite>`;
}

function caseText({ name, failures, output }: Case, className: string): string {
  const head = `<testcase classname="${attribute(className)}" name="${attribute(name)}" time="0"`;
  const failure =
    failures.length === 0
      ? ''
      : `<failure type="verdict" message="${attribute(failures[0] ?? '')}">${text(failures.join('\n'))}</failure>`;
  const out = output.length === 0 ? '' : `<system-out>${text(output.join('\n'))}</system-out>`;
  return failure === '' && out === '' ? `${head}/>` : `${head}>${failure}${out}</testcase>`;
}

const seconds = (ms: number): string => (ms / 1_000).toFixed(3);

/** Characters that XML 1.0 does not know at all are left out: no escape would let them in. */
const isAllowed = (code: number): boolean =>
  code === 0x9 ||
  code === 0xa ||
  code === 0xd ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  code >= 0x1_0000;

const text = (value: string): string =>
  [...value]
    .filter((character) => isAllowed(character.codePointAt(0) ?? 0))
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

/** Line ends would be read as blanks. */
const attribute = (value: string): string =>
  text(value)
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\t', '&#9;')
    .replaceAll('\r', '&#13;');
