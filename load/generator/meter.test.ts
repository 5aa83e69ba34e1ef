import { expect, test } from 'vitest';
import { Meter } from './meter.ts';

test('what is intended while warming up does not count, not even how late the generator was', () => {
  const meter = new Meter(2_000, 4_000);
  for (const intended of [1_000, 3_000]) {
    meter.onBegun(intended);
    meter.onDue(intended);
    meter.onSent(intended === 1_000 ? 500 : 1, intended);
    meter.onAcknowledged('X001', intended, intended + 10);
    meter.onDelivered(intended, intended + 20);
  }
  const { asked, achieved, acknowledgement, delivery, schedule } = meter.result();
  expect([asked.messages, achieved.messages]).toEqual([0.5, 0.5]);
  expect([acknowledgement.count, delivery.count, schedule.count]).toEqual([1, 1, 1]);
  expect(schedule.max).toBeCloseTo(1, 2);
});

test('latency counts in the second in which it was intended, throughput in the one in which it was acknowledged', () => {
  const meter = new Meter(0, 2_000);
  meter.onDue(1_900);
  meter.onAcknowledged('X001', 1_900, 2_100);
  const { asked, achieved, acknowledgement } = meter.result();
  expect([asked.messages, achieved.messages]).toEqual([0.5, 0]);
  expect(acknowledgement.p50 / 200).toBeCloseTo(1, 2);
});

test('rates of a load that was ended are those of the time that it had', () => {
  const meter = new Meter(1_000, 61_000);
  for (let at = 0; at < 3_000; at += 100) {
    meter.onDue(at);
    meter.onAcknowledged('X001', at, at + 1);
  }
  const { seconds, asked, achieved } = meter.result(3_000);
  expect([seconds, asked.messages, achieved.messages]).toEqual([2, 10, 10]);
  // What comes after the end changes nothing.
  expect(meter.result(100_000).seconds).toBe(60);
});

test('where nothing came there is no latency', () => {
  const { acknowledgement, backlog } = new Meter(0, 1_000).result();
  expect(acknowledgement).toEqual({ count: 0, p50: 0, p90: 0, p99: 0, p999: 0, max: 0 });
  expect(backlog).toEqual({ most: 0, atEnd: 0, growth: 0 });
});
