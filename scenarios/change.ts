/** Changes from the command line, `--set path=value`: each is a source of its own, over the files. */
import { parse as parseYaml } from 'yaml';
import type { Path, Source } from './source.ts';

export type Changed =
  | { readonly ok: true; readonly value: unknown; readonly source: Source }
  | { readonly ok: false; readonly cause: string };

/** Applies one change: the path's parts are keys or positions, the value is YAML. */
export function change(scenario: unknown, text: string): Changed {
  const equals = text.indexOf('=');
  if (equals < 1) return refuse(`\`${text}\` has no path before an equals sign`);
  const path = text.slice(0, equals).split('.').map(stepOf);
  if (path.includes('')) return refuse(`\`${text}\` is no path`);
  if (path[0] === 'extends') return refuse('`extends` is for files only');
  let value: unknown;
  try {
    value = parseYaml(text.slice(equals + 1), { maxAliasCount: 0 });
  } catch {
    return refuse(`the value of \`${text}\` cannot be read`);
  }
  const changed = put(scenario, path, value);
  if (changed === NOWHERE) return refuse(`\`${text}\` names no place in the scenario`);
  const depth = depthIn(scenario, path);
  return { ok: true, value: changed, source: sourceOf(text, path, equals, depth) };
}

const stepOf = (part: string): string | number => (/^\d+$/.test(part) ? Number(part) : part);

const NOWHERE = Symbol('nowhere');

/** A copy with the value under the path; a list takes one entry more than it has, at its end. */
function put(node: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(node)) {
    const list = node as readonly unknown[];
    if (typeof step !== 'number' || step > list.length) return NOWHERE;
    const inner = put(list[step], rest, value);
    return inner === NOWHERE ? NOWHERE : Object.assign([...list], { [step]: inner });
  }
  const keys = typeof node === 'object' && node !== null ? Object.entries(node) : [];
  const inner = put(keys.find(([key]) => key === String(step))?.[1], rest, value);
  // Not by assignment: `__proto__` is a key like any other, and an unknown one.
  return inner === NOWHERE ? NOWHERE : Object.fromEntries([...keys, [String(step), inner]]);
}

/** How many steps lead through groups and lists that were there before. */
function depthIn(node: unknown, [step, ...rest]: Path): number {
  if (step === undefined || typeof node !== 'object' || node === null) return -1;
  if (!Object.hasOwn(node, step)) return 0;
  return 1 + depthIn((node as Record<string | number, unknown>)[step], rest);
}

const begins = (path: Path, start: Path): boolean =>
  start.every((step, i) => String(path[i]) === String(step));

/** What was changed stands on the command line: what is under the path, and the groups that it made on the way. */
const sourceOf = (text: string, path: Path, equals: number, depth: number): Source => ({
  file: `--set ${text}`,
  value: undefined,
  has: (asked) => begins(asked, path) || (asked.length > depth && begins(path, asked)),
  placeOf: (_, part) => ({ line: 1, column: part === 'key' ? 1 : equals + 2 }),
});

const refuse = (cause: string): { ok: false; cause: string } => ({ ok: false, cause });
