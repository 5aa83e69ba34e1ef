import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textOfBytes } from './utf8.ts';

const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

test('text comes back from its bytes, longer than one piece as well', () => {
  const texts = fc.string({ unit: 'binary', maxLength: 20 });
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 300 }), (text, times) => {
      const long = text.repeat(times);
      expect(textOfBytes(bufferOf(new TextEncoder().encode(long)))).toBe(long);
    }),
    { numRuns: 50 },
  );
});

test('what is no UTF-8 is replaced as everywhere', () => {
  const decoder = new TextDecoder();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
      const text = textOfBytes(bufferOf(bytes));
      expect(text.includes('\ufffd')).toBe(decoder.decode(bytes).includes('\ufffd'));
    }),
  );
});
