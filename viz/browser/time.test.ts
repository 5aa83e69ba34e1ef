// The time bar: steering the run, looking back, and back to now; by mouse and by keys.
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { BEGIN } from '../../reports/fixtures/one-truck.ts';
import { DAY, HOUR, MINUTE } from '../../simulator/core/time.ts';
import { eventually, usePages } from '../testing/pages.ts';
import { ServedStage } from '../testing/served-runs.ts';

const pages = usePages();
let stage: ServedStage;
beforeEach(async () => {
  stage = await ServedStage.open(({ type }) => type === 'TruckArrived');
  pages.after(() => stage.server.close());
});

const slider = (page: Page) => page.getByRole('slider', { name: 'Instant shown' });
const shown = async (page: Page): Promise<number> =>
  Number(await slider(page).getAttribute('aria-valuenow'));
const looksBack = (page: Page) => page.getByText(/^You look back at /);
const instantOf = (page: Page): string | null => new URL(page.url()).searchParams.get('at');

describe('the run is steered by the trainer', () => {
  test('with the buttons', async () => {
    stage.tell({ state: 'running' });
    const page = await pages.open(stage.server.trainerUrl);
    await page.getByRole('button', { name: 'Pause' }).click();
    await eventually(() => stage.run.asked).toEqual(['pause']);
    stage.tell({ state: 'paused' });
    await page.getByText('Paused').waitFor();
    await page.getByRole('button', { name: 'Play' }).click();
    await page.getByRole('button', { name: 'Faster' }).click();
    await eventually(() => stage.run.asked).toEqual(['pause', 'resume', 'setSpeed 300']);
    stage.tell({ speed: 10, state: 'running' });
    await page.locator('header').getByText('×10').waitFor();
    await page.getByRole('button', { name: 'Slower' }).click();
    await eventually(() => stage.run.asked.at(-1)).toBe('setSpeed 1');
  });

  test('with the keys', async () => {
    const page = await pages.open(stage.server.trainerUrl);
    await page.keyboard.press(' ');
    await eventually(() => stage.run.asked).toEqual(['resume']);
    await page.keyboard.press('.');
    await eventually(() => stage.run.asked.at(-1)).toBe('setSpeed 300');
    stage.tell({ speed: 10 });
    await page.locator('footer').getByText('×10').waitFor();
    await page.keyboard.press(',');
    await eventually(() => stage.run.asked.at(-1)).toBe('setSpeed 1');
  });

  test('by nobody else: the buttons say whose they are, and the keys do nothing', async () => {
    const page = await pages.open(stage.server.url);
    const play = page.getByRole('button', { name: 'Play' });
    expect(await play.isDisabled()).toBe(true);
    expect(await play.getAttribute('title')).toBe('Only the trainer steers the run');
    for (const key of [' ', '.', 'ArrowRight']) await page.keyboard.press(key);
    // A question after the keys: what they might have asked is there by then.
    await page.evaluate(() => fetch('/api/run'));
    expect(stage.run.asked).toEqual([]);
  });
});

describe('the past', () => {
  test('is shown where the bar is dragged to, and now is one click away', async () => {
    const page = await pages.open(stage.server.url);
    const box = await slider(page).boundingBox();
    if (box === null) throw new Error('there is no time bar');
    const day = box.width / 5;
    await page.mouse.move(box.x + 4 * day, box.y + 15);
    await page.mouse.down();
    await page.mouse.move(box.x + day, box.y + 15, { steps: 8 });
    await page.mouse.up();
    await looksBack(page).waitFor();
    expect(Math.abs((await shown(page)) - (BEGIN + DAY))).toBeLessThan(10 * MINUTE);
    expect(instantOf(page)).toMatch(/^2026-07-16T0[56]:/);
    await page.getByRole('button', { name: 'Now', exact: true }).click();
    await looksBack(page).waitFor({ state: 'detached' });
    expect(await shown(page)).toBe(stage.run.clock.now);
    expect(instantOf(page)).toBeNull();
  });

  test('is walked through by keys, in steps of ten minutes, an hour, six hours, to either end', async () => {
    const page = await pages.open(stage.server.url);
    await slider(page).focus();
    const steps = [
      ['ArrowLeft', -10 * MINUTE],
      ['ArrowDown', -HOUR],
      ['PageDown', -6 * HOUR],
      ['ArrowRight', 10 * MINUTE],
      ['ArrowUp', HOUR],
    ] as const;
    let at = stage.run.clock.now;
    for (const [key, by] of steps) {
      await page.keyboard.press(key);
      at += by;
      await eventually(() => shown(page)).toBe(at);
    }
    await page.keyboard.press('Home');
    await eventually(() => shown(page)).toBe(BEGIN);
    await page.keyboard.press('End');
    await looksBack(page).waitFor({ state: 'detached' });
    await eventually(() => instantOf(page)).toBeNull();
  });

  test('plays by itself, for everybody, and stays apart from the run', async () => {
    const page = await pages.open(`${stage.server.url}?at=2026-07-15T08:00:00Z`);
    await page.getByRole('button', { name: 'Play' }).click();
    const from = await shown(page);
    await eventually(() => shown(page)).toBeGreaterThan(from + 10 * MINUTE);
    await page.getByRole('button', { name: 'Pause' }).click();
    expect(stage.run.asked).toEqual([]);
  });

  test('is left by the key N, and the address says so', async () => {
    const page = await pages.open(`${stage.server.url}?at=2026-07-15T08:00:00Z`);
    await looksBack(page).waitFor();
    await page.keyboard.press('n');
    await looksBack(page).waitFor({ state: 'detached' });
    await eventually(() => instantOf(page)).toBeNull();
    await page.reload();
    await slider(page).waitFor();
    expect(await shown(page)).toBe(stage.run.clock.now);
  });
});

test('a run that goes on is followed: the clock, the figures and the lists count', async () => {
  const page = await pages.open(stage.server.url);
  const load = page.getByRole('button', { name: /^Movements on the road/ });
  await load.getByText('1', { exact: true }).waitFor();
  stage.playUntil(({ type }) => type === 'RunEnded');
  await page.locator('time').getByText('16:00').waitFor(); // 12:00 UTC, in Tbilisi
  await load.getByText('0', { exact: true }).waitFor();
});
