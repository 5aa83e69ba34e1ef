// The real thing: `rehearse live` as people start it, a page on it, an officer at work, and its end by Ctrl-C.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LiveRun } from '../testing/live-run.ts';
import { startLive } from '../testing/live-run.ts';
import { mapPicture } from '../testing/map-picture.ts';
import { eventually, usePages } from '../testing/pages.ts';
import { SHORT_PILOT } from '../testing/served-runs.ts';

const pages = usePages();
let run: LiveRun;
beforeAll(async () => {
  run = await startLive('pilot/pilot-corridors', SHORT_PILOT);
});
afterAll(async () => {
  await run.end();
  run.remove();
});

const clock = (page: Page) => page.locator('header time').textContent();

test('the trucks move, the clock runs and the figures stand', async () => {
  const page = await pages.open(run.trainerUrl, { motion: true });
  await page.locator('header').getByText('Live').waitFor();
  const [picture, time] = [await mapPicture(page), await clock(page)];
  await eventually(() => clock(page)).not.toBe(time);
  await eventually(() => mapPicture(page)).not.toBe(picture);
  const load = page.getByRole('button', { name: /^Movements on the road/ });
  await eventually(() => load.innerText()).toMatch(/\n[1-9]\d*\n/);
});

test('the trainer pauses the run: its clock stands for everybody', async () => {
  const page = await pages.open(run.trainerUrl);
  await page.getByRole('button', { name: 'Pause' }).click();
  const guest = await pages.open(new URL('/', run.trainerUrl).href);
  for (const one of [page, guest]) await one.locator('header').getByText('Paused').waitFor();
  expect(await clock(page)).toBe(await clock(guest));
  await page.getByRole('button', { name: 'Play' }).click();
  await guest.locator('header').getByText('Live').waitFor();
});

test('a country leaves and joins again while the run goes on', async () => {
  const page = await pages.open(run.trainerUrl);
  await page.goto(new URL('/?show=node:KAZ', run.trainerUrl).href);
  const leave = page.getByRole('button', { name: 'Let it leave for a while' });
  await leave.click();
  await page.getByRole('button', { name: 'Let it leave now' }).click();
  await page.getByText(/^Left .* · waits to join again$/).waitFor();
  const time = await clock(page);
  await eventually(() => clock(page)).not.toBe(time);
  await page.getByRole('button', { name: 'Let it join again' }).click();
  await leave.waitFor();
});

test('a person takes a seat, decides what waits there, hands it back; the journal keeps it all', async () => {
  const page = await pages.open(run.trainerUrl);
  for (let i = 0; i < 2; i++) await page.getByRole('button', { name: 'Faster' }).click();
  await page.locator('header').getByText('×600').waitFor();
  await page.goto(new URL('/?show=seat:UZ000101', run.trainerUrl).href);
  await page.getByLabel('Your name').fill('Nino');
  await page.getByRole('button', { name: 'Take this seat' }).click();
  await page.getByText(/^You decide here since/).waitFor();
  const question = page.locator('form', { has: page.locator('input[name="decision"]') });
  const decision = question.getByRole('radio').last();
  await decision.check();
  const decided = await decision.inputValue();
  await question.locator('textarea').fill('As in the rehearsal');
  await question.getByRole('button', { name: 'Decide' }).click();
  await page.getByRole('button', { name: 'Hand back to the bot' }).click();
  await page.getByText('A bot decides here').waitFor();
  expect(await run.end()).toBe(0);
  const journal = run.journal();
  const ofSeat = journal.filter((entry) => ['SeatTaken', 'SeatReturned'].includes(entry.type));
  expect(ofSeat.map(({ type }) => type)).toEqual(['SeatTaken', 'SeatReturned']);
  const own = journal.filter(
    ({ type, ...entry }) => type === 'TaskDecided' && String(entry['officer']).includes('Nino'),
  );
  expect(own.map((entry) => entry['decision'])).toEqual([decided]);
  expect(journal.at(-1)).toMatchObject({ type: 'RunEnded', why: 'stopped' });
});
