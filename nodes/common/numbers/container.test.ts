import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeContainer, parseContainer } from './container.ts';

test.for(['CSQU3054383', 'MWCU6059784'])('%s is valid', (text) => {
  expect(parseContainer(text, 'container')).toEqual({ ok: true, value: text });
});

test.for([
  ['wrong check digit', 'CSQU3054384', 'checkDigit'],
  ['two digits swapped', 'CSQU3045383', 'checkDigit'],
  ['unknown category', 'CSQA3054383', 'malformed'],
  ['a digit too few', 'CSQU305438', 'malformed'],
  ['small letters', 'csqu3054383', 'malformed'],
  ['hyphen', 'CSQU305438-3', 'malformed'],
])('%s: %s', ([, text, kind]) => {
  const result = parseContainer(text as string, 'container');
  expect(result).toMatchObject({ ok: false, error: { kind, code: 'C319' } });
});

test('what is made is parsed', () => {
  const letters = fc.constantFrom(...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ'));
  const owners = fc.tuple(letters, letters, letters, fc.constantFrom('U', 'J', 'Z'));
  fc.assert(
    fc.property(owners, fc.nat({ max: 999_999 }), (owner, serial) => {
      const container = makeContainer(owner.join(''), String(serial).padStart(6, '0'));
      expect(parseContainer(container, 'container')).toEqual({ ok: true, value: container });
    }),
  );
});

test('nothing is made of parts that do not fit', () => {
  expect(() => makeContainer('CSQA', '305438')).toThrow(RangeError);
  expect(() => makeContainer('CSQU', '30543')).toThrow(RangeError);
});
