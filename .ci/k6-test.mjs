// The smoke profile by a real k6 against an ICE of its own. Exit 0: borne; 1: not; 3: there is no k6 with k6/x/mqtt here, and nothing was checked.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ABSENT = 3;
const START_MS = 60_000;
const RUN_MS = 180_000;
const k6 = process.env.REHEARSE_K6 ?? 'k6';

const version = spawnSync(k6, ['version'], { encoding: 'utf8' });
if (version.error !== undefined)
  absent(`k6 is not installed here (${k6}): the scripts of load/k6 were not run by a k6`);
if (!version.stdout.includes('k6/x/mqtt'))
  absent(`this k6 is built without k6/x/mqtt (${k6}): the scripts of load/k6 were not run by it`);

const folder = mkdtempSync(join(tmpdir(), 'rehearse-k6-'));
const [store, flows, report] = ['ice', 'flows.json', 'report.json'].map((one) => join(folder, one));
const rehearse = 'simulator/cli/rehearse.js';
execFileSync('npm', ['run', '-s', 'k6:bundle'], { stdio: ['ignore', 'ignore', 'inherit'] });
execFileSync(process.execPath, [rehearse, 'load', '--write-flows', flows], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
const ice = spawn(process.execPath, [rehearse, 'ice', '--mqtt', '0', '--store', store], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
let code = 1;
try {
  const told = {
    ...{ TARGET: await address(), CREDENTIALS: join(store, 'credentials.json') },
    ...{ FLOWS: flows, PROFILE: 'smoke', REPORT: report },
  };
  const options = Object.entries(told).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
  const { status, error } = spawnSync(
    k6,
    ['run', '--quiet', ...options, 'load/k6/dist/exchange.js'],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
      timeout: RUN_MS,
      // It has what it needs, asks nobody for more, and tells nobody of its use.
      env: { ...process.env, K6_AUTO_EXTENSION_RESOLUTION: 'false', K6_NO_USAGE_REPORT: 'true' },
    },
  );
  if (error !== undefined || status !== 0)
    throw new Error(`it ended with ${error?.message ?? status}`);
  const { objections, checked } = JSON.parse(readFileSync(report, 'utf8'));
  if (objections.length > 0) throw new Error(objections.map(({ en }) => en).join('; '));
  if (checked.answers === 0) throw new Error('it has looked at no answer');
  process.stdout.write(`k6: smoke is borne, ${checked.answers} answers are right\n`);
  code = 0;
} catch (error) {
  process.stderr.write(`k6: ${error.message}\n`);
} finally {
  ice.kill('SIGINT');
  await new Promise((resolve) => (ice.exitCode === null ? ice.on('exit', resolve) : resolve()));
  rmSync(folder, { recursive: true, force: true });
}
process.exit(code);

/** Where ICE is, once it says so. */
function address() {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('ICE does not start')), START_MS);
    let output = '';
    ice.stdout.setEncoding('utf8');
    ice.stdout.on('data', (chunk) => {
      output += chunk;
      const [url] = /mqtts?:\/\/[^\s;]+/.exec(output) ?? [];
      if (url === undefined) return;
      clearTimeout(late);
      resolve(url);
    });
    ice.on('exit', (status) => reject(new Error(`ICE ended with ${status} by itself`)));
  });
}

function absent(sentence) {
  process.stdout.write(`${sentence}\n`);
  process.exit(ABSENT);
}
