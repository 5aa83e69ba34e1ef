import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LIMITS } from '../common/limits.ts';
import { readIntake } from './intake.ts';

const TOPIC = 'ice/v1/in/GEO/AZE/X/X001';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const message = (change: object = {}): string =>
  JSON.stringify({
    messageId: 'GEO-1',
    messageType: 'X001',
    sender: 'GEO',
    recipient: 'AZE',
    ...change,
  });

test('gives the message and the text that came', () => {
  const text = `  ${message()} `;
  expect(readIntake('GEO', TOPIC, bytes(text))).toMatchObject({
    kind: 'message',
    text,
    message: { messageId: 'GEO-1' },
  });
});

test.for([
  ['a false sender', TOPIC, message({ sender: 'AZE' }), 'the sender is AZE, not GEO (C110)'],
  [
    'another country’s topic',
    'ice/v1/in/AZE/GEO/X/X001',
    message(),
    'may not publish to ice/v1/in/AZE/GEO/X/X001',
  ],
  [
    'a topic for another recipient',
    TOPIC,
    message({ recipient: 'KAZ' }),
    `${TOPIC} is not the topic of its message`,
  ],
  [
    'a topic for another type',
    TOPIC,
    message({ messageType: 'X006' }),
    `${TOPIC} is not the topic of its message`,
  ],
])('refuses %s', ([, topic, text, reason]) => {
  expect(readIntake('GEO', topic!, bytes(text!))).toMatchObject({ kind: 'refused', reason });
});

test('hands ICE a false sender, with the message that came (C110), and no other false topic', () => {
  const defect = { rule: 'C110', pointer: '/sender' };
  expect(readIntake('GEO', TOPIC, bytes(message({ sender: 'AZE' })))).toMatchObject({
    message: { sender: 'GEO', body: { defect, original: { sender: 'AZE', messageId: 'GEO-1' } } },
  });
  const elsewhere = readIntake('GEO', 'ice/v1/in/AZE/GEO/X/X001', bytes(message()));
  expect(elsewhere).toMatchObject({ message: { sender: 'GEO', body: { defect } } });
  const astray = readIntake('GEO', TOPIC, bytes(message({ recipient: 'KAZ' })));
  expect(astray).not.toHaveProperty('message');
});

test.for([
  ['what is not UTF-8', new Uint8Array([0xff, 0xfe]), 'C101', '52'],
  ['what is not JSON', bytes('{"a": }'), 'C101', '52'],
  ['what is no object', bytes('[]'), 'C101', '50'],
  ['what names no sender', bytes('{}'), 'C102', '13'],
  ['what is too long', new Uint8Array(LIMITS.messageBytes + 1), 'C105', '39'],
  [
    'the name that adapters use themselves',
    bytes(message({ messageType: 'unreadable' })),
    'C109',
    '12',
  ],
] as const)('hands ICE a defect for %s', ([, payload, rule, code]) => {
  expect(readIntake('GEO', TOPIC, payload)).toMatchObject({
    kind: 'unreadable',
    message: { messageType: 'unreadable', sender: 'GEO', body: { defect: { rule, code } } },
  });
});

test('never throws, and never lets a sender other than the client pass', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json().map(bytes),
        fc.uint8Array(),
        fc.object().map((value) => bytes(message(value))),
      ),
      (payload) => {
        const intake = readIntake('GEO', TOPIC, payload);
        if (intake.kind !== 'refused') expect(intake.message.sender).toBe('GEO');
      },
    ),
  );
});
