/** A run as people start it: `rehearse live` as a process of its own, ended by Ctrl-C. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Entry } from '../../simulator/core/cell.ts';
import { JOURNAL_FILE } from '../../simulator/hosts/run-folder.ts';

const launcher = fileURLToPath(new URL('../../simulator/cli/rehearse.js', import.meta.url));

export interface LiveRun {
  readonly trainerUrl: string;
  /** Ends the run as Ctrl-C does. @returns its exit code. */
  end(): Promise<number | null>;
  /** What the run has written; whole once it has ended. */
  journal(): readonly Entry[];
  /** Takes the run's folder away. */
  remove(): void;
}

/** @throws Error with what the program said, where it ends before the rehearsal is open. */
export async function startLive(scenario: string, changes: readonly string[]): Promise<LiveRun> {
  const folder = mkdtempSync(join(tmpdir(), 'rehearse-live-'));
  const given = ['--no-open', '--http', '0', '--mqtt', '0', '--speed', '60', '--out', folder];
  const set = changes.flatMap((change) => ['--set', change]);
  const child = spawn('node', [launcher, 'live', scenario, ...given, ...set]);
  const ended = once(child, 'exit') as Promise<[code: number | null]>;
  const said: string[] = [];
  child.stderr.on('data', (words: Buffer) => said.push(words.toString()));
  const address = new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      said.push(line);
      const url = /^the rehearsal is at (\S+)$/.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
    void ended.then(() => reject(new Error(said.join('\n'))));
  });
  return {
    trainerUrl: await address,
    end: async () => {
      // Not by the child's own `kill`: Deno then tells the signal in place of the exit code.
      if (child.exitCode === null && child.pid !== undefined) process.kill(child.pid, 'SIGINT');
      const [code] = await ended;
      return code;
    },
    journal: () =>
      readFileSync(join(folder, JOURNAL_FILE), 'utf8')
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => JSON.parse(line) as Entry),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
