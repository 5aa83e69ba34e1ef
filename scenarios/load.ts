/** From a name or a path to a checked scenario: the library, `extends`, `--set`, the schema, and what only the data can tell. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Compile } from 'typebox/compile';
import { parse as parseYaml } from 'yaml';
import { didYouMean } from './nearest.ts';
import { semanticDefects } from './semantics.ts';
import { Scenario } from './schema.ts';
import type { Defect, Source } from './source.ts';
import { readYaml } from './source.ts';

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
export function scenarioFiles(argument: string): string[] | undefined {
  for (const candidate of [argument, join(LIBRARY, argument), join(LIBRARY, `${argument}.yaml`)]) {
    if (!existsSync(candidate)) continue;
    if (statSync(candidate).isDirectory()) {
      const files = filesIn(candidate);
      if (files.length > 0) return files;
    } else return [resolve(candidate)];
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
  let value: unknown = {};
  for (const { value: layer } of layers.sources) value = merge(value, layer);
  for (const change of changes) {
    const applied = applyChange(value, change);
    if (!applied.ok)
      return refuse('--set', applied.cause, 'write it as path=value: traffic.0.share=0.5');
    value = applied.value;
  }
  const { extends: _, ...scenario } = value as Record<string, unknown>;
  const locate = (path: readonly (string | number)[]) => locateIn(layers.sources, path);
  const defects = schemaDefects(scenario, locate);
  if (defects.length > 0) return { ok: false, defects };
  const meaning = semanticDefects(scenario as Scenario, locate);
  if (meaning.length > 0) return { ok: false, defects: meaning };
  return { ok: true, scenario: scenario as Scenario, file, name: nameOf(file) };
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
  if (seen.includes(file)) {
    const loop = [...seen.slice(seen.indexOf(file)), file].map(nameOf).join(' extends ');
    return refuse(
      shown,
      `the scenarios extend each other in a loop: ${loop}`,
      'let one of them stand on its own',
    );
  }
  const read = readYaml(shown, readFileSync(file, 'utf8'));
  if (!read.ok) return read;
  const { source } = read;
  if (typeof source.value !== 'object' || source.value === null || Array.isArray(source.value)) {
    return refuse(
      shown,
      'this is no scenario: it has no keys',
      'begin with `version: 1`; `rehearse scenario new` writes a template',
    );
  }
  const base = (source.value as { extends?: unknown }).extends;
  if (base === undefined) return { ok: true, sources: [source] };
  const beside = typeof base === 'string' ? join(dirname(file), `${base}.yaml`) : '';
  const found = existsSync(beside)
    ? beside
    : typeof base === 'string'
      ? scenarioFiles(base)?.[0]
      : undefined;
  if (found === undefined) {
    const place = source.placeOf(['extends']);
    const advice = didYouMean(
      JSON.stringify(base),
      libraryNames(),
      'name a scenario of the library, or one beside this file',
    );
    return {
      ok: false,
      defects: [
        {
          file: shown,
          ...place,
          cause: `it extends ${JSON.stringify(base)}, which does not exist`,
          try: advice,
        },
      ],
    };
  }
  const below = readLayers(found, [...seen, file]);
  return below.ok ? { ok: true, sources: [...below.sources, source] } : below;
}

/** Objects merge key by key; everything else is replaced. */
function merge(base: unknown, over: unknown): unknown {
  if (!isObject(base) || !isObject(over)) return over;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) merged[key] = merge(merged[key], value);
  return merged;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Applied =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly cause: string };

/** One `path=value`; the value is YAML, the path's parts are keys or positions. */
function applyChange(root: unknown, change: string): Applied {
  const equals = change.indexOf('=');
  if (equals < 1) return { ok: false, cause: `\`${change}\` has no path before an equals sign` };
  let value: unknown;
  try {
    value = parseYaml(change.slice(equals + 1), { maxAliasCount: 0 });
  } catch {
    return { ok: false, cause: `the value of \`${change}\` cannot be read` };
  }
  const parts = change.slice(0, equals).split('.');
  if (parts.some((part) => part === '__proto__' || part === ''))
    return { ok: false, cause: `\`${change}\` is no path` };
  const put = (node: unknown, [part, ...rest]: string[]): unknown => {
    if (part === undefined) return value;
    if (Array.isArray(node)) {
      const copy: unknown[] = [...(node as unknown[])];
      const position = Number(part);
      if (!Number.isInteger(position) || position < 0 || position > copy.length) return undefined;
      copy[position] = put(copy[position], rest);
      return copy;
    }
    const copy = isObject(node) ? { ...node } : {};
    copy[part] = put(copy[part], rest);
    return copy;
  };
  const changed = put(root, parts);
  return changed === undefined
    ? { ok: false, cause: `\`${change}\` names no place in the scenario` }
    : { ok: true, value: changed };
}

