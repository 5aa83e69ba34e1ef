import { expect, test } from 'vitest';
import { Format } from '../locales/format.ts';
import { latencyText, rateText, secondsText } from './numbers.ts';

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const [en, ru] = [new Format('en', 0), new Format('ru', 0)];

test.for([
  [0.424, '0.42 ms', '0,42 мс'],
  [11.54, '11.5 ms', '11,5 мс'],
  [120.4, '120 ms', '120 мс'],
  [999.6, '1.00 s', '1,00 с'],
  [2_000, '2 s', '2 с'],
] as const)('a latency of %d ms', ([ms, english, russian]) => {
  expect(plain(latencyText(ms, en))).toBe(english);
  expect(plain(latencyText(ms, ru))).toBe(russian);
});

test('rates have a digit while they are few', () => {
  expect([0.25, 36.4, 40, 326.9].map((rate) => rateText(rate, en))).toEqual([
    '0.3',
    '36.4',
    '40',
    '327',
  ]);
});

test('the axis of the time is in seconds, and in minutes where it is long', () => {
  expect([0, 30, 60, 90, 5_400].map((seconds) => plain(secondsText(seconds, en)))).toEqual([
    '0 s',
    '30 s',
    '1 min',
    '90 s',
    '1 h 30 min',
  ]);
});
