/** The table of mutants against what caught them, for a terminal and as a page. */
import { both } from '../../../nodes/common/bilingual.ts';
import { table } from '../../../reports/docs/markdown.ts';
import type { Language } from '../../../reports/render/format.ts';
import { filled } from '../../../reports/verdict/wording.ts';
import type { MutantReport } from './report.ts';
import { caughtBy, isWell } from './report.ts';
import type { StorySize } from './trial.ts';

const WORDS = {
  heads: [
    both('mutant', 'мутант'),
    both('at', 'где'),
    both('breaks', 'нарушает'),
    both('caught by', 'обнаружен'),
    both('step or invariant', 'шаг или инвариант'),
    both('messages', 'сообщений'),
    both('faults', 'сбоев'),
    both('trucks', 'машин'),
  ],
  survives: both('SURVIVES', 'НЕ ОБНАРУЖЕН'),
  tooWrong: both('TOO WRONG: {0}', 'СЛИШКОМ ЗАМЕТЕН: {0}'),
  more: both('{0} and {1} more', '{0} и ещё {1}'),
  count: both(
    '{0} of {1} mutants caught: {2} by scripts, {3} by seeds under fire',
    'обнаружено мутантов: {0} из {1}, из них сценариями с шагами – {2}, прогонами со сбоями – {3}',
  ),
  median: both(
    'median story: {0} messages, {1} faults, {2} trucks',
    'рассказ, медиана: сообщений – {0}, сбоев – {1}, машин – {2}',
  ),
  title: both('Mutants and what caught them', 'Мутанты и чем они обнаружены'),
} as const;

export const headsOf = (language: Language): string[] => WORDS.heads.map((head) => head[language]);

/** One line a mutant. */
export function rowsOf(reports: readonly MutantReport[], language: Language): string[][] {
  return reports.map((report) => {
    const { id, at, breaks, tooWrong, scripts } = report;
    const found = caughtBy(report);
    const left = scripts.length - 1;
    const by =
      found === undefined
        ? WORDS.survives
        : left > 0
          ? filled(WORDS.more, found.scenario, String(left))
          : both(found.scenario, found.scenario);
    const said = tooWrong === undefined ? by : filled(WORDS.tooWrong, tooWrong);
    const { messages, faults, trucks } = found?.size ?? NOTHING;
    const size = found === undefined ? ['', '', ''] : [messages, faults, trucks].map(String);
    return [id, at, breaks, said[language], found?.at ?? '', ...size];
  });
}

const NOTHING: StorySize = { messages: 0, faults: 0, trucks: 0 };

/** Of the stories of all mutants that were caught. */
export function medianStory(reports: readonly MutantReport[]): StorySize {
  const sizes = reports.flatMap((report) => caughtBy(report)?.size ?? []);
  return {
    messages: median(sizes.map(({ messages }) => messages)),
    faults: median(sizes.map(({ faults }) => faults)),
    trucks: median(sizes.map(({ trucks }) => trucks)),
  };
}

/** The upper one of two in the middle; 0 of nothing. */
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Two sentences: how many were caught by what, and how much there is to read. */
export function summaryOf(reports: readonly MutantReport[], language: Language): string[] {
  const well = reports.filter(isWell);
  const byScript = well.filter(({ scripts }) => scripts.length > 0).length;
  const counts = [well.length, reports.length, byScript, well.length - byScript];
  const { messages, faults, trucks } = medianStory(reports);
  return [
    filled(WORDS.count, ...counts.map(String))[language],
    filled(WORDS.median, ...[messages, faults, trucks].map(String))[language],
  ];
}

/** The table, and the story of every mutant that a seed has found. */
export function pageOf(reports: readonly MutantReport[], language: Language): string {
  const stories = reports.flatMap(({ id, text, seed }) =>
    seed === undefined
      ? []
      : [`## ${id}`, `${text[language]}.`, `\`\`\`text\n${seed.story[language]}\n\`\`\``],
  );
  return `${[
    `# ${WORDS.title[language]}`,
    summaryOf(reports, language).join('; '),
    table(headsOf(language), rowsOf(reports, language)),
    ...stories,
  ].join('\n\n')}\n`;
}
