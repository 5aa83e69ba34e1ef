// Builds the dashboard (viz/dist) when it is absent or older than what it is made of. Plain JavaScript, because it runs before a runtime is chosen, on any Node.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = fileURLToPath(new URL('../../', import.meta.url));
const page = join(checkout, 'viz/dist/index.html');
const vite = join(checkout, 'node_modules/vite/bin/vite.js');

/** Everything that the page is made of: the folders that viz may import, and what the build itself depends on. */
const MADE_OF = [
  'viz',
  'reports/kpi',
  'reports/views',
  'simulator/journal',
  'simulator/core',
  'nodes/common',
  'scenarios/data',
  'vite.config.ts',
  'svelte.config.js',
  'package-lock.json',
];

/**
 * Leaves a dashboard in viz/dist that is as new as its sources; says on standard error when that takes a build. A page that cannot be
 * built is said as well, but stops nothing: a run is worth having without it. A package without Vite (installed without development
 * dependencies) keeps the page that it has.
 */
export async function ensureDashboard() {
  if (!existsSync(vite) || !isStale()) return;
  process.stderr.write('Building the dashboard (once; some seconds) ...\n');
  if ((await build()) === 0) return;
  const instead = existsSync(page) ? 'the one built before is shown' : 'there is none to show';
  process.stderr.write(`The dashboard could not be built, for the reason above; ${instead}.\n`);
}

function isStale() {
  if (!existsSync(page)) return true;
  const builtAt = statSync(page).mtimeMs;
  return MADE_OF.some((path) => hasNewer(join(checkout, path), builtAt));
}

/** Whether a file under the path changed after that time; tests and what was built do not count. */
function hasNewer(path, time) {
  if (!existsSync(path)) return false;
  const found = statSync(path);
  if (!found.isDirectory()) return !path.endsWith('.test.ts') && found.mtimeMs > time;
  return readdirSync(path)
    .filter((name) => name !== 'dist' && name !== 'node_modules')
    .some((name) => hasNewer(join(path, name), time));
}

function build() {
  return new Promise((resolve) => {
    const run =
      process.versions.deno === undefined ? [] : ['run', '-A', '--node-modules-dir=manual'];
    const child = spawn(process.execPath, [...run, vite, 'build', '--logLevel', 'warn'], {
      cwd: checkout,
      // Standard output belongs to the verb that is about to run.
      stdio: ['ignore', process.stderr, 'inherit'],
    });
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
