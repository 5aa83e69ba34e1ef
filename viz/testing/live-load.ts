/** A load as people start it: `rehearse load --http` as a process of its own, on an exchange that it starts. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const launcher = fileURLToPath(new URL('../../simulator/cli/rehearse.js', import.meta.url));

const SHORT = {
  ...{ name: 'short', summary: { en: 'Short', ru: 'Короткая' } },
  ...{ warmUp: 0, arrivals: 'even', pace: 1e6, p99Most: 60_000 },
  mistakes: { repeated: 0, unreadable: 0, misnumbered: 0, intruding: 0 },
};

export interface LiveLoad {
  readonly url: string;
  /** Its exit code. */
  readonly ended: Promise<number | null>;
  /** Takes its folder away. */
  remove(): void;
}

/**
 * @param of name of a profile, or one stage of calm movements.
 * @throws Error with what the program said, where it ends before the page is open.
 */
export async function startLoad(of: string | { seconds: number; rate: number }): Promise<LiveLoad> {
  const folder = mkdtempSync(join(tmpdir(), 'rehearse-load-'));
  const profile = typeof of === 'string' ? of : join(folder, 'short.json');
  if (typeof of !== 'string') writeFileSync(profile, JSON.stringify({ ...SHORT, stages: [of] }));
  const given = ['--profile', profile, '--http', '0', '--no-open', '--out', join(folder, 'run')];
  const child = spawn('node', [launcher, 'load', ...given], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const said: string[] = [];
  child.stdout.on('data', (words: Buffer) => said.push(words.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stderr).on('line', (line) => {
      said.push(line);
      const found = /^the load is shown at (\S+)$/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then(() => reject(new Error(said.join('\n'))));
  });
  return { url, ended, remove: () => rmSync(folder, { recursive: true }) };
}
