import { expect, test } from 'vitest';
import { readEvents } from './door-events.ts';
import type { ServerEvent } from './door-events.ts';

async function read(pieces: readonly (string | Uint8Array)[]): Promise<ServerEvent[][]> {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces)
        controller.enqueue(typeof piece === 'string' ? encoder.encode(piece) : piece);
      controller.close();
    },
  });
  const events: ServerEvent[][] = [];
  for await (const some of readEvents(body, () => undefined, new AbortController().signal))
    events.push(some);
  return events;
}

const [first, second] = [
  { id: '1', data: '{"a":1}' },
  { id: '2', data: '{"b":2}' },
];

test.for([
  [
    'events of one piece, together',
    ['id: 1\ndata: {"a":1}\n\nid: 2\ndata: {"b":2}\n\n'],
    [[first, second]],
  ],
  ['an event in two pieces', ['id: 1\nda', 'ta: {"a":1}\n\n'], [[first]]],
  ['an event whose end comes later', ['id: 1\ndata: {"a":1}\n', '\n'], [[first]]],
  ['nothing of one that does not end', ['id: 1\ndata: {"a":1}\n'], []],
  ['nothing in signs of life', [': open\n\n', ': alive\n\n'], []],
  ['lines that end as on Windows', ['id: 1\r\ndata: {"a":1}\r\n\r\n'], [[first]]],
  ['data in two lines', ['data: {"a":\ndata: 1}\n\n'], [[{ id: '', data: '{"a":\n1}' }]]],
  ['fields without a space, and others', ['event: x\nid:1\ndata:{"a":1}\n\n'], [[first]]],
] as const)('reads %s', async ([, pieces, events]) => {
  expect(await read(pieces)).toEqual(events);
});

test('a letter may be cut in two', async () => {
  const bytes = new TextEncoder().encode('data: Đà\n\n');
  expect(await read([bytes.slice(0, 7), bytes.slice(7)])).toEqual([[{ id: '', data: 'Đà' }]]);
});

test('a stream that says nothing more is left when the signal comes', async () => {
  const silent = new ReadableStream<Uint8Array>();
  const leaving = new AbortController();
  const reading = readEvents(silent, () => undefined, leaving.signal).next();
  leaving.abort(new Error('enough'));
  await expect(reading).rejects.toThrow('enough');
});
