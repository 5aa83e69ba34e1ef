import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PacketCut } from './packet-cut.ts';
import type { PacketTaker } from './packet-cut.ts';
import { publishFrame } from './publish-frame.ts';

/** A connection whose stream is handed over in chunks as they are put. */
class Stream extends EventEmitter {
  destroyed = false;
  readonly chunks: Buffer[] = [];

  read(): Buffer | null {
    return this.chunks.shift() ?? null;
  }

  destroy(): void {
    this.destroyed = true;
  }
}

/** Whatever happens, in its order: `taken …` past the broker, `broker …` what the broker was given. */
class Watched implements PacketTaker {
  readonly stream = new Stream();
  readonly happened: string[] = [];
  readonly violations: string[] = [];
  readonly cut: PacketCut;
  room = Infinity;
  refuses = (_topic: string): boolean => false;

  constructor(limit = 1_000) {
    const socket = this.stream as unknown as Socket;
    this.cut = new PacketCut(socket, limit, (what) => this.violations.push(what));
    // As the broker does: on 'readable', and again as soon as it has dealt with what it had.
    this.stream.on('readable', () => {
      for (let bytes = socket.read() as Buffer | null; bytes !== null;) {
        this.happened.push(`broker ${bytes.toString('hex')}`);
        bytes = socket.read() as Buffer | null;
      }
    });
  }

  put(bytes: Buffer): void {
    this.stream.chunks.push(bytes);
    this.stream.emit('readable');
  }

  hasRoom(): boolean {
    return this.room > 0;
  }

  onPublish(topic: string, id: number, payload: Buffer): boolean {
    if (this.refuses(topic)) return false;
    this.room--;
    this.happened.push(`taken ${topic} ${id} ${payload.toString()}`);
    return true;
  }

  onAlive(): void {
    this.happened.push('alive');
  }

  /** With the pieces that the broker got one after the other put together. */
  get course(): string[] {
    const course: string[] = [];
    for (const one of this.happened) {
      const last = course.at(-1);
      if (one === 'alive') continue;
      if (one.startsWith('broker ') && last?.startsWith('broker ') === true)
        course[course.length - 1] = `${last}${one.slice(7)}`;
      else course.push(one);
    }
    return course;
  }
}

interface Packet {
  readonly bytes: Buffer;
  /** What is to happen with it; undefined: nothing is seen of it. */
  readonly course: string | undefined;
}

const ours = (id: number, payload: string): Packet => ({
  bytes: publishFrame('ice/v1/in/GEO/AZE/A/A803', payload, id),
  course: `taken ice/v1/in/GEO/AZE/A/A803 ${id} ${payload}`,
});
const broker = (...bytes: number[]): Packet => ({
  bytes: Buffer.from(bytes),
  course: `broker ${Buffer.from(bytes).toString('hex')}`,
});
const PINGREQ = broker(0xc0, 0);
const PUBACK: Packet = { bytes: Buffer.from([0x40, 2, 0, 7]), course: undefined };

const packets = fc.array(
  fc.oneof(
    fc
      .record({ id: fc.integer({ min: 1, max: 65_535 }), size: fc.nat(400) })
      .map(({ id, size }) => ours(id, 'x'.repeat(size))),
    fc.constantFrom(PINGREQ, PUBACK, broker(0x30, 3, 0, 1, 97), broker(0x82, 2, 0, 1)),
    // PUBACK of a wrong length, PUBLISH whose topic is longer than the packet.
    fc.constantFrom(broker(0x40, 3, 0, 7, 0), broker(0x32, 4, 0, 9, 97, 98)),
  ),
  { minLength: 1, maxLength: 12 },
);
const cuts = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1 });

function inChunks(stream: Buffer, sizes: readonly number[], put: (chunk: Buffer) => void): void {
  let at = 0;
  for (let i = 0; at < stream.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    put(stream.subarray(at, at + size));
    at += size;
  }
}

/** Neighbours that the broker gets one after the other are not told apart. */
function joined(all: readonly Packet[]): string[] {
  const course: string[] = [];
  for (const { course: one } of all) {
    const last = course.at(-1);
    if (one === undefined) continue;
    if (one.startsWith('broker ') && last?.startsWith('broker ') === true)
      course[course.length - 1] = `${last}${one.slice(7)}`;
    else course.push(one);
  }
  return course;
}

test('every packet takes its way, in the order of the stream, however that is cut into chunks', () => {
  fc.assert(
    fc.property(packets, cuts, (all, sizes) => {
      const watched = new Watched();
      watched.cut.open(watched);
      inChunks(Buffer.concat(all.map(({ bytes }) => bytes)), sizes, (chunk) => watched.put(chunk));
      expect(watched.course).toEqual(joined(all));
    }),
  );
});

test('what came before the connection was let in is the broker’s, to the end of a packet', () => {
  const [first, second] = [ours(1, 'first'), ours(2, 'second')];
  fc.assert(
    fc.property(fc.integer({ min: 1, max: first.bytes.length }), cuts, (cut, sizes) => {
      const watched = new Watched();
      watched.put(first.bytes.subarray(0, cut));
      watched.cut.open(watched);
      const rest = Buffer.concat([first.bytes.subarray(cut), second.bytes]);
      inChunks(rest, sizes, (chunk) => watched.put(chunk));
      expect(watched.course).toEqual([`broker ${first.bytes.toString('hex')}`, second.course]);
    }),
  );
});

test('what is not to be taken past the broker goes to it, and what follows waits behind', () => {
  const watched = new Watched();
  watched.cut.open(watched);
  watched.refuses = (topic) => topic === 'other';
  const odd = publishFrame('other', 'odd', 9);
  watched.put(Buffer.concat([ours(1, 'a').bytes, odd, ours(2, 'b').bytes]));
  expect(watched.course).toEqual([
    ours(1, 'a').course,
    `broker ${odd.toString('hex')}`,
    ours(2, 'b').course,
  ]);
});

test('without room nothing more is read, and nothing is lost', () => {
  const watched = new Watched();
  watched.cut.open(watched);
  watched.room = 2;
  const all = [1, 2, 3, 4].map((id) => ours(id, `text ${id}`));
  watched.put(Buffer.concat(all.map(({ bytes }) => bytes)));
  watched.put(ours(5, 'text 5').bytes);
  expect(watched.course).toHaveLength(2);
  expect(watched.stream.chunks).toHaveLength(1);
  watched.room = 2;
  watched.cut.resume();
  expect(watched.course).toHaveLength(4);
  watched.room = 1;
  watched.cut.resume();
  expect(watched.course).toEqual([...all, ours(5, 'text 5')].map(({ course }) => course));
});

test('says that the connection lives, once for all that came at once', () => {
  const watched = new Watched();
  watched.cut.open(watched);
  watched.put(Buffer.concat([ours(1, 'a').bytes, ours(2, 'b').bytes]));
  watched.put(PUBACK.bytes);
  watched.put(PINGREQ.bytes);
  expect(watched.happened.filter((one) => one === 'alive')).toHaveLength(2);
});

test('cuts the connection at a packet over the limit, and takes nothing of what came with it', () => {
  const watched = new Watched(100);
  watched.cut.open(watched);
  watched.put(Buffer.concat([ours(1, 'a').bytes, Buffer.from([0x32, 0x80, 2])]));
  expect(watched.violations).toEqual(['a packet of more than 100 bytes']);
  expect(watched.stream.destroyed).toBe(true);
  expect(watched.happened).toEqual([]);
});
