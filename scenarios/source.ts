/** Scenario files as text with places: YAML in, plain values out, and for each value the line and column where it stands. */
import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml';
import type { Document } from 'yaml';

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What is wrong in a file: where, why, what to try. */
export interface Defect extends Place {
  readonly file: string;
  readonly cause: string;
  readonly try: string;
}

/** Keys and positions, from the outermost in. */
export type Path = readonly (string | number)[];

/** Whether a key is meant, or what stands under it. */
export type Part = 'key' | 'value';

/** Finds where a path of a scenario stands, whichever file it comes from. */
export type Locate = (path: Path, part?: Part) => Place & { readonly file: string };

/** A file, or a change on the command line. */
export interface Source {
  readonly file: string;
  readonly value: unknown;
  has(path: Path): boolean;
  /** Of a path that does not exist, the place of the nearest part that does. */
  placeOf(path: Path, part: Part): Place;
}

export type Read =
  | { readonly ok: true; readonly source: Source }
  | { readonly ok: false; readonly defects: Defect[] };

/** Defects of form that are told at once. */
const DEFECTS_MOST = 20;

/** Parses YAML. Aliases are refused: a scenario reads from top to bottom. */
export function readYaml(file: string, text: string): Read {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
  });
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  if (document.errors.length > 0) {
    const defects = document.errors.slice(0, DEFECTS_MOST).map(({ message, pos }) => ({
      file,
      ...at(pos[0]),
      cause: firstLine(message),
      try: 'check the indentation, the quotes and the colons here',
    }));
    return { ok: false, defects };
  }
  const alias = offsetOfAlias(document);
  if (alias !== undefined) {
    const cause = 'an alias (*name) repeats another part of the file, or itself';
    const advice = 'write the part out, or use `extends`';
    return { ok: false, defects: [{ file, ...at(alias), cause, try: advice }] };
  }
  const value: unknown = document.toJS({ maxAliasCount: 0 });
  const placeOf = (path: Path, part: Part): Place => at(offsetOf(document, path, part));
  return { ok: true, source: { file, value, has: (path) => has(value, path), placeOf } };
}

function offsetOfAlias(document: Document): number | undefined {
  let offset: number | undefined;
  visit(document, {
    Alias(_key, alias) {
      offset = alias.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

/** A key stands where it is written; so does a value, but one that begins on a line of its own, or is not there, is looked for at its key. */
function offsetOf(document: Document, path: Path, part: Part): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [depth, step] of path.entries()) {
    const isLast = depth === path.length - 1;
    if (isMap(node)) {
      const pair = node.items.find(
        ({ key }) => isScalar(key) && String(key.value) === String(step),
      );
      if (pair === undefined) return offset;
      node = pair.value;
      const isBlock = isCollection(node) && node.flow !== true;
      const ofKey = (isLast && part === 'key') || isBlock || isEmpty(node);
      offset = startOf(ofKey ? pair.key : node) ?? startOf(pair.key) ?? offset;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      offset = startOf(node) ?? offset;
    } else return offset;
  }
  return offset;
}

/** A key with nothing after it. */
const isEmpty = (node: unknown): boolean =>
  isScalar(node) && node.value === null && node.range?.[0] === node.range?.[1];

const startOf = (node: unknown): number | undefined =>
  isScalar(node) || isCollection(node) || isAlias(node) ? node.range?.[0] : undefined;

function has(value: unknown, [step, ...rest]: Path): boolean {
  if (step === undefined) return true;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return false;
  return has((value as Record<string | number, unknown>)[step], rest);
}

const firstLine = (text: string): string => text.split('\n')[0] ?? text;

/** One sentence, with the place; what stands on the command line has none but itself. */
export function defectText({ file, line, column, cause, try: advice }: Defect): string {
  const place = file.startsWith('--') ? file : `${file}:${String(line)}:${String(column)}`;
  return `${place}: ${cause}; ${advice}`;
}

/** In the order in which somebody reads them. */
export const sortedDefects = (defects: readonly Defect[]): Defect[] =>
  defects.toSorted(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || a.line - b.line || a.column - b.column,
  );
