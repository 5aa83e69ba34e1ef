// Both languages say everything, both kinds of colours show it, and the page remembers which was chosen.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ListAnswer } from '../../reports/views/api.ts';
import { eventually, lookAt, usePages } from '../testing/pages.ts';
import type { ServedRecording } from '../testing/served-runs.ts';
import { serveRecording, SHORT_PILOT } from '../testing/served-runs.ts';

const pages = usePages();
let recording: ServedRecording;
let screens: readonly string[];
beforeAll(async () => {
  recording = await serveRecording('pilot/pilot-corridors', SHORT_PILOT);
  const answer = await fetch(`${recording.server.url}api/movements`);
  const { movements } = (await answer.json()) as ListAnswer;
  const mrn = movements.find((movement) => movement.mrn !== null)?.mrn ?? '';
  const show = `movement:${mrn} message:GEO-1 kpi:borderDwellP50 kpi:communication node:ICE node:AZE node:TKM post:red-bridge post:az-alat-port vessel:azerbaijan seat:UZ000101`;
  screens = [
    ...['movements', 'nodes', 'messages', 'alarms', 'seats'].map((list) => `list=${list}`),
    ...show.split(' ').map((what) => `show=${what}`),
  ];
});
afterAll(() => recording.close());

/** All words in sight, unfolded, and what is read aloud; without contents of messages and where the run lies on disk. */
const wordsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    for (const content of document.querySelectorAll('pre')) content.hidden = true;
    const named = [
      ...document.querySelectorAll(':is([aria-label], [title], [placeholder]):not([lang])'),
    ];
    const spoken = named.flatMap((one) =>
      ['aria-label', 'title', 'placeholder'].map((name) => one.getAttribute(name) ?? ''),
    );
    return [...document.body.innerText.split('\n'), ...spoken].filter((words) => words !== '');
  });

/** Names of things that have no other: messages of the catalogue, companies, programs, folders. */
const OWN_NAMES =
  /^[A-Z]\d{3} [A-Za-z]+$|\b(LLC|JSC|MMC|ASC|TOO|AO|MChJ|AJ|HJ|Ltd|A\.S|OOO)\b|^rehearse \d|^\/|eTIR/;
const isEnglish = (words: string): boolean => /\b[A-Za-z]?[a-z]{2,}/.test(words);
const isRussian = (words: string): boolean => /[а-яё]/i.test(words);

test('every screen is Russian in Russian, and English in English', async () => {
  const url = `${recording.server.url}?at=2026-07-16T05:00:00Z`;
  const russian = await pages.open(url, { language: 'ru' });
  const english = await pages.open(url, { language: 'en' });
  for (const screen of screens) {
    const [ru, en] = await Promise.all(
      [russian, english].map(async (page) => {
        await lookAt(page, screen);
        return wordsOf(page);
      }),
    );
    expect(ru?.filter((words) => isEnglish(words) && !OWN_NAMES.test(words))).toEqual([]);
    expect(en?.filter(isRussian)).toEqual([]);
  }
});

describe('the choice', () => {
  test('of the language changes the page at once, tells programs that read aloud, and is remembered', async () => {
    const page = await pages.open(recording.server.url);
    const root = page.locator('html');
    expect(await root.getAttribute('lang')).toBe('en');
    await page.getByRole('button', { name: 'По-русски' }).click();
    await page.getByRole('button', { name: 'Перевозки' }).waitFor();
    expect(await root.getAttribute('lang')).toBe('ru');
    expect(await page.title()).toBe('Пилотные коридоры · ИМИТАЦИЯ · ТЕСТ');
    await page.reload();
    await page.getByRole('button', { name: 'In English' }).click();
    await page.getByRole('button', { name: 'Movements', exact: false }).first().waitFor();
    expect(await root.getAttribute('lang')).toBe('en');
  });

  test('of dark or light colours as well', async () => {
    const page = await pages.open(recording.server.url, { theme: 'dark' });
    const brightness = (): Promise<number> =>
      page
        .locator('header')
        .first()
        .evaluate((bar) => {
          const [red = 0, green = 0, blue = 0] = (
            getComputedStyle(bar).backgroundColor.match(/\d+/g) ?? []
          ).map(Number);
          return (red + green + blue) / 3;
        });
    expect(await brightness()).toBeLessThan(60);
    await page.getByRole('button', { name: 'Light colours' }).click();
    await eventually(brightness).toBeGreaterThan(200);
    await page.reload();
    await page.getByRole('button', { name: 'Dark colours' }).waitFor();
    expect(await brightness()).toBeGreaterThan(200);
  });

  test('of the clock shows the hours of that country', async () => {
    const page = await pages.open(`${recording.server.url}?at=2026-07-16T05:00:00Z`);
    const clock = page.locator('header time');
    await clock.getByText('09:00').waitFor();
    await page.getByLabel('Clock of').selectOption('Tashkent');
    await clock.getByText('10:00').waitFor();
    await page.getByLabel('Clock of').selectOption('UTC');
    await clock.getByText('05:00').waitFor();
  });
});
