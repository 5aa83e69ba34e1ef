import { describe, expect, test } from 'vitest';
import { ICE } from '../../nodes/common/routing.ts';
import { Metrics } from '../../nodes/process/metrics.ts';
import { exchangeUsage, cpuSecondsIn } from './usage.ts';
import type { ExchangeUsage, Usage } from './usage.ts';
import { readCounters, readSamples } from './exchange-metrics.ts';
import type { Measured, Saturated } from './saturation.ts';
import { saturationOf } from './saturation.ts';

const IDLE: ExchangeUsage = {
  busy: { read: 0.05, step: 0.05, write: 0.05, flush: 0.05, send: 0.05 },
  ...{ cpu: 0.2, loopDelayMs: 0.3, flushMs: 0.5, flushesPerSecond: 100, bytesPerSecond: 1e6 },
};
const busy = (parts: Partial<ExchangeUsage['busy']>, more: Partial<ExchangeUsage> = {}): Usage => ({
  seconds: 20,
  exchange: { ...IDLE, busy: { ...IDLE.busy, ...parts }, ...more },
});
const measured = (usage: Usage | undefined, more: Partial<Measured> = {}): Measured => ({
  ...{ usage, generatorCpu: 0.3, generatorLimited: false },
  ...more,
});

const TABLE: [Saturated, string, Measured][] = [
  ['parse', 'reading takes most of a full main thread', measured(busy({ read: 0.7 }))],
  ['step', 'steps do', measured(busy({ step: 0.7 }))],
  ['journalWriting', 'writing does', measured(busy({ write: 0.7 }))],
  ['sending', 'sending does', measured(busy({ send: 0.7 }))],
  [
    'eventLoop',
    'nothing stands out of a full one',
    measured(busy({ read: 0.25, step: 0.25, write: 0.2, send: 0.2 })),
  ],
  ['eventLoop', 'most of its CPU is in none of the parts', measured(busy({}, { cpu: 0.95 }))],
  [
    'disk',
    'it waits for flushes as long as the disk takes',
    measured({ ...busy({ flush: 0.7 }), diskFlushMs: 0.4 }),
  ],
  [
    'journalFlush',
    'it waits longer than the disk takes',
    measured({ ...busy({ flush: 0.7 }), diskFlushMs: 0.1 }),
  ],
  ['journalFlush', 'what the disk takes is not known', measured(busy({ flush: 0.7 }))],
  [
    'journalFlush',
    'one is always under way, though the main thread does not wait for it',
    measured(busy({}, { flushMs: 4, flushesPerSecond: 240 })),
  ],
  ['broker', 'the broker has its one core in full', measured({ ...busy({}), brokerCpu: 0.97 })],
  ['broker', 'and nothing is known of the exchange', measured({ seconds: 20, brokerCpu: 0.97 })],
  [
    'network',
    'most of the bytes that loopback carries are sent',
    measured({ ...busy({}), networkMost: 1.1e6 }),
  ],
  [
    'generator',
    'the generator was late',
    measured(busy({ read: 0.7 }), { generatorLimited: true }),
  ],
  ['generator', 'it has its one core in full', measured(busy({}), { generatorCpu: 0.97 })],
  [
    'machine',
    'all cores are in use, and no thread in full',
    measured({ ...busy({}), machine: { busy: 1.98, cpus: 2 } }),
  ],
  [
    'parse',
    'all cores and a main thread are in use',
    measured({ ...busy({ read: 0.7 }), machine: { busy: 2, cpus: 2 } }),
  ],
  ['unknown', 'nothing is used up', measured(busy({}))],
  ['unknown', 'nothing was measured', measured(undefined)],
];

test.for(TABLE)('%s: %s', ([part, , notHeld]) => {
  const found = saturationOf(measured(busy({})), notHeld);
  expect(found.part).toBe(part);
  expect(found.share).toBeGreaterThanOrEqual(0);
  expect(found.share).toBeLessThanOrEqual(1);
  for (const text of Object.values(found.sentence)) expect(text).toMatch(/^\p{Lu}.*\.$/su);
});

test('where nothing was measured it says what to give it', () => {
  const { sentence, evidence } = saturationOf(undefined, measured(undefined));
  expect(sentence.en).toContain('--metrics');
  expect(sentence.ru).toContain('--metrics');
  expect(evidence.map(({ what }) => what.en)).toEqual(['generator, CPU']);
});

test('the evidence stands beside what was measured at the last rate held', () => {
  const { evidence } = saturationOf(measured(busy({})), measured(busy({ read: 0.7 })));
  expect(evidence.find(({ what }) => what.en === 'main thread: reading and parsing')).toMatchObject(
    {
      ...{ held: 0.05, notHeld: 0.7, unit: 'share' },
    },
  );
});

describe('what an exchange tells of itself', () => {
  test('is read from the text that ICE writes', () => {
    const metrics = new Metrics(ICE, [ICE, 'GEO'], ['GEO']);
    const gauges = { outbox: 3, queues: [], traffic: { received: 700, sent: 300 } };
    const counters = readCounters(metrics.text(gauges));
    expect(counters).toMatchObject({
      ...{ bytes: 1_000, flush: { sum: 0, count: 0 } },
      busy: { read: 0, step: 0, write: 0, flush: 0, send: 0 },
    });
    expect(counters?.cpu).toBeGreaterThan(0);
  });

  test('is nothing to go by where it is another exchange, or no metrics at all', () => {
    expect(readCounters('go_gc_duration_seconds_sum 0.1\n# EOF\n')).toBeUndefined();
    expect(readCounters('<html></html>')).toBeUndefined();
  });

  test('has samples with and without labels, and lines that are none', () => {
    const text =
      '# HELP a b\na_total 1.5\nb{x="y",z="with \\"quotes\\", and comma"} 2 1700000000\nc NaN\nnothing\n';
    expect(readSamples(text)).toEqual([
      { name: 'a_total', labels: {}, value: 1.5 },
      { name: 'b', labels: { x: 'y', z: 'with \\"quotes\\", and comma' }, value: 2 },
    ]);
  });

  test('becomes shares and means between two readings', () => {
    const first = {
      busy: IDLE.busy,
      cpu: 10,
      loopDelay: { sum: 1, count: 10 },
      flush: { sum: 1, count: 100 },
      bytes: 0,
    };
    const last = {
      busy: { ...IDLE.busy, read: 1.05 },
      ...{
        cpu: 14,
        loopDelay: { sum: 1, count: 10 },
        flush: { sum: 3, count: 1_100 },
        bytes: 5_000,
      },
    };
    expect(exchangeUsage(first, last, 5)).toEqual({
      busy: { read: 0.2, step: 0, write: 0, flush: 0, send: 0 },
      ...{ cpu: 0.8, loopDelayMs: 0, flushMs: 2, flushesPerSecond: 200, bytesPerSecond: 1_000 },
    });
  });
});

test('CPU seconds of a process whose name has a bracket in it', () => {
  const fields = Array.from({ length: 50 }, (_, i) => String(i + 3));
  fields[0] = 'S';
  expect(cpuSecondsIn(`42 (a) b) ${fields.join(' ')}`)).toBe((14 + 15) / 100);
});
