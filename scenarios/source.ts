/** Scenario files as text with places: YAML in, plain values out, and for each value the line and column where it stands. */
import { LineCounter, parseDocument } from 'yaml';
import type { Document } from 'yaml';

/** What is wrong in a file: where, why, what to try. */
export interface Defect {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly cause: string;
  readonly try: string;
}

export interface Source {
  readonly file: string;
  readonly value: unknown;
  /** Where the value at a path stands; the nearest parent where it does not exist. */
  placeOf(path: readonly (string | number)[]): { line: number; column: number };
}

export type Read =
  | { readonly ok: true; readonly source: Source }
  | { readonly ok: false; readonly defects: Defect[] };

/** Parses YAML. Anchors are refused: a scenario reads from top to bottom. */
export function readYaml(file: string, text: string): Read {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: true,
  });
  if (document.errors.length > 0) {
    const defects = document.errors.slice(0, 20).map(({ message, pos }) => {
      const { line, col } = lines.linePos(pos[0]);
      return {
        file,
        line,
        column: col,
        cause: firstLine(message),
        try: 'check the indentation, the quotes and the colons here',
      };
    });
    return { ok: false, defects };
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    return { ok: true, source: { file, value, placeOf: (path) => placeOf(document, lines, path) } };
  } catch {
    const cause = 'an alias (*name) repeats another part of the file, or itself';
    return {
      ok: false,
      defects: [{ file, line: 1, column: 1, cause, try: 'write the part out, or use `extends`' }],
    };
  }
}

function placeOf(
  document: Document,
  lines: LineCounter,
  path: readonly (string | number)[],
): { line: number; column: number } {
  for (let length = path.length; length >= 0; length--) {
    const node: unknown =
      length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    const range = (node as { range?: [number, number, number] } | undefined)?.range;
    if (range !== undefined) {
      const { line, col } = lines.linePos(range[0]);
      return { line, column: col };
    }
  }
  return { line: 1, column: 1 };
}

const firstLine = (text: string): string => text.split('\n')[0] ?? text;

export const defectText = ({ file, line, column, cause, try: advice }: Defect): string =>
  `${file}:${String(line)}:${String(column)}: ${cause}; ${advice}`;
