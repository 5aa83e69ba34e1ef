import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MESSAGE_CODES } from './message-types.ts';
import {
  INTAKE_FILTER,
  inboxFilter,
  intakeTopic,
  outboxTopic,
  parseIntakeTopic,
  PUBLIC_FILTER,
  publicTopic,
} from './topics.ts';

const level = fc.stringMatching(/^[A-Za-z0-9 _.-]{1,12}$/);

/** Whether an MQTT topic filter (3.1.1, section 4.7) takes a topic. */
function takes(filter: string, topic: string): boolean {
  const levels = topic.split('/');
  const parts = filter.split('/');
  return (
    parts.every(
      (part, i) =>
        part === '#' || (levels[i] !== undefined && (part === '+' || part === levels[i])),
    ) &&
    (parts.at(-1) === '#' || parts.length === levels.length)
  );
}

describe('topics', () => {
  test('of a frontier crossing', () => {
    const message = { sender: 'KAZ', recipient: 'GEO', messageType: 'X118' };
    expect(intakeTopic(message)).toBe('ice/v1/in/KAZ/GEO/X/X118');
    expect(outboxTopic('GEO', message)).toBe('ice/v1/out/GEO/KAZ/X/X118');
    expect(publicTopic('reference/offices')).toBe('ice/v1/public/reference/offices');
  });

  test.each(MESSAGE_CODES)('%s: the intake topic tells who, to whom, what', (messageType) => {
    fc.assert(
      fc.property(level, level, (sender, recipient) => {
        const topic = intakeTopic({ sender, recipient, messageType });
        const domain = messageType[0];
        expect(parseIntakeTopic(topic)).toEqual({
          from: sender,
          to: recipient,
          domain,
          messageType,
        });
        expect(takes(INTAKE_FILTER, topic)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  test('an inbox takes what is for its country, and nothing else', () => {
    fc.assert(
      fc.property(level, level, level, (to, other, sender) => {
        fc.pre(to !== other);
        const topic = outboxTopic(to, { sender, messageType: 'X001' });
        expect(takes(inboxFilter(to), topic)).toBe(true);
        expect(takes(inboxFilter(other), topic)).toBe(false);
        expect(takes(INTAKE_FILTER, topic) || takes(PUBLIC_FILTER, topic)).toBe(false);
      }),
    );
    expect(takes(PUBLIC_FILTER, publicTopic('availability'))).toBe(true);
  });

  test.each([
    '',
    'ice/v1/in',
    'ice/v1/in/GEO/AZE/X',
    'ice/v1/in/GEO/AZE/X/',
    'ice/v1/in//AZE/X/X001',
    'ice/v1/in/GEO//X/X001',
    'ice/v1/in/GEO/AZE//X001',
    'ice/v1/in/GEO/AZE/X/X001/more',
    'ice/v1/out/GEO/AZE/X/X001',
    'ice/v2/in/GEO/AZE/X/X001',
    '/ice/v1/in/GEO/AZE/X/X001',
    '$SYS/broker/uptime',
  ])('%j is no intake topic', (topic) => {
    expect(parseIntakeTopic(topic)).toBeUndefined();
  });
});
