// A country leaves a live run and joins it again: the trainer asks for it at its node's panel, everybody sees how it stands.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ONE_TRUCK } from '../../reports/fixtures/one-truck.ts';
import { HOUR } from '../../simulator/core/time.ts';
import type { Look } from '../testing/pages.ts';
import { eventually, usePages } from '../testing/pages.ts';
import type { ServedRecording } from '../testing/served-runs.ts';
import { serveRecording, ServedStage } from '../testing/served-runs.ts';

const pages = usePages();
let stage: ServedStage;
beforeEach(async () => {
  stage = await ServedStage.open(({ type }) => type === 'TruckQueued');
  pages.after(() => stage.server.close());
});

const nodePage = (node: string, token = '#token=trainer', look: Look = {}): Promise<Page> =>
  pages.open(`${stage.server.url}?show=node:${node}${token}`, look);
const panel = (page: Page) => page.locator('aside');
const down = (why: string, node = 'KAZ'): void =>
  stage.happen({ type: 'NodeDown', node, why }, 'HOST');
const leave = (page: Page) => page.getByRole('button', { name: 'Let it leave for a while' });

describe('the trainer', () => {
  test('lets a country leave only once he is sure, and join again', async () => {
    const page = await nodePage('KAZ');
    await leave(page).click();
    await page.getByText('nothing is lost').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await leave(page).click();
    expect(stage.run.asked).toEqual([]);
    await page.getByRole('button', { name: 'Let it leave now' }).click();
    await page.getByText('Its process is ending.').waitFor();
    expect(stage.run.asked).toEqual(['leave KAZ']);
    stage.run.away.add('KAZ');
    down('left');
    await panel(page)
      .getByText(/^Left .* · waits to join again$/)
      .waitFor();
    await page.getByRole('button', { name: 'Let it join again' }).click();
    await page.getByText('Its process is starting.').waitFor();
    expect(stage.run.asked.at(-1)).toBe('join KAZ deno');
    stage.happen({ type: 'NodeUp', node: 'KAZ', after: 'left' }, 'HOST');
    await leave(page).waitFor();
  });

  test('is told why it was refused', async () => {
    stage.run.away.add('KAZ');
    const page = await nodePage('KAZ', '#token=trainer', { language: 'ru', forgives: /409/ });
    await page.getByRole('button', { name: 'Вывести на время' }).click();
    await page.getByRole('button', { name: 'Вывести сейчас' }).click();
    await page.getByRole('alert').getByText('KAZ уже отсутствует.').waitFor();
  });

  test('starts one again that was given up as silent; a fault heals by itself', async () => {
    const page = await nodePage('KAZ');
    down('silent');
    await panel(page).getByText('its process has not answered in time').waitFor();
    await page.getByRole('button', { name: 'Let it join again' }).waitFor();
    down('nodeCrash');
    await panel(page).getByText('a national application crashes').waitFor();
    expect(await page.getByRole('button', { name: /^Let it/ }).count()).toBe(0);
  });
});

test('a reason that this page does not know is told as it is', async () => {
  const page = await nodePage('KAZ', '', { language: 'ru' });
  down('flooded');
  await panel(page).getByText('причина: flooded').waitFor();
});

test('who has left is told on the map, in the alarms and in the list', async () => {
  const page = await pages.open(`${stage.server.url}?list=nodes`);
  down('left');
  await page.getByRole('button', { name: /Kazakhstan has left and waits to join again/ }).waitFor();
  await page.getByRole('row', { name: /^Kazakhstan has left/ }).waitFor();
  await page.getByRole('button', { name: 'Kazakhstan: has left' }).waitFor();
});

