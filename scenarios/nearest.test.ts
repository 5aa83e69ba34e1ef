import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { didYouMean, nearest } from './nearest.ts';

const KEYS = ['seed', 'start', 'story', 'lasts', 'participants', 'principalsPerCountry'];

describe('the nearest word', () => {
  test.each([
    ['sede', 'seed'],
    ['Seed', 'seed'],
    ['stat', 'start'],
    ['last', 'lasts'],
    ['particpants', 'participants'],
    ['prinzipalsPerLand', undefined],
    ['principalPerCountries', 'principalsPerCountry'],
    ['', undefined],
    ['weather', undefined],
    ['x', undefined],
    ['principals', 'principalsPerCountry'],
    ['prin', 'principalsPerCountry'],
    ['pri', undefined],
  ])('to %j is %j', (word, near) => {
    expect(nearest(word, KEYS)).toBe(near);
  });

  test('of a word that is known is itself, and of none there is none', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1 }), (words) => {
        expect(nearest(words[0]!, words)?.toLowerCase()).toBe(words[0]!.toLowerCase());
        expect(nearest(words[0]!, [])).toBeUndefined();
      }),
    );
  });
});

test('the sentence names it, or says what else to try', () => {
  expect(didYouMean('sede', KEYS, 'leave it out')).toBe('did you mean `seed`?');
  expect(didYouMean('weather', KEYS, 'leave it out')).toBe('leave it out');
});
