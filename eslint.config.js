// What the code may look like, as lint: strict types, who may import whom, and no clock, chance or inexact maths in what is not I/O.
import eslint from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const CODE = ['**/*.ts', '**/*.svelte'];
const TESTS = ['**/*.test.ts'];

// --- Who may import whom ---------------------------------------------------------------------------------------------

const CORE = 'simulator/core';
const COMMON = 'nodes/common';
const COUNTRIES = 'nodes/countries';
const JOURNAL = 'simulator/journal';
const DATA = 'scenarios/data';
const NODES = [COMMON, COUNTRIES, 'nodes/cats', 'nodes/ice', 'nodes/guarantor', 'nodes/process'];
const WORLD = [
  'simulator/world',
  'simulator/script',
  'simulator/traffic',
  'simulator/seats',
  'simulator/faults',
];
/** "All of the above" in the rows of the hosts. */
const BELOW_HOSTS = [CORE, JOURNAL, ...NODES, ...WORLD, 'scenarios'];

/** Any outside package, and the runtime's own modules (node:...). A folder without this does no I/O. */
const OUTSIDE = 'outside packages';

/**
 * Folder → folders and files that it may import; packages that it may use. A folder may import itself. What is not named is a
 * crossing. Tests follow it too, except that any package is theirs.
 */
const MAY_IMPORT = [
  [CORE, [], ['seedrandom']],

  [COMMON, [CORE], ['typebox']],
  [COUNTRIES, [COMMON], []],
  ['nodes/cats', [CORE, COMMON], []],
  ['nodes/ice', [CORE, COMMON], []],
  ['nodes/guarantor', [CORE, COMMON], []],
  ['nodes/process', [CORE, ...NODES], OUTSIDE],
  ['nodes/mutants', [CORE, ...NODES], []],

  // One participant: the world moves what the traffic declares and seats the officers who decide on it.
  [
    'simulator/world',
    [CORE, COMMON, COUNTRIES, DATA, 'simulator/traffic', 'simulator/seats', 'simulator/script'],
    [],
  ],
  ['simulator/script', [CORE, COMMON, COUNTRIES, DATA, 'simulator/traffic'], []],
  ['simulator/traffic', [CORE, COMMON, COUNTRIES, DATA], ['@faker-js/faker']],
  ['simulator/seats', [CORE, COMMON, COUNTRIES, DATA], []],
  ['simulator/faults', [CORE, COMMON, COUNTRIES, DATA], ['typebox']],
  [JOURNAL, [CORE, COMMON, COUNTRIES, DATA], []],

  ['reports', [CORE, COMMON, JOURNAL], []],
  [
    'scenarios',
    [
      CORE,
      COMMON,
      COUNTRIES,
      'simulator/faults/parameters.ts',
      'simulator/faults/catalogue.ts',
      'simulator/seats/parameters.ts',
      'reports/kpi/catalogue.ts',
      'reports/verdict/expected.ts',
      'reports/verdict/match.ts',
      'reports/verdict/wording.ts',
    ],
    OUTSIDE,
  ],

  ['simulator/hosts', BELOW_HOSTS, OUTSIDE],
  ['simulator/explore', [...BELOW_HOSTS, 'simulator/hosts', 'nodes/mutants'], OUTSIDE],
  ['simulator/server', ['simulator', 'nodes', 'scenarios', 'reports', 'load'], OUTSIDE],
  ['simulator/cli', ['simulator', 'nodes', 'scenarios', 'reports', 'load'], OUTSIDE],

  ['viz', ['reports/kpi', 'reports/views', JOURNAL, CORE, COMMON, DATA], OUTSIDE],
  ['load', [CORE, ...NODES, 'simulator/traffic', 'simulator/seats', JOURNAL], OUTSIDE],
];

/** A bench stands outside everything that it measures: whole runs, the dashboard in a browser, what the server says. */
const BENCHES = ['load/bench/**/*.ts'];
const BENCHES_ROW = [
  'load',
  [
    ...BELOW_HOSTS,
    'simulator/hosts',
    'reports/kpi',
    'reports/views',
    'viz/testing',
    'viz/chromium.ts',
  ],
  OUTSIDE,
];

/** Processes of tests under load may play a participant that is wrong on purpose. */
const LOAD_TESTING = ['load/*/testing/**/*.ts'];
const LOAD_TESTING_ROW = [
  'load',
  [...MAY_IMPORT.find(([folder]) => folder === 'load')[1], 'nodes/mutants'],
  OUTSIDE,
];