/** Where a path stands: in the most special file that has it. */
function locateIn(
  sources: readonly Source[],
  path: readonly (string | number)[],
): { file: string; line: number; column: number } {
  for (const source of [...sources].reverse()) {
    if (has(source.value, path)) return { file: source.file, ...source.placeOf(path) };
  }
  const last = sources.at(-1);
  return { file: last?.file ?? '', ...(last?.placeOf(path) ?? { line: 1, column: 1 }) };
}

const has = (value: unknown, [part, ...rest]: readonly (string | number)[]): boolean => {
  if (part === undefined) return true;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return false;
  return has((value as Record<string | number, unknown>)[part], rest);
};

export type Locate = (path: readonly (string | number)[]) => {
  file: string;
  line: number;
  column: number;
};

const validator = Compile(Scenario);

function schemaDefects(scenario: unknown, locate: Locate): Defect[] {
  if (validator.Check(scenario)) return [];
  const defects: Defect[] = [];
  for (const { keyword, instancePath, message, params } of validator.Errors(scenario)) {
    const path = pathOf(instancePath);
    const detail = params as { additionalProperties?: string[]; requiredProperties?: string[] };
    if (keyword === 'additionalProperties' && detail.additionalProperties !== undefined) {
      const known = keysAt(path);
      for (const key of detail.additionalProperties) {
        const advice = didYouMean(
          key,
          known,
          known.length > 0 ? `known here are ${known.join(', ')}` : 'leave it out',
        );
        defects.push({ ...locate([...path, key]), cause: `unknown key \`${key}\``, try: advice });
      }
    } else if (keyword === 'required' && detail.requiredProperties !== undefined) {
      for (const key of detail.requiredProperties) {
        defects.push({
          ...locate(path),
          cause: `\`${[...path, key].join('.')}\` is missing`,
          try: advise([...path, key]),
        });
      }
    } else if (keyword !== 'anyOf' && keyword !== 'boolean') {
      defects.push({
        ...locate(path),
        cause: `\`${path.join('.')}\` ${message}`,
        try: advise(path),
      });
    }
  }
  return unique(defects);
}

const pathOf = (pointer: string): (string | number)[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) =>
      /^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~'),
    );

interface SchemaNode {
  readonly properties?: Record<string, SchemaNode>;
  readonly items?: SchemaNode;
  readonly anyOf?: SchemaNode[];
  readonly description?: string;
  readonly const?: unknown;
}

/** All schemas that may stand at a path. */
function schemasAt(path: readonly (string | number)[]): SchemaNode[] {
  let nodes: SchemaNode[] = [Scenario as unknown as SchemaNode];
  for (const part of path) {
    nodes = nodes
      .flatMap((node) => [node, ...(node.anyOf ?? [])])
      .flatMap((node) => (typeof part === 'number' ? node.items : node.properties?.[part]) ?? []);
  }
  return nodes.flatMap((node) => [node, ...(node.anyOf ?? [])]);
}

const keysAt = (path: readonly (string | number)[]): string[] =>
  schemasAt(path).flatMap((node) => Object.keys(node.properties ?? {}));

function advise(path: readonly (string | number)[]): string {
  const schemas = schemasAt(path);
  const words = schemas.flatMap((node) =>
    node.const === undefined ? [] : [JSON.stringify(node.const)],
  );
  if (words.length > 0) return `write ${words.join(' or ')}`;
  const description = schemas.find((node) => node.description !== undefined)?.description;
  return description === undefined ? 'see `rehearse scenario schema`' : `write ${description}`;
}

function unique(defects: readonly Defect[]): Defect[] {
  const seen = new Set<string>();
  return defects.filter(({ file, line, column, cause }) => {
    const key = `${file}:${String(line)}:${String(column)}:${cause}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function shownPath(file: string): string {
  const here = relative(process.cwd(), file);
  return here.startsWith('..') ? file : here;
}

const refuse = (file: string, cause: string, advice: string): { ok: false; defects: Defect[] } => ({
  ok: false,
  defects: [{ file, line: 1, column: 1, cause, try: advice }],
});
