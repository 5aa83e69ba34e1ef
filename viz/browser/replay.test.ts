// A recorded run in the same page: it plays from where measuring began, and every instant of it can be shown.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY } from '../../simulator/core/time.ts';
import { mapPicture } from '../testing/map-picture.ts';
import { eventually, usePages } from '../testing/pages.ts';
import type { ServedRecording } from '../testing/served-runs.ts';
import { serveRecording } from '../testing/served-runs.ts';

const pages = usePages();
let recording: ServedRecording;
let url: string;
beforeAll(async () => {
  recording = await serveRecording('pilot/one-truck');
  ({ url } = recording.server);
});
afterAll(() => recording.close());

const slider = (page: Page) => page.getByRole('slider', { name: 'Instant shown' });
const shown = async (page: Page): Promise<number> =>
  Number(await slider(page).getAttribute('aria-valuenow'));
async function boxOf(page: Page) {
  const box = await slider(page).boundingBox();
  if (box === null) throw new Error('there is no time bar');
  return box;
}

test('it opens at the start of what was measured and plays to its end', async () => {
  const { start, end } = recording.source.about.span;
  const page = await pages.open(url);
  await page.locator('header').getByText('Recording').waitFor();
  await eventually(() => shown(page)).toBeGreaterThan(start);
  expect(await shown(page)).toBeLessThan(start + DAY);
  for (let i = 0; i < 4; i++) await page.keyboard.press('.');
  await page.getByText('×36,000').first().waitFor();
  const box = await boxOf(page);
  await page.mouse.click(box.x + 0.97 * box.width, box.y + 15);
  await eventually(() => shown(page)).toBe(end);
  await page.getByRole('button', { name: 'Play' }).waitFor();
  expect(await page.getByRole('button', { name: 'End', exact: true }).isDisabled()).toBe(true);
});

test('it plays from the start again once it is over', async () => {
  const { end } = recording.source.about.span;
  const page = await pages.open(`${url}?at=2030-01-01T00:00:00Z`);
  await eventually(() => shown(page)).toBe(end);
  await page.keyboard.press(' ');
  await eventually(() => shown(page)).toBeLessThan(end);
});

test('any instant is shown where the bar is pointed at, and End leads to the end', async () => {
  const { begin, end } = recording.source.about.span;
  const page = await pages.open(`${url}?at=2026-07-15T06:00:00Z`);
  const before = await mapPicture(page);
  const box = await boxOf(page);
  await page.mouse.click(box.x + box.width / 2, box.y + 15);
  const middle = (begin + end) / 2;
  await eventually(async () => Math.abs((await shown(page)) - middle)).toBeLessThan(DAY / 24);
  await eventually(() => mapPicture(page)).not.toBe(before);
  await page.getByRole('button', { name: 'End', exact: true }).click();
  await eventually(() => shown(page)).toBe(end);
});

test('a movement shows how it stood at that instant, and its messages with their contents', async () => {
  const page = await pages.open(`${url}?list=movements&at=2026-07-17T12:00:00Z`);
  await page.getByRole('row', { name: /26GE/ }).click();
  await page.getByRole('button', { name: /^T029, / }).waitFor();
  expect(await page.getByRole('button', { name: /^T045, / }).count()).toBe(0);
  await slider(page).press('End');
  await page.getByRole('button', { name: /^T045, / }).waitFor();
  await page.getByRole('button', { name: /^T015, / }).click();
  await page.locator('pre').getByText('"declarationType"').waitFor();
});

test('nobody takes a seat in it', async () => {
  const page = await pages.open(`${url}?show=seat:GE000102`);
  await page.getByText('This is a recording: seats are taken in a live run.').waitFor();
  expect(await page.getByRole('button', { name: 'Take this seat' }).count()).toBe(0);
});
