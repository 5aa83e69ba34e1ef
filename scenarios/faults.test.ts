/** Faults of scenario files: a sentence for every mistake, and faults told in words. */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FAULTS } from '../simulator/faults/catalogue.ts';
import { explain } from './explain.ts';
import { loadScenario } from './load.ts';
import { Scenario } from './schema.ts';
import { defectText } from './source.ts';

let folder = '';
beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'rehearse-')));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** One truck, with faults. */
function withFaults(...faults: readonly string[]) {
  const file = join(folder, 'own.yaml');
  const lines = faults.map((fault) => `  - { ${fault} }\n`).join('');
  writeFileSync(file, `extends: pilot/one-truck\nid: own\nfaults:\n${lines}`);
  return loadScenario(file);
}

/** What is wrong, each as `line:column: cause; advice`. */
function wrong(...faults: readonly string[]): string[] {
  const loaded = withFaults(...faults);
  if (loaded.ok) return [];
  return loaded.defects.map((defect) => defectText(defect).replace(/^\S*own.yaml:/, ''));
}

describe('a mistake in a fault', () => {
  test.each([
    // When it begins.
    [
      'fault: loss, lasts: 1h',
      '4:14: nothing says when loss begins; add `at: 36h`, `when: { happens: TruckQueued }` or `every: 2d`',
    ],
    ['fault: loss, at: 1h, every: 2h, lasts: 1h', '4:28: loss begins twice; leave `at` out'],
    [
      'fault: loss, every: 2h, when: { happens: TruckQueued }, lasts: 1h',
      '4:20: loss begins twice; leave `when` out',
    ],
    [
      'fault: loss, at: 1h, after: 2h, lasts: 1h',
      '4:28: `after` counts from what `when` waits for, which is not there; leave it out',
    ],
    [
      'fault: loss, when: { happens: TruckQueud }, lasts: 1h',
      '4:37: no entry of the journal is called TruckQueud; did you mean `TruckQueued`?',
    ],
    [
      'fault: loss, when: { happens: Sunshine }, lasts: 1h',
      '4:37: no entry of the journal is called Sunshine; name the type of a journal entry: TruckQueued, MovementReleased',
    ],
    // How long.
    [
      'fault: loss, at: 30d, lasts: 1h',
      '4:24: the run is over before 30d: it lasts 30d; let it begin earlier',
    ],
    [
      'fault: loss, at: 1h, lasts: 0s',
      '4:35: 0s is no time at all; write a duration such as 45s or 2h',
    ],
    [
      'fault: loss, at: 1h, lasts: 999w',
      '4:35: 999w is more than ten years; write less: 90m, 36h, 8d, 52w',
    ],
    [
      'fault: loss, every: 0s, lasts: 1h',
      '4:27: 0s is no time at all; write a duration such as 45s or 2h',
    ],
    [
      'fault: loss, every: 1s, lasts: 1s',
      '4:27: it would begin more than 5000 times within 30d; let it begin more rarely, or last longer',
    ],
    // What its kind needs and takes.
    [
      'fault: partition, at: 1h, lasts: 1h',
      '4:14: partition does not say its `node`; add `node: GEO`',
    ],
    [
      'fault: brokerCrash, at: 1h, lasts: 1h, node: GEO',
      '4:46: brokerCrash does not take `node`; leave it out',
    ],
    [
      'fault: loss, at: 1h, lasts: 1h, dies: afterCommit',
      '4:39: loss does not take `dies`; leave it out; loss takes node, way, messages, share',
    ],
    // Whom and what it names.
    [
      'fault: partition, at: 1h, lasts: 1h, node: GEA',
      '4:50: GEA is no country of this scenario; did you mean `GEO`?',
    ],
    [
      'fault: partition, at: 1h, lasts: 1h, node: TUR',
      '4:50: TUR is no country of this scenario; write one of GEO, AZE, KAZ, UZB, TKM',
    ],
    [
      'fault: nodeCrash, at: 1h, lasts: 1h, node: ICE',
      '4:50: nodeCrash strikes countries, not ICE; write one of GEO, AZE, KAZ, UZB, TKM',
    ],
    [
      'fault: loss, at: 1h, lasts: 1h, messages: [X051]',
      '4:50: there is no message X051; did you mean `T051`?',
    ],
    [
      'fault: loss, at: 1h, lasts: 1h, messages: [T015]',
      '4:50: T015 does not go through ICE; name messages that do: X001, S002',
    ],
    // What it would change in the world.
    [
      'fault: surge, at: 1h, lasts: 1h, times: 0.5',
      '4:47: 0.5 times the traffic is no surge; write 1.5 or 3',
    ],
    [
      'fault: guarantorInsolvent, at: 1h, lasts: 1h, node: TKM',
      '4:59: TKM only observes: it has no guarantor; name a participant',
    ],
    // What it waits for.
    [
      'fault: loss, when: { happens: TruckQueued, with: { post: ge-tsiteli-kidi } }, lasts: 1h',
      '4:64: there is no border post ge-tsiteli-kidi; did you mean `ge-tsiteli-khidi`?',
    ],
    [
      'fault: loss, when: { happens: NodeHeard, with: { node: GEX } }, lasts: 1h',
      '4:62: GEX is no country of this scenario; did you mean `GEO`?',
    ],
    [
      'fault: officerAbsent, at: 1h, lasts: 1h, office: GE000900, node: AZE',
      '4:66: GE000900 is an office of GEO, not of AZE; leave `node` or `office` out',
    ],
    // Its form.
    [
      'fault: los, at: 1h, lasts: 1h',
      '4:14: `faults.0.fault` cannot be "los"; did you mean `loss`?',
    ],
    [
      'fault: loss, at: 1h, lasts: 1h, share: 2',
      '4:46: `faults.0.share` cannot be 2; write a number from 0 to 1',
    ],
    [
      'fault: loss, at: 1h',
      '4:5: `faults.0.lasts` is missing; write a number and a unit: 45s, 90m, 36h, 8d, 2w',
    ],
  ])('%s', (fault, sentence) => {
    expect(wrong(fault)).toEqual([sentence]);
  });
});

