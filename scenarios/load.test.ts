/** Scenario files from outside: what the library holds, what is put together from layers, and a sentence for every mistake. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explain } from './explain.ts';
import { filesIn, libraryNames, LIBRARY, loadScenario, scenarioFiles } from './load.ts';
import { Scenario } from './schema.ts';
import { defectText } from './source.ts';

let folder = '';
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'rehearse-')));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** What is wrong, each as `line:column: cause; advice` with the file's own name before it. */
function wrong(file: string, ...changes: string[]): string[] {
  const loaded = loadScenario(file, changes);
  if (loaded.ok) return [];
  return loaded.defects.map((defect) => defectText(defect).replace(/^\S*\/(?=[^/:]+:\d)/, ''));
}

/** One truck with some lines replaced: a pattern for a whole line, and what stands there instead. */
const WHOLE = `version: 1
id: own
title: { en: Own, ru: Свой }
story: { en: A story., ru: Рассказ. }
seed: 1
start: 2026-07-14T06:00:00Z
lasts: 30d
ends: allDone
participants: [GEO, AZE, KAZ, UZB]
scheme: { currency: USD, creditOn: discharge, timers: real, mrnLetter: Y }
principalsPerCountry: 1
traffic:
  - movement: { at: 1d, from: ge-poti, to: uz-tashkent }
weather: { closures: none }
expect: []
`;
const altered = (line: string, instead: string): string => {
  expect(WHOLE).toContain(line);
  return write('own.yaml', WHOLE.replace(line, instead));
};

