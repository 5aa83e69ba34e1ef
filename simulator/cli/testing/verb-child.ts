/** A verb of the command line as a real process of a test: what it says, how it ends. */
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { spawnChild } from '../../../nodes/process/supervisor.ts';
import type { Child, Exit } from '../../../nodes/process/supervisor.ts';
import { Arrived } from '../../../nodes/process/testing/wait.ts';

const SCRIPT = fileURLToPath(new URL('../main.ts', import.meta.url));

const BOUND_MS = 45_000;

export class VerbChild {
  readonly lines = new Arrived<string>();
  readonly complaints = new Arrived<string>();
  private readonly child: Child;

  /** @param folder the one folder that it may write to. */
  constructor(args: readonly string[], folder: string) {
    const needs = { folders: [folder], net: ['127.0.0.1'] };
    this.child = spawnChild(
      { name: args[0] ?? '', script: SCRIPT, args: () => args, needs },
      { onLine: this.lines.push, onComplaint: this.complaints.push },
    );
  }

  get exited(): Promise<Exit> {
    return this.child.exited;
  }

  /** What a line that it prints says in the place of the group. */
  async said(pattern: RegExp): Promise<string> {
    const line = await this.lines.next(
      `${String(pattern)}; ${this.complaints.all.join('; ')}`,
      (one) => pattern.test(one),
      BOUND_MS,
    );
    return pattern.exec(line)?.[1] ?? '';
  }

  /** It dies as it stands. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
  }

  /** It ends in order. By its id: Deno's own `kill` reports every child that it has signalled as killed. */
  async stop(): Promise<Exit> {
    process.kill(this.child.pid, 'SIGTERM');
    return this.exited;
  }
}
