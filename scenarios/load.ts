/** From a name or a path to a checked scenario: the library, `extends`, `--set`, the schema, and what only the data can tell. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { change } from './change.ts';
import { formDefects } from './form.ts';
import { didYouMean } from './nearest.ts';
import type { Scenario } from './schema.ts';
import { semanticDefects } from './semantics.ts';
import type { Defect, Locate, Part, Path, Place, Source } from './source.ts';
import { readYaml, sortedDefects } from './source.ts';
import { scriptLength } from './steps.ts';

/** The library that comes with the software. */
export const LIBRARY = dirname(fileURLToPath(import.meta.url));

export type Loaded =
  | { readonly ok: true; readonly scenario: Scenario; readonly file: string; readonly name: string }
  | { readonly ok: false; readonly defects: Defect[] };

/** Names of the library's scenarios, by folder: `pilot/one-truck`. */
export function libraryNames(): string[] {
  const folders = readdirSync(LIBRARY, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name !== 'data',
  );
  return folders
    .flatMap(({ name }) => filesIn(join(LIBRARY, name)))
    .map((file) =>
      relative(LIBRARY, file)
        .split(sep)
        .join('/')
        .replace(/\.ya?ml$/, ''),
    )
    .sort();
}

/** The scenario files of a folder (not of its subfolders), in order of name. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(folder, name));

/** Files that a SCENARIO argument means: one, or those of a folder; undefined where there is none. */
export const scenarioFiles = (argument: string): string[] | undefined => meant(argument)?.files;

/** The name of the plan that a SCENARIO argument means: of a folder; undefined for a file. */
export const planOf = (argument: string): string | undefined => meant(argument)?.plan;

function meant(argument: string): { files: string[]; plan?: string } | undefined {
  for (const candidate of [argument, join(LIBRARY, argument), join(LIBRARY, `${argument}.yaml`)]) {
    if (!existsSync(candidate)) continue;
    if (!statSync(candidate).isDirectory()) return { files: [resolve(candidate)] };
    const files = filesIn(candidate);
    if (files.length > 0) return { files, plan: basename(resolve(candidate)) };
  }
  return undefined;
}

/** Loads one scenario by name or path, with changes `path=value`. */
export function loadScenario(argument: string, changes: readonly string[] = []): Loaded {
  const file = scenarioFiles(argument)?.[0];
  if (file === undefined)
    return refuse(
      argument,
      `there is no scenario ${argument}`,
      didYouMean(argument, libraryNames(), 'see `rehearse scenario list`'),
    );
  const layers = readLayers(file, []);
  if (!layers.ok) return layers;
  const sources = [...layers.sources];
  let value: unknown = {};
  for (const { value: layer } of sources) value = merge(value, layer);
  value = merge(scriptDefaults(value), value);
  for (const text of changes) {
    const changed = change(value, text);
    if (!changed.ok)
      return refuse('--set', changed.cause, 'write it as path=value: traffic.0.share=0.5');
    ({ value } = changed);
    sources.push(changed.source);
  }
  const { extends: _, ...scenario } = value as Record<string, unknown>;
  const locate: Locate = (path, part) => locateIn(sources, path, part);
  const defects = formDefects(scenario, locate);
  if (defects.length > 0) return { ok: false, defects: sortedDefects(defects) };
  const meaning = semanticDefects(scenario as Scenario, locate);
  if (meaning.length > 0) return { ok: false, defects: sortedDefects(meaning) };
  return { ok: true, scenario: onlyObserving(scenario as Scenario), file, name: nameOf(file) };
}