describe('the library', () => {
  const names = libraryNames();

  test('has the pilot scenarios, by folder', () => {
    expect(names).toEqual([...names].sort());
    expect(names).toEqual(
      expect.arrayContaining(['pilot/one-truck', 'pilot/pilot-corridors', 'pilot/year']),
    );
  });

  test.each(names)('%s loads, is called so, and can be told in both languages', (name) => {
    const loaded = loadScenario(name);
    if (!loaded.ok) throw new Error(loaded.defects.map(defectText).join('\n'));
    expect(loaded.name).toBe(name);
    expect(loaded.scenario).not.toHaveProperty('extends');
    expect(name.endsWith(`/${loaded.scenario.id}`)).toBe(true);
    for (const language of ['en', 'ru'] as const) {
      const told = explain(loaded.scenario, name, language);
      expect(told[0]).toBe(loaded.scenario.title[language]);
      expect(told.join('\n')).toContain(`rehearse run ${name}`);
      expect(told.join('\n')).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  test.each(names)('%s keeps the JSON Schema that is printed', (name) => {
    const printed = JSON.parse(JSON.stringify(Scenario)) as typeof Scenario;
    const loaded = loadScenario(name);
    if (!loaded.ok) throw new Error(name);
    const validator = Compile(printed);
    expect(validator.Check(JSON.parse(JSON.stringify(loaded.scenario)))).toBe(true);
    expect(validator.Check({ ...loaded.scenario, sede: 1 })).toBe(false);
  });

  test('is found by name, by folder and by path', () => {
    expect(scenarioFiles('pilot/one-truck')).toEqual([join(LIBRARY, 'pilot', 'one-truck.yaml')]);
    expect(scenarioFiles('pilot')).toEqual(filesIn(join(LIBRARY, 'pilot')));
    expect(scenarioFiles(join(LIBRARY, 'pilot', 'year.yaml'))).toHaveLength(1);
    for (const none of ['', 'pilots', 'data', join(folder, 'nothing.yaml')])
      expect(scenarioFiles(none)).toBeUndefined();
  });

  test('suggests what was meant', () => {
    expect(wrong('pilot/one-truk')).toEqual([
      'one-truk:1:1: there is no scenario pilot/one-truk; did you mean `pilot/one-truck`?',
    ]);
    expect(wrong('elsewhere')).toEqual([
      'elsewhere:1:1: there is no scenario elsewhere; see `rehearse scenario list`',
    ]);
  });
});

describe('a mistake of form', () => {
  test('there is none in the example', () => {
    expect(wrong(write('own.yaml', WHOLE))).toEqual([]);
  });

  test.each([
    ['seed: 1', 'sede: 1', 'own.yaml:5:1: unknown key `sede`; did you mean `seed`?'],
    ['seed: 1', '{ seed: 1', /^own.yaml:\d+:\d+: /],
    ['seed: 1\n', '', 'own.yaml:1:1: `seed` is missing; write a whole number from 0 on'],
    [
      'seed: 1',
      'seed: one',
      'own.yaml:5:7: `seed` cannot be "one"; write a whole number from 0 on',
    ],
    ['seed: 1', 'seed: 1.5', 'own.yaml:5:7: `seed` cannot be 1.5; write a whole number from 0 on'],
    ['seed: 1', 'seed:', 'own.yaml:5:1: `seed` cannot be empty; write a whole number from 0 on'],
    [
      'seed: 1',
      'seed: .inf',
      'own.yaml:5:7: `seed` cannot be Infinity; write a whole number from 0 on',
    ],
    [
      'seed: 1',
      'seed: 1\nwether: x',
      'own.yaml:6:1: unknown key `wether`; did you mean `weather`?',
    ],
    ['seed: 1', 'seed: 1\n__proto__: { seed: 2 }', /unknown key `__proto__`/],
    ['seed: 1', 'seed: 1\nconstructor: 2', /unknown key `constructor`/],
    ['version: 1', 'version: 2', 'own.yaml:1:10: `version` cannot be 2; write 1'],
    [
      'id: own',
      'id: My Own',
      'own.yaml:2:5: `id` cannot be "My Own"; write small letters, digits and hyphens: red-bridge-week',
    ],
    [
      'ends: allDone',
      'ends: alldone',
      'own.yaml:8:7: `ends` cannot be "alldone"; did you mean `allDone`?',
    ],
    [
      'ends: allDone',
      'ends: soon',
      'own.yaml:8:7: `ends` cannot be "soon"; write "horizon" or "allDone"',
    ],
    [
      'lasts: 30d',
      'lasts: 30 days',
      'own.yaml:7:8: `lasts` cannot be "30 days"; write a number and a unit: 45s, 90m, 36h, 8d, 2w',
    ],
    [
      'lasts: 30d',
      'lasts: 30',
      'own.yaml:7:8: `lasts` cannot be 30; write a number and a unit: 45s, 90m, 36h, 8d, 2w',
    ],
    [
      'start: 2026-07-14T06:00:00Z',
      'start: 14.07.2026',
      'own.yaml:6:8: `start` cannot be "14.07.2026"; write a UTC time such as 2026-07-14T06:00:00Z',
    ],
    [
      'title: { en: Own, ru: Свой }',
      'title: { en: Own }',
      'own.yaml:3:8: `title.ru` is missing; write a text',
    ],
    [
      'title: { en: Own, ru: Свой }',
      'title: Own',
      'own.yaml:3:8: `title` cannot be "Own"; give it the keys `en`, `ru`',
    ],
    [
      'participants: [GEO, AZE, KAZ, UZB]',
      'participants: GEO',
      'own.yaml:9:15: `participants` cannot be "GEO"; write a list: [one, two], or a line with a hyphen for each',
    ],
    [
      'participants: [GEO, AZE, KAZ, UZB]',
      'participants: []',
      'own.yaml:9:15: `participants` has 0 entries; it needs 1 at the least',
    ],
    [
      'participants: [GEO, AZE, KAZ, UZB]',
      'participants: [GEO, AZE, KAZ, UZB, GEO]',
      'own.yaml:9:36: `participants` names "GEO" twice; name it once',
    ],
    ['at: 1d, from', 'at: 1d, form', 'own.yaml:13:25: unknown key `form`; did you mean `from`?'],
    [
      '- movement: { at: 1d, from: ge-poti, to: uz-tashkent }',
      '- { flow: pilot, share: 0.1 }',
      'own.yaml:13:7: unknown key `flow`; did you mean `flows`?',
    ],
    [
      '- movement: { at: 1d, from: ge-poti, to: uz-tashkent }',
      '- { flows: pilt, share: 0.1 }',
      'own.yaml:13:14: `traffic.0.flows` cannot be "pilt"; did you mean `pilot`?',
    ],
    [
      '- movement: { at: 1d, from: ge-poti, to: uz-tashkent }',
      '- { flows: pilot, share: 21 }',
      'own.yaml:13:28: `traffic.0.share` cannot be 21; write how much of the real traffic takes part: 1 is all of it',
    ],
    [
      '- movement: { at: 1d, from: ge-poti, to: uz-tashkent }',
      '- 7',
      'own.yaml:13:5: `traffic.0` cannot be 7; write `flows` or `movement` here',
    ],
    [
      'weather: { closures: none }',
      'countries: { geo: { channels: { green: 1 } } }\nweather: { closures: none }',
      'own.yaml:14:14: unknown key `geo`; write ISO 3166 alpha-3 codes of countries: GEO',
    ],
    [
      'to: uz-tashkent }',
      'to: uz-tashkent, tirCarnet: maybe }',
      /`traffic.0.movement.tirCarnet` cannot be "maybe"; write true or false/,
    ],
  ])('%s → %s', (line, instead, sentence) => {
    const found = wrong(altered(line, instead));
    expect(found[0]).toEqual(
      typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
    );
    if (typeof sentence === 'string') expect(found).toHaveLength(1);
  });

  test('all of them are told at once, in reading order', () => {
    const text = WHOLE.replace('seed: 1', 'sede: 1')
      .replace('30d', 'long')
      .replace('ends:', 'end:');
    expect(wrong(write('own.yaml', text))).toEqual([
      'own.yaml:5:1: unknown key `sede`; did you mean `seed`?',
      expect.stringMatching(/^own.yaml:7:8: `lasts` cannot be "long"/),
      'own.yaml:8:1: unknown key `end`; did you mean `ends`?',
    ]);
  });

  test.each([
    ['', 'this is no scenario: it has no keys'],
    ['- 1\n', 'this is no scenario: it has no keys'],
    ['a: &a [*a]\n', 'an alias (*name) repeats another part of the file, or itself'],
    ['\u0000\u0001', /./],
    ['version: 1\nversion: 1\n', /unique/],
  ])('the file %j is none', (text, cause) => {
    const loaded = loadScenario(write('none.yaml', text));
    expect(loaded.ok).toBe(false);
    if (!loaded.ok) expect(loaded.defects[0]?.cause).toMatch(cause);
  });
});

describe('a mistake of meaning', () => {
  test.each([
    [
      'start: 2026-07-14T06:00:00Z',
      'start: 2026-02-30T06:00:00Z',
      'own.yaml:6:8: `start` is no date: 2026-02-30T06:00:00Z; write a day of the calendar: 2026-07-14T06:00:00Z',
    ],
    ['start: 2026-07-14T06:00:00Z', 'start: 2026-07-14T25:00Z', /`start` is no date/],
    [
      'from: ge-poti',
      'from: ge-potti',
      'own.yaml:13:31: there is no place or post `ge-potti` in the corridor data; did you mean `ge-poti`?',
    ],
    [
      'to: uz-tashkent',
      'to: uz-tashkent, via: [ge-nowhere-at-all]',
      /own.yaml:13:63: there is no place or post `ge-nowhere-at-all`/,
    ],
    [
      'to: uz-tashkent',
      'to: uz-tashkent, cargo: machinry',
      /there is no cargo `machinry`; did you mean `machinery`\?/,
    ],
    [
      '[GEO, AZE, KAZ, UZB]',
      '[GEO, AZE, KAZ, UZB, TUR]',
      /own.yaml:9:36: there is no national application for TUR; known are GEO/,
    ],
    [
      '[GEO, AZE, KAZ, UZB]',
      '[GEO, UZB]',
      /own.yaml:13:15: there is no way from ge-poti to uz-tashkent through GEO, UZB; add the country/,
    ],
    [
      'to: uz-tashkent',
      'to: az-zaqatala',
      /own.yaml:13:44: there is no office of destination at az-zaqatala; there are some at .*az-ganja/,
    ],
    ['at: 1d', 'at: 30d', /own.yaml:13:21: the run is over before 30d: it lasts 30d/],
    ['lasts: 30d', 'lasts: 0d', /own.yaml:7:8: the run lasts no time at all/],
    ['lasts: 30d', 'lasts: 9999w', /own.yaml:7:8: 9999w is more than ten years/],
    ['lasts: 30d', 'lasts: 99999999999999999999w', /is more than ten years/],
    ['lasts: 30d', 'lasts: 30d\nwarmUp: 9999w', /own.yaml:8:9: 9999w is more than ten years/],
    [
      '{ closures: none }',
      '{ closures: none, storms: [{ ports: [az-alat], from: 1d, lasts: 1d }] }',
      /own.yaml:14:47: `az-alat` is no port; did you mean `az-alat-port`/,
    ],
    [
      'expect: []',
      'expect: [{ that: { en: x, ru: x }, kpi: dischargd, atLeast: 1 }]',
      /there is no KPI or count `dischargd`; did you mean `discharged`\?/,
    ],
    [
      'expect: []',
      'expect: [{ that: { en: x, ru: x }, kpi: discharged }]',
      /own.yaml:15:10: nothing is expected here; add `atLeast` or `atMost`/,
    ],
    [
      'expect: []',
      'expect: [{ that: { en: x, ru: x }, happens: RepeatDroped, atLeast: 1 }]',
      /own.yaml:15:45: no entry of the journal is called RepeatDroped; did you mean `RepeatDropped`\?/,
    ],
    [
      'expect: []',
      'expect: [{ that: { en: x, ru: x }, kpi: discharged, atLeast: 2, atMost: 1 }]',
      /nothing is at least 2 and at most 1/,
    ],
    [
      'expect: []',
      'expect: []\ncountries: { KGZ: { channels: { green: 1, yellow: 0, orange: 0, red: 0 } } }',
      /own.yaml:16:14: KGZ is no country of this scenario/,
    ],
    [
      'expect: []',
      'expect: []\ncountries: { GEO: { channels: { green: 0.7, yellow: 0.1, orange: 0.1, red: 0 } } }',
      /own.yaml:16:31: the shares add up to 0.9; they must add up to 1/,
    ],
  ])('%s → %s', (line, instead, sentence) => {
    const found = wrong(altered(line, instead));
    expect(found).toEqual([
      typeof sentence === 'string' ? sentence : expect.stringMatching(sentence),
    ]);
  });
});

describe('extends', () => {
  test('takes what is general from another file, key by key, lists as a whole', () => {
    write('base.yaml', WHOLE.replace('id: own', 'id: base'));
    const file = write(
      'over.yml',
      'extends: base\nid: over\ntitle: { en: Over }\nparticipants: [GEO, AZE, KAZ, UZB]\nscheme: { timers: training }\n',
    );
    const loaded = loadScenario(file);
    expect(loaded).toMatchObject({
      ok: true,
      name: 'over',
      scenario: {
        id: 'over',
        title: { en: 'Over', ru: 'Свой' },
        scheme: { currency: 'USD', timers: 'training' },
      },
    });
  });

  test('finds files beside, in subfolders, and scenarios of the library', () => {
    write('base.yaml', WHOLE);
    for (const base of ['base', 'base.yaml', '../base', 'pilot/one-truck'])
      expect(
        wrong(
          write(
            'deep/over.yaml',
            `extends: ${base === 'base' || base === 'base.yaml' ? `../${base}` : base}\nid: over\n`,
          ),
        ),
      ).toEqual([]);
  });

  test('a mistake is told with the file that makes it', () => {
    write('base.yaml', WHOLE.replace('seed: 1', 'seed: one').replace('lasts: 30d', 'lasts: long'));
    const file = write('over.yaml', 'extends: base\nid: over\nlasts: longer\nend: now\n');
    expect(wrong(file)).toEqual([
      expect.stringMatching(/^base.yaml:5:7: `seed` cannot be "one"/),
      expect.stringMatching(/^over.yaml:3:8: `lasts` cannot be "longer"/),
      'over.yaml:4:1: unknown key `end`; did you mean `ends`?',
    ]);
  });

  test.each([
    [
      'over',
      /^over.yaml:1:10: the scenarios extend each other in a loop: over extends over; let one/,
    ],
    [
      'loop-a',
      /^loop-b.yaml:2:10: the scenarios extend each other in a loop: loop-a extends loop-b extends loop-a/,
    ],
    [
      'nowhere',
      /^over.yaml:1:10: it extends "nowhere", which is no scenario; name a scenario of the library/,
    ],
    [
      'pilot/one-truk',
      /^over.yaml:1:10: it extends "pilot\/one-truk", .*did you mean `pilot\/one-truck`\?/,
    ],
    ['pilot', /^over.yaml:1:10: it extends "pilot", which is no scenario/],
    ['7', /^over.yaml:1:10: it extends 7, which is no scenario/],
    ['""', /^over.yaml:1:10: it extends "", which is no scenario/],
    ['[base]', /^over.yaml:1:10: it extends \["base"\], which is no scenario/],
  ])('of %s: %s', (base, sentence) => {
    write('loop-a.yaml', 'extends: loop-b\n');
    write('loop-b.yaml', '# around\nextends: loop-a\n');
    expect(wrong(write('over.yaml', `extends: ${base}\n`))).toEqual([
      expect.stringMatching(sentence),
    ]);
  });
});

describe('--set', () => {
  const set = (...changes: string[]) => {
    const loaded = loadScenario(write('own.yaml', WHOLE), changes);
    if (!loaded.ok) throw new Error(loaded.defects.map(defectText).join('\n'));
    return loaded.scenario;
  };

  test('changes a key, a part of a list, a part of a group; later changes win', () => {
    expect(
      set('seed=7', 'seed=8', 'title.en=New', 'participants.3=TKM', 'participants.4=UZB'),
    ).toMatchObject({
      seed: 8,
      title: { en: 'New', ru: 'Свой' },
      participants: ['GEO', 'AZE', 'KAZ', 'TKM', 'UZB'],
    });
    expect(
      set('observers=[TKM]', 'traffic.0.movement.tirCarnet=true', 'lasts=40d').traffic,
    ).toEqual([{ movement: { at: '1d', from: 'ge-poti', to: 'uz-tashkent', tirCarnet: true } }]);
    expect(set('traffic.1={ flows: pilot, share: 0.5 }').traffic).toHaveLength(2);
    expect(set('title.en=a=b').title.en).toBe('a=b');
  });

  test.each([
    [
      'seed',
      '--set: `seed` has no path before an equals sign; write it as path=value: traffic.0.share=0.5',
    ],
    ['=7', '`=7` has no path before an equals sign'],
    ['seed.=7', '`seed.=7` is no path'],
    ['seed={', 'the value of `seed={` cannot be read'],
    ['seed=&a [*a]', 'the value of `seed=&a [*a]` cannot be read'],
    ['traffic.7.share=1', '`traffic.7.share=1` names no place in the scenario'],
    ['traffic.first.share=1', '`traffic.first.share=1` names no place in the scenario'],
    ['participants.-1=GEO', '`participants.-1=GEO` names no place in the scenario'],
    ['weather.storms=[]', undefined],
    ['extends=pilot/year', '`extends` is for files only'],
    ['sede=7', '--set sede=7: unknown key `sede`; did you mean `seed`?'],
    ['seed=seven', '--set seed=seven: `seed` cannot be "seven"; write a whole number from 0 on'],
    ['seed=', '--set seed=: `seed` cannot be empty; write a whole number from 0 on'],
    ['__proto__.seed=7', '--set __proto__.seed=7: unknown key `__proto__`'],
    ['seed.of.all=7', '--set seed.of.all=7: `seed` cannot be a group of keys'],
    [
      'traffic.0.movement.from=ge-potti',
      '--set traffic.0.movement.from=ge-potti: there is no place or post `ge-potti`',
    ],
    ['traffic.0.movement=7', '--set traffic.0.movement=7: `traffic.0.movement` cannot be 7'],
  ])('%s: %s', (text, sentence) => {
    const found = wrong(write('own.yaml', WHOLE), text).join('\n');
    if (sentence === undefined) expect(found).toBe('');
    else expect(found).toContain(sentence);
  });

  test('one line makes a participant of an observer', () => {
    const loaded = loadScenario('pilot/pilot-corridors', ['participants.4=TKM']);
    expect(loaded).toMatchObject({
      ok: true,
      scenario: { participants: ['GEO', 'AZE', 'KAZ', 'UZB', 'TKM'], observers: [] },
    });
  });

  test('a path into a list that is there never removes it', () => {
    const file = altered(
      '{ closures: none }',
      '{ closures: none, storms: [{ ports: [az-alat-port], from: 1d, lasts: 1d }] }',
    );
    expect(wrong(file, 'weather.storms.5.from=2d')).toEqual([
      expect.stringContaining('`weather.storms.5.from=2d` names no place in the scenario'),
    ]);
  });
});
