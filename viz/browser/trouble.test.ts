// What is wrong with the run itself: a rule of the range is broken, a process owes an answer.
import type { Page } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { ONE_TRUCK } from '../../reports/fixtures/one-truck.ts';
import type { Look } from '../testing/pages.ts';
import { usePages } from '../testing/pages.ts';
import { ServedStage } from '../testing/served-runs.ts';

const pages = usePages();
let stage: ServedStage;
beforeEach(async () => {
  stage = await ServedStage.open(({ type }) => type === 'TruckQueued');
  pages.after(() => stage.server.close());
});

const open = (look: Look = {}): Promise<Page> => pages.open(stage.server.url, look);
const accepted = ONE_TRUCK.find(({ type }) => type === 'MovementAccepted');
const mrn = String(accepted?.['mrn']);
const violation = { invariant: 'releasedOnce', t: accepted?.t ?? 0, node: 'GEO', detail: 'said' };

test('a broken rule is told in words, and leads to its movement', async () => {
  const page = await open({ language: 'ru' });
  expect(await page.getByText('Нарушены правила полигона').count()).toBe(0);
  stage.run.violations = [{ ...violation, mrn }];
  stage.tell({});
  await page.getByText('Нарушены правила полигона').waitFor();
  await page.getByRole('button', { name: new RegExp(`Грузия · ${mrn}`) }).click();
  await page.locator('aside').getByRole('heading', { name: mrn }).waitFor();
});

test('who holds the run up is named until he has answered', async () => {
  const page = await open();
  const { now } = stage.run.clock;
  const window = { window: 7, from: now, until: now + 1_000, messages: 2, ownEvent: false };
  stage.tell({ awaited: [{ node: 'KAZ', forMs: 4_000, ...window }] });
  await page.getByText(/^Waiting for Kazakhstan: no answer for 4\ss/).waitFor();
  stage.tell({ awaited: [] });
  await page.getByText(/^Waiting for/).waitFor({ state: 'detached' });
});
