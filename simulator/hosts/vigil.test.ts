import { describe, expect, test } from 'vitest';
import { awaitedText, Vigil } from './vigil.ts';

const PATIENCE = { silentMs: 2_000, startMs: 20_000 };
const ASKED = {
  node: 'KAZ',
  window: 812,
  from: Date.UTC(2026, 6, 20, 4, 10, 3),
  until: Date.UTC(2026, 6, 20, 4, 10, 4),
  messages: 3,
  ownEvent: true,
};

/** What comes of so many quarters of a second. */
const passing = (vigil: Vigil, quarters: number): string[] =>
  Array.from({ length: quarters }, () => vigil.pass(250) ?? '').filter((what) => what !== '');

describe('whoever owes an answer', () => {
  test('is named every five seconds, for ever where nobody is impatient', () => {
    const vigil = new Vigil(undefined);
    vigil.ask(ASKED);
    expect(passing(vigil, 4 * 60)).toEqual(Array.from({ length: 12 }, () => 'tell'));
    expect(vigil.awaited()).toEqual({ ...ASKED, forMs: 60_000 });
    vigil.answered();
    expect(passing(vigil, 100)).toEqual([]);
    expect(vigil.awaited()).toBeUndefined();
  });

  test('is silent after two seconds without a word, and not while he says that he waits', () => {
    const vigil = new Vigil(PATIENCE);
    vigil.ask(ASKED);
    for (let second = 0; second < 10; second++) {
      expect(passing(vigil, 4)).toEqual(second === 4 || second === 9 ? ['tell'] : []);
      vigil.hear();
    }
    expect(passing(vigil, 7)).toEqual([]);
    expect(vigil.pass(250)).toBe('silent');
  });

  test('is not silent while he starts, but absent where that takes too long', () => {
    const vigil = new Vigil(PATIENCE);
    vigil.ask(ASKED);
    vigil.died();
    expect(passing(vigil, 79)).toEqual(['tell', 'tell', 'tell']);
    expect(vigil.pass(250)).toBe('absent');
    vigil.ready();
    expect(passing(vigil, 7)).not.toContain('silent');
    expect(vigil.pass(250)).toBe('silent');
  });
});

test('nobody is silent who was not asked; a ping asks', () => {
  const vigil = new Vigil(PATIENCE);
  expect(passing(vigil, 400)).toEqual([]);
  expect(vigil.ping()).toBe(true);
  expect(vigil.ping()).toBe(false);
  vigil.hear();
  expect(passing(vigil, 400)).toEqual([]);
  vigil.ping();
  expect(passing(vigil, 8)).toEqual(['silent']);
});

test.each([
  [{}, '2026-07-20 04:10:03 to 04:10:04, 3 messages, its own timer'],
  [{ messages: 1, ownEvent: false }, '2026-07-20 04:10:03 to 04:10:04, 1 message'],
  [{ messages: 0 }, '2026-07-20 04:10:03 to 04:10:04, its own timer'],
])('the sentence says what was asked and since when', (change, what) => {
  expect(awaitedText({ ...ASKED, ...change, forMs: 12_400 })).toBe(
    `has not answered window 812 (${what}) for 12 s`,
  );
});
