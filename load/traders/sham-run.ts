/** How many declarations one generator makes: loads doors behind which hardly anything is done. Usage: sham-run.ts [--rate N] [--seconds N]. */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { RealCast } from '../../nodes/process/testing/real-cast.ts';
import { spawnChild } from '../../nodes/process/supervisor.ts';
import { within } from '../../nodes/process/testing/wait.ts';
import { USUAL } from './cases.ts';
import { runTraders } from './run-traders.ts';
import { SHAM_SEAT } from './testing/sham-doors.ts';

const COUNTRIES = ['GEO', 'AZE'];
const SCRIPT = fileURLToPath(new URL('testing/sham-main.ts', import.meta.url));
const START_MS = 20_000;
const WARM_UP_S = 3;
/** A load is bounded. */
const SECONDS_MOST = 120;

const { values } = parseArgs({
  options: { rate: { type: 'string' }, seconds: { type: 'string' } },
});
const rate = Number(values.rate ?? 500);
const seconds = Math.min(SECONDS_MOST, Number(values.seconds ?? 15));

let onUrls: (urls: Record<string, string>) => void = () => undefined;
const up = new Promise<Record<string, string>>((resolve) => (onUrls = resolve));
const child = spawnChild(
  { name: 'sham', script: SCRIPT, args: () => [COUNTRIES.join()], needs: { net: ['127.0.0.1'] } },
  { onLine: (line) => onUrls(JSON.parse(line) as Record<string, string>) },
);
try {
  const urls = await within(START_MS, 'the sham doors', up);
  const { schedule, byType, generatorCpu, achieved, checked, book } = await runTraders({
    doors: COUNTRIES.map((country) => ({ country, url: urls[country]!, ...SHAM_SEAT })),
    scheme: new RealCast({ countries: COUNTRIES }).scheme,
    // The sham offices do not look at what is declared.
    mixture: { ...USUAL, right: 0.84, faulty: 0 },
    seed: '1',
    profile: {
      ...{ name: 'sham', summary: { en: 'sham', ru: 'sham' }, stages: [{ seconds, rate }] },
      ...{ warmUp: WARM_UP_S, arrivals: 'even', pace: 172_800, p99Most: 2_000 },
      mistakes: { repeated: 0, unreadable: 0, misnumbered: 0, intruding: 0 },
    },
  });
  const lines = [
    `${String(book.declared)} declarations at ${String(rate)} a second; ${achieved.messages.toFixed(0)} messages a second acknowledged, ${String(checked.answers)} answers checked, ${String(checked.wrong)} wrong`,
    `the generator used ${(100 * generatorCpu).toFixed(0)} % of a core and was late by ${schedule.p99.toFixed(1)} ms (p99)`,
    `T015 acknowledged after ${String(byType['T015']?.p50.toFixed(1))} ms (p50), ${String(byType['T015']?.p99.toFixed(1))} ms (p99)`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
} finally {
  child.end();
  await child.exited;
}
