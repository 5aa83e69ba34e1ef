import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LIMITS } from '../common/limits.ts';
import { printable, Troubles } from './troubles.ts';

test('leaves a sentence as it is, in any script', () => {
  for (const text of ['KAZ: the sender is GEO, not KAZ (C110)', 'საქართველო, Қазақстан', '😀'])
    expect(printable(text)).toBe(text);
});

test('keeps to one short line that no terminal obeys, whatever it is given', () => {
  const marks = fc.constantFrom('\n', '\u001b[2J', '\u202e', '\u2028', '\ud800');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), marks, (text, mark) => {
      const shown = printable(`${mark}${text}`);
      expect(shown).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u);
      expect(shown.length).toBeLessThanOrEqual(301);
    }),
  );
});

test('a flood of sentences is cut short, and what was left out is counted', () => {
  const said: string[] = [];
  const troubles = new Troubles((sentence) => said.push(sentence));
  const most = LIMITS.troublesPerSecond;
  for (let i = 0; i < most + 1_000; i++) troubles.tell(`trouble ${i}`);
  troubles.close();
  const counted = said.filter((line) => line.startsWith('trouble ')).length;
  const leftOut = said.reduce((sum, line) => sum + Number(/^(\d+) more/.exec(line)?.[1] ?? 0), 0);
  expect(said[0]).toBe('trouble 0');
  expect(counted + leftOut).toBe(most + 1_000);
  // The loop takes no second; were it stopped in the middle, another second's sentences would be said.
  expect(counted).toBeLessThan(most + 1_000);
});
