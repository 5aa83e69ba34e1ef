/**
 * Plants one wrong release among so many refusals in a real national application, loads it at its door, and looks whether just that one is found.
 * Usage: planted-run.ts [--among N] [--rate N] [--seed TEXT] [--json].
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ProcessFault } from '../../nodes/process/fault.ts';
import type { Profile } from '../profiles/profile.ts';
import { MOSTLY_REFUSED } from './cases.ts';
import { PILOT_CORRIDORS } from './corridors.ts';
import type { TradersReport } from './run-traders.ts';
import { planted } from './testing/planted.ts';
import { runTradersInTown } from './with-town.ts';

const USAGE = 'usage: planted-run.ts [--among N] [--rate N] [--seed TEXT] [--json]';
const AMONG = 10_000;
/** Declarations a second. */
const RATE = 100;
/** A load is bounded. */
const RATE_MOST = 1_000;
const WARM_UP_S = 2;
/** Where the wrong one is, and where its corridors end. */
const [WRONG, OTHER] = ['GEO', 'AZE'] as const;

interface Options {
  readonly among: number;
  readonly rate: number;
  readonly seed: string;
  readonly json: boolean;
}

/** Exit codes as for `rehearse`: 1 what was planted was not found, or something else was; 2 bad usage; 3 surroundings. */
async function main(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (options === undefined) return 2;
  const dir = mkdtempSync(join(tmpdir(), 'rehearse-planted-'));
  try {
    const report = await load(dir, options);
    const isFound = foundJustOne(report, options);
    process.stdout.write(
      options.json ? `${JSON.stringify(report, null, 2)}\n` : textOf(report, options, isFound),
    );
    return isFound ? 0 : 1;
  } catch (error) {
    if (!(error instanceof ProcessFault)) throw error;
    process.stderr.write(`${error.text}\n`);
    return error.exit;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function load(dir: string, { among, rate, seed }: Options): Promise<TradersReport> {
  return runTradersInTown({
    ...{ dir, seed, countries: [WRONG, OTHER], mixture: MOSTLY_REFUSED },
    corridors: PILOT_CORRIDORS.filter(({ countries: [home] }) => home === WRONG),
    players: { [WRONG]: planted(among) },
    profile: profileOf(among, rate),
    onInterval: ({ at, sent, acknowledged, p99, backlog }, seconds) => {
      const line = `${String(at)} of ${String(seconds)} s: ${String(sent)} sent, ${String(acknowledged)} acknowledged, p99 ${p99.toFixed(0)} ms, ${String(backlog)} wait`;
      process.stderr.write(`${line}\n`);
    },
  });
}

/** Long enough that so many are refused by their guarantee, and not twice so many. */
function profileOf(among: number, rate: number): Profile {
  const { beyond = 0, wrongCode = 0, unknownGrn = 0 } = MOSTLY_REFUSED;
  const seconds = Math.ceil((1.05 * among) / (beyond + wrongCode + unknownGrn) / rate) + WARM_UP_S;
  const text = 'one wrong release among so many refusals';
  return {
    ...{ name: 'planted', summary: { en: text, ru: text }, stages: [{ seconds, rate }] },
    ...{ warmUp: WARM_UP_S, arrivals: 'even', pace: 172_800, p99Most: 2_000 },
    mistakes: { repeated: 0, unreadable: 0, misnumbered: 0, intruding: 0 },
  };
}

function foundJustOne({ checked, book }: TradersReport, { among }: Options): boolean {
  const [finding] = checked.findings;
  return checked.wrong === 1 && finding?.kind === 'wrongRelease' && book.uncovered >= among - 1;
}

function textOf(
  { checked, book, seconds, byType }: TradersReport,
  { among, rate }: Options,
  isFound: boolean,
): string {
  const { declared, released, uncovered, balances } = book;
  const lines = [
    `${String(declared)} declarations at ${String(rate)} a second for ${seconds.toFixed(0)} s: ${String(released)} released, ${String(uncovered)} refused by their guarantee`,
    `${String(checked.answers)} answers checked; ${String(balances.exact + balances.bounded)} balances of guarantees, ${String(balances.exact)} of them to the cent`,
    `T015 acknowledged after ${String(byType['T015']?.p50.toFixed(1))} ms (p50), ${String(byType['T015']?.p99.toFixed(1))} ms (p99)`,
    `planted: one wrong release in ${String(among)} refusals; wrong answers found: ${String(checked.wrong)}`,
    ...checked.findings.map(({ kind, rule, detail }) => `  ${kind} ${rule}: ${detail}`),
    isFound ? 'what was planted was found, and nothing else' : 'this is not what was planted',
  ];
  return `${lines.join('\n')}\n`;
}

function parseOptions(args: readonly string[]): Options | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        among: { type: 'string' },
        rate: { type: 'string' },
        seed: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
    const { among = String(AMONG), rate = String(RATE), seed = '1', json = false } = values;
    if (/^[1-9]\d{0,5}$/.test(among) && /^[1-9]\d{0,3}$/.test(rate) && Number(rate) <= RATE_MOST)
      return { among: Number(among), rate: Number(rate), seed, json };
    process.stderr.write(
      `--among is a number from 1 to 999999, --rate one from 1 to ${String(RATE_MOST)}\n${USAGE}\n`,
    );
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
  }
  return undefined;
}

process.exitCode = await main(process.argv.slice(2));
