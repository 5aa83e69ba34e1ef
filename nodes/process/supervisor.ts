/** Starts child processes as the real binary, speaks lines of JSON with them, starts again what died, and ends them with itself. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import process from 'node:process';
import { LIMITS } from '../common/limits.ts';
import { LineSplitter } from './lines.ts';
import { childEnvironment, runtimeArguments } from './permissions.ts';
import type { Needs } from './permissions.ts';
import { ownRuntime } from './runtimes.ts';
import type { Runtime } from './runtimes.ts';

export interface ChildSpec {
  /** For the log: `GEO`. */
  readonly name: string;
  /** Path of the TypeScript file to run. */
  readonly script: string;
  /** Asked for at each start. */
  readonly args?: () => readonly string[];
  readonly needs?: Needs;
  /** The parent's own where it is left out. */
  readonly runtime?: Runtime;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
}

export interface Child {
  readonly name: string;
  readonly pid: number;
  /** One line to its standard input. Lost where it is gone. */
  send(line: string): void;
  /** By its process id; it ends without cleaning up. */
  kill(signal?: NodeJS.Signals): void;
  /** Closes its standard input: it ends by itself within a second. */
  end(): void;
  readonly exited: Promise<Exit>;
}

export interface ChildHandler {
  onLine(line: string): void;
  /** What it wrote to standard error, line by line, without stack traces. */
  onComplaint?(line: string): void;
}

/** Lines of a stack trace, or of the source excerpt that a runtime shows with it. */
const TRACE = /^\s+at |^\s*\^+\s*$|^\s*$/;

/** Its standard input closes when this process ends, however it ends, and the child ends with it. */
export function spawnChild(spec: ChildSpec, handler: ChildHandler): Child {
  const { name, script, args = () => [], needs = {}, runtime = ownRuntime(), env } = spec;
  const flags = runtimeArguments(needs, runtime.name);
  const child = spawn(runtime.program, [...flags, script, ...args()], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: childEnvironment(env),
    windowsHide: true,
  });
  const exited = new Promise<Exit>((resolve) => {
    child.once('error', () => resolve({ code: null, signal: null }));
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  // What is written to a child that has just died is lost; `exited` says so.
  child.stdin.on('error', () => undefined);
  forward(child, 'stdout', (line) => handler.onLine(line));
  forward(child, 'stderr', (line) => {
    if (!TRACE.test(line)) (handler.onComplaint ?? complain(name))(line);
  });
  return {
    name,
    pid: child.pid ?? -1,
    send: (line) => void child.stdin.write(`${line}\n`),
    kill: (signal = 'SIGKILL') => signalTo(child, signal),
    end: () => void child.stdin.end(),
    exited,
  };
}

/** By its id: Deno passes on one signal a child and no more. */
function signalTo({ pid, exitCode, signalCode }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  try {
    process.kill(pid, signal);
  } catch {
    // It has just ended by itself.
  }
}

function forward(
  child: ChildProcess,
  stream: 'stdout' | 'stderr',
  onLine: (line: string) => void,
): void {
  const splitter = new LineSplitter();
  child[stream]?.setEncoding('utf8');
  child[stream]?.on('data', (chunk: string) => {
    for (const line of splitter.split(chunk)) onLine(line);
  });
}

const complain =
  (name: string) =>
  (line: string): void =>
    void process.stderr.write(`${name}: ${line}\n`);

export interface SupervisedHandler extends ChildHandler {
  /** A child runs: the first, or one after a death. Here it is told who it is. */
  onStart(child: Child, starts: number): void;
  /** It died unasked; it is started again unless `onGivenUp` follows. */
  onDeath(exit: Exit): void;
  /** Too many deaths within a minute, or a child that says it cannot go on (exit 2 or 3): it is not started any more. */
  onGivenUp(exit: Exit): void;
}

/** A child that is started again when it dies, after a pause that doubles. */
export class Supervised {
  private readonly spec: ChildSpec;
  private readonly handler: SupervisedHandler;
  private current: Child | undefined;
  private readonly startedAt: number[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stopping = false;
  private gone: Promise<void> = Promise.resolve();

  constructor(spec: ChildSpec, handler: SupervisedHandler) {
    this.spec = spec;
    this.handler = handler;
    this.start();
  }

  get name(): string {
    return this.spec.name;
  }

  /** Process id of the child that runs now. */
  get pid(): number | undefined {
    return this.current?.pid;
  }

  /** One line to the child that runs now; lost where none does. */
  send(line: string): void {
    this.current?.send(line);
  }

  kill(signal: NodeJS.Signals = 'SIGKILL'): void {
    this.current?.kill(signal);
  }

  /** Ends it for good: by closing its input, after `boundMs` by SIGKILL. Settles when it is gone. */
  async stop(boundMs = 2_000): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    const child = this.current;
    if (child === undefined) return;
    child.end();
    const force = setTimeout(() => child.kill(), boundMs);
    await this.gone;
    clearTimeout(force);
  }

  private start(): void {
    this.startedAt.push(performance.now());
    const child = spawnChild(this.spec, this.handler);
    this.current = child;
    this.gone = child.exited.then((exit) => this.onExit(exit));
    this.handler.onStart(child, this.startedAt.length);
  }

  private onExit(exit: Exit): void {
    this.current = undefined;
    // Code 0: it had been told to end, and did.
    if (this.stopping || exit.code === 0) return;
    this.handler.onDeath(exit);
    const recent = this.startedAt.filter((at) => performance.now() - at < 60_000).length;
    if (exit.code === 2 || exit.code === 3 || recent >= LIMITS.startsPerMinute) {
      this.handler.onGivenUp(exit);
      return;
    }
    const pauseMs = Math.min(LIMITS.reconnectFirstMs * 2 ** (recent - 1), LIMITS.reconnectMostMs);
    this.timer = setTimeout(() => this.start(), pauseMs);
  }
}