/** The page's tests run and serve real runs; the page itself knows of them only what the server tells. */
const VIZ_TESTS = ['viz/**/*.test.ts', 'viz/testing/**/*.ts'];
const VIZ_TESTS_ROW = ['viz', ['simulator', 'nodes/common', 'scenarios', 'reports'], OUTSIDE];

/** Inside nodes/cats every part may use the accounts, the guarantee and the movement at its departure; nothing else goes sideways. */
const CATS_SHARED = ['accounts', 'guarantee', 'movement'];
const CATS_PARTS = [...CATS_SHARED, 'departure', 'transit', 'destination', 'enquiry', 'system'];

/** The scripts that k6 itself runs, and the only ones that may import it. */
const K6_SCRIPTS = ['load/k6/**'];

const zones = (forTests, rows = MAY_IMPORT) => [
  ...rows.map(([folder, folders, packages]) => ({
    target: `./${folder}`,
    from: '.',
    except: [...new Set([folder, ...folders, ...installed(forTests ? OUTSIDE : packages)])],
    message: `${folder} may import ${sentence([...folders, ...[packages].flat()])} (the table in eslint.config.js).`,
  })),
  ...CATS_PARTS.map((part) => ({
    target: `./nodes/cats/${part}`,
    from: CATS_PARTS.filter((other) => other !== part && !CATS_SHARED.includes(other)).map(
      (other) => `./nodes/cats/${other}`,
    ),
    message: `Inside nodes/cats only ${sentence(CATS_SHARED)} are everybody's; lift what both need to nodes/cats.`,
  })),
];

/** Where packages lie when they are resolved, their types included. */
function installed(packages) {
  if (packages === OUTSIDE) return ['node_modules'];
  return packages.flatMap((name) => [`node_modules/${name}`, `node_modules/@types/${name}`]);
}

function sentence(names) {
  return names.length === 0 ? 'nothing but itself' : names.join(', ');
}

// --- What is not I/O: no clock, no chance, no inexact maths, no locale, no waiting -----------------------------------

const withoutOutside = MAY_IMPORT.filter(([, , packages]) => packages !== OUTSIDE);
/** Folders whose every file is pure; the renderers of reports are not (they write for people, in their language). */
const PURE = [
  ...withoutOutside.map(([folder]) => folder).filter((folder) => folder !== 'reports'),
  ...['kpi', 'views', 'verdict', 'story', 'score'].map((part) => `reports/${part}`),
].map((folder) => `${folder}/**/*.ts`);

/** ECMAScript pins only sqrt and the integer functions; the rest differ in the last bit between runtimes. */
const INEXACT =
  'acos acosh asin asinh atan atan2 atanh cbrt cos cosh exp expm1 hypot log log10 log1p log2 pow sin sinh tan tanh'.split(
    ' ',
  );

const pureProperties = [
  ...INEXACT.map((property) => ({
    object: 'Math',
    property,
    message:
      'Its last bit differs between runtimes: use simulator/core/maths.ts, or lengths that come with the data.',
  })),
  {
    object: 'Math',
    property: 'random',
    message: 'Draw from a named stream (simulator/core/chance.ts).',
  },
  { object: 'Date', property: 'now', message: 'Time is handed in.' },
  { property: 'localeCompare', message: 'Its order depends on the machine: compare with < and >.' },
];

const pureGlobals = [
  ...'setTimeout setInterval setImmediate queueMicrotask requestAnimationFrame'
    .split(' ')
    .map((name) => ({ name, message: 'Ask the host for a timer by an effect.' })),
  ...'performance Temporal'.split(' ').map((name) => ({ name, message: 'Time is handed in.' })),
  { name: 'crypto', message: 'Hash and keys are handed in by the host.' },
  { name: 'Intl', message: 'Its output depends on the machine.' },
  ...'Deno process console fetch navigator WebSocket Worker localStorage sessionStorage window document'
    .split(' ')
    .map((name) => ({ name, message: 'This folder does no I/O.' })),
];

