/** The search for what an exchange carries: on one whose capacity is known, and five times on a real one. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newSecret } from '../../nodes/process/credentials.ts';
import type { CapacityReport } from '../capacity/report.ts';
import { messagesPerMovement } from '../flows/flow.ts';
import { corridorFlows } from './corridor-flows.ts';
import { startPaced } from '../capacity/testing/paced-exchange.ts';
import type { Figure } from './figures.ts';
import { figure } from './figures.ts';
import { inFolder, runVerb } from './processes.ts';

/** Messages a second of the exchange that is known. */
const KNOWN = 1_000;
const COUNTRIES = ['GEO', 'AZE', 'KAZ', 'UZB', 'TKM'];

/** How far the search is off a known capacity, in messages. */
export function benchKnownCapacity(): Promise<Figure> {
  return inFolder(async (folder) => {
    const exchange = await startPaced({ perSecond: KNOWN });
    try {
      const credentials = join(folder, 'credentials.json');
      const secrets = Object.fromEntries(COUNTRIES.map((country) => [country, newSecret()]));
      writeFileSync(credentials, JSON.stringify(secrets));
      const report = await search(folder, [
        ...['--target', exchange.url, '--credentials', credentials],
        ...['--start', '100', '--hold', '10s', '--profile', noMistakes(folder)],
      ]);
      const found = carried(report) * messagesPerMovement(await corridorFlows());
      return figure('capacity-known', Math.abs(found / KNOWN - 1));
    } finally {
      await exchange.close();
    }
  });
}

const RUNS = 5;

/** Half the spread of five searches on ICE, over their mean. */
export async function benchRepeatedCapacity(): Promise<Figure> {
  const found: number[] = [];
  for (let i = 0; i < RUNS; i++) {
    const report = await inFolder((folder) =>
      search(folder, [
        '--start',
        '1000',
        '--hold',
        '5s',
        '--within',
        '4%',
        '--profile',
        noMistakes(folder),
      ]),
    );
    found.push(carried(report));
  }
  const mean = found.reduce((sum, rate) => sum + rate, 0) / RUNS;
  const spread = (Math.max(...found) - Math.min(...found)) / 2;
  const measured = figure('capacity-repeat', spread / mean);
  const rates = found.map((rate) => rate.toFixed(0)).join(', ');
  return { ...measured, what: `${measured.what}; ${rates} movements/s` };
}

const search = (folder: string, args: readonly string[]): Promise<CapacityReport> =>
  runVerb(['capacity', '--out', join(folder, 'found'), ...args]);

const carried = ({ carried: best }: CapacityReport): number => best?.movementsPerSecond ?? 0;

/** What is refused costs the known exchange nothing, so nothing wrong is sent. */
function noMistakes(folder: string): string {
  const path = join(folder, 'profile.json');
  const profile = {
    ...{ name: 'bench', summary: { en: 'bench', ru: 'замер' }, arrivals: 'even', pace: 172_800 },
    ...{ stages: [{ seconds: 10, rate: 1 }], warmUp: 1, p99Most: 2_000 },
    mistakes: { repeated: 0, unreadable: 0, misnumbered: 0, intruding: 0 },
  };
  writeFileSync(path, JSON.stringify(profile));
  return path;
}
