/** Finds a Chromium on this machine, or brings one: for tests, pictures and `rehearse doctor`. The dashboard itself needs none of this. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
/** Where Playwright unpacks a browser, by platform, below its own folder. */
const UNPACKED = [
  'chrome-linux/chrome',
  'chrome-linux64/chrome',
  'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
  'chrome-win/chrome.exe',
  'chrome-win64/chrome.exe',
];

/** Path of a Chromium: the one named by CHROMIUM_PATH, an installed one, or one that Playwright keeps; undefined where there is none. */
export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return existsSync(named) ? named : undefined;
  const folders = (process.env['PATH'] ?? '').split(':').filter((folder) => folder !== '');
  const installed = PROGRAMS.flatMap((program) =>
    ['/usr/bin', ...folders].map((folder) => join(folder, program)),
  );
  return [...installed, ...APPLICATIONS, ...keptByPlaywright()].find((path) => existsSync(path));
}

/** The newest first. */
function keptByPlaywright(): string[] {
  const caches = [
    process.env['PLAYWRIGHT_BROWSERS_PATH'] ?? '',
    join(homedir(), '.cache/ms-playwright'),
    join(homedir(), 'Library/Caches/ms-playwright'),
    join(homedir(), 'AppData/Local/ms-playwright'),
  ];
  return caches
    .filter((cache) => cache !== '' && existsSync(cache))
    .flatMap((cache) =>
      readdirSync(cache)
        .filter((name) => /^chromium-\d+$/.test(name))
        .sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)))
        .flatMap((name) => UNPACKED.map((path) => join(cache, name, path))),
    );
}

/** Minutes that bringing a browser may take. */
const BRING_MS = 10 * 60_000;

/**
 * A Chromium that is there, or is brought: as root on Debian its package, elsewhere Playwright's download.
 * @throws Error with a sentence that says what to install, where neither works.
 */
export function bringChromium(): string {
  const found = findChromium();
  if (found !== undefined) return found;
  process.stderr.write(
    'There is no Chromium on this machine; bringing one (once; some minutes) ...\n',
  );
  const isRoot = process.getuid?.() === 0;
  if (isRoot && run('apt-get', ['--version'])) {
    run('apt-get', ['update', '-qq']);
    run('apt-get', [
      'install',
      '-y',
      '-qq',
      '--no-install-recommends',
      'chromium',
      'fonts-dejavu-core',
    ]);
  }
  if (findChromium() === undefined) run('npx', ['--yes', 'playwright-core', 'install', 'chromium']);
  const brought = findChromium();
  if (brought !== undefined) return brought;
  throw new Error(
    'No Chromium was found and none could be brought: install Chromium or Chrome, or name one with CHROMIUM_PATH.',
  );
}

const run = (program: string, args: readonly string[]): boolean =>
  spawnSync(program, [...args], {
    stdio: 'ignore',
    timeout: BRING_MS,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0;
