// The smallest screen that the page is made for holds all of it, in both languages and both kinds of colours; and keys reach everything.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MRN } from '../../reports/fixtures/one-truck.ts';
import { SMALLEST } from '../testing/browser.ts';
import { isCovered, misfits } from '../testing/fit.ts';
import { eventually, lookAt, usePages } from '../testing/pages.ts';
import type { ServedRecording } from '../testing/served-runs.ts';
import { serveRecording, ServedStage, SHORT_PILOT } from '../testing/served-runs.ts';

const pages = usePages();
let recording: ServedRecording;
beforeAll(async () => {
  recording = await serveRecording('pilot/pilot-corridors', SHORT_PILOT);
});
afterAll(() => recording.close());

const FULL = [
  ...['movements', 'nodes', 'messages', 'alarms', 'seats'].map((list) => `list=${list}`),
  ...['kpi:borderDwellP50', 'node:AZE', 'post:az-alat-port', 'vessel:azerbaijan'].map(
    (what) => `show=${what}`,
  ),
];
/** What an officer and the trainer see, of one truck in a live run. */
const LIVE = [`movement:${MRN}`, 'message:GEO-1', 'seat:AZ000201', 'node:KAZ'].map(
  (what) => `show=${what}`,
);

test.for([
  ['en', 'light'],
  ['en', 'dark'],
  ['ru', 'light'],
  ['ru', 'dark'],
] as const)('nothing is cut off or pushed aside: %s, %s', async ([language, theme]) => {
  const stage = await ServedStage.open(({ type, n }) => type === 'TaskDecided' && n === 'AZE');
  pages.after(() => stage.server.close());
  const page = await pages.open(stage.server.trainerUrl, { language, theme });
  for (const screen of LIVE) {
    await lookAt(page, screen);
    expect(await misfits(page), screen).toEqual([]);
  }
  await page.goto(`${recording.server.url}?at=2026-07-16T05:00:00Z`);
  await page.locator('footer svg text').first().waitFor();
  for (const screen of FULL) {
    await lookAt(page, screen);
    expect(await misfits(page), screen).toEqual([]);
  }
});

test('the panel at its double width leaves the rest whole', async () => {
  const page = await pages.open(`${recording.server.url}?list=nodes`, { language: 'ru' });
  await page.getByRole('button', { name: 'Шире' }).click();
  await page.getByRole('button', { name: 'Уже' }).waitFor();
  expect(await page.locator('aside').evaluate(({ clientWidth }) => clientWidth)).toBeGreaterThan(
    600,
  );
  expect((await misfits(page)).filter((words) => words.startsWith('outside'))).toEqual([]);
});

test('a telephone shows it one below the other, and nothing is out of reach', async () => {
  const stage = await ServedStage.open(({ type, n }) => type === 'TaskDecided' && n === 'AZE');
  pages.after(() => stage.server.close());
  const page = await pages.open(stage.server.trainerUrl, { language: 'ru' });
  await page.setViewportSize({ width: 390, height: 844 });
  pages.after(() => page.setViewportSize(SMALLEST));
  for (const screen of ['', 'show=node:KAZ', 'show=seat:AZ000201']) {
    await lookAt(page, screen);
    for (const part of ['header', 'main', 'aside', 'footer', 'aside h2']) {
      const box = await page.locator(part).first().boundingBox();
      if (box === null) throw new Error(`${part} is not there`);
      expect(box.x, part).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width, part).toBeLessThanOrEqual(390);
      expect(box.y + box.height, part).toBeLessThanOrEqual(844);
    }
    await page.getByRole('button', { name: 'Пуск' }).click({ trial: true });
    await page.getByRole('button', { name: /^Рабочие места/ }).click({ trial: true });
  }
});

test('what must be known is read over whatever is open', async () => {
  const stage = await ServedStage.open(({ type }) => type === 'TruckQueued');
  pages.after(() => stage.server.close());
  const address = `${stage.server.url}?at=2026-07-15T08:00:00Z`;
  const page = await pages.open(address, { language: 'ru' });
  for (const screen of ['', 'list=movements']) {
    await lookAt(page, screen);
    expect(await isCovered(page.getByRole('status')), screen).toBe(false);
  }
  await page.getByRole('button', { name: 'Вернуться к настоящему' }).click();
  await page.getByRole('status').waitFor({ state: 'detached' });
});

/** The name of what has the focus, and whether it looks otherwise than without; null past the last control. */
const focused = (page: Page): Promise<{ name: string; seen: boolean } | null> =>
  page.evaluate(() => {
    const one = document.activeElement as HTMLElement;
    if (one === document.body) return null;
    const look = (): string =>
      [one, ...one.querySelectorAll('*')]
        .map((part) => {
          const { outline, boxShadow, stroke, strokeWidth, fill } = getComputedStyle(part);
          return [outline, boxShadow, stroke, strokeWidth, fill].join();
        })
        .join();
    const [name, withFocus] = [one.ariaLabel ?? one.textContent, look()];
    one.blur();
    const without = look();
    one.focus();
    return { name: name.trim(), seen: withFocus !== without };
  });

/** More than the page has. */
const CONTROLS_MAX = 200;

test('Tab reaches every control in turn, and shows where it stands', async () => {
  const stage = await ServedStage.open(({ type }) => type === 'TruckQueued');
  pages.after(() => stage.server.close());
  const page = await pages.open(stage.server.trainerUrl);
  const names: string[] = [];
  for (let i = 0; i < CONTROLS_MAX; i++) {
    await page.keyboard.press('Tab');
    const control = await focused(page);
    if (control === null) break;
    expect(control.seen, control.name).toBe(true);
    names.push(control.name);
  }
  const controls = [
    'One truck',
    'Clock of',
    'MRN, LRN, plate, TIR carnet',
    'По-русски',
    'Dark colours',
    /^Map of the corridors/,
    /^Closer/,
    /^Movements/,
    /^Alarms/,
    /^Seats/,
    'Wider',
    /^Border dwell, median/,
    /^Play/,
    /^Faster/,
    'Instant shown',
  ];
  for (const control of controls)
    expect(names).toContainEqual(
      typeof control === 'string' ? control : expect.stringMatching(control),
    );
});

test('the keys of the page are told by ?, and the map moves by keys', async () => {
  const page = await pages.open(recording.server.url);
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await dialog.getByText('play or pause').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  const post = page.getByRole('button', { name: /^Kuryk/ });
  const left = async (): Promise<number> => (await post.boundingBox())?.x ?? 0;
  await page.getByRole('application').focus();
  const before = await left();
  await page.keyboard.press('+');
  await page.keyboard.press('ArrowRight');
  await eventually(left).not.toBe(before);
  await page.keyboard.press('0');
  await eventually(async () => Math.round(await left())).toBe(Math.round(before));
});
