// Proves that the lint catches what the design forbids: a crossing of the import table, and clock, chance or inexact maths in what is not I/O.
import { readdirSync } from 'node:fs';
import { ESLint } from 'eslint';
import { beforeAll, expect, test } from 'vitest';
import tseslint from 'typescript-eslint';

let eslint: ESLint;
beforeAll(() => {
  eslint = new ESLint({
    // The files of this test do not exist, so there are no types to ask about.
    overrideConfig: [
      tseslint.configs.disableTypeChecked,
      { languageOptions: { parserOptions: { projectService: false } } },
    ] as NonNullable<ESLint.Options['overrideConfig']>,
  });
});

/** The rules that a file with this text would break. */
async function brokenRules(filePath: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${text}\n`, { filePath });
  const fatal = result?.messages.find((message) => message.fatal);
  if (fatal !== undefined) throw new Error(`${filePath}: ${fatal.message}`);
  return (result?.messages ?? []).map((message) => message.ruleId ?? '');
}

const CROSSINGS: [importer: string, imported: string][] = [
  ['simulator/core/probe.ts', '../../nodes/common/envelope.ts'],
  ['simulator/core/probe.ts', '../journal/entry.ts'],
  ['simulator/core/probe.ts', 'yaml'],
  ['simulator/core/probe.test.ts', '../../nodes/common/envelope.ts'],
  ['simulator/world/probe.ts', '../journal/entry.ts'],
  ['simulator/world/probe.ts', '@faker-js/faker'],
  ['simulator/journal/probe.ts', '../hosts/virtual.ts'],
  ['simulator/hosts/probe.ts', '../../reports/views/alarms.ts'],
  ['nodes/common/probe.ts', 'mqtt'],
  ['nodes/cats/probe.ts', '../../simulator/journal/entry.ts'],
  ['nodes/cats/probe.ts', 'typebox'],
  ['nodes/cats/transit/probe.ts', '../departure/release.ts'],
  ['nodes/process/probe.ts', '../../simulator/hosts/virtual.ts'],
  ['reports/kpi/probe.ts', '../../simulator/hosts/virtual.ts'],
  ['viz/state/probe.ts', '../../simulator/hosts/virtual.ts'],
  ['load/probe.ts', '../simulator/hosts/virtual.ts'],
];

test.for(CROSSINGS)('%s may not import %s', async ([importer, imported]) => {
  const text = `import { a } from '${imported}';\nexport const b = a;`;
  expect(await brokenRules(importer, text)).toContain('import-x/no-restricted-paths');
});

const ALLOWED: [importer: string, imported: string][] = [
  ['simulator/core/probe.ts', './time.ts'],
  ['simulator/core/probe.ts', 'seedrandom'],
  ['simulator/core/probe.test.ts', 'fast-check'],
  ['simulator/traffic/probe.ts', '@faker-js/faker'],
  ['simulator/journal/probe.ts', '../../nodes/common/envelope.ts'],
  ['nodes/common/probe.ts', 'typebox/compile'],
  ['nodes/cats/probe.ts', '../common/envelope.ts'],
  ['nodes/cats/transit/probe.ts', '../guarantee/ledger.ts'],
  ['nodes/process/probe.ts', 'mqtt'],
  ['nodes/process/probe.ts', 'node:sqlite'],
  ['simulator/hosts/probe.ts', '../journal/entry.ts'],
  ['viz/state/probe.ts', '../../simulator/journal/entry.ts'],
];

test.for(ALLOWED)('%s may import %s', async ([importer, imported]) => {
  const text = `import { a } from '${imported}';\nexport const b = a;`;
  expect(await brokenRules(importer, text)).toEqual([]);
});

const FOLDERS = ['reports', 'scenarios', 'viz', 'load'].concat(
  ...['simulator', 'nodes'].map((parent) =>
    readdirSync(parent, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `${parent}/${name}`),
  ),
);

test.for(FOLDERS)('%s has a row in the table of who may import whom', async (folder) => {
  const config = (await eslint.calculateConfigForFile(`${folder}/probe.ts`)) as {
    rules: Record<string, [number, { zones: { target: string }[] }]>;
  };
  const zones = config.rules['import-x/no-restricted-paths']?.[1].zones ?? [];
  expect(zones.map(({ target }) => target)).toContain(`./${folder}`);
});

const IMPURE: [text: string, rule: string][] = [
  ['export const a = Date.now();', 'no-restricted-properties'],
  ['export const a = new Date();', 'no-restricted-syntax'],
  ['export const a = new Date(2026, 0, 1);', 'no-restricted-syntax'],
  ['export const a = new Date(0).getHours();', 'no-restricted-syntax'],
  ['export const a = performance.now();', 'no-restricted-globals'],
  ['export const a = Math.random();', 'no-restricted-properties'],
  ['export const a = Math.log(2);', 'no-restricted-properties'],
  ['export const { exp } = Math;', 'no-restricted-properties'],
  ['export const a = 2 ** 0.5;', 'no-restricted-syntax'],
  ["export const a = ['b'].sort((x, y) => x.localeCompare(y));", 'no-restricted-properties'],
  ['export const a = (1).toLocaleString();', 'no-restricted-syntax'],
  ["export const a = new Intl.NumberFormat('ru');", 'no-restricted-globals'],
  ['setTimeout(() => undefined, 1);', 'no-restricted-globals'],
  ['export const a = async () => Promise.resolve(1);', 'no-restricted-syntax'],
  ["import seedrandom from 'seedrandom';\nexport const a = seedrandom();", 'no-restricted-syntax'],
  ["import { hash } from 'node:crypto';\nexport const a = hash;", 'import-x/no-nodejs-modules'],
  ['export default 1;', 'import-x/no-default-export'],
  ["import http from 'k6/http';\nexport const a = http;", 'no-restricted-imports'],
];

test.for(IMPURE)('the core may not say %s', async ([text, rule]) => {
  expect(await brokenRules('simulator/core/probe.ts', text)).toContain(rule);
});

test.for([
  'simulator/world',
  'simulator/traffic',
  'simulator/seats',
  'simulator/faults',
  'simulator/journal',
  'nodes/common',
  'nodes/cats/departure',
  'nodes/ice',
  'nodes/guarantor',
  'nodes/countries',
  'reports/kpi',
  'reports/views',
])('%s has no clock either', async (folder) => {
  const text = 'export const a = Date.now();';
  expect(await brokenRules(`${folder}/probe.ts`, text)).toContain('no-restricted-properties');
});

test('a default date of faker is refused, one with a reference date is not', async () => {
  const birth = (options: string) =>
    `import { faker } from '@faker-js/faker';\nexport const a = faker.date.past(${options});`;
  expect(await brokenRules('simulator/traffic/probe.ts', birth(''))).toEqual([
    'no-restricted-syntax',
  ]);
  expect(await brokenRules('simulator/traffic/probe.ts', birth('{ refDate: 0 }'))).toEqual([]);
});

test('what does I/O may ask for the time, and so may a test', async () => {
  const text = 'export const a = Date.now();';
  expect(await brokenRules('simulator/server/probe.ts', text)).toEqual([]);
  expect(await brokenRules('simulator/core/probe.test.ts', text)).toEqual([]);
});
