/** Values put into a message by JSON pointer, and `$m1.mrn` in them replaced by the number that is meant. */
import { grnWithWrongDigit, mrnWithWrongDigit } from '../../nodes/common/numbers/wrong-digit.ts';
import { parseDuration } from '../core/time.ts';
import type { SimTime } from '../core/time.ts';
import { isoUtc } from '../core/time.ts';
import type { NamedRow } from './named.ts';
import type { Change } from './parameters.ts';

/** The script's names, and the instant: `$now`, `$now+8d`. */
export interface Reading {
  readonly now: SimTime;
  row(name: string): NamedRow | undefined;
}

/** A number that a message needs is not known. */
export class Unknown extends Error {}

const REFERENCE = /^\$([a-z][a-zA-Z0-9]*)\.([a-zA-Z]+)$/;
const INSTANT = /^\$now(?:([+-])(\S+))?$/;

/** A copy of a value with every reference in it replaced. @throws Unknown where a number is not known yet. */
export function resolved(value: unknown, reading: Reading): unknown {
  if (typeof value === 'string' && value.startsWith('$')) return reference(value, reading);
  if (Array.isArray(value)) return value.map((entry) => resolved(entry, reading));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, resolved(inner, reading)]),
  );
}

function reference(text: string, reading: Reading): unknown {
  const { now } = reading;
  const instant = INSTANT.exec(text);
  if (instant !== null) {
    const ms = parseDuration(instant[2] ?? '0s') ?? 0;
    return isoUtc(instant[1] === '-' ? now - ms : now + ms);
  }
  const match = REFERENCE.exec(text);
  if (match === null) return text;
  const [, name = '', what = ''] = match;
  const value = numberOf(reading.row(name), what);
  if (value === undefined || value === '') throw new Unknown(`${name} has no ${what} yet`);
  return value;
}

function numberOf(row: NamedRow | undefined, what: string): string | undefined {
  switch (row?.kind) {
    case 'trader':
      return row.tin;
    case 'movement':
      if (what === 'lrn') return row.lrn;
      if (what === 'plate') return row.plate;
      return what === 'mrnWithWrongDigit' && row.mrn !== '' ? mrnWithWrongDigit(row.mrn) : row.mrn;
    case 'guarantee':
      if (what === 'accessCode') return row.accessCode;
      return what === 'grnWithWrongDigit' && row.grn !== '' ? grnWithWrongDigit(row.grn) : row.grn;
    case 'authorisation':
      return row.number;
    case undefined:
      return undefined;
  }
}

/** A copy of a plain value with everything under the pointers changed; what lies beyond a list comes at its end. */
export function changed(value: unknown, change: Change, reading: Reading): unknown {
  let copy = value;
  for (const [pointer, wanted] of Object.entries(change))
    copy = put(copy, pointer.split('/').slice(1), resolved(wanted, reading));
  return copy;
}

function put(node: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const name = key.replaceAll('~1', '/').replaceAll('~0', '~');
  if (Array.isArray(node)) {
    const list = [...(node as unknown[])];
    const index = /^\d+$/.test(name) ? Math.min(Number(name), list.length) : list.length;
    if (rest.length === 0 && value === null) list.splice(index, 1);
    else list[index] = put(list[index], rest, value);
    return list;
  }
  const entries = typeof node === 'object' && node !== null ? Object.entries(node) : [];
  const inner = entries.find(([own]) => own === name)?.[1] as unknown;
  const others = entries.filter(([own]) => own !== name);
  if (rest.length === 0 && value === null) return Object.fromEntries(others);
  const next = put(inner, rest, value);
  // In its own place, so that a message changed reads as before.
  return Object.fromEntries(
    inner === undefined
      ? [...entries, [name, next]]
      : entries.map(([own, old]) => [own, own === name ? next : old]),
  );
}
