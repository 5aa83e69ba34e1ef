/** Every mutant passes the smallest rehearsal and is found where its row says; a few that only seeds find, by number. */
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { isMessageCode } from '../../nodes/common/message-types.ts';
import { isRuleCode } from '../../nodes/common/rules/rules.ts';
import { rowOf } from '../../nodes/common/states/tables.ts';
import { isTimerId } from '../../nodes/common/timers.ts';
import type { Mutant } from '../../nodes/mutants/mutant.ts';
import { recastBy } from '../../nodes/mutants/mutant.ts';
import { MUTANTS } from '../../nodes/mutants/mutants.ts';
import { exploreSeed } from '../explore/seed.ts';
import { EXIT } from './failure.ts';
import { mutantPages } from './mutant-pages.ts';
import { mutants } from './mutants.ts';
import { caughtByScript, caughtUnderFire, UNDER_FIRE, whyTooWrong } from './mutation/trial.ts';
import { mustLoad } from './scenario.ts';

const scripted = MUTANTS.filter(({ caughtBy }) => caughtBy !== UNDER_FIRE);

const mutant = (id: string): Mutant => {
  const found = MUTANTS.find((one) => one.id === id);
  if (found === undefined) throw new Error(`there is no mutant ${id}`);
  return found;
};

describe('the catalogue', () => {
  test('names each once, and what each breaks is something of the specification or the design', () => {
    expect(new Set(MUTANTS.map(({ id }) => id)).size).toBe(MUTANTS.length);
    const isKnown = (what: string): boolean =>
      isRuleCode(what) ||
      isTimerId(what) ||
      isMessageCode(what) ||
      rowOf(what) !== undefined ||
      /^design \d+$/.test(what);
    expect(MUTANTS.filter(({ breaks }) => !isKnown(breaks))).toEqual([]);
  });

  test.each(mutantPages().map(({ name, text }) => [name, text]))(
    'docs/%s is up to date (npm run docs writes it)',
    (name, text) => {
      expect(readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')).toBe(text);
    },
  );
});

test.each(MUTANTS.map(({ id }) => id))('%s passes the smallest rehearsal', (id) => {
  expect(whyTooWrong(recastBy(mutant(id)))).toBeUndefined();
});

test.each(scripted.map(({ id, caughtBy }) => [id, caughtBy]))(
  '%s is found by %s',
  (id, scenario) => {
    const found = caughtByScript(scenario, recastBy(mutant(id)));
    expect(found?.at).toEqual(expect.any(String));
    expect(found?.size.messages).toBeLessThanOrEqual(10);
  },
);

describe('under fire', () => {
  const { scenario } = mustLoad(UNDER_FIRE, []);
  const violated = (seed: number, wrong?: Mutant): string | undefined => {
    const recast = wrong === undefined ? {} : { recast: recastBy(wrong) };
    const tried = exploreSeed({ scenario, seed, faults: 'none', stopsAt: 'first', ...recast });
    return tried.violations[0]?.invariant;
  };

  test.each([
    ['forgets-the-exposure', 1, 'booksBalance'],
    ['releases-twice', 1, 'noPassageWithoutRelease'],
    ['same-mrn-again', 1, 'mrnsAllotted'],
    ['never-repeats', 1, 'nothingUnsent'],
    ['inbox-in-memory', 1, 'nothingTwice'],
    ['ice-forgets-what-it-has-seen', 3, 'nothingTwice'],
  ])('%s is found by seed %i: %s', (id, seed, invariant) => {
    expect(violated(seed, mutant(id))).toBe(invariant);
    expect(violated(seed)).toBeUndefined();
  });

  test('what is left of the story is small, and shows nothing with the right participants', () => {
    const found = caughtUnderFire(1, recastBy(mutant('numbering-in-memory')));
    expect(found?.size).toMatchObject({ faults: 1, trucks: 1 });
    expect(found?.shrunk.violation.invariant).toBe('messagesNumbered');
  });

  test('nobody who is right is found', () => {
    expect(caughtUnderFire(1, (participant) => participant)).toBeUndefined();
  });
});

describe('the verb', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const printed = async (args: string[]): Promise<{ exit: number; text: string }> => {
    let text = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((part) => {
      text += String(part);
      return true;
    });
    const exit = await mutants(args);
    return { exit, text };
  };

  test('tells what caught each, in the order in which they were named', async () => {
    const { exit, text } = await printed(['whole-deposit', 'one-pair-of-eyes', '--seeds', '0']);
    expect(exit).toBe(EXIT.well);
    expect(text).toMatch(
      /whole-deposit .*s05-guarantee-approved .*\n.*one-pair-of-eyes .*s03-four-eyes/,
    );
    expect(text).toContain('2 of 2 mutants caught: 2 by scripts, 0 by seeds under fire');
  });

  test('answers 1 where one survives', async () => {
    const { exit, text } = await printed(['keeps-a-lock', '--seeds', '0', '--json']);
    expect(exit).toBe(EXIT.verdict);
    expect(JSON.parse(text)).toMatchObject({ caught: 0, of: 1, mutants: [{ well: false }] });
  });

  test('asks what was meant where there is no such mutant', async () => {
    await expect(mutants(['keeps-a-look'])).rejects.toThrow(/there is no mutant keeps-a-look/);
  });
});
