/** Scripts from outside: a sentence with its place for every mistake, defaults for what need not be said, and never a crash. */
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { expectedOf } from './expected-script.ts';
import { explain } from './explain.ts';
import { libraryNames, LIBRARY, loadScenario, planOf } from './load.ts';
import { defectText } from './source.ts';

let folder = '';
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'rehearse-')));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(text: string): string {
  const path = join(folder, 'own.yaml');
  writeFileSync(path, text);
  return path;
}

/** What is wrong, each as `line:column: cause; advice`. */
function wrong(text: string): string[] {
  const loaded = loadScenario(write(text));
  if (loaded.ok) return [];
  return loaded.defects.map((defect) => defectText(defect).replace(/^\S*own\.yaml:/, ''));
}

const SCRIPT = `version: 1
id: own
title: { en: Own, ru: Свой }
story: { en: A story., ru: Рассказ. }
seed: 1
start: 2026-07-14T06:00:00Z
participants: [GEO, AZE]
given:
  traders:
    colchis: { of: GEO }
  guarantees:
    g1: { of: colchis, amount: 63000 }
steps:
  - id: declared
    step: { en: It is declared., ru: Задекларировано. }
    trader: { declares: m1, from: ge-poti, to: az-baku, under: g1 }
    sees:
      messages: [T028 to colchis of m1, { see: X001 GEO -> AZE of m1, where: { /body/risk: 'N' } }]
      rows: [D20 of m1]
      rules: [C501 at GEO]
      not: [T056, D1]
      state: { m1: released, m1 at az-baku: aarCreated, m1 under g1: inUse, g1: active }
      balance: { g1: 41580 }
  - step: { en: It crosses., ru: Прошла. }
    after: 9h
    driver: { presents: m1, at: az-krasny-most }
  - step: { en: It is decided., ru: Решено. }
    officer: { decides: arrivalDecision, of: m1, as: noControl }
`;

