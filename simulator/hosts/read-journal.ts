/** Reads a journal from disk, line by line, whatever its length; a cut end is told with its line. */
import { closeSync, openSync, readSync } from 'node:fs';
import type { JournalDefect } from '../journal/codec.ts';
import { parseEntry, parseHeader } from '../journal/codec.ts';
import type { Entry, JournalHeader } from '../journal/entry.ts';

export type ReadResult =
  | {
      readonly ok: true;
      readonly header: JournalHeader;
      readonly entries: number;
      readonly defect?: JournalDefect;
    }
  | { readonly ok: false; readonly defect: JournalDefect };

const CHUNK = 1 << 20;

/** What is longer than this without a line end is no journal, in characters; the longest message is a thirtieth of it. */
const LONGEST_LINE = 1 << 23;

/**
 * Hands every entry to `see`, in order, and stops at the first line that cannot be read.
 * @returns what was read; `defect` names the line where reading stopped, where it did.
 */
export function readJournal(
  path: string,
  see: (entry: Entry, body: object | undefined, header: JournalHeader) => void,
): ReadResult {
  let header: JournalHeader | undefined;
  let entries = 0;
  let number = 0;
  for (const line of linesOf(path)) {
    number++;
    if (header === undefined) {
      const parsed = parseHeader(line);
      if (!parsed.ok) return parsed;
      header = parsed.value;
      continue;
    }
    const parsed = parseEntry(line, number);
    if (!parsed.ok) return { ok: true, header, entries, defect: parsed.defect };
    see(parsed.value.entry, parsed.value.body, header);
    entries++;
  }
  if (header === undefined) return parseHeader('') as { ok: false; defect: JournalDefect };
  return { ok: true, header, entries };
}

/** Lines of a file without their ends; memory does not grow with the file. */
function* linesOf(path: string): Generator<string> {
  const file = openSync(path, 'r');
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(CHUNK);
  let rest = '';
  try {
    for (;;) {
      const length = readSync(file, buffer, 0, CHUNK, null);
      const text = rest + decoder.decode(buffer.subarray(0, length), { stream: length > 0 });
      if (length === 0) {
        if (text !== '') yield text;
        return;
      }
      const lines = text.split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
      if (rest.length > LONGEST_LINE) {
        yield rest;
        return;
      }
    }
  } finally {
    closeSync(file);
  }
}
