import { describe, expect, test } from 'vitest';
import { ProcessFault } from '../../nodes/process/fault.ts';
import { parseProfile, profileNames, readProfile } from './read.ts';

const GOOD = `{
  "name": "mine",
  "summary": { "en": "mine", "ru": "моё" },
  "stages": [{ "seconds": 10, "rate": 5 }],
  "warmUp": 1,
  "arrivals": "even",
  "pace": 1000,
  "mistakes": { "repeated": 0, "unreadable": 0, "misnumbered": 0, "intruding": 0 },
  "p99Most": 100
}`;

function saidOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ProcessFault) return error.text;
  }
  return 'nothing';
}

describe('profiles', () => {
  test.each(profileNames())('%s is well formed, and called so', (name) => {
    expect(readProfile(name).name).toBe(name);
  });

  test('one of people’s own is read', () => {
    expect(parseProfile(GOOD, 'mine.json').stages).toEqual([{ seconds: 10, rate: 5 }]);
  });

  test.each<[string, string, RegExp]>([
    [
      'a rate that is no number',
      GOOD.replace('"rate": 5', '"rate": "five"'),
      /^mine\.json:4:39: stages\.0\.rate must be number/,
    ],
    [
      'a key that nobody knows',
      GOOD.replace('"rate": 5', '"rate": 5, "ramp": 2'),
      /^mine\.json:4:50: stages\.0\.ramp is no part of a profile/,
    ],
    [
      'a stage too much',
      GOOD.replace('"seconds": 10', '"seconds": 100000'),
      /^mine\.json:4:\d+: stages\.0\.seconds must be <= 21600/,
    ],
    [
      'no stages',
      GOOD.replace('[{ "seconds": 10, "rate": 5 }]', '[]'),
      /^mine\.json:4:13: stages must not have fewer than 1/,
    ],
    [
      'a warming up longer than the load',
      GOOD.replace('"warmUp": 1', '"warmUp": 10'),
      /^mine\.json: the warming up \(10 s\) is not shorter/,
    ],
    [
      'a bracket that is missing',
      GOOD.replace('"rate": 5 }]', '"rate": 5 '),
      /^mine\.json:\d+:\d+: /,
    ],
    ['no object at all', '7', /^mine\.json:1:1: the profile must be object/],
  ])('%s is told with its place', (_what, text, says) => {
    expect(saidOf(() => parseProfile(text, 'mine.json'))).toMatch(says);
  });

  test('a name that is none is told with those there are', () => {
    expect(saidOf(() => readProfile('stady'))).toBe(
      'there is no profile stady; known are rush, smoke, soak, spike, steady; or name a file',
    );
  });
});
