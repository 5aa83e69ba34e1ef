/** A script told as a story: who is given what, what happens step by step, and what must be seen, in words. */
import type { Bilingual } from '../nodes/common/bilingual.ts';
import { both } from '../nodes/common/bilingual.ts';
import type { Expected } from '../reports/verdict/expected.ts';
import {
  filled,
  markWords,
  messageWords,
  objectWords,
  stateWords,
  wantedWords,
} from '../reports/verdict/wording.ts';
import { expectedOf } from './expected-script.ts';
import type { Scenario } from './schema.ts';
import { durationMs } from './semantics.ts';
import { STEP_AFTER } from './steps.ts';

export interface Telling {
  readonly language: 'en' | 'ru';
  /** What people call a country, by its alpha-3 code. */
  readonly country: (id: string) => string;
  /** How long something lasts, in words. */
  readonly length: (ms: number) => string;
}

/** Lines about what is given to the script; empty for a scenario without one. */
export function givenLines({ given = {} }: Scenario, telling: Telling): string[] {
  const { traders = {}, guarantees = {}, authorisations = {}, insurers } = given;
  const say = (text: Bilingual): string => text[telling.language];
  return [
    ...Object.entries(traders).map(([name, { of, account }]) =>
      say(filled(account === 'none' ? WORDS.stranger : WORDS.trader, name, telling.country(of))),
    ),
    ...Object.entries(guarantees).map(([name, { of, amount, held }]) =>
      say(filled(held === 'none' ? WORDS.later : WORDS.guarantee, name, of, String(amount))),
    ),
    ...Object.entries(authorisations).map(([name, { of, type, held }]) =>
      say(filled(held === 'none' ? WORDS.wish : WORDS.authorisation, name, of, type)),
    ),
    ...(insurers === 'silent' ? [say(WORDS.silent)] : []),
  ];
}

/** The steps with what must be seen in each. */
export function stepLines(scenario: Scenario, telling: Telling): string[] {
  const { language, length } = telling;
  const script = expectedOf(scenario);
  return (script?.steps ?? []).flatMap(({ step, expected }, i) => {
    const after = durationMs(scenario.steps?.[i]?.after ?? STEP_AFTER);
    const when = filled(i === 0 ? WORDS.first : WORDS.after, length(after))[language];
    const seen = wanted(expected, length).map((line) => `       ${line[language]}`);
    return [`${String(i + 1).padStart(4)}. ${when}: ${step[language]}`, ...seen];
  });
}

/** Everything that must be seen, a line each. */
function wanted(expected: Expected, length: Telling['length']): Bilingual[] {
  const { messages, rows, rules, facts, notMessages, notMarks, states, withinMs } = expected;
  const not = [
    ...notMessages.map(({ line }) => messageWords(line)),
    ...notMarks.map(({ line }) => markWords(line)),
  ];
  return [
    ...messages.map((message) =>
      message.times === undefined
        ? filled(WORDS.must, wantedWords(message))
        : filled(WORDS.mustTimes, wantedWords(message), String(message.times)),
    ),
    ...(withinMs === undefined ? [] : [filled(WORDS.within, length(withinMs))]),
    ...[...rows, ...rules, ...facts].map(({ line }) => filled(WORDS.must, markWords(line))),
    ...not.map((words) => filled(WORDS.mustNot, words)),
    ...states.map(({ line, state }) => filled(WORDS.stands, objectWords(line), stateWords(state))),
    ...expected.exposures.map(({ name, sum }) => filled(WORDS.exposure, name, String(sum))),
    ...expected.balances.map(({ name, sum }) => filled(WORDS.balance, name, String(sum))),
  ];
}

const WORDS = {
  trader: both('{0}, a trader in {1} with an account.', '{0} – участник ({1}) с учётной записью.'),
  stranger: both(
    '{0}, a trader in {1} without an account.',
    '{0} – участник ({1}) без учётной записи.',
  ),
  guarantee: both('{0}, a guarantee of {1} for {2}.', '{0} – гарантия участника {1} на {2}.'),
  later: both(
    '{0}, a guarantee for {2} that {1} is still to apply for.',
    '{0} – гарантия на {2}, о которой {1} ещё подаст заявку.',
  ),
  authorisation: both('{0}, an authorisation {2} of {1}.', '{0} – разрешение {2} участника {1}.'),
  wish: both(
    '{0}, an authorisation {2} that {1} is still to apply for.',
    '{0} – разрешение {2}, о котором {1} ещё подаст заявку.',
  ),
  silent: both('The insurers do not answer.', 'Страховщики не отвечают.'),
  first: both('after {0}', 'через {0}'),
  after: both('{0} later', 'ещё через {0}'),
  must: both('- {0}', '- {0}'),
  mustTimes: both('- {0}: exactly {1} times', '- {0}: ровно {1} раз'),
  within: both('  (all within {0})', '  (всё в течение {0})'),
  mustNot: both('- not: {0}', '- не должно быть: {0}'),
  stands: both('- {0} is then {1}', '- {0} затем: {1}'),
  exposure: both('- exposure of {0}: {1}', '- обязательства по {0}: {1}'),
  balance: both('- balance of {0}: {1}', '- остаток {0}: {1}'),
} as const satisfies Readonly<Record<string, Bilingual>>;
