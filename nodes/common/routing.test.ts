import { describe, expect, test } from 'vitest';
import { Chance } from '../../simulator/core/chance.ts';
import { EXCHANGE_SPREAD_MS, LEAST_LATENCY_MS } from '../../simulator/core/least-latency.ts';
import { unreadableDefect } from './envelope.ts';
import { MESSAGE_CODES, MESSAGE_TYPES } from './message-types.ts';
import { ALL, ICE, insurerOf, insurerTin, networkOf, WORLD } from './routing.ts';

const IDS = [WORLD, ICE, 'GEO', 'AZE', 'TKM', 'FI-GEO', 'FI-AZE'];
const network = networkOf(IDS, { GEO: 'GE', AZE: 'AZ', TKM: 'TM' });
const hop = (from: string, messageType: string, recipient: string): string | undefined =>
  IDS[network.nextHop(network.indexOf(from), { messageType, recipient })];

describe('the next hop', () => {
  test.each([
    // The exchange: through ICE, and from there straight on.
    ['GEO', 'X001', 'AZE', ICE],
    ['GEO', 'A803', ALL, ICE],
    ['GEO', 'S002', ICE, ICE],
    ['TKM', 'S803', ICE, ICE],
    [ICE, 'X001', 'AZE', 'AZE'],
    [ICE, 'S001', 'GEO', 'GEO'],
    // Inside a country: to the node's own offices, and to whoever lives outside it.
    ['GEO', 'X203', 'GE000900', 'GEO'],
    ['GEO', 'X001', 'GE000101', 'GEO'],
    ['GEO', 'T029', 'GE204378869', WORLD],
    ['GEO', 'N118', 'AB-123-CD', WORLD],
    ['GEO', 'G810', 'FI-GEO', 'FI-GEO'],
    ['FI-GEO', 'G811', 'GEO', 'GEO'],
    // Traders, drivers and officers write to an office, which is its country's node.
    [WORLD, 'T015', 'GE000102', 'GEO'],
    [WORLD, 'N117', 'AZ000200', 'AZE'],
    [WORLD, 'A801', 'AZE', 'AZE'],
    // The work list of an office lies with its seat.
    ['GEO', 'N810', 'GE000102', WORLD],
    ['GEO', 'N811', 'GE000102', WORLD],
    // An office of another country is reached through that country's node only: not from here.
    ['GEO', 'X203', 'AZ000900', WORLD],
    // Names that no office and no participant has.
    [WORLD, 'T015', 'ZZ000102', WORLD],
    [WORLD, 'T015', '__proto__', WORLD],
  ])('from %s with %s for %s is %s', (from, messageType, recipient, next) => {
    expect(hop(from, messageType, recipient)).toBe(next);
  });

  test('of a recipient that ICE does not know is nobody', () => {
    expect(hop(ICE, 'X001', 'XXX')).toBeUndefined();
    expect(network.indexOf('XXX')).toBe(-1);
  });
});

test('only to itself a message takes no time; over ICE it takes up to the spread longer', () => {
  const draws = { stream: (name: string) => new Chance('seed').stream(name) };
  for (const [from] of IDS.entries()) {
    for (const [to] of IDS.entries()) {
      const ms = network.latency(from, to, draws);
      if (from === to) expect(ms).toBe(0);
      else expect(ms).toBeGreaterThanOrEqual(LEAST_LATENCY_MS);
      expect(ms).toBeLessThanOrEqual(LEAST_LATENCY_MS + EXCHANGE_SPREAD_MS);
      const overIce = from !== to && (IDS[from] === ICE || IDS[to] === ICE);
      if (!overIce && from !== to) expect(ms).toBe(LEAST_LATENCY_MS);
    }
  }
});

test.each([
  ['bytes', 'C101', '/'],
  ['signature', 'C110', '/signature'],
] as const)(
  'a message whose %s is spoilt is what ICE cannot read, and nothing to a node',
  (what, rule, pointer) => {
    const message = {
      ...{ messageId: 'GEO-1', messageType: 'X001', sender: 'GEO', recipient: 'AZE' },
      ...{ sentAt: '2026-07-14T06:00:00.000Z', schemaVersion: '1.0', body: {} },
    };
    const spoilt = network.spoilt(network.indexOf(ICE), message, what);
    expect(spoilt?.sender).toBe('GEO');
    expect(spoilt === undefined ? undefined : unreadableDefect(spoilt)).toMatchObject({
      rule,
      pointer,
    });
    expect(network.spoilt(network.indexOf('AZE'), message, what)).toBeUndefined();
  },
);

test('receipts are what the catalogue says', () => {
  const receipts = MESSAGE_CODES.filter((code) => network.isReceipt(code));
  expect(receipts).toEqual(['S001', 'S002', 'S803']);
  expect(receipts).toEqual(MESSAGE_CODES.filter((code) => MESSAGE_TYPES[code].receipt === true));
  expect(network.isReceipt('hasOwnProperty')).toBe(false);
});

test('an insurer is named after its country', () => {
  expect([insurerOf('GEO'), insurerTin('GE')]).toEqual(['FI-GEO', 'GEGUARANTOR1']);
});
