/** Turns a step into an operating-system process: its life, its end, and what it says when it cannot go on. Which step, the caller knows. */
import { appendFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { asFault, ProcessFault } from './fault.ts';
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
  // Ctrl-C reaches the whole process group; the conductor decides when its children end.
  process.on('SIGINT', () => undefined);
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
