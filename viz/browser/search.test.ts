// Finding one movement among all, by whatever a person has at hand.
import { beforeEach, expect, test } from 'vitest';
import { LRN, MRN } from '../../reports/fixtures/one-truck.ts';
import { usePages } from '../testing/pages.ts';
import { ServedStage } from '../testing/served-runs.ts';

const pages = usePages();
let url: string;
beforeEach(async () => {
  const stage = await ServedStage.open(({ type }) => type === 'TruckArrived');
  pages.after(() => stage.server.close());
  ({ url } = stage.server);
});

/** MRN, part of it in small letters, LRN, plate, TIR carnet. */
const KNOWN_BY = [MRN, 'h8t1v', LRN, 'AA-123-BB', 'XC12345678'];

test('a movement is found by whatever it is known by, and opens by a click', async () => {
  const page = await pages.open(url);
  const found = page.getByRole('listbox', { name: 'Movements found' }).getByRole('option');
  for (const words of KNOWN_BY) {
    await page.keyboard.press('/');
    await page.keyboard.type(words);
    await found.waitFor();
    const text = await found.innerText();
    for (const part of [MRN, 'AA-123-BB', 'TIR XC12345678', 'Poti → Tashkent'])
      expect(text, words).toContain(part);
    await found.click();
    await page.locator('aside').getByRole('heading', { name: MRN }).waitFor();
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    await page.locator('aside').getByRole('heading', { name: MRN }).waitFor({ state: 'detached' });
  }
});

test('Enter opens the first one found, also when it comes before the answer', async () => {
  const page = await pages.open(url);
  await page.getByRole('combobox', { name: /MRN/ }).fill(LRN);
  await page.keyboard.press('Enter');
  await page.locator('aside').getByRole('heading', { name: MRN }).waitFor();
});

test('what nobody knows is said to be unknown', async () => {
  const page = await pages.open(url);
  await page.getByRole('combobox', { name: /MRN/ }).fill('26XX');
  await page.getByText('No movement of this run is known by “26XX”.').waitFor();
  await page.keyboard.press('Enter');
  expect(new URL(page.url()).search).toBe('');
});
