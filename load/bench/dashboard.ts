/** The dashboard as people see it, in a real Chromium that draws in software: how soon the first truck moves, how smoothly five thousand do, how fast the past comes. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { RunInfo, StateAnswer } from '../../reports/views/api.ts';
import { isoUtc } from '../../simulator/core/time.ts';
import { headerLine } from '../../simulator/journal/codec.ts';
import { findChromium } from '../../viz/chromium.ts';
import { openBrowser, SMALLEST } from '../../viz/testing/browser.ts';
import { SYNTHETIC_BEGIN, syntheticRun } from '../../viz/testing/synthetic-run.ts';
import type { Figure } from './figures.ts';
import { figure } from './figures.ts';
import { PeerMissing, median, percentile } from './measure.ts';
import { inFolder, rehearse, runVerb, serve } from './processes.ts';
import {
  armForPress,
  firstMotion,
  framesIn,
  listenForAnswers,
  shownAfterPress,
} from './page-probes.ts';

/** Ports that are free, and no browser of the person who measures. */
const QUIET = ['--no-open', '--http', '0'];
const ADDRESS = /http:\/\/\S+/;

const STARTS = 3;

/** Seconds from `npm start` to a truck that moves on the map, in a browser that is open already; median. */
export async function benchStart(): Promise<Figure> {
  const seconds: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    const one = await inFolder((folder) =>
      withPage({ reducedMotion: 'reduce' }, (page) => startOnce(page, join(folder, 'run'))),
    );
    seconds.push(one);
  }
  const measured = figure('start-to-first-truck', median(seconds));
  return { ...measured, what: `${measured.what}, in a Chromium that is open already` };
}

async function startOnce(page: Page, out: string): Promise<number> {
  const begun = performance.now();
  const args = ['start', '--', ...QUIET, '--mqtt', '0', '--out', out];
  const run = await serve('npm', args, ADDRESS);
  try {
    const [url = ''] = run.found;
    await page.goto(url, { waitUntil: 'commit' });
    await page.evaluate(firstMotion);
    const seconds = (performance.now() - begun) / 1_000;
    const { trial } = await told<StateAnswer>(url, 'state');
    if (!trial.trucks.rows.some(({ doing }) => doing === 'driving'))
      throw new Error('something moved on the map, but no truck is driving');
    return seconds;
  } finally {
    await run.stop();
  }
}

/** So much traffic that more than this many trucks drive at any time; the rest rest, queue or are aboard. */
const MOVING = 5_000;
const TRAFFIC = { trucks: 26_000, days: 0.3 };
const SETTLE_MS = 3_000;
const WATCH_MS = 4_000;
const WATCHES = 5;

/** Frames per second while a recording of more than 5,000 driving trucks plays; median of some stretches. */
export function benchFrames(): Promise<Figure> {
  return inFolder((folder) => {
    const { header, entries } = syntheticRun(TRAFFIC);
    const lines = [headerLine(header), ...entries.map((entry) => JSON.stringify(entry))];
    writeFileSync(join(folder, 'journal.jsonl'), `${lines.join('\n')}\n`);
    return withReplay(folder, async (page, url) => {
      const at = isoUtc(SYNTHETIC_BEGIN).replace('.000', '');
      // Until it has the instant asked for, the page begins to play nothing.
      const answered = page.waitForResponse(/\/api\/state/);
      await page.goto(`${url}?at=${at}`);
      await (await answered).finished();
      await pause(SETTLE_MS);
      await page.getByRole('button', { name: /^Play/ }).click();
      await pause(SETTLE_MS);
      const rates: number[] = [];
      for (let i = 0; i < WATCHES; i++) rates.push(await page.evaluate(framesIn, WATCH_MS));
      const moving = await movingAt(url, await shownAt(page));
      if (moving < MOVING) throw new Error(`only ${String(moving)} trucks were moving`);
      return figure('dashboard-frames', median(rates));
    });
  });
}

async function movingAt(url: string, at: number): Promise<number> {
  const { trial } = await told<StateAnswer>(url, `state?at=${String(at)}`);
  return trial.trucks.rows.filter(({ doing }) => doing === 'driving').length;
}

/** The instant that the time bar says. */
async function shownAt(page: Page): Promise<number> {
  const now = await page.locator('[role=slider]').getAttribute('aria-valuenow');
  const at = Number(now);
  if (!(at > SYNTHETIC_BEGIN))
    throw new Error(`the recording does not play: it shows ${String(now)}`);
  return at;
}

/** Days of the year's traffic that make a million entries. */
const MILLION = ['pilot/year', '--until', '14d', '--set', 'journal=full'];
const ENTRIES = 1_000_000;
const SEEKS = 60;
/** After this long a seek is given up; after this long a person presses again. */
const LONGEST_MS = 10_000;
const REST_MS = 300;

/** How long a press on the time bar takes until the instant is on screen, anywhere in a million entries; 95th percentile. */
export function benchSeek(): Promise<Figure> {
  return inFolder(async (folder) => {
    const run = join(folder, 'run');
    mkdirSync(run);
    await runVerb(['run', ...MILLION, '--out', run]);
    return withReplay(run, async (page, url) => {
      const { entries } = await told<RunInfo>(url, 'run');
      if (entries < ENTRIES) throw new Error(`the journal has only ${String(entries)} entries`);
      await page.addInitScript(listenForAnswers);
      await page.goto(url);
      await pause(SETTLE_MS);
      const track = page.locator('[role=slider]');
      const box = await track.boundingBox();
      if (box === null) throw new Error('there is no time bar');
      const times: number[] = [];
      for (let i = 0; i < SEEKS; i++) {
        // Places that lie everywhere, none near the last: the golden ratio.
        const share = (0.5 + i * 0.618_034) % 1;
        await page.evaluate(armForPress);
        await page.mouse.move(box.x + 1 + share * (box.width - 2), box.y + box.height / 2);
        await page.mouse.down();
        times.push(await page.evaluate(shownAfterPress, LONGEST_MS));
        await page.mouse.up();
        await pause(REST_MS);
      }
      return figure('dashboard-seek', percentile(times, 0.95));
    });
  });
}

/** A replay of the folder, read to its end, and a page to look at it. */
function withReplay<T>(folder: string, work: (page: Page, url: string) => Promise<T>): Promise<T> {
  return withPage({}, async (page) => {
    const [command, args] = rehearse(['replay', folder, ...QUIET]);
    const replay = await serve(command, args, ADDRESS);
    try {
      const [url = ''] = replay.found;
      while ((await told<RunInfo>(url, 'run')).read < 1) await pause(200);
      return await work(page, url);
    } finally {
      await replay.stop();
    }
  });
}

/** @throws PeerMissing without a Chromium. */
async function withPage<T>(
  options: { readonly reducedMotion?: 'reduce' },
  work: (page: Page) => Promise<T>,
): Promise<T> {
  if (findChromium() === undefined)
    throw new PeerMissing('Chromium', 'apt-get install chromium, or name one with CHROMIUM_PATH');
  const browser = await openBrowser();
  try {
    return await work(await browser.newPage({ viewport: SMALLEST, ...options }));
  } finally {
    await browser.close();
  }
}

async function told<T>(url: string, path: string): Promise<T> {
  const answer = await fetch(new URL(`/api/${path}`, url));
  return (await answer.json()) as T;
}
