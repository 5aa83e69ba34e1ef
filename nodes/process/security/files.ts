/** Reading and writing papers: what goes wrong is a sentence, and nobody ever reads half a file. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { asFault } from '../fault.ts';

/** @throws ProcessFault where it cannot be read. */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw asFault(error, path) ?? error;
  }
}

/** Readable to others only where their folder is; a private key to nobody. */
export type Mode = 0o600 | 0o644;

/** Written beside and renamed. @throws ProcessFault where it cannot be written. */
export function writeText(path: string, text: string, mode: Mode = 0o644): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const draft = `${path}.new`;
    writeFileSync(draft, text, { mode });
    renameSync(draft, path);
  } catch (error) {
    throw asFault(error, path) ?? error;
  }
}
