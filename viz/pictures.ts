/**
 * `npm run pictures`: takes the pictures of README.md and docs/ anew, from real runs of a seed: the map in motion, a movement, the report;
 * faults at work; the story of a violation; a load that goes on. Needs a Chromium, or brings one.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { ApiCommand, StateAnswer } from '../reports/views/api.ts';
import { HOUR, isoUtc } from '../simulator/core/time.ts';
import { openBrowser, SMALLEST } from './testing/browser.ts';
import { startLoad } from './testing/live-load.ts';

const SEED = 1;
/** Long enough for the figures to have a history; then slowly enough to be looked at. */
const HURRY = 3_600;
const STROLL = 60;
/** Into the run, in ms of simulated time. */
const FIRST_LOOK = 30 * HOUR;
const LOOK_EVERY_MS = 250;
const LIMIT_MS = 180_000;
/** Into the load of the profile spike, in s: ten seconds after the ferry. */
const LOAD_LOOK_S = 40;
/** What is at work at the first look. */
const FAULTS = `faults=[
  { fault: borderClosed, at: 18h, lasts: 1d, post: az-krasny-most, side: entry },
  { fault: loss, at: 20h, lasts: 20h, share: 0.3 },
  { fault: nodeCrash, at: 28h, lasts: 8h, node: KAZ },
  { fault: breakdown, at: 22h, lasts: 12h, by: 18h, share: 0.2 }]`;
/** Wrong in one place, which costs a story of eight messages with a fault in it. */
const MUTANT = 'inbox-in-memory';
/** Wide enough for the story's picture; it is as long as it is. */
const STORY = { width: 840, height: 600 };

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const PICTURES = here('../docs/pictures');
const REHEARSE = here('../simulator/cli/rehearse.js');

interface LiveRun {
  readonly url: URL;
  readonly token: string;
  /** As Ctrl-C does; the report is written then. */
  stop(): Promise<void>;
}

async function startRun(folder: string, more: readonly string[] = []): Promise<LiveRun> {
  const args = ['live', '--seed', String(SEED), '--speed', String(HURRY), ...more];
  const quiet = ['--no-open', '--http', '0', '--mqtt', '0', '--out', folder];
  const child = spawn('node', [REHEARSE, ...args, ...quiet], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let said = '';
  child.stdout.setEncoding('utf8');
  const page = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: string) => {
      said += chunk;
      const found = /http:\/\/\S+/.exec(said)?.[0];
      if (found !== undefined) resolve(found);
    });
    void gone.then(() => reject(new Error(`the run ended before it was up: ${said}`)));
  });
  const url = new URL(page);
  const token = url.hash.replace('#token=', '');
  return {
    url,
    token,
    stop: () => {
      child.kill('SIGINT');
      return gone;
    },
  };
}

async function stateOf({ url }: LiveRun): Promise<StateAnswer> {
  const answer = await fetch(new URL('/api/state', url));
  return (await answer.json()) as StateAnswer;
}

async function command({ url, token }: LiveRun, asked: ApiCommand): Promise<void> {
  const answer = await fetch(new URL('/api/commands', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(asked),
  });
  if (!answer.ok) throw new Error(`${asked.type}: ${await answer.text()}`);
}

