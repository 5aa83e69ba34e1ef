/** Kills ICE and national applications under load and prints what became of what they had acknowledged. Usage: run.ts [--times N] [--seed TEXT] [--json]. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { campaign, isClean } from './campaign.ts';
import { killTable, resultOf } from './table.ts';

const USAGE = 'usage: run.ts [--times N] [--seed TEXT] [--json]';
const TIMES = 300;
const AUDITS = 4;

interface Options {
  readonly times: number;
  readonly seed: string;
  readonly json: boolean;
}

/** Exit codes as for `rehearse`: 1 something acknowledged was lost or doubled, or did not come to its end; 2 bad usage. */
async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (options === undefined) return 2;
  const { times, seed, json } = options;
  const dir = mkdtempSync(join(tmpdir(), 'rehearse-kills-'));
  try {
    const outcome = await campaign({
      dir,
      nodes: ['GEO', 'AZE', 'KAZ'],
      times,
      seed,
      auditEvery: Math.ceil(times / AUDITS),
      onProgress: (sentence) => void process.stderr.write(`${sentence}\n`),
    });
    process.stdout.write(
      json ? `${JSON.stringify(resultOf(outcome), null, 2)}\n` : `${killTable(outcome, seed)}\n`,
    );
    const { findings, stuck, surprises } = outcome;
    return isClean(findings) && stuck.length + surprises.length === 0 ? 0 : 1;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function parseOptions(args: readonly string[]): Options | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { times: { type: 'string' }, seed: { type: 'string' }, json: { type: 'boolean' } },
    });
    const { times = String(TIMES), seed = '1', json = false } = values;
    if (/^[1-9]\d{0,4}$/.test(times)) return { times: Number(times), seed, json };
    process.stderr.write(`--times ${times} is no number of kills from 1 to 99999\n${USAGE}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  }
  return undefined;
}

process.exitCode = await main(process.argv.slice(2));
