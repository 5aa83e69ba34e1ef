// The address of the page carries what is looked at, so that a view can be sent to a colleague.
import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { MRN } from '../../reports/fixtures/one-truck.ts';
import { eventually, usePages } from '../testing/pages.ts';
import { ServedStage } from '../testing/served-runs.ts';

const pages = usePages();
let url: string;
beforeEach(async () => {
  const stage = await ServedStage.open(({ type }) => type === 'TruckArrived');
  pages.after(() => stage.server.close());
  ({ url } = stage.server);
});

const title = (page: Page) => page.locator('aside').getByRole('heading', { level: 2 });
const search = (page: Page): string => new URL(page.url()).search;

test('whoever opens the address, or opens it anew, sees the same: what is selected, the list, the instant', async () => {
  const page = await pages.open(url);
  await page.keyboard.press('1');
  await page.getByRole('row', { name: MRN }).click();
  await page.getByRole('slider').press('PageDown');
  const asked = `?show=movement:${MRN}&list=movements&at=2026-07-18T11:00:00Z`;
  await eventually(() => search(page)).toBe(asked);
  await page.reload();
  const colleague = await pages.open(`${url}${asked}`);
  for (const one of [page, colleague]) {
    await title(one).getByText(MRN).waitFor();
    await one.getByRole('grid', { name: 'Movements' }).waitFor();
    await one.getByText('You look back at 18 Jul, 15:00').waitFor();
    expect(search(one)).toBe(asked);
  }
});

test('back and forward lead through what was looked at, and leave the instant as it is', async () => {
  const page = await pages.open(`${url}?show=movement:${MRN}`);
  await title(page).getByText(MRN).waitFor();
  await page.getByRole('button', { name: /^Border dwell, median/ }).click();
  await title(page).getByText('Border dwell, median').waitFor();
  await page.getByRole('slider').press('PageDown');
  const back = page.getByText(/^You look back at 18 Jul, 15:00/);
  await back.waitFor();
  await page.goBack();
  await title(page).getByText(MRN).waitFor();
  expect(search(page)).toBe(`?show=movement:${MRN}&at=2026-07-18T11:00:00Z`);
  expect(await back.isVisible()).toBe(true);
  await page.goForward();
  await title(page).getByText('Border dwell, median').waitFor();
});

test('Escape closes the list, then the panel', async () => {
  const page = await pages.open(`${url}?show=movement:${MRN}&list=alarms`);
  await page.keyboard.press('Escape');
  await eventually(() => search(page)).toBe(`?show=movement:${MRN}`);
  await page.keyboard.press('Escape');
  await eventually(() => search(page)).toBe('');
  await title(page).getByText('One truck').waitFor();
});

test('the trainer’s token leaves the address at once, and stays with the tab', async () => {
  const page = await pages.open(`${url}?list=seats#token=trainer`);
  expect(page.url()).toBe(`${url}?list=seats`);
  await page.reload();
  await page.getByText('You open this page as the trainer.').waitFor();
});