describe('nobody is sent away', () => {
  test('without the trainer’s token', async () => {
    const page = await nodePage('KAZ', '');
    await panel(page).getByText('Messages sent').waitFor();
    expect(await leave(page).count()).toBe(0);
    down('left');
    await panel(page).getByText(/^Left/).waitFor();
    expect(await page.getByRole('button', { name: 'Let it join again' }).count()).toBe(0);
  });

  test.for(['ICE', 'FI-GEO'])('who is no country: %s', async (id) => {
    const page = await nodePage(id);
    await panel(page).getByText('Messages sent').waitFor();
    expect(await leave(page).count()).toBe(0);
  });

  test('while looking back, or once the run is over', async () => {
    const page = await nodePage('KAZ');
    await leave(page).waitFor();
    await page.getByRole('slider').press('ArrowLeft');
    await leave(page).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Back to now' }).click();
    await leave(page).waitFor();
    stage.tell({ state: 'ended' });
    await leave(page).waitFor({ state: 'detached' });
  });
});

describe('a recording', () => {
  let recording: ServedRecording;
  beforeAll(async () => {
    recording = await serveRecording('pilot/one-truck');
  });
  afterAll(() => recording.close());

  test('takes no such commands', async () => {
    const page = await pages.open(`${recording.server.url}?show=node:KAZ#token=trainer`);
    await panel(page).getByText('Messages sent').waitFor();
    expect(await leave(page).count()).toBe(0);
  });
});

describe('faults at work', () => {
  const begins = (kind: string, on: readonly string[], said: object): void => {
    const { now } = stage.run.clock;
    const until = now + 2 * HOUR;
    stage.happen({ type: 'FaultInjected', fault: `${kind}-1`, kind, until, on, said }, 'HOST');
  };

  test.for([
    [
      'en',
      'the traffic of all flows is 3 times as dense',
      'break down and stand for 18 h · 50 %',
      'served · Krasny Most · entry',
      'lost on the way · everybody · X001, X118 · 30 %',
    ],
    [
      'ru',
      'плотнее в 3 раза|в 3 раза плотнее',
      'ломается и стоит 18 ч · 50 %',
      'обслуживают · Красный Мост · въезд',
      'теряются в пути · все участники · X001, X118 · 30 %',
    ],
  ] as const)('are told with the numbers of the scenario: %s', async ([language, ...words]) => {
    const page = await pages.open(stage.server.url, { language });
    begins('surge', ['WORLD'], { times: 3 });
    begins('breakdown', ['WORLD'], { by: '18h', share: 0.5 });
    begins('borderClosed', ['WORLD'], { post: 'az-krasny-most', side: 'entry' });
    const everybody = ['ICE', 'GEO', 'AZE', 'KAZ', 'UZB', 'TKM'];
    begins('loss', everybody, { share: 0.3, messages: ['X001', 'X118'] });
    for (const text of words)
      await panel(page)
        .getByText(new RegExp(text.replaceAll(' ', '\\s')))
        .waitFor();
  });

  test('mark the message that they strike, in the diagram and at the message', async () => {
    const sent = ONE_TRUCK.find(({ type, msg }) => type === 'MessageSent' && msg === 'X050');
    const [id, mrn] = [String(sent?.['id']), String(sent?.['mrn'])];
    const early = await ServedStage.open(
      (entry) => entry.type === 'MessageTaken' && entry['id'] === id,
    );
    pages.after(() => early.server.close());
    early.happen({ type: 'FaultStruck', fault: 'loss-1', id, msg: 'X050', is: 'lost' }, 'GEO');
    const page = await pages.open(`${early.server.url}?show=message:${id}`);
    await page.getByRole('heading', { name: 'Struck by a fault on purpose' }).waitFor();
    await panel(page).getByText('lost: messages are lost on the way').waitFor();
    await panel(page)
      .getByText(/from Georgia.*loss-1$/)
      .waitFor();
    await page.goto(`${early.server.url}?show=movement:${mrn}`);
    await page.getByRole('button', { name: /^X050.*lost: messages are lost/ }).waitFor();
    await eventually(() => page.locator('svg .struck').count()).toBe(1);
  });
});
