import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PacketGuard } from './packet-guard.ts';

/** A packet with a body of that many bytes: type, remaining length, body. */
function packet(bodyBytes: number): Uint8Array {
  const head = [0x30];
  let left = bodyBytes;
  do {
    const digit = left % 128;
    left = Math.floor(left / 128);
    head.push(left > 0 ? digit | 128 : digit);
  } while (left > 0);
  return new Uint8Array([...head, ...new Uint8Array(bodyBytes).fill(0xff)]);
}

const join = (packets: readonly Uint8Array[]): Uint8Array =>
  new Uint8Array(packets.flatMap((bytes) => [...bytes]));

test('lets packets up to the limit pass, however the stream is cut into chunks', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 997 }), { maxLength: 8 }),
      fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1 }),
      (bodies, cuts) => {
        const stream = join(bodies.map(packet));
        const guard = new PacketGuard(1_000);
        let at = 0;
        for (let i = 0; at < stream.length; i++) {
          const size = cuts[i % cuts.length]!;
          expect(guard.check(stream.subarray(at, at + size))).toBeUndefined();
          at += size;
        }
      },
    ),
  );
});

test('stops at the announcement of a packet over the limit, before its body comes', () => {
  const guard = new PacketGuard(1_000);
  expect(guard.check(packet(997))).toBeUndefined();
  expect(guard.check(packet(998).subarray(0, 3))).toBe('a packet of more than 1000 bytes');
});

test.for([
  [[0x30, 0x80, 0x80, 0x80, 0x80], 'a malformed remaining length'],
  [[0x30, 0xff, 0xff, 0xff, 0x7f], 'a packet of more than 1000 bytes'],
] as const)('refuses %j: %s', ([bytes, reason]) => {
  expect(new PacketGuard(1_000).check(new Uint8Array(bytes))).toBe(reason);
});
