// The server goes away and comes back: the page says so, loses nothing and goes on by itself.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { MRN } from '../../reports/fixtures/one-truck.ts';
import { startServer } from '../../simulator/server/server.ts';
import { isCovered } from '../testing/fit.ts';
import { eventually, usePages } from '../testing/pages.ts';
import { serveRecording, ServedStage } from '../testing/served-runs.ts';

const pages = usePages();
/** What Chromium logs of each attempt. */
const forgives = /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_EMPTY_RESPONSE/;

const gone = (page: Page) => page.getByText(/^The server does not answer\./);
/** Stays only as long as the page is not loaded anew. */
const mark = (page: Page) =>
  page.evaluate(() => void (document.documentElement.dataset['mark'] = 'kept'));
const marked = (page: Page) => page.locator('html').getAttribute('data-mark');

test('a live run is followed on, from another start of the server too', async () => {
  const stage = await ServedStage.open(({ type }) => type === 'TruckQueued');
  const { port } = stage.server;
  const page = await pages.open(`${stage.server.url}?show=movement:${MRN}`, { forgives });
  await mark(page);
  await stage.server.close();
  await gone(page).waitFor();
  stage.playUntil(({ type }) => type === 'TruckArrived');
  const again = await startServer({ source: stage.run.source, port });
  pages.after(() => again.close());
  await gone(page).waitFor({ state: 'detached' });
  await page.getByRole('listitem').getByText('Left the post Daut-Ata').waitFor();
  await page.locator('aside').getByRole('heading', { name: MRN }).waitFor();
  expect(await marked(page)).toBe('kept');
});

test('an instant asked for meanwhile is shown once the server is back', async () => {
  const recording = await serveRecording('pilot/one-truck');
  const { source, server } = recording;
  pages.after(() => recording.close());
  const page = await pages.open(`${server.url}?list=movements&at=2026-07-14T12:00:00Z`, {
    forgives,
  });
  await page.getByText('No movement matches.').waitFor();
  await mark(page);
  await server.close();
  await gone(page).waitFor();
  expect(await isCovered(gone(page))).toBe(false);
  await page.getByRole('slider').press('End');
  const again = await startServer({ source, port: server.port });
  pages.after(() => again.close());
  await gone(page).waitFor({ state: 'detached' });
  const end = String(source.about.span.end);
  await eventually(() => page.getByRole('slider').getAttribute('aria-valuenow')).toBe(end);
  await page.getByRole('button', { name: 'Ended' }).click();
  await page.getByRole('row', { name: /26GE/ }).waitFor();
  expect(await marked(page)).toBe('kept');
});
