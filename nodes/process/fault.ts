/** What goes wrong around a process, as one sentence: place, cause, what to try. Never a stack trace, and not for refused messages. */

export type FaultKind =
  /** The caller asked for something that cannot be: a wrong option, a store of another participant. Exit code 2. */
  | 'usage'
  /** Port taken, broker unreachable, disk full, store torn. Exit code 3. */
  | 'surroundings';

/** Exit codes of the command line (design, section 8). */
const EXIT: Readonly<Record<FaultKind, number>> = { usage: 2, surroundings: 3 };

export class ProcessFault extends Error {
  readonly kind: FaultKind;
  /** File, address or participant. */
  readonly place: string;
  readonly advice: string;

  constructor(kind: FaultKind, place: string, cause: string, advice: string) {
    super(cause);
    this.name = 'ProcessFault';
    this.kind = kind;
    this.place = place;
    this.advice = advice;
  }

  get exit(): number {
    return EXIT[this.kind];
  }

  /** The sentence for people. */
  get text(): string {
    const place = this.place === '' ? '' : `${this.place}: `;
    return `${place}${this.message}${this.advice === '' ? '' : `; ${this.advice}`}`;
  }
}

/** System error codes that people can mend. */
const SYSTEM: Readonly<Record<string, readonly [cause: string, advice: string]>> = {
  EADDRINUSE: ['the port is taken', 'choose another, or end the program that holds it'],
  EADDRNOTAVAIL: ['this machine has no such address', 'correct the address to listen on'],
  EACCES: ['this is not permitted', 'choose another folder, or a port above 1023'],
  ECONNREFUSED: [
    'nobody answers there',
    'start the exchange or the broker, or correct the address',
  ],
  ENOTFOUND: ['no machine has this name', 'correct the address'],
  ENOSPC: ['the disk is full', 'make room, or choose a folder on another disk'],
  ENOENT: ['a file or folder is missing', 'correct the path'],
  EROFS: ['the disk cannot be written', 'choose another folder'],
  ENOTDIR: ['a file stands where a folder is needed', 'correct the path'],
  EISDIR: ['a folder stands where a file is needed', 'correct the path'],
};

/** A fault from whatever was thrown; undefined where it is none that people can mend. */
export function asFault(error: unknown, place = ''): ProcessFault | undefined {
  if (error instanceof ProcessFault) return error;
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? '';
  const row = SYSTEM[code];
  return row === undefined ? undefined : new ProcessFault('surroundings', place, row[0], row[1]);
}