/** Looks at the run until it is as wanted. */
async function until(
  run: LiveRun,
  what: string,
  wanted: (state: StateAnswer) => boolean,
): Promise<StateAnswer> {
  for (const deadline = performance.now() + LIMIT_MS; performance.now() < deadline;) {
    const state = await stateOf(run);
    if (wanted(state)) return state;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  throw new Error(`${what}: not within ${String(LIMIT_MS / 1_000)} s`);
}

/** A run as it stands at the first look, slowly enough to be looked at. */
async function runToFirstLook(folder: string, more: readonly string[] = []): Promise<LiveRun> {
  const run = await startRun(folder, more);
  try {
    const { trial } = await stateOf(run);
    const look = (trial.handedOverAt ?? trial.now) + FIRST_LOOK;
    await until(run, isoUtc(look), (state) => state.trial.now > look);
    await command(run, { type: 'setSpeed', speed: STROLL });
    return run;
  } catch (error) {
    await run.stop();
    throw error;
  }
}

async function openPage(
  browser: Browser,
  url: string,
  viewport: { readonly width: number; readonly height: number } = SMALLEST,
): Promise<Page> {
  const page = await browser.newPage({ viewport, colorScheme: 'light', locale: 'en' });
  await page.goto(url);
  return page;
}

async function take(page: Page, name: string, fullPage = false): Promise<void> {
  const path = join(PICTURES, `${name}.png`);
  await page.screenshot({ path, fullPage });
  process.stdout.write(`docs/pictures/${name}.png\n`);
}

/** A movement worth looking at: under way for long, and its truck stands at a border post. */
function chosen({ trial }: StateAnswer): string {
  const waiting = trial.trucks.rows
    .filter(({ doing, mrn }) => doing === 'queued' && mrn !== null)
    .sort((a, b) => a.since - b.since || (a.id < b.id ? -1 : 1));
  const mrn = waiting.find(({ route }) => route.length > 15)?.mrn ?? waiting[0]?.mrn;
  if (mrn === null || mrn === undefined) throw new Error('no truck waits at a border post');
  return mrn;
}

/** The map in motion, a truck that waits, and the report of the run. */
async function takeRun(browser: Browser, folder: string): Promise<void> {
  const run = await runToFirstLook(folder);
  try {
    const page = await openPage(browser, run.url.href);
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await until(run, 'a message on its way', (state) => state.trial.pulses.rows.length > 0);
    await take(page, 'map');
    const mrn = chosen(await stateOf(run));
    await page.goto(new URL(`/?show=movement:${mrn}`, run.url).href);
    await page.getByRole('heading', { name: mrn }).waitFor();
    await take(page, 'movement');
    await run.stop();
    await take(await openPage(browser, pathToFileURL(join(folder, 'report.html')).href), 'report');
  } finally {
    await run.stop();
  }
}

/** What goes wrong on purpose, as the page tells it. */
async function takeFaults(browser: Browser, folder: string): Promise<void> {
  const run = await runToFirstLook(folder, ['--set', FAULTS]);
  try {
    const page = await openPage(browser, run.url.href);
    const heading = page.getByRole('heading', { name: 'What goes wrong on purpose' });
    await heading.evaluate((one) => one.scrollIntoView());
    await take(page, 'faults');
  } finally {
    await run.stop();
  }
}

/** The story of a violation: of a mutant's, because nothing else here violates anything. */
async function takeStory(browser: Browser, folder: string): Promise<void> {
  const child = spawn('node', [REHEARSE, 'mutants', MUTANT, '--out', folder], { stdio: 'ignore' });
  await new Promise((resolve) => child.once('exit', resolve));
  for (const [language, name] of [
    ['en', 'story'],
    ['ru', 'story.ru'],
  ] as const) {
    const { href } = pathToFileURL(join(folder, `${MUTANT}.${language}.html`));
    await take(await openPage(browser, href, STORY), name, true);
  }
}

/** A load when its worst is over and the rest still comes. */
async function takeLoad(browser: Browser): Promise<void> {
  const load = await startLoad('spike');
  try {
    const page = await openPage(browser, load.url);
    await page.getByRole('heading', { name: `Second ${String(LOAD_LOOK_S)} of` }).waitFor({
      timeout: LIMIT_MS,
    });
    await take(page, 'load');
    await page.close();
    await load.ended;
  } finally {
    load.remove();
  }
}

async function main(): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  const folder = mkdtempSync(join(tmpdir(), 'rehearse-pictures-'));
  const browser = await openBrowser();
  try {
    await takeRun(browser, join(folder, 'run'));
    await takeFaults(browser, join(folder, 'faults'));
    await takeStory(browser, join(folder, 'story'));
    await takeLoad(browser);
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

await main();
