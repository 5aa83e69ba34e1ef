/** Throws hostile packets and spoilt messages at a real ICE and prints what came of them. Usage: run.ts [--packets N] [--messages N] [--seed TEXT] [--json]. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Siege } from './siege.ts';
import type { Outcome } from './siege.ts';
import { siegeTable, wrongs } from './table.ts';

const USAGE = 'usage: run.ts [--packets N] [--messages N] [--seed TEXT] [--json]';
const QUIET_MS = 8_000;

interface Options {
  readonly packets: number;
  readonly messages: number;
  readonly seed: string;
  readonly json: boolean;
}

/** Exit codes as for `rehearse`: 1 something came otherwise than the specification says; 2 bad usage. */
async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (options === undefined) return 2;
  const { json, ...rest } = options;
  const dir = mkdtempSync(join(tmpdir(), 'rehearse-hostile-'));
  const onProgress = (sentence: string): void => void process.stderr.write(`${sentence}\n`);
  try {
    const siege = await Siege.lay({ dir, quietMs: QUIET_MS, onProgress, ...rest });
    let outcome: Outcome;
    try {
      outcome = await siege.run();
    } finally {
      await siege.end();
    }
    const text = json ? JSON.stringify(outcome, plain, 2) : siegeTable(outcome, rest.seed);
    process.stdout.write(`${text}\n`);
    return wrongs(outcome).length === 0 ? 0 : 1;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const plain = (_: string, value: unknown): unknown =>
  value instanceof Map ? (Object.fromEntries(value) as unknown) : value;

function parseOptions(args: readonly string[]): Options | undefined {
  try {
    const text = { type: 'string' } as const;
    const { values } = parseArgs({
      args: [...args],
      options: { packets: text, messages: text, seed: text, json: { type: 'boolean' } },
    });
    const { packets = '100000', messages = '100000', seed = '1', json = false } = values;
    const wrong = [packets, messages].find((count) => !/^[1-9]\d{0,6}$/.test(count));
    if (wrong === undefined)
      return { packets: Number(packets), messages: Number(messages), seed, json };
    process.stderr.write(`${wrong} is no number from 1 to 9999999\n${USAGE}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  }
  return undefined;
}

process.exitCode = await main(process.argv.slice(2));
