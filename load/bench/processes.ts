/** Processes that benches measure: scripts of this folder, verbs of the command line, and what goes on until it is told to end. */
import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { runtimeArgs } from './measure.ts';

/** The checkout. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** A run of a minute or two says so; longer it does not take, whatever goes wrong. */
const LONGEST_MS = 30 * 60_000;
const OUTPUT_BYTES = 1 << 26;

export const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

const run = promisify(execFile);

/** Runs a script of this folder in a process of its own, so that what it has compiled and what it remembers are its own, and gives the JSON that it prints. */
export async function runScript<T>(
  file: string,
  args: readonly string[],
  flags: readonly string[] = [],
): Promise<T> {
  const limits = { timeout: LONGEST_MS, maxBuffer: OUTPUT_BYTES };
  const command = [...runtimeArgs(), ...flags, here(file), ...args];
  const { stdout } = await run(process.execPath, command, limits);
  return JSON.parse(stdout) as T;
}

/** The command line as people start it; `node` is the path of a Node that is to run it in place of Deno. */
export function rehearse(
  args: readonly string[],
  node?: string,
): readonly [command: string, args: readonly string[]] {
  if (node === undefined) return ['npm', ['run', '-s', 'rehearse', '--', ...args]];
  return [node, ['simulator/cli/rehearse.js', '--runtime=node', ...args]];
}

/** Runs a verb to its end and gives the JSON that it prints. An exit code other than 0 is an error. */
export async function runVerb<T>(args: readonly string[], node?: string): Promise<T> {
  const [command, rest] = rehearse([...args, '--json'], node);
  const limits = { cwd: ROOT, timeout: LONGEST_MS, maxBuffer: OUTPUT_BYTES };
  const { stdout } = await run(command, [...rest], limits);
  return JSON.parse(stdout) as T;
}

/** Something that runs until it is told to end. */
export interface Serving {
  /** What its output matched. */
  readonly found: RegExpExecArray;
  /** Ends it as Ctrl-C does. */
  stop(): Promise<void>;
}

/** How long it may take until it says what it is waited for, and to end when it is told to. */
const START_MS = 120_000;
const STOP_MS = 20_000;

/**
 * Starts a program and waits until its output matches.
 * @throws Error with its output where it ends before, or says nothing of the kind.
 */
export function serve(command: string, args: readonly string[], says: RegExp): Promise<Serving> {
  const child = spawn(command, [...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGINT');
    const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await exited;
    clearTimeout(late);
  };
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (cause: string): void => {
      clearTimeout(late);
      child.kill('SIGKILL');
      reject(new Error(`${command} ${args.join(' ')}: ${cause}\n${output}`));
    };
    const late = setTimeout(() => fail('it took too long to start'), START_MS);
    child.once('error', ({ message }) => fail(message));
    const ended = (code: number | null): void => fail(`it ended with ${String(code)}`);
    child.once('exit', ended);
    const hear = (chunk: Buffer): void => {
      output += chunk.toString();
      const found = says.exec(output);
      if (found === null) return;
      clearTimeout(late);
      child.off('exit', ended);
      resolve({ found, stop });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
  });
}

/** Gives the work a folder of its own, which is gone afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'rehearse-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