const pureSyntax = [
  ['NewExpression[callee.name="Date"][arguments.length=0]', 'Time is handed in.'],
  ['CallExpression[callee.name="Date"]', 'Time is handed in.'],
  [
    'NewExpression[callee.name="Date"][arguments.length>1]',
    "It reads its parts in the machine's time zone: use Date.UTC.",
  ],
  [
    'MemberExpression[property.name=/^(get|set)(Date|Day|FullYear|Hours|Milliseconds|Minutes|Month|Seconds|Year|TimezoneOffset)$/]',
    "It is in the machine's time zone: use the UTC one.",
  ],
  ['MemberExpression[property.name=/^toLocale/]', 'Its output depends on the machine.'],
  ['MemberExpression[property.name=/^to(Date|Time)String$/]', 'Its output depends on the machine.'],
  [
    ':matches(BinaryExpression[operator="**"], AssignmentExpression[operator="**="])',
    'Its last bit differs between runtimes: multiply, or use simulator/core/maths.ts.',
  ],
  [
    'CallExpression[callee.name=/^(seedrandom|alea)$/][arguments.length=0]',
    'Without a seed it takes one from the machine.',
  ],
  [
    'CallExpression[callee.object.property.name="date"]:not([callee.property.name=/^(between|betweens|month|weekday|timeZone)$/]):not(:has(Property[key.name="refDate"]))',
    "Faker's default reference date is now: give it a refDate.",
  ],
  [':function[async=true]', 'A step does not wait: no async here.'],
  ['AwaitExpression', 'A step does not wait: no await here.'],
  ['ImportExpression', 'A step does not wait: import at the top.'],
].map(([selector, message]) => ({ selector, message }));

// --- The configuration ----------------------------------------------------------------------------------------------

export default tseslint.config(
  { ignores: ['node_modules/', 'viz/dist/', 'load/k6/dist/', 'runs/', 'coverage/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  eslint.configs.recommended,
  {
    files: CODE,
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/restrict-plus-operands': ['error', { allowNumberAndString: true }],
      // Numbers, plates and country codes are ASCII.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      // An index that a loop or a bound has just proved is a value; `noUncheckedIndexedAccess` makes us say so with `!`.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  ...svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: tseslint.parser, svelteConfig },
    },
    // The compiler knows these better than the rules for plain TypeScript do: `let` in $props, and reads that mark a dependency.
    rules: { 'prefer-const': 'off', '@typescript-eslint/no-unused-expressions': 'off' },
  },
  {
    files: ['**/*.svelte'],
    // Types of components, their snippets and generics are known to svelte-check alone, which checks them; here they come as `any`.
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },

  {
    files: CODE,
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver({ alwaysTryTypes: true })],
      'import-x/extensions': ['.ts', '.js', '.svelte'],
    },
    rules: {
      'import-x/no-restricted-paths': [
        'error',
        { basePath: import.meta.dirname, zones: zones(false) },
      ],
      'import-x/no-default-export': 'error',
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['k6', 'k6/**'], message: `Only ${K6_SCRIPTS.join()} runs inside k6.` },
          ],
        },
      ],
    },
  },
  {
    files: TESTS,
    rules: {
      'import-x/no-restricted-paths': [
        'error',
        { basePath: import.meta.dirname, zones: zones(true) },
      ],
    },
  },
  ...[
    [BENCHES, BENCHES_ROW],
    [LOAD_TESTING, LOAD_TESTING_ROW],
    [VIZ_TESTS, VIZ_TESTS_ROW],
  ].map(([files, row]) => ({
    files,
    rules: {
      'import-x/no-restricted-paths': [
        'error',
        {
          basePath: import.meta.dirname,
          zones: zones(true, [...MAY_IMPORT.filter(([folder]) => folder !== row[0]), row]),
        },
      ],
    },
  })),
  {
    files: withoutOutside.map(([folder]) => `${folder}/**/*.ts`),
    ignores: TESTS,
    plugins: { 'import-x': importX },
    rules: { 'import-x/no-nodejs-modules': 'error' },
  },
  {
    files: PURE,
    ignores: TESTS,
    rules: {
      'no-restricted-properties': ['error', ...pureProperties],
      'no-restricted-globals': ['error', ...pureGlobals],
      'no-restricted-syntax': ['error', ...pureSyntax],
    },
  },

  {
    files: K6_SCRIPTS,
    rules: { 'no-restricted-imports': 'off', 'import-x/no-default-export': 'off' },
  },
  {
    files: ['*.config.{ts,js}', '**/*.svelte', '**/*.d.ts'],
    plugins: { 'import-x': importX },
    rules: { 'import-x/no-default-export': 'off' },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
  },
  prettier,
  ...svelte.configs.prettier,
);
