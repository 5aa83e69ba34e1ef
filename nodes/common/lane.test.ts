import { expect, test } from 'vitest';
import type { Message } from '../../simulator/core/participant.ts';
import { laneOf, NO_LANE } from './lane.ts';

const message = (messageType: string, body: object, mrn?: string): Message => ({
  messageId: 'GEO-1',
  messageType,
  sender: 'GEO',
  recipient: 'ALL',
  sentAt: '2026-07-14T06:00:00.000Z',
  schemaVersion: '1.0',
  body,
  ...(mrn === undefined ? {} : { mrn }),
});

test.each([
  ['X118', {}, '26GE000102000001Y3', '26GE000102000001Y3'],
  // Whoever heard first that an account is suspended, and then that there is one, would take it for active.
  ['A803', { tin: 'GE1' }, undefined, 'GE1'],
  ['A804', { tin: 'GE1' }, undefined, 'GE1'],
  // Whoever heard first that a country is back, and then that it is away, would wait for ever.
  ['S070', { functions: ['all'] }, undefined, 'GEO'],
  ['S071', { functions: ['all'] }, undefined, 'GEO'],
  ['S971', { functions: ['all'] }, undefined, 'GEO'],
  // A list has a version of its own.
  ['S802', { list: 'members', version: 2 }, undefined, NO_LANE],
  ['S974', { nodeId: 'ICE' }, undefined, NO_LANE],
])('%s %o keeps the order of %s', (type, body, mrn, lane) => {
  expect(laneOf(message(type, body, mrn))).toBe(lane);
});