describe('a script', () => {
  test('needs to say no more than this', () => {
    const loaded = loadScenario(write(SCRIPT));
    if (!loaded.ok) throw new Error(loaded.defects.map(defectText).join('\n'));
    expect(loaded.scenario).toMatchObject({
      traffic: [],
      principalsPerCountry: 0,
      ends: 'horizon',
      // The first step, nine hours, the third step and its window.
      lasts: String((10 + 9 * 60 + 10 + 10) * 60_000) + 'ms',
      scheme: { currency: 'USD', timers: 'real' },
    });
    expect(loaded.scenario.expect).toMatchObject([{ kpi: 'violations', atMost: 0 }]);
  });

  test('is taken apart for whoever judges it', () => {
    const loaded = loadScenario(write(SCRIPT));
    if (!loaded.ok) throw new Error('it is well formed');
    const script = expectedOf(loaded.scenario);
    expect(script?.given).toEqual(['g1']);
    expect(script?.steps.map(({ id }) => id)).toEqual(['declared', 'step2', 'step3']);
    expect(script?.steps[0]?.expected).toMatchObject({
      messages: [
        { line: { code: 'T028', to: 'colchis', of: 'm1', waits: false }, where: {} },
        { line: { code: 'X001', from: 'GEO', to: 'AZE' }, where: { '/body/risk': 'N' } },
      ],
      notMessages: [{ line: { code: 'T056' } }],
      notMarks: [{ line: { what: 'D1' } }],
      states: [
        { line: { name: 'm1' }, state: 'released' },
        { line: { name: 'm1', at: 'az-baku' } },
        { line: { name: 'm1', under: 'g1' } },
        { line: { name: 'g1' } },
      ],
    });
  });

  test.each([
    ['declares: m1', 'declars: m1', 'unknown key `declars`; did you mean `declares`?'],
    ['presents: m1', 'waits: m1', 'unknown key `waits`; known here are presents, at, change'],
    [
      'driver: { presents: m1, at: az-krasny-most }',
      'driver: { dances: m1 }',
      'unknown key `dances`; one of these must stand here: presents, arrives, reportsIncident',
    ],
    [
      'driver: { presents: m1, at: az-krasny-most }',
      'driver: m1',
      '`steps.1.driver` cannot be "m1"; write `presents` or `arrives` or `reportsIncident` here',
    ],
    ['of: GEO', 'of: KAZ', 'KAZ does not take part; participants are GEO, AZE'],
    ['under: g1', 'under: g2', 'no guarantee is called g2 in this script; did you mean `g1`?'],
    [
      'under: g1',
      'under: [g1, m1]',
      'no guarantee is called m1 in this script; did you mean `g1`?',
    ],
    [
      'under: g1',
      'under: 7',
      '`steps.0.trader.under` cannot be 7; write a guarantee of the script, or a list of them: g1, [g1, g2]',
    ],
    ['presents: m1', 'presents: m2', 'no movement is called m2 in this script; did you mean `m1`?'],
    [
      'from: ge-poti',
      'from: ge-potti',
      'there is no place or post `ge-potti` in the corridor data; did you mean `ge-poti`?',
    ],
    [
      'to: az-baku',
      'to: kz-almaty',
      'kz-almaty lies in KAZ, which does not take part; choose another place',
    ],
    [
      'at: az-krasny-most',
      'at: az-baku',
      'there is no customs office of transit at az-baku; choose another place: see nodes/countries',
    ],
    [
      'at: az-krasny-most',
      'at: AZ000999',
      'there is no customs office AZ000999; choose another place: see nodes/countries',
    ],
    [
      'as: noControl',
      'as: noControll',
      'arrivalDecision cannot be decided as noControll; did you mean `noControl`?',
    ],
    [
      'decides: arrivalDecision',
      'decides: arrivalDecison',
      '`steps.2.officer.decides` cannot be "arrivalDecison"; did you mean `arrivalDecision`?',
    ],
    [
      'T028 to colchis of m1',
      'T028 for colchis',
      '`T028 for colchis` is no line about a message; write it as `T028 to trader`, `X001 GEO -> UZB` or `X118 AZE -> GEO of m1`',
    ],
    ['T028 to colchis', 'T099 to colchis', 'there is no message T099; did you mean `T009`?'],
    ['T028 to colchis', 'T028 to colchs', 'nobody is called colchs; did you mean `colchis`?'],
    [
      'T028 to colchis of m1',
      'T028 to colchis waits at ICE',
      'T028 does not go through ICE; leave `waits at ICE` out',
    ],
    ['rows: [D20 of m1]', 'rows: [D99]', 'there is no row D99; did you mean `D9`?'],
    ['rules: [C501 at GEO]', 'rules: [C999]', /there is no rule C999; /],
    ['C501 at GEO', 'C501 at KAZ', /nothing happens at KAZ; /],
    ['m1: released', 'm1: relesed', 'm1 has no state relesed; did you mean `released`?'],
    ['g1: active', 'g1: released', /g1 has no state released; states are applied, /],
    [
      'balance: { g1: 41580 }',
      'balance: { m1: 41580 }',
      'no guarantee is called m1 in this script; did you mean `g1`?',
    ],
    [
      'under: g1 }',
      'under: g1, change: { body: 1 } }',
      'unknown key `body`; write JSON pointers into the message: /body/grossMass',
    ],
    [
      'under: g1 }',
      'under: g1, change: { /lrn: $m2.lrn } }',
      '`$m2.lrn` names nothing of this script; did you mean `$m1.lrn`?',
    ],
    [
      'under: g1 }',
      'under: g1, change: { /lrn: $g1.lrn } }',
      'g1 is a guarantee: it has no `lrn`; did you mean `grn`?',
    ],
    [
      'under: g1 }',
      'under: g1, change: { /body/limitDate: $now+soon } }',
      '`$now+soon` is no time; write `$now`, or one such as `$now+8d`',
    ],
    ['after: 9h', 'after: nine', '`steps.1.after` cannot be "nine"; write a number and a unit'],
    ['after: 9h', 'repeats: later', 'no step before this one is called later'],
    ['after: 9h', 'ice: { approves: AZE }', 'both driver and ice act in this step; make two steps'],
    [
      '  - id: declared\n',
      '  - id: declared\n    after: 5s\n',
      'what is given is not granted within 5s; let a minute pass, or more',
    ],
    [
      'participants: [GEO, AZE]',
      'participants: [GEO, AZE]\nscheme: { timerChanges: { T-UNT: 1h } }',
      'unknown key `T-UNT`; did you mean `T-UND`?',
    ],
    [
      'participants: [GEO, AZE]',
      'participants: [GEO, AZE]\ncountries: { GEO: { timers: { T-UND: 1y } } }',
      '`countries.GEO.timers.T-UND` cannot be "1y"; write a number and a unit',
    ],
    [
      'participants: [GEO, AZE]',
      'participants: [GEO, AZE]\nscheme: { approved: [KAZ] }',
      'KAZ does not take part; participants are GEO, AZE',
    ],
    [
      'participants: [GEO, AZE]',
      'participants: [GEO, AZE]\nscheme: { insurance: { pool: { UZB: 10 } } }',
      'UZB does not take part; participants are GEO, AZE',
    ],
    [
      "{ /body/risk: 'N' }",
      '{ /body/rissk: 1 }',
      /X001 has no `rissk` here; did you mean `risk`\?/,
    ],
    ["{ /body/risk: 'N' }", '{ /sender: GEO }', /has no `sender` here; it has mrn, lrn, corr/],
    ["{ /body/risk: 'N' }", '{ /body/controls/first: 1 }', /no `first` here; it has 0, 1/],
    [
      "{ /body/risk: 'N' }",
      '{ /body/controls: [{ ofice: GE }] }',
      /`ofice` here; did you mean `office`/,
    ],
    [
      "{ /body/risk: 'N' }",
      '{ /body/controls: { has: { cod: 1 } } }',
      /X001 has no `cod` here; it/,
    ],
    [
      'participants: [GEO, AZE]',
      'participants: [GEO, AZE]\ncountries: { GEO: { riskProfiles: [{ id: all, channel: pink }] } }',
      /cannot be "pink"; /,
    ],
  ])('%s → %s', (line, instead, sentence) => {
    expect(SCRIPT).toContain(line);
    const found = wrong(SCRIPT.replace(line, instead)).join('\n');
    expect(found).toMatch(/^\d+:\d+: /);
    if (typeof sentence === 'string') expect(found).toContain(sentence);
    else expect(found).toMatch(sentence);
  });

  test('a mistake is told where it stands', () => {
    expect(wrong(SCRIPT.replace('at: az-krasny-most', 'at: az-nowhere'))).toEqual([
      expect.stringMatching(/^26:33: there is no place or post `az-nowhere`/),
    ]);
  });

  test('what is given needs steps, and a scenario needs something that happens', () => {
    const bare = SCRIPT.slice(0, SCRIPT.indexOf('steps:'));
    const rest = `lasts: 1d\nends: horizon\nscheme: { currency: USD, creditOn: discharge, timers: real, mrnLetter: Y }\nprincipalsPerCountry: 1\ntraffic: []\nweather: { closures: none }\nexpect: []\n`;
    expect(wrong(bare + rest).join('\n')).toMatch(
      /there are no steps that this is given to[\s\S]*nothing moves in this scenario/,
    );
  });
});

