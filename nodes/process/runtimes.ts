/** The two runtimes that a child process may run on, and where they lie on this machine. What each is started with is `permissions.ts`. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { ok, refused } from '../common/result.ts';
import type { Result } from '../common/result.ts';
import { ProcessFault } from './fault.ts';

export const RUNTIME_NAMES = ['deno', 'node'] as const;
export type RuntimeName = (typeof RUNTIME_NAMES)[number];

export interface Runtime {
  readonly name: RuntimeName;
  /** Path of the real binary, never of a shim: a shim neither passes signals on nor ends with its parent. */
  readonly program: string;
}

/** The first Node that runs TypeScript and SQLite without a flag. */
const NODE_LEAST = 24;
/** Names a Node for children where the one on PATH is not it. */
export const NODE_VARIABLE = 'REHEARSE_NODE24';

export const ownRuntime = (): Runtime => ({
  name: process.versions['deno'] === undefined ? 'node' : 'deno',
  program: process.execPath,
});

/** What finding depends on, handed in so that tests need no other machine. */
export interface Surroundings {
  readonly variable: string | undefined;
  readonly path: string;
  readonly exists: (program: string) => boolean;
  /** What it says to `--version`; undefined where it cannot be run. */
  readonly version: (program: string) => string | undefined;
}

/** Where a runtime lies; refused with a sentence where there is none, or only one that is too old. */
export function findRuntime(
  name: RuntimeName,
  surroundings: Surroundings = thisMachine(),
): Result<Runtime, ProcessFault> {
  const own = ownRuntime();
  if (own.name === name) return ok(own);
  return name === 'node' ? findNode(surroundings) : findDeno();
}

function findNode({
  variable,
  path,
  exists,
  version,
}: Surroundings): Result<Runtime, ProcessFault> {
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const onPath = path.split(delimiter).map((folder) => join(folder, file));
  const candidates = variable === undefined ? onPath : [variable];
  const found = candidates
    .filter((program) => exists(program))
    .map((program) => ({ program, says: version(program) ?? '' }));
  const fit = found.find(({ says }) => majorOf(says) >= NODE_LEAST);
  if (fit !== undefined) return ok({ name: 'node', program: fit.program });
  const needed = `a child on Node needs Node ${NODE_LEAST} or later`;
  const advice = `name one in ${NODE_VARIABLE} or put it on PATH, or let the child run on Deno`;
  const old = found[0];
  return refused(
    old === undefined
      ? new ProcessFault('surroundings', variable ?? 'PATH', `${needed}, and there is none`, advice)
      : new ProcessFault(
          'surroundings',
          old.program,
          `${needed}, and this is ${old.says === '' ? 'no Node' : old.says}`,
          advice,
        ),
  );
}

/** As `node --version` says it: v24.21.0. */
const majorOf = (version: string): number => Number(/^v(\d+)\./.exec(version)?.[1] ?? NaN);

/** The one that the package `deno` brings. */
function findDeno(): Result<Runtime, ProcessFault> {
  const require = createRequire(import.meta.url);
  const file = process.platform === 'win32' ? 'deno.exe' : 'deno';
  const machine = `${process.platform}-${process.arch}${process.platform === 'linux' ? '-glibc' : ''}`;
  for (const wanted of ['deno/package.json', `@deno/${machine}/package.json`]) {
    try {
      const program = join(dirname(require.resolve(wanted)), file);
      if (existsSync(program)) return ok({ name: 'deno', program });
    } catch {
      // Not installed here: the next candidate decides.
    }
  }
  return refused(
    new ProcessFault(
      'surroundings',
      'deno',
      'Deno is not installed for this machine',
      'run npm ci in the checkout, or let the child run on Node',
    ),
  );
}

function thisMachine(): Surroundings {
  return {
    variable: process.env[NODE_VARIABLE],
    path: process.env['PATH'] ?? '',
    exists: existsSync,
    version(program) {
      try {
        return execFileSync(program, ['--version'], { encoding: 'utf8', timeout: 5_000 }).trim();
      } catch {
        return undefined;
      }
    },
  };
}
