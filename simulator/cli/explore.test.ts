/** `rehearse explore`: what it refuses, what it writes down, and that what it writes down shows the violation again. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { loadScenario } from '../../scenarios/load.ts';
import { exploreSeed, tryScenario } from '../explore/seed.ts';
import { RELEASES_TWICE } from '../explore/testing/wrong-node.ts';
import { check } from './check.ts';
import { explore } from './explore.ts';
import { EXIT, Failure } from './failure.ts';
import { reproduce } from './reproduction.ts';

const folder = mkdtempSync(join(tmpdir(), 'rehearse-explore-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a verb prints, and how it ends. */
async function printed(
  act: () => number | Promise<number>,
): Promise<{ code: number; text: string }> {
  const lines: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    lines.push(String(text));
    return true;
  });
  try {
    return { code: await act(), text: lines.join('') };
  } finally {
    spy.mockRestore();
  }
}

describe('bad usage is told in a sentence', () => {
  test.each<[string[], RegExp]>([
    [['pilot/one-truck'], /--seeds is missing; write the first and the last: --seeds 1\.\.1000/],
    [['pilot/one-truck', '--seeds', '1-9'], /--seeds 1-9 is no range of seeds; /],
    [['pilot/one-truck', '--seeds', '9..1'], /--seeds 9\.\.1 is no range of seeds; /],
    [['pilot/one-truck', '--seeds', '1..99999999999999999999'], /is no range of seeds; /],
    [['pilot/one-trick', '--seeds', '1..9'], /there is no scenario pilot\/one-trick; did you mean/],
    [['conformity', '--seeds', '1..9'], /conformity is a folder of scenarios; name one of them/],
    [
      ['pilot/one-truck', '--seeds', '1..9', '--faults', 'many'],
      /--faults many is no whole number/,
    ],
    [['pilot/one-truck', '--seeds', '1..9', '--jobs', '0'], /--jobs 0 is no whole number from 1/],
    [['pilot/one-truck', '--seeds', '1..9', '--lang', 'de'], /--lang de is unknown; /],
    [['--seeds', '1..9'], /an argument is missing/],
  ])('%j', async (args, sentence) => {
    const failure = await explore(args).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(Failure);
    expect((failure as Failure).exit).toBe(EXIT.usage);
    expect((failure as Failure).text).toMatch(sentence);
  });
});

test('seeds without a violation end well, with what was done as one JSON document', async () => {
  const { code, text } = await printed(() =>
    explore(['pilot/one-truck', '--seeds', '1..3', '--faults', 'none', '--jobs', '1', '--json']),
  );
  expect(code).toBe(EXIT.well);
  expect(JSON.parse(text)).toMatchObject({
    ...{ scenario: 'one-truck', seeds: { from: 1, to: 3 }, done: 3, violations: [] },
  });
});

describe('a violation that was found', () => {
  const loaded = loadScenario('explore/three-countries');
  if (!loaded.ok) throw new Error(loaded.defects[0]?.cause);
  const { scenario } = loaded;
  const recast = RELEASES_TWICE;
  const [violation] = exploreSeed({ scenario, seed: 5, recast, stopsAt: 'first' }).violations;
  if (violation === undefined) throw new Error('seed 5 does not show it');
  const { text, summary } = reproduce({
    ...{ scenario, faults: 'some', found: { seed: 5, violation } },
    ...{ folder, recast, command: (file) => `show ${file}` },
  });

  test('becomes a file that loads, and shows the same again', () => {
    const again = loadScenario(summary.file);
    if (!again.ok) throw new Error(again.defects[0]?.cause);
    expect(again.scenario.id).toBe(`three-countries-5-${violation.invariant.toLowerCase()}`);
    const { violations } = tryScenario(again.scenario, { recast });
    expect(violations).toContainEqual(summary.violation);
    expect(summary.violation.invariant).toBe(violation.invariant);
    expect(summary.size).toEqual({ countries: 2, trucks: 1, faults: 0 });
  });

  test('leaves the folder of a run, whose journal shows it too', async () => {
    const checked = await printed(() => check([folder, '--json']));
    expect(checked.code).toBe(EXIT.verdict);
    const { same, invariants } = JSON.parse(checked.text) as {
      same: boolean;
      invariants: { violations: object[] };
    };
    expect(same).toBe(true);
    expect(invariants.violations).toContainEqual(summary.violation);
  });

  test('is told in both languages, with few messages and the command', () => {
    expect(summary.messages).toBeLessThanOrEqual(10);
    for (const language of ['en', 'ru'] as const) {
      expect(text[language]).toContain(`show ${summary.file}`);
      expect(existsSync(summary.stories[language])).toBe(true);
      const page = readFileSync(summary.stories[language], 'utf8');
      expect(page).toContain(`<html lang="${language}">`);
      expect(page).toContain('<svg class="story-picture"');
    }
  });
});
