/** `rehearse scenario`: lists, checks, tells, describes and starts scenario files. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { explain } from '../../scenarios/explain.ts';
import { LIBRARY, libraryNames, loadScenario, scenarioFiles } from '../../scenarios/load.ts';
import { Scenario } from '../../scenarios/schema.ts';
import { defectText } from '../../scenarios/source.ts';
import { Arguments } from './arguments.ts';
import { EXIT, Failure } from './failure.ts';
import { printJson, printLine, printTable } from './output.ts';
import { didYouMean } from '../../scenarios/nearest.ts';

const OPTIONS = { lang: 'text', json: 'flag', set: 'list' } as const;

export function scenario([what, ...args]: string[]): number {
  const actions: Readonly<Record<string, (args: Arguments) => number>> = {
    list,
    validate,
    explain: tell,
    schema,
    new: create,
  };
  const action = actions[what ?? ''];
  if (action === undefined) {
    const words = Object.keys(actions);
    throw new Failure(
      EXIT.usage,
      `scenario ${what ?? ''} is unknown`,
      didYouMean(what ?? '', words, `known are ${words.join(', ')}`),
    );
  }
  return action(new Arguments(args, OPTIONS, { most: 1 }));
}

function list(args: Arguments): number {
  const language = args.choice('lang', ['en', 'ru'], 'en');
  const rows = libraryNames().map((name) => {
    const loaded = loadScenario(name);
    return {
      name,
      title: loaded.ok
        ? loaded.scenario.title
        : { en: 'does not validate', ru: 'не проходит проверку' },
    };
  });
  if (args.flag('json') === true) printJson(rows);
  else printTable(rows.map(({ name, title }) => [name, title[language]]));
  return EXIT.well;
}

function validate(args: Arguments): number {
  const files = filesOf(args);
  const results = files.map((file) => ({ file, loaded: loadScenario(file, args.list('set')) }));
  const defects = results.flatMap(({ loaded }) => (loaded.ok ? [] : loaded.defects));
  if (args.flag('json') === true)
    printJson({ valid: defects.length === 0, files: files.length, defects });
  else if (defects.length === 0) printLine(`${files.join(', ')}: well formed`);
  for (const defect of args.flag('json') === true ? [] : defects)
    process.stderr.write(`${defectText(defect)}\n`);
  return defects.length === 0 ? EXIT.well : EXIT.usage;
}

function tell(args: Arguments): number {
  const language = args.choice('lang', ['en', 'ru'], 'en');
  filesOf(args).forEach((file, i) => {
    const { scenario: told, name } = mustLoad(file, args.list('set'));
    if (i > 0) printLine('\n---\n');
    const isKnown = resolve(LIBRARY, `${name}.yaml`) === file;
    const path = relative(process.cwd(), file);
    const shown = isKnown ? name : path.startsWith('..') ? file : path;
    for (const line of explain(told, shown, language)) printLine(line);
  });
  return EXIT.well;
}

function schema(): number {
  printJson({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Scenario',
    ...Scenario,
  });
  return EXIT.well;
}

/** Writes a template that runs as it is. */
function create(args: Arguments): number {
  const id = args.words[0] ?? 'my-scenario';
  if (!/^[a-z0-9][a-z0-9-]*$/.test(id))
    throw new Failure(EXIT.usage, `\`${id}\` is no id`, 'use small letters, digits and hyphens');
  const file = `${id}.yaml`;
  if (existsSync(file))
    throw new Failure(EXIT.usage, `${file} exists already`, 'choose another id');
  const template = readFileSync(join(LIBRARY, 'pilot', 'one-truck.yaml'), 'utf8');
  writeFileSync(file, template.replace(/^id: .*$/m, `id: ${id}`));
  printLine(`wrote ${file}; change it, then: rehearse scenario validate ${file}`);
  return EXIT.well;
}

function filesOf(args: Arguments): string[] {
  const argument = args.words[0];
  if (argument === undefined)
    throw new Failure(EXIT.usage, 'name a scenario', 'see `rehearse scenario list`');
  const files = scenarioFiles(argument);
  if (files === undefined)
    throw new Failure(
      EXIT.usage,
      `there is no scenario ${argument}`,
      didYouMean(argument, libraryNames(), 'see `rehearse scenario list`'),
    );
  return files;
}

/** Loads a scenario or ends the verb with all its defects. */
export function mustLoad(
  argument: string,
  changes: readonly string[],
): { scenario: Scenario; name: string; file: string } {
  const loaded = loadScenario(argument, changes);
  if (loaded.ok) return loaded;
  throw new Failure(EXIT.usage, loaded.defects.map(defectText).join('\nrehearse: '), '');
}

/** The scenario for another length, where one was asked for. */
export const lasting = (scenario: Scenario, ms: number | undefined): Scenario =>
  ms === undefined ? scenario : { ...scenario, lasts: `${String(ms)}ms` };
