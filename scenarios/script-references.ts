/** The references of a script: `$m1.mrn`, `$g1.grn`, `$now+8d`, wherever a value stands. */
import { parseDuration } from '../simulator/core/time.ts';
import { didYouMean } from './nearest.ts';
import { REFERENCES } from './script-names.ts';
import type { Checking } from './script-checking.ts';
import type { Path } from './source.ts';

const REFERENCE = /^\$([a-zA-Z0-9]+)(?:\.([a-zA-Z]+))?$/;
const INSTANT = /^\$now(?:[+-](\S+))?$/;

/** Reports every text under a value that looks like a reference and is none. */
export function checkReferences(
  checking: Checking,
  path: Path,
  value: unknown,
  step: number,
): void {
  if (typeof value === 'string') {
    if (value.startsWith('$')) checkReference(checking, path, value, step);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? value.map((entry, i) => [i, entry])
    : Object.entries(value);
  for (const [key, inner] of entries) checkReferences(checking, [...path, key], inner, step);
}

function checkReference({ names, report }: Checking, path: Path, text: string, step: number): void {
  const instant = INSTANT.exec(text);
  if (instant !== null) {
    if (instant[1] !== undefined && parseDuration(instant[1]) === undefined)
      report(path, `\`${text}\` is no time`, 'write `$now`, or one such as `$now+8d`');
    return;
  }
  const match = REFERENCE.exec(text);
  const [, name = '', what = ''] = match ?? [];
  const info = names.get(name);
  if (match === null || info === undefined) {
    const known = [...names].flatMap(([own, { kind }]) =>
      REFERENCES[kind].map((number) => `$${own}.${number}`),
    );
    const advice = known.length === 0 ? 'nothing has a name here' : `known are ${known.join(', ')}`;
    report(path, `\`${text}\` names nothing of this script`, didYouMean(text, known, advice));
    return;
  }
  const numbers = REFERENCES[info.kind];
  if (!numbers.includes(what)) {
    const all = `it has ${numbers.join(', ')}`;
    report(
      path,
      `${name} is a ${info.kind}: it has no \`${what}\``,
      didYouMean(what, numbers, all),
    );
  } else if (info.from > step)
    report(path, `${name} is not declared before this step`, 'declare it in an earlier step');
}
