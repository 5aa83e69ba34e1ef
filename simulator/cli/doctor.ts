/** `rehearse doctor`: says what this machine lacks, and how to mend it. */
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism, freemem, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnSync } from 'node:child_process';
import { Arguments } from './arguments.ts';
import { EXIT } from './failure.ts';
import { printJson, printTable } from './output.ts';

interface Finding {
  readonly what: string;
  readonly state: 'well' | 'missing' | 'optional';
  readonly found: string;
  readonly mend: string;
}

const GIB = 2 ** 30;

export async function doctor(args: string[]): Promise<number> {
  const options = new Arguments(args, { json: 'flag' }, { most: 0 });
  const findings = [
    runtime(),
    await sqlite(),
    dashboard(),
    disk(),
    memory(),
    await port(8080, '--http'),
    await port(1883, '--mqtt'),
    program('mosquitto', ['-h'], 'only for --broker with mosquitto: install mosquitto'),
    program('k6', ['version'], 'only for load tests with k6: see the README'),
    chromium(),
  ];
  if (options.flag('json') === true) printJson(findings);
  else
    printTable(
      findings.map(({ what, state, found, mend }) => [
        mark(state),
        what,
        found,
        state === 'well' ? '' : mend,
      ]),
    );
  return findings.some(({ state }) => state === 'missing') ? EXIT.surroundings : EXIT.well;
}

const mark = (state: Finding['state']): string =>
  ({ well: 'ok', missing: 'MISSING', optional: 'optional' })[state];

const finding = (
  what: string,
  well: boolean,
  found: string,
  mend: string,
  needed = true,
): Finding => ({
  what,
  state: well ? 'well' : needed ? 'missing' : 'optional',
  found,
  mend,
});

function runtime(): Finding {
  const deno = process.versions['deno'];
  const node = Number(process.versions.node.split('.')[0]);
  const found = deno === undefined ? `Node ${process.versions.node}` : `Deno ${deno}`;
  return finding('runtime', deno !== undefined || node >= 24, found, 'run npm ci: it brings Deno');
}

async function sqlite(): Promise<Finding> {
  try {
    const { DatabaseSync } = await import('node:sqlite');
    const database = new DatabaseSync(':memory:');
    const row = database.prepare('select sqlite_version() as version').get();
    database.close();
    return finding('store', true, `SQLite ${String(row?.['version'])}`, '');
  } catch {
    return finding('store', false, 'no SQLite', 'use Deno 2 or Node 24');
  }
}

function dashboard(): Finding {
  const page = fileURLToPath(new URL('../../viz/dist/index.html', import.meta.url));
  const built = existsSync(page);
  return finding('dashboard', built, built ? 'built' : 'not built', 'run npm run build');
}

function disk(): Finding {
  const folder = mkdtempSync(join(tmpdir(), 'rehearse-'));
  rmSync(folder, { recursive: true });
  const { bavail, bsize } = statfsSync('.');
  const free = (bavail * bsize) / GIB;
  return finding(
    'disk',
    free > 1,
    `${free.toFixed(1)} GiB free`,
    'make room: a run of two weeks takes up to 1 GiB',
  );
}

function memory(): Finding {
  const free = freemem() / GIB;
  return finding(
    'memory',
    free > 1,
    `${free.toFixed(1)} GiB free, ${String(availableParallelism())} cores`,
    'close other programs',
  );
}

function port(number: number, option: string): Promise<Finding> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(
        finding(`port ${String(number)}`, false, 'taken', `choose another with ${option}`, false),
      );
    });
    server.listen(number, '127.0.0.1', () => {
      server.close(() => {
        resolve(finding(`port ${String(number)}`, true, 'free', ''));
      });
    });
  });
}

function program(name: string, args: string[], mend: string): Finding {
  const run = spawnSync(name, args, { encoding: 'utf8', timeout: 5_000 });
  const found = run.error === undefined;
  return finding(name, found, found ? 'found' : 'not found', mend, false);
}

/** Names under which the browser for tests and pictures is known. */
const CHROMIUM = [
  process.env['CHROMIUM_PATH'] ?? '',
  'chromium',
  'chromium-browser',
  'google-chrome',
];

function chromium(): Finding {
  const found = CHROMIUM.find(
    (name) => name !== '' && spawnSync(name, ['--version'], { timeout: 5_000 }).status === 0,
  );
  return finding(
    'chromium',
    found !== undefined,
    found ?? 'not found',
    'only for npm test and npm run pictures: install chromium',
    false,
  );
}