describe('faults told in words', () => {
  const FAULTS_OF = [
    'fault: loss, at: 36h, lasts: 2h, node: AZE, way: out, messages: [X001, X050], share: 0.25',
    'fault: partition, when: { happens: TruckQueued, with: { post: ge-tsiteli-khidi }, time: 2 }, after: 10m, lasts: 1h, node: GEO',
    'fault: clockSkew, every: 2d, lasts: 90m, node: ICE, by: 45m, behind: true',
    'fault: nodeCrash, at: 1h, lasts: 30s, node: KAZ, dies: afterCommit',
  ];

  test.each([
    [
      'en' as const,
      [
        'After 1 d 12 h, for 2 h: messages are lost on the way (Azerbaijan, only what goes out, only X001, X050, 25 % of them).',
        'When the journal tells of TruckQueued (border post Tsiteli Khidi (Red Bridge)), number 2, 10 min later, for 1 h: a country is cut off from ICE (Georgia).',
        'Every 2 d on average, for 1 h 30 min: a clock is wrong (ICE, by 45 min, behind).',
        'After 1 h, for 30 s: a national application crashes (Kazakhstan, once it has stored the message at hand, before anything leaves).',
      ],
    ],
    [
      'ru' as const,
      [
        'Через 1 д 12 ч, на 2 ч: сообщения теряются в пути (Азербайджан, только исходящее, только X001, X050, 25 % из них).',
        'Когда в журнале появляется TruckQueued (пункт пропуска Цители-Хиди (Красный Мост)), по счёту 2, спустя 10 мин, на 1 ч: страна отрезана от ICE (Грузия).',
        'В среднем каждые 2 д, на 1 ч 30 мин: часы идут неверно (ICE, на 45 мин, отстают).',
        'Через 1 ч, на 30 с: национальная система аварийно завершилась (Казахстан, после сохранения текущего сообщения, до отправки чего-либо).',
      ],
    ],
  ])('%s', (language, sentences) => {
    const loaded = withFaults(...FAULTS_OF);
    if (!loaded.ok) throw new Error(loaded.defects.map(defectText).join('\n'));
    const told = explain(loaded.scenario, 'own', language);
    const from = told.findIndex((line) => line.includes(sentences[0] ?? ''));
    expect(told.slice(from, from + sentences.length)).toEqual(
      sentences.map((line) => `  - ${line}`),
    );
  });
});

test('the schema that is printed knows every kind', () => {
  const validator = Compile(JSON.parse(JSON.stringify(Scenario)) as typeof Scenario);
  const loaded = loadScenario('pilot/one-truck');
  if (!loaded.ok) throw new Error('the scenario does not load');
  const withOne = (fault: string) => ({
    ...loaded.scenario,
    faults: [{ fault, at: '1h', lasts: '1h' }],
  });
  for (const { id } of FAULTS) expect(validator.Check(withOne(id))).toBe(true);
  expect(validator.Check(withOne('sunshine'))).toBe(false);
});
