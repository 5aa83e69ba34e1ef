/** Journal lines: how entries become text and come back. The hashed text never carries a message body. */
import type { Entry } from '../core/cell.ts';
import type { JournalHeader } from './entry.ts';
import { JOURNAL_VERSION } from './entry.ts';
import { migrated } from './migrations.ts';

/** The text that is written: the hashed text, with the body as its last property where it is kept. */
export const withBody = (line: string, body: object | undefined): string =>
  body === undefined ? line : `${line.slice(0, -1)},"body":${JSON.stringify(body)}}`;

export const headerLine = (header: JournalHeader): string => JSON.stringify(header);

/** What is wrong with a journal: the line (from 1), the cause, what to try. */
export interface JournalDefect {
  readonly line: number;
  readonly cause: string;
  readonly try: string;
}

export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly defect: JournalDefect };

export function parseHeader(text: string): Parsed<JournalHeader> {
  const value = parseObject(text);
  const version = value?.['journal'];
  if (value === undefined || version === undefined) return NO_HEADER;
  const header = migrated(value);
  if (header === undefined) {
    const cause = `this journal has format ${JSON.stringify(version)}; this software reads formats 1 to ${String(JOURNAL_VERSION)}`;
    return refuse(1, cause, 'open it with the software version that its header names');
  }
  return isHeader(header) ? { ok: true, value: header } : NO_HEADER;
}

const TEXTS = ['scenario', 'digest', 'seed', 'software', 'start'] as const;

function isHeader(value: object): value is JournalHeader {
  const { participants, timers, ...header } = value as Record<string, unknown>;
  return (
    typeof timers === 'object' &&
    timers !== null &&
    Object.values(timers).every((length) => Number.isSafeInteger(length)) &&
    TEXTS.every((name) => typeof header[name] === 'string') &&
    Array.isArray(participants) &&
    participants.every((id) => typeof id === 'string')
  );
}

/** Reads one entry; the body, where there is one, comes apart from it. */
export function parseEntry(
  text: string,
  line: number,
): Parsed<{ entry: Entry; body: object | undefined }> {
  const value = parseObject(text);
  if (value === undefined) {
    return refuse(
      line,
      'this line is cut off or no JSON',
      'copy the run again; `check` reads up to the line before',
    );
  }
  const { entry, body } = apart(value);
  if (!isEntry(entry))
    return refuse(line, 'this line has no time, node, number or type', 'copy the run again');
  return { ok: true, value: { entry, body: body as object | undefined } };
}

/** Most entries have no body and need not be copied. */
function apart(value: Record<string, unknown>): { entry: Record<string, unknown>; body: unknown } {
  if (value['body'] === undefined) return { entry: value, body: undefined };
  const { body, ...entry } = value;
  return { entry, body };
}

const isEntry = (value: Record<string, unknown>): value is Entry =>
  Number.isSafeInteger(value['t']) &&
  typeof value['n'] === 'string' &&
  Number.isSafeInteger(value['s']) &&
  typeof value['type'] === 'string';

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function refuse(line: number, cause: string, advice: string): { ok: false; defect: JournalDefect } {
  return { ok: false, defect: { line, cause, try: advice } };
}

const NO_HEADER = refuse(
  1,
  'the first line is no journal header',
  'name the folder of a run, or its journal.jsonl',
);