/** What a scenario with a script need not say: nothing else moves, and it is over when the script is. */
function scriptDefaults(value: unknown): unknown {
  if (!isObject(value) || !Array.isArray(value['steps'])) return {};
  return {
    lasts: `${String(scriptLength(value['steps']))}ms`,
    ends: 'horizon',
    scheme: { currency: 'USD', creditOn: 'discharge', timers: 'real', mrnLetter: 'Y' },
    principalsPerCountry: 0,
    traffic: [],
    weather: { closures: 'none' },
    expect: [
      {
        that: {
          en: 'no rule of the range itself is broken',
          ru: 'ни один инвариант не нарушен',
        },
        kpi: 'violations',
        atMost: 0,
      },
    ],
  };
}

/** Name in the library, or the file's own name. */
function nameOf(file: string): string {
  const inLibrary = relative(LIBRARY, file);
  const path = inLibrary.startsWith('..') ? basename(file) : inLibrary;
  return path
    .split(sep)
    .join('/')
    .replace(/\.ya?ml$/, '');
}

type Layers =
  | { readonly ok: true; readonly sources: Source[] }
  | { readonly ok: false; readonly defects: Defect[] };

/** The file and all it extends, the most general first. */
function readLayers(file: string, seen: readonly string[]): Layers {
  const shown = shownPath(file);
  const read = readYaml(shown, readFileSync(file, 'utf8'));
  if (!read.ok) return read;
  const { source } = read;
  if (!isObject(source.value)) {
    return refuse(
      shown,
      'this is no scenario: it has no keys',
      'begin with `version: 1`; `rehearse scenario new` writes a template',
    );
  }
  const { extends: base } = source.value;
  if (base === undefined) return { ok: true, sources: [source] };
  const at = source.placeOf(['extends'], 'value');
  const found = typeof base === 'string' ? extended(file, base) : undefined;
  if (found === undefined) {
    const cause = `it extends ${JSON.stringify(base)}, which is no scenario`;
    const advice = 'name a scenario of the library, or one beside this file';
    return refuse(
      shown,
      cause,
      didYouMean(typeof base === 'string' ? base : '', libraryNames(), advice),
      at,
    );
  }
  const here = [...seen, file];
  if (here.includes(found)) {
    const loop = [...here.slice(here.indexOf(found)), found].map(nameOf).join(' extends ');
    const cause = `the scenarios extend each other in a loop: ${loop}`;
    return refuse(shown, cause, 'let one of them stand on its own', at);
  }
  const below = readLayers(found, here);
  return below.ok ? { ok: true, sources: [...below.sources, source] } : below;
}

/** The file that `extends` means: one beside this file comes before one of the library. */
function extended(file: string, base: string): string | undefined {
  const beside = ['', '.yaml', '.yml'].map((ending) => join(dirname(file), `${base}${ending}`));
  return [...beside, join(LIBRARY, `${base}.yaml`)].find(isFile);
}

const isFile = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** Whoever takes part does not only observe: so an observer becomes a participant by one line. */
function onlyObserving(scenario: Scenario): Scenario {
  const { participants, observers } = scenario;
  if (observers === undefined) return scenario;
  return { ...scenario, observers: observers.filter((one) => !participants.includes(one)) };
}

/** Objects merge key by key; everything else is replaced. */
function merge(base: unknown, over: unknown): unknown {
  if (!isObject(base) || !isObject(over)) return over;
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) merged.set(key, merge(merged.get(key), value));
  return Object.fromEntries(merged);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where a path stands: in the most special source that has it. */
function locateIn(
  sources: readonly Source[],
  path: Path,
  part: Part = 'value',
): ReturnType<Locate> {
  const source = sources.findLast((one) => one.has(path)) ?? sources.findLast((one) => one.has([]));
  if (source === undefined) return { file: '', line: 1, column: 1 };
  return { file: source.file, ...source.placeOf(path, part) };
}

function shownPath(file: string): string {
  const here = relative(process.cwd(), file);
  return here.startsWith('..') ? file : here;
}

const refuse = (
  file: string,
  cause: string,
  advice: string,
  place: Place = { line: 1, column: 1 },
): { ok: false; defects: Defect[] } => ({
  ok: false,
  defects: [{ file, ...place, cause, try: advice }],
});
