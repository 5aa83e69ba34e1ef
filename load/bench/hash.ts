/** Whether the same seed tells the same story wherever it is told: on both runtimes, with JSON at every hop, in processes over a broker. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Figure } from './figures.ts';
import { figure } from './figures.ts';
import { PeerMissing } from './measure.ts';
import { inFolder, runVerb } from './processes.ts';

interface Summary {
  readonly journal: { readonly sha256: string };
}

/** Few movements by every way, many on both runtimes. */
const ONE = ['pilot/one-truck'];
const MANY = ['pilot/pilot-corridors', '--until', '2d'];
const NODE_NEEDED = 24;

/** The share of runs whose hash is that of the first; without a Node 24 on this machine, of those on Deno. */
export function benchHashes(): Promise<readonly (Figure | PeerMissing)[]> {
  return inFolder(async (folder) => {
    let count = 0;
    const hash = async (args: readonly string[], node?: string): Promise<string> => {
      const out = join(folder, String(count++));
      return (await runVerb<Summary>(['run', ...args, '--out', out], node)).journal.sha256;
    };
    const node = await findNode();
    const [one, many] = [await hash(ONE), await hash(MANY)];
    const equal = [
      (await hash(MANY)) === many,
      (await hash([...ONE, '--json-hops'])) === one,
      (await hash([...ONE, '--host', 'lockstep'])) === one,
    ];
    if (node === undefined) {
      const what = 'same seed, same hash: on Deno, with JSON hops, in lockstep';
      return [{ ...shareOf(equal), what }, NODE_MISSING];
    }
    equal.push((await hash(ONE, node)) === one, (await hash(MANY, node)) === many);
    return [shareOf(equal)];
  });
}

const shareOf = (equal: readonly boolean[]): Figure =>
  figure('hash-equal', equal.filter(Boolean).length / equal.length);

const NODE_MISSING = new PeerMissing(
  `Node ${String(NODE_NEEDED)}`,
  'install it, or the npm package `node@24` in a folder of its own, and name it with REHEARSE_NODE24',
);

/** The one named by REHEARSE_NODE24, or the first on the path, if it is new enough. */
async function findNode(): Promise<string | undefined> {
  for (const path of [process.env['REHEARSE_NODE24'], 'node']) {
    if (path === undefined || path === '') continue;
    try {
      const { stdout } = await promisify(execFile)(path, ['--version']);
      if (Number(/^v(\d+)/.exec(stdout)?.[1]) >= NODE_NEEDED) return path;
    } catch {
      continue; // Not there: the next may be.
    }
  }
  return undefined;
}
