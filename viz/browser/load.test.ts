// The page of a load: live figures, the profile behind them, wrong answers as they come, the verdict; in both languages, on small screens, by keys.
import { both } from '../../nodes/common/bilingual.ts';
import { expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import type { Look } from '../testing/pages.ts';
import { SMALLEST } from '../testing/browser.ts';
import { misfits } from '../testing/fit.ts';
import { eventually, usePages } from '../testing/pages.ts';
import { startLoad } from '../testing/live-load.ts';
import { ServedLoad } from '../testing/served-load.ts';

const pages = usePages();
const SHOWS = 'figure svg[role="img"]';

async function staged(): Promise<ServedLoad> {
  const load = await ServedLoad.open();
  pages.after(() => load.close());
  return load;
}

const open = (load: { readonly url: string }, look: Look = {}): Promise<Page> =>
  pages.open(load.url, { shows: SHOWS, ...look });

/** The big number that has this name. */
const figure = (page: Page, name: string) =>
  page.locator('dl > div').filter({ hasText: name }).locator('.value');

test('every second is shown when it is over, in figures, charts and words', async () => {
  const load = await staged();
  const page = await open(load);
  await page.getByText('Countries connect').waitFor();
  expect(await figure(page, 'messages acknowledged').innerText()).toBe('–');
  load.second({ acknowledged: 181 });
  await page.getByRole('heading', { name: 'Second 1 of 60' }).waitFor();
  expect(await figure(page, 'messages acknowledged').innerText()).toBe('181');
  load.seconds(24, { acknowledged: 190, p99: 14 });
  await page.getByRole('heading', { name: 'Second 25 of 60' }).waitFor();
  await page.getByText('Now: on the way to 100 movements a second.').waitFor();
  await page.getByText(/In 5.s: 100 movements a second\./).waitFor();
  await page.getByRole('img', { name: /half were acknowledged within 2.40.ms/ }).waitFor();
  expect(await page.getByRole('progressbar').getAttribute('value')).toBe('25');
  load.second({ p99: 3_000, backlog: 900 });
  await page.getByText(/above the bound of 2.s/).waitFor();
  await page.getByRole('img', { name: '900 messages wait now; at most it was 900.' }).waitFor();
});

test('a wrong answer is told as it comes, and its words stay words', async () => {
  const load = await staged();
  const page = await open(load);
  load.second();
  await page.getByText('Every answer so far is what the specification says.').waitFor();
  load.find('GEO-17 came with <img src="x" onerror="document.title=1"><b>other</b> content');
  load.second();
  load.find('GEO-18 came with other content');
  load.second();
  const told = page.getByRole('list', { name: 'Wrong answers' }).getByRole('listitem');
  await eventually(() => told.count()).toBe(2);
  expect(await told.first().innerText()).toContain('GEO-18 came');
  expect(await told.last().innerText()).toContain('<img src="x" onerror="document.title=1">');
  expect(await page.locator('main img, main b').count()).toBe(0);
  expect(await figure(page, 'wrong answers').innerText()).toMatch(/2$/);
});

test('the end is a verdict with its sentences and the report', async () => {
  const load = await staged();
  const page = await open(load, { language: 'ru' });
  load.find('GEO-17 came with other content');
  load.seconds(60);
  load.end([both('1 answers are wrong', 'неверных ответов: 1')]);
  const verdict = page.getByRole('status');
  await verdict.getByRole('heading', { name: 'Не выдержано' }).waitFor();
  await verdict.getByText('Неверных ответов: 1.').waitFor();
  expect(await page.getByRole('progressbar').count()).toBe(0);
  const link = page.getByRole('link', { name: 'runs/load-spike-1/load.json' });
  const report = await fetch(new URL((await link.getAttribute('href')) ?? '', load.url));
  expect(await report.json()).toMatchObject({ format: 1, profile: 'spike' });
});

test('whoever comes when it is over sees the verdict', async () => {
  const load = await staged();
  load.seconds(12);
  load.end();
  const page = await open(load);
  await page.getByRole('heading', { name: 'Borne', exact: false }).waitFor();
  await page.getByText('Everything that the profile asks was held.').waitFor();
  await page.getByText('Ended early, in second 12 of 60.').waitFor();
  expect(await page.getByText('the generator does not answer').count()).toBe(0);
});

test('what broke it off is said', async () => {
  const load = await staged();
  const page = await open(load);
  load.second();
  load.board.onFailure('mqtt://127.0.0.1:1883: it has ended the connection of GEO; see its log');
  await page.getByRole('status').getByRole('heading', { name: 'Broken off' }).waitFor();
  await page.getByText('Mqtt://127.0.0.1:1883: it has ended').waitFor();
});

test('a page that lost the line says so, and begins anew with another load at its address', async () => {
  const load = await staged();
  const page = await open(load, { forgives: /ERR_/ });
  load.seconds(30);
  await page.getByRole('heading', { name: 'Second 30 of 60' }).waitFor();
  await load.close();
  await page.getByText('The generator does not answer any more.').waitFor();
  const another = await ServedLoad.open(load.port);
  pages.after(() => another.close());
  another.seconds(2);
  await page.getByRole('heading', { name: 'Second 2 of 60' }).waitFor();
  expect(await page.getByText('The generator does not answer any more.').count()).toBe(0);
});

/** Everything that can be long: wrong answers, large numbers, an objection. */
function fill(load: ServedLoad): void {
  load.seconds(30);
  for (let i = 0; i < 30; i++) load.find(`GEO-${String(i)} came to AZE with other content`);
  load.seconds(5, { ...{ sent: 12_345, acknowledged: 11_234 }, p99: 12_345, backlog: 123_456 });
}

test.for([
  ['en', 'light'],
  ['en', 'dark'],
  ['ru', 'light'],
  ['ru', 'dark'],
] as const)('nothing is cut off or pushed aside: %s, %s', async ([language, theme]) => {
  const load = await staged();
  fill(load);
  const page = await open(load, { language, theme });
  pages.after(() => page.setViewportSize(SMALLEST));
  const looks = async (): Promise<string[]> => {
    const found: string[] = [];
    for (const size of [SMALLEST, { width: 390, height: 844 }]) {
      await page.setViewportSize(size);
      await eventually(() =>
        page
          .locator(SHOWS)
          .first()
          .evaluate((one) => one.clientWidth),
      ).toBe(
        await page
          .locator('figure')
          .first()
          .evaluate((one) => one.clientWidth),
      );
      found.push(...(await misfits(page)));
    }
    return found;
  };
  expect(await looks()).toEqual([]);
  load.end([both('30 answers are wrong', 'неверных ответов: 30')]);
  await page.getByRole('link').waitFor();
  expect(await looks()).toEqual([]);
});

const isEnglish = (words: string): boolean => /\b[A-Za-z]?[a-z]{2,}/.test(words);

test('is Russian in Russian, and remembers the language', async () => {
  const load = await staged();
  load.find('');
  load.seconds(3);
  const page = await open(load);
  await page.getByRole('button', { name: 'По-русски' }).click();
  await page.getByRole('heading', { name: 'Секунда 3 из 60' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('ru');
  await page.reload();
  await page.getByRole('heading', { name: 'Секунда 3 из 60' }).waitFor();
  await page.getByText('Показатели по секундам').click();
  const words = await page.evaluate(() => [
    ...document.body.innerText.split('\n'),
    ...[...document.querySelectorAll('[aria-label]:not([lang])')].map((one) => one.ariaLabel ?? ''),
  ]);
  expect(words.filter((line) => isEnglish(line) && !/mqtt:|^Нагрузка: spike$/.test(line))).toEqual(
    [],
  );
});

test('keys reach everything, and the charts can be read as a table', async () => {
  const load = await staged();
  load.find('GEO-17 came with other content');
  load.seconds(3);
  const page = await open(load);
  const names: string[] = [];
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const one = document.activeElement;
      if (one === null || one === document.body) return null;
      if (getComputedStyle(one).outlineStyle === 'none') return 'without a ring';
      return (one.ariaLabel ?? one.textContent).trim();
    });
    if (name === null) break;
    names.push(name);
    if (name.startsWith('Figures of each second')) await page.keyboard.press('Enter');
  }
  expect(names).toEqual(
    expect.arrayContaining(['По-русски', 'Dark colours', 'Figures of each second']),
  );
  expect(names).not.toContain('without a ring');
  const table = page.getByRole('region', { name: 'Figures of each second' });
  await table.getByRole('row', { name: /^3 20 180/ }).waitFor();
  expect(await table.getByRole('row').count()).toBe(4);
});

test('every picture has words, and every control a name', async () => {
  const load = await staged();
  load.seconds(3);
  load.end();
  const page = await open(load);
  const nameless = await page.evaluate(() =>
    [...document.querySelectorAll('svg, button, a, summary, [tabindex], progress')]
      .filter((one) => one.closest('[aria-hidden="true"]') === null)
      .filter((one) => (one.ariaLabel ?? one.textContent).trim() === '')
      .filter((one) => !one.hasAttribute('aria-labelledby'))
      .map((one) => one.outerHTML.slice(0, 80)),
  );
  expect(nameless).toEqual([]);
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
});

test('`rehearse load --http` shows the load while it goes on, and ends with the code of its verdict', async () => {
  const load = await startLoad({ seconds: 8, rate: 5 });
  pages.after(() => load.remove());
  const page = await open(load);
  await page.getByRole('heading', { name: /^Second \d of 8$/ }).waitFor();
  const verdict = page.getByRole('status').getByRole('heading');
  // Whether it is borne depends on the machine; the exit code says what the page says.
  const isBorne = (await verdict.innerText()).endsWith('Borne');
  expect(await load.ended).toBe(isBorne ? 0 : 1);
});
