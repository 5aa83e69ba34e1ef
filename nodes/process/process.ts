/** Turns a step into an operating-system process: its life, its end, and what it says when it cannot go on. Which step, the caller knows. */
import { appendFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { asFault, ProcessFault } from './fault.ts';
import type { Running } from './free-ice.ts';
import { runGranted } from './granted.ts';
import type { CreateParticipant } from './granted.ts';
import { processLines } from './lines.ts';
import type { FromChild } from './protocol.ts';

/** A process whose parent is gone ends at the latest after this, in ms of wall clock. */
const ORPHAN_MS = 500;

/**
 * Serves a conductor over standard input and output until it ends, or until the input closes. Does not return.
 * @param create makes the participants that `hello` names.
 */
export async function serveGranted(create: CreateParticipant): Promise<never> {
  // Ctrl-C and a supervisor's stop reach the whole process group; the conductor decides when its children end.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => undefined);
  const io = processLines(() => {
    setTimeout(() => process.exit(0), ORPHAN_MS);
  });
  const end = async (error: unknown): Promise<never> => {
    const { text, exit } = explain(error, tmpdir());
    io.send(JSON.stringify({ k: 'fault', text, exit } satisfies FromChild));
    await io.drained();
    process.exit(exit);
  };
  process.on('uncaughtException', (error) => void end(error));
  process.on('unhandledRejection', (error) => void end(error));
  try {
    await runGranted(io, create);
    process.exit(0);
  } catch (error) {
    return await end(error);
  }
}

/** What a process on its own clock is given to say what happens to it. */
export interface FreeHooks {
  /** One sentence for the log. */
  readonly onTrouble: (sentence: string) => void;
  /** It cannot go on. */
  readonly onFailure: (error: unknown) => void;
}

export interface FreeLife {
  /** Says that it runs, and where. */
  readonly announce: (running: Running) => void;
  /** Where the trace of an unexpected failure is kept. */
  readonly logDir: string;
  /** Whether it ends with its standard input: a child does, what a person starts does not. */
  readonly endsWithInput: boolean;
}

/** Runs a process on its own clock until it is told to stop (SIGINT, SIGTERM). Does not return. */
export async function serveFree(
  start: (hooks: FreeHooks) => Promise<Running>,
  { announce, logDir, endsWithInput }: FreeLife,
): Promise<never> {
  const fail = (error: unknown): never => {
    const { text, exit } = explain(error, logDir);
    process.stderr.write(`${text}\n`);
    process.exit(exit);
  };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    if (endsWithInput) process.stdin.resume().once('end', () => resolve());
  });
  const hooks = {
    onTrouble: (sentence: string) => void process.stderr.write(`${sentence}\n`),
    onFailure: fail,
  };
  try {
    const running = await start(hooks);
    announce(running);
    await stopped;
    setTimeout(() => process.exit(0), ORPHAN_MS);
    await running.close();
    process.exit(0);
  } catch (error) {
    return fail(error);
  }
}

/**
 * One sentence and an exit code for whatever was thrown. What nobody expected goes to a log file with its trace.
 * @param logDir where that file is written.
 */
export function explain(error: unknown, logDir: string): { text: string; exit: number } {
  const fault = asFault(error);
  if (fault !== undefined) return { text: fault.text, exit: fault.exit };
  const what = error instanceof Error ? error.message : String(error);
  const trace = error instanceof Error ? (error.stack ?? what) : what;
  const path = join(logDir, `rehearse-${process.pid}.log`);
  const kept = writeLog(path, trace);
  const advice = kept ? `please report it with ${path}` : 'please report it';
  const unexpected = new ProcessFault(
    'surroundings',
    '',
    `something broke that should not: ${what}`,
    advice,
  );
  return { text: unexpected.text, exit: unexpected.exit };
}

function writeLog(path: string, text: string): boolean {
  try {
    mkdirSync(join(path, '..'), { recursive: true });
    appendFileSync(path, `${text}\n`);
    return true;
  } catch {
    return false;
  }
}
