/** How many seeds with random faults an hour holds, and how long a day of the pilot takes in processes over the embedded broker. */
import { join } from 'node:path';
import type { Figure } from './figures.ts';
import { figure } from './figures.ts';
import { inFolder, runVerb } from './processes.ts';

const SCENARIO = 'explore/three-countries';
const SEEDS = '1..1000';

/** Seeds an hour of three countries and twenty movements, on all cores, start-up included. */
export async function benchExplore(): Promise<Figure> {
  const { seedsPerHour } = await inFolder((folder) =>
    runVerb<{ seedsPerHour: number }>(['explore', SCENARIO, '--seeds', SEEDS, '--out', folder]),
  );
  return figure('explore-rate', seedsPerHour);
}

const DAY = ['pilot/pilot-corridors', '--until', '1d'];
const SECOND_MS = 1_000;

/** Wall time of a day of pilot traffic, its warm-up included; the peer is the same day in one process. */
export function benchLockstep(): Promise<Figure> {
  return inFolder(async (folder) => {
    const seconds = async (host: string): Promise<number> => {
      const out = join(folder, host);
      const { wallMs } = await runVerb<{ wallMs: number }>([
        'run',
        ...DAY,
        '--host',
        host,
        '--out',
        out,
      ]);
      return wallMs / SECOND_MS;
    };
    return figure('lockstep-day', await seconds('lockstep'), {
      what: 'the same day in one process',
      value: await seconds('virtual'),
    });
  });
}
