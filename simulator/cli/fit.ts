/** `rehearse fit`: runs the corridors and prints the model's border times beside the published ones; `--write` fits them anew. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Scenario } from '../../scenarios/schema.ts';
import { isoUtc } from '../core/time.ts';
import type { RunRequest } from '../hosts/rehearsal.ts';
import { runVirtual } from '../hosts/rehearsal.ts';
import { calibrate, fittedFile, FitWatch, fitText } from '../world/fit.ts';
import { Arguments } from './arguments.ts';
import { EXIT } from './failure.ts';
import { printJson, printLine } from './output.ts';
import { Progress } from './progress.ts';
import { lasting, mustLoad } from './scenario.ts';

const FITTED_FILE = fileURLToPath(
  new URL('../../scenarios/data/fitted-posts.json', import.meta.url),
);
/** Border times are alike for days: so many days give each post a mean worth comparing. */
const DEFAULT_LENGTH = 120 * 86_400_000;

export function fit(args: string[]): number {
  const options = new Arguments(
    args,
    { seed: 'text', until: 'text', set: 'list', json: 'flag', write: 'flag' },
    { most: 1 },
  );
  const loaded = mustLoad(options.words[0] ?? 'pilot/pilot-corridors', options.list('set'));
  const scenario = lasting(loaded.scenario, options.duration('until') ?? DEFAULT_LENGTH);
  const seed = String(options.whole('seed', 0, Number.MAX_SAFE_INTEGER) ?? scenario.seed);
  if (options.flag('write') === true) {
    const posts = calibrate((backgroundHours) => watchRun(scenario, seed, backgroundHours));
    writeFileSync(FITTED_FILE, fittedFile(posts));
    process.stderr.write(`wrote ${FITTED_FILE}\n`);
  }
  const rows = watchRun(scenario, seed).rows();
  if (options.flag('json') === true) printJson(rows);
  else printLine(fitText(rows));
  return EXIT.well;
}

function watchRun(
  scenario: Scenario,
  seed: string,
  backgroundHours?: Readonly<Record<string, number>>,
): FitWatch {
  const watch = new FitWatch();
  const progress = new Progress('fit');
  const request: RunRequest = {
    scenario,
    seed,
    bodies: false,
    observers: [(entry) => watch.observe(entry)],
    onProgress: (share, now) => progress.show(share, isoUtc(now).slice(0, 10)),
    ...(backgroundHours === undefined ? {} : { backgroundHours }),
  };
  runVirtual(request);
  progress.end();
  return watch;
}
