/** The story of a violation, over the hand-written journal of one truck with faults put into it. */
import { describe, expect, test } from 'vitest';
import { both } from '../../nodes/common/bilingual.ts';
import type { Entry } from '../../simulator/core/cell.ts';
import type { Violation } from '../../simulator/journal/invariants/invariant.ts';
import { BEGIN, ONE_TRUCK, MRN } from '../fixtures/one-truck.ts';
import { storyPage } from './page.ts';
import { storyPicture } from './picture.ts';
import { violationStory } from './story.ts';
import type { Telling } from './telling.ts';
import { tell } from './telling.ts';
import { storyText } from './text.ts';

const HOUR = 3_600_000;

/** The message with which the goods are told to have arrived; it is lost once on its way, while a fault is at work. */
const advice = ONE_TRUCK.find(({ type, msg }) => type === 'MessageSent' && msg === 'X006');
const released = ONE_TRUCK.find(({ type }) => type === 'MovementReleased');
const arrived = ONE_TRUCK.find(({ type }) => type === 'MovementArrived');
if (advice === undefined || released === undefined || arrived === undefined)
  throw new Error('the fixture has lost its end');

const host = (t: number, s: number, fact: { readonly type: string }): Entry => ({
  ...{ t, n: 'HOST', s },
  ...fact,
});
const injected = host(advice.t - HOUR, 90, {
  ...{ type: 'FaultInjected', fault: 'loss-1', kind: 'loss' },
  ...{ until: advice.t + HOUR, on: ['ICE', 'UZB'] },
});
const struck: Entry = {
  ...{ t: advice.t, n: advice.n, s: 900, type: 'FaultStruck', fault: 'loss-1' },
  ...{ id: advice['id'], msg: 'X006', is: 'lost' },
};
const later = host(released.t + 999 * HOUR, 91, {
  ...{ type: 'FaultInjected', fault: 'loss-2', kind: 'loss' },
  ...{ until: released.t + 1_000 * HOUR, on: ['GEO'] },
});
const entries = [...ONE_TRUCK, injected, struck, later]
  .sort((a, b) => a.t - b.t)
  .map((entry) => ({ entry }));

const violation: Violation = {
  ...{ invariant: 'followsTables', t: arrived.t, node: 'GEO', mrn: MRN },
  detail: `row D31 (Arrived at destination) cannot follow where ${MRN} is arrived`,
};

const tellingIn = (language: 'en' | 'ru'): Telling => ({
  language,
  rule: both(
    'movements follow the state tables row by row',
    'перевозки следуют таблицам состояний',
  ),
  names: (id) => both(id, id),
  faultText: (kind) =>
    kind === 'loss' ? both('messages are lost', 'сообщения теряются') : both(kind, kind),
  found: { scenario: 'three-countries', seed: '7' },
  command: 'rehearse run runs/explore-three-countries-1/reproduction.yaml',
});

describe('the story of a violation', () => {
  const story = violationStory(entries, violation);

  test.each(['en', 'ru'] as const)('reads and looks as it was reviewed (%s)', async (language) => {
    const telling = tellingIn(language);
    const text = storyText(tell(story, telling), language);
    await expect(`${text}\n`).toMatchFileSnapshot(`golden/story.${language}.txt`);
    await expect(`${storyPicture(story, telling)}\n`).toMatchFileSnapshot(
      `golden/story.${language}.svg`,
    );
  });

  test('has few messages: what led to it, back to its cause, in order of time', () => {
    const ids = story.letters.map(({ id }) => id);
    expect(ids.length).toBeLessThanOrEqual(10);
    expect(ids).toContain(arrived.by);
    const times = story.letters.map(({ sentAt }) => sentAt);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    for (const { sentAt } of story.letters) expect(sentAt).toBeLessThanOrEqual(violation.t);
  });

  test('names the faults that had begun, and says what they did to a message', () => {
    expect(story.faults.map(({ id }) => id)).toEqual(['loss-1']);
    const letter = story.letters.find(({ id }) => id === advice['id']);
    expect(letter?.struck).toEqual({ fault: 'loss-1', is: 'lost', by: 'UZB' });
    expect(storyText(tell(story, tellingIn('en')), 'en')).toContain('(lost: loss-1)');
  });

  test('says who should have done what, by the row that was followed', () => {
    expect(story.duties.map(({ en }) => en)).toContainEqual(
      expect.stringMatching(/^Office of departure, row D31: /),
    );
  });

  test('knows every lane that a message needs', () => {
    const lanes = new Set(story.lanes.map(({ id }) => id));
    for (const { from, to, overIce } of story.letters) {
      expect(lanes).toContain(from);
      expect(lanes).toContain(to);
      if (overIce) expect(lanes).toContain('ICE');
    }
  });
});

test('a violation of a timer says what the timer is for', () => {
  const story = violationStory(entries, {
    ...{ invariant: 'nothingWaits', t: BEGIN + 900 * HOUR, node: 'GEO', mrn: MRN },
    detail: `T-LIMIT of ${MRN} should have rung at 2026-07-24, 2 d ago`,
  });
  expect(story.duties[0]?.en).toMatch(/^T-LIMIT starts: .*; when it rings: /);
});

test('a violation of the run as a whole, with nothing to point at, is told all the same', () => {
  const story = violationStory(entries.slice(0, 1), {
    ...{ invariant: 'order', t: BEGIN, node: '', detail: 'nothing to see' },
  });
  expect(story.letters).toEqual([]);
  for (const language of ['en', 'ru'] as const)
    expect(storyText(tell(story, tellingIn(language)), language)).toContain('nothing to see');
});

test('a message that the detail names by its id is found in the list', () => {
  const [, second] = violationStory(entries, violation).letters;
  const id = second?.id ?? '';
  const story = violationStory(entries, { ...violation, detail: `${id} took effect twice` });
  const place = story.letters.findIndex((letter) => letter.id === id) + 1;
  expect(place).toBeGreaterThan(0);
  expect(tell(story, tellingIn('en')).seen).toBe(
    `${id} (message ${String(place)} below) took effect twice`,
  );
});

test('whatever a message or a detail says is text on the page, not markup', () => {
  const story = violationStory(entries, { ...violation, detail: '<script>alert(1)</script>' });
  const telling = tellingIn('en');
  const page = storyPage(tell(story, telling), storyPicture(story, telling), 'en');
  expect(page).not.toContain('<script>');
  expect(page).toContain('&lt;script&gt;');
});
