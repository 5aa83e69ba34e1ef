// The officer's seat: taken, decided at, handed back; and who may not. What a run does with it is in live.test.ts.
import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { MRN } from '../../reports/fixtures/one-truck.ts';
import type { Look } from '../testing/pages.ts';
import { eventually, usePages } from '../testing/pages.ts';
import { ServedStage } from '../testing/served-runs.ts';

const pages = usePages();
/** The office whose officer is asked whether the truck may pass. */
const SEAT = 'AZ000201';
const TASK = `presentation/${MRN}`;
let stage: ServedStage;
beforeEach(async () => {
  stage = await ServedStage.open(({ type, n }) => type === 'TaskDecided' && n === 'AZE');
  pages.after(() => stage.server.close());
});

const seatPage = (token = '', look: Look = {}): Promise<Page> =>
  pages.open(`${stage.server.url}?show=seat:${SEAT}${token}`, look);
const trainerPage = (): Promise<Page> => seatPage('#token=trainer');

/** Takes the seat, and lets the run confirm it. */
async function sit(page: Page, person: string): Promise<void> {
  await page.getByLabel('Your name').fill(person);
  await page.getByRole('button', { name: 'Take this seat' }).click();
  await page.getByText('The seat is yours as soon as the run’s clock moves.').waitFor();
  stage.happen({ type: 'SeatTaken', seat: SEAT, person });
  await page.getByText(/^You decide here since/).waitFor();
}

const taken = { type: 'takeSeat', actor: 'Nino', seat: SEAT };

describe('whoever holds the seat', () => {
  test('sees the question that waits, decides it, and hands the seat back', async () => {
    const page = await trainerPage();
    await sit(page, 'Nino');
    await page.getByRole('button', { name: /^Truck at the border/ }).waitFor();
    await page
      .getByRole('radio', { name: /^Let it pass.*the risk analysis proposes this/ })
      .waitFor();
    await page.getByRole('radio', { name: /^Check/ }).check();
    await page.getByLabel('Remark (optional)').fill('Seal looks worn');
    await page.getByRole('button', { name: 'Decide' }).click();
    await page.getByText(/^Decided: Check/).waitFor();
    const decided = { type: 'decide', task: TASK, decision: 'check', reason: 'Seal looks worn' };
    expect(stage.run.commands).toEqual([taken, { ...decided, actor: 'Nino', seat: SEAT }]);
    stage.happen({
      type: 'TaskDecided',
      task: TASK,
      office: SEAT,
      kind: 'presentation',
      decision: 'check',
      officer: 'Nino',
      mrn: MRN,
    });
    await page.getByRole('button', { name: 'Hand back to the bot' }).click();
    await eventually(() => stage.run.commands.at(-1)?.type).toBe('returnSeat');
  });

  test('decides on his own account, about a number that he names', async () => {
    const page = await trainerPage();
    await sit(page, 'Nino');
    await page.getByText('On your own account').click();
    const form = page.locator('form', { hasText: 'What about' });
    await form.getByLabel('What about').selectOption('Ask another office about a movement');
    const decide = form.getByRole('button', { name: 'Decide' });
    expect(await decide.isDisabled()).toBe(true);
    await form.getByLabel('MRN').fill(MRN);
    await form.getByRole('radio', { name: /^Compare states/ }).check();
    await decide.click();
    await form.getByText(`Decided: Compare states · ${MRN}`).waitFor();
    const task = `movementQuery/${MRN}`;
    const decided = { type: 'decide', task, decision: 'compare', actor: 'Nino', seat: SEAT };
    expect(stage.run.commands.at(-1)).toEqual(decided);
  });

  test('keeps it when the page is opened anew', async () => {
    const page = await trainerPage();
    await sit(page, 'Nino');
    await page.reload();
    await page.getByText(/^You decide here since/).waitFor();
    expect(stage.run.commands).toEqual([taken]);
  });

  test('must say what was found where the rule asks for it', async () => {
    stage.playUntil(({ type, n }) => type === 'TaskDecided' && n === 'UZB');
    stage.happen({
      type: 'TaskOpened',
      task: `destinationControl/${MRN}`,
      kind: 'destinationControl',
      office: SEAT,
      proposed: 'A1',
      channel: 'red',
      mrn: MRN,
    });
    const page = await trainerPage();
    await sit(page, 'Nino');
    await page.getByRole('button', { name: /^Control at destination/ }).click();
    await page.locator('input[value="A5"]').check();
    await page.getByText('rule C329').waitFor();
    expect(await page.getByRole('button', { name: 'Decide' }).isDisabled()).toBe(true);
    await page.getByLabel('What was found').fill('Two packages missing');
    await page.getByRole('button', { name: 'Decide' }).click();
    await eventually(() => stage.run.commands.at(-1)).toMatchObject({
      decision: 'A5',
      reason: 'Two packages missing',
    });
  });
});

describe('a page without a token', () => {
  test('sees the question and may not answer it', async () => {
    const page = await seatPage();
    await page.getByRole('button', { name: /^Truck at the border/ }).click();
    expect(await page.getByRole('radio').first().isDisabled()).toBe(true);
    expect(await page.getByRole('button', { name: 'Decide' }).count()).toBe(0);
  });

  test('takes the seat with the trainer’s code, once', async () => {
    const trainer = await trainerPage();
    await trainer.getByRole('button', { name: 'Code for somebody else' }).click();
    const told = await trainer.getByText(/^Code [A-Z2-9]{8}/).textContent();
    const code = /Code (\w+)/.exec(told ?? '')?.[1] ?? '';
    const officer = await seatPage();
    await officer.getByLabel('Code from the trainer').fill(code.toLowerCase());
    await sit(officer, 'Nino');
    expect(stage.run.commands).toEqual([taken]);
  });

  test('is told when the code is wrong', async () => {
    const page = await seatPage('', { forgives: /403/ });
    await page.getByLabel('Your name').fill('Gela');
    await page.getByLabel('Code from the trainer').fill('WRONG');
    await page.getByRole('button', { name: 'Take this seat' }).click();
    await page.getByRole('alert').getByText('This code does not open this seat').waitFor();
    expect(stage.run.commands).toEqual([]);
  });
});

test('a second person learns who sits there and does not get the seat', async () => {
  await sit(await trainerPage(), 'Nino');
  const page = await seatPage('#token=trainer', { forgives: /409/ });
  await page.getByText(/^Nino decides here since/).waitFor();
  await page.getByLabel('Your name').fill('Gela');
  await page.getByRole('button', { name: 'Take this seat' }).click();
  await page.getByRole('alert').getByText(`Nino sits at ${SEAT}`).waitFor();
  expect(stage.run.commands).toEqual([taken]);
});

test('a refusal is said in the language of the page', async () => {
  const page = await seatPage('', { language: 'ru', forgives: /403/ });
  await page.getByLabel('Ваше имя').fill('Гела');
  await page.getByLabel('Код от инструктора').fill('WRONG');
  await page.getByRole('button', { name: 'Занять рабочее место' }).click();
  await page.getByRole('alert').getByText('Этот код не подходит').waitFor();
});

test('nobody decides while looking back', async () => {
  const page = await trainerPage();
  await sit(page, 'Nino');
  await page.getByRole('slider').press('ArrowLeft');
  await page.getByText('You look back; return to now to decide.').waitFor();
  expect(await page.getByRole('button', { name: 'Decide' }).count()).toBe(0);
});
