// One movement, from the crowd on the map to the fields of a message.
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { LRN, MRN } from '../../reports/fixtures/one-truck.ts';
import type { Entry } from '../../simulator/core/cell.ts';
import { HOUR } from '../../simulator/core/time.ts';
import { middleOfMap } from '../testing/map-picture.ts';
import { eventually, usePages } from '../testing/pages.ts';
import { ServedStage } from '../testing/served-runs.ts';

const pages = usePages();

/** The truck has left Poti and drives. */
const joinsQueue = ({ type }: Entry): boolean => type === 'TruckQueued';
/** It stands before an officer in Azerbaijan, who has not decided. */
const isLetIn = ({ type, n }: Entry): boolean => type === 'TaskDecided' && n === 'AZE';

async function stageAt(until: (entry: Entry) => boolean): Promise<ServedStage> {
  const stage = await ServedStage.open(until);
  pages.after(() => stage.server.close());
  return stage;
}

const panelOf = (page: Page) => page.locator('aside');
const title = (page: Page) => panelOf(page).getByRole('heading', { level: 2 });

test('the truck is drawn where it drives, and a click on it opens its movement', async () => {
  const stage = await stageAt(joinsQueue);
  stage.tell({ now: stage.run.clock.now + 2 * HOUR });
  const page = await pages.open(stage.server.url);
  await eventually(() => middleOfMap(page)).not.toBeNull();
  const before = await middleOfMap(page);
  stage.tell({ now: stage.run.clock.now + 4 * HOUR });
  await eventually(async () => (await middleOfMap(page))?.x).toBeGreaterThan((before?.x ?? 0) + 5);
  const spot = await middleOfMap(page);
  await page.mouse.click(spot?.x ?? 0, spot?.y ?? 0);
  expect(await title(page).textContent()).toBe(MRN);
});

test('the list opens it too, by keys alone', async () => {
  const stage = await stageAt(joinsQueue);
  const page = await pages.open(stage.server.url);
  await page.keyboard.press('1');
  const grid = page.getByRole('grid', { name: 'Movements' });
  await grid.getByRole('row', { name: MRN }).waitFor();
  await grid.focus();
  await page.keyboard.press('Enter');
  expect(await title(page).textContent()).toBe(MRN);
});

test('its panel says what it waits for, what happened, who wrote to whom and how each office sees it', async () => {
  const { server } = await stageAt(isLetIn);
  const page = await pages.open(`${server.url}?show=movement:${MRN}`);
  const panel = panelOf(page);
  await panel.getByText('for leave to pass from Balakan').waitFor();
  expect(await panel.getByText(/^Waits /).textContent()).toMatch(/^Waits 10\smin$/);
  const steps = await panel.getByRole('listitem').allTextContents();
  for (const step of ['Declared', 'Accepted, MRN allotted', 'Released for transit', 'Presented'])
    expect(steps.some((text) => text.includes(step))).toBe(true);
  const diagram = panel.getByRole('group', { name: /^Messages between .*ICE/ });
  await diagram.getByRole('button', { name: /^X001, / }).waitFor();
  expect(await diagram.getByRole('button', { name: /^X050, / }).count()).toBe(3);
  const machine = panel.getByText('States at each office').locator('..').locator('..');
  const present = await machine.locator('[aria-current="step"]').allTextContents();
  expect(present.some((text) => text.startsWith('D20'))).toBe(true);
  expect(await panel.getByText(LRN).count()).toBe(1);
});

test('the whole state machine shows where the movement is, and which rows led there', async () => {
  const { server } = await stageAt(isLetIn);
  const page = await pages.open(`${server.url}?show=movement:${MRN}`);
  await page.getByText('All states and rows').first().click();
  const after = page.getByRole('region', { name: 'Office of departure, after release' });
  const present = after.locator('.node[aria-current="step"]');
  expect(await present.textContent()).toContain('Released for transit');
  expect(await after.locator('.text.followed').allTextContents()).toEqual([
    expect.stringContaining('D20'),
  ]);
  await page.getByRole('button', { name: 'Before release' }).click();
  const before = page.getByRole('region', { name: 'Office of departure, before release' });
  const rows = await before.locator('.text.followed .row').allTextContents();
  expect(rows.sort()).toEqual(['D14', 'D20', 'D3', 'D9']);
});

test('what goes to and from the work lists is shown on request', async () => {
  const { server } = await stageAt(isLetIn);
  const page = await pages.open(`${server.url}?show=movement:${MRN}`);
  const questions = page.getByRole('button', { name: /^N810, / });
  await page.getByRole('button', { name: /^X001, / }).waitFor();
  expect(await questions.count()).toBe(0);
  await page.getByLabel('with the work lists of officers').check();
  expect(await questions.count()).toBe(3);
});

test('a message tells its way, how long it took and what it led to; back returns to the movement', async () => {
  const { server } = await stageAt(isLetIn);
  const page = await pages.open(`${server.url}?show=movement:${MRN}`);
  await page.getByRole('button', { name: /^X001, / }).click();
  const panel = panelOf(page);
  await panel.getByText('What it led to').waitFor();
  const text = await panel.innerText();
  for (const words of ['X001', 'Georgia', 'Uzbekistan', 'after 2.5 s', 'NCTS IE001', 'A1'])
    expect(text).toContain(words);
  await page.goBack();
  await title(page).getByText(MRN).waitFor();
});

test('an arrow of the diagram opens by Enter as by a click', async () => {
  const { server } = await stageAt(isLetIn);
  const page = await pages.open(`${server.url}?show=movement:${MRN}`);
  const arrow = page.getByRole('button', { name: /^T015, / });
  await arrow.focus();
  await page.keyboard.press('Enter');
  await title(page).getByText('T015').waitFor();
});
