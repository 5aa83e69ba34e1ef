/** What goes wrong on the command line, as one sentence with place, cause and what to try; never a stack trace. */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProcessFault } from '../../nodes/process/fault.ts';
import { PlayerLost } from '../hosts/process-watch.ts';
import { FolderInUse } from '../hosts/run-folder.ts';

/** Exit codes (design, section 8). */
export const EXIT = {
  well: 0,
  /** It ran, and an expectation, invariant or verdict failed. */
  verdict: 1,
  /** Bad usage or input. */
  usage: 2,
  /** Port taken, broker unreachable, disk full, old runtime. */
  surroundings: 3,
} as const;
export type Exit = (typeof EXIT)[keyof typeof EXIT];

export class Failure extends Error {
  readonly exit: Exit;
  readonly advice: string;

  constructor(exit: Exit, cause: string, advice: string) {
    super(cause);
    this.exit = exit;
    this.advice = advice;
  }

  get text(): string {
    return this.advice === '' ? this.message : `${this.message}; ${this.advice}`;
  }

  static of(error: unknown): Failure {
    if (error instanceof Failure) return error;
    if (error instanceof FolderInUse)
      return new Failure(
        EXIT.usage,
        `${error.message} holds a run already`,
        'choose another folder with --out',
      );
    if (error instanceof ProcessFault)
      return new Failure(error.exit === 2 ? EXIT.usage : EXIT.surroundings, error.text, '');
    if (error instanceof PlayerLost)
      return new Failure(error.exit === 2 ? EXIT.usage : EXIT.surroundings, error.message, '');
    const known = systemFailure(error);
    if (known !== undefined) return known;
    const path = keepTrace(error);
    const what = error instanceof Error ? error.message : String(error);
    return new Failure(
      EXIT.surroundings,
      `something broke that should not: ${what}`,
      `please report it with ${path}`,
    );
  }
}

/** How the file system and the network say what people can mend. */
const SYSTEM: Readonly<Record<string, readonly [cause: string, advice: string]>> = {
  EADDRINUSE: [
    'the port is taken',
    'choose another with --http or --mqtt, or end the program that holds it',
  ],
  EACCES: ['this is not permitted', 'choose another folder or a port above 1023'],
  ECONNREFUSED: ['nobody answers there', 'start the broker, or correct the address'],
  ENOSPC: ['the disk is full', 'make room, or choose another folder with --out'],
  ENOENT: ['a file or folder is missing', 'correct the path'],
  EROFS: ['the disk cannot be written', 'choose another folder with --out'],
  ENOTDIR: ['a file stands where a folder is needed', 'correct the path'],
  EEXIST: ['a file stands where a folder is needed', 'correct the path'],
  EISDIR: ['a folder stands where a file is needed', 'correct the path'],
};

/** What Deno says without a code. */
const BY_NAME: Readonly<Record<string, string>> = {
  NotCapable: 'EACCES',
  PermissionDenied: 'EACCES',
  NotFound: 'ENOENT',
};

function systemFailure(error: unknown): Failure | undefined {
  const { code, path, port, address, name } = (error ?? {}) as Partial<NodeJS.ErrnoException> & {
    port?: number;
    address?: string;
  };
  const row = SYSTEM[code ?? BY_NAME[name ?? ''] ?? ''];
  if (row === undefined) return undefined;
  const place = path ?? (port === undefined ? '' : `${address ?? 'port'}:${String(port)}`);
  return new Failure(EXIT.surroundings, `${place === '' ? '' : `${place}: `}${row[0]}`, row[1]);
}

/** The details, for whoever mends it. */
function keepTrace(error: unknown): string {
  const path = join(tmpdir(), `rehearse-${String(process.pid)}.log`);
  try {
    writeFileSync(path, error instanceof Error ? (error.stack ?? error.message) : String(error));
    return path;
  } catch {
    return 'the command that you gave';
  }
}