describe('whatever is written', () => {
  const whole = parse(
    readFileSync(join(LIBRARY, 'conformity/s19-chain-claim.yaml'), 'utf8'),
  ) as object;
  /** Every place in the scenario, as keys and positions. */
  const places = [...pathsIn(whole, [])];
  const junk = fc.oneof(
    fc.constantFrom<unknown>('', 'm1', 'GEO', '$m1.mrn', '-1d', 0, -1, 1e99, null, true, [], {}, [
      [],
    ]),
    fc.string({ maxLength: 8 }),
  );

  test('is refused with a place and a sentence, or it is well formed: it never breaks anything', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), junk, (path, value) => {
        const loaded = loadScenario(write(stringify(replaced(whole, path, value))));
        if (loaded.ok) {
          expect(explain(loaded.scenario, 'own', 'en').length).toBeGreaterThan(5);
          return;
        }
        for (const { line, column, cause, try: advice } of loaded.defects) {
          expect(line).toBeGreaterThan(0);
          expect(column).toBeGreaterThan(0);
          expect(cause).not.toBe('');
          expect(`${cause} ${advice}`).not.toMatch(/undefined|\[object|NaN/);
        }
      }),
      { numRuns: 300, seed: 20_260_714 },
    );
  });
});

function* pathsIn(value: unknown, path: readonly string[]): Generator<readonly string[]> {
  if (path.length > 0) yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) yield* pathsIn(inner, [...path, key]);
}

function replaced(node: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const copy = structuredClone(node) as Record<string, unknown>;
  copy[key] = replaced(copy[key], rest, value);
  return copy;
}

test('the conformity plan has the twenty scenarios of the proposal, in order', () => {
  const names = libraryNames().filter((name) => name.startsWith('conformity/'));
  const numbers = names.map((name) => name.slice('conformity/'.length, 'conformity/s00'.length));
  expect(numbers).toEqual(
    Array.from({ length: 20 }, (_, i) => `s${String(i + 1).padStart(2, '0')}`),
  );
  expect(planOf('conformity')).toBe('conformity');
  expect(planOf('conformity/s01-account-approved')).toBeUndefined();
});
