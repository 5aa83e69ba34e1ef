/** What a process says of itself is OpenMetrics, whatever it has lived through, and counts what was told. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LIMITS } from '../common/limits.ts';
import { Histogram } from './histogram.ts';
import { COMMIT_BOUNDS, METRICS } from './metric-catalogue.ts';
import type { Metric } from './metric-catalogue.ts';
import { Metrics } from './metrics.ts';
import type { Gauges } from './metrics.ts';
import { END, familyText } from './openmetrics.ts';
import { readOpenMetrics } from './testing/openmetrics-text.ts';

const SOURCES = ['WORLD', 'ICE', 'GEO', 'AZE'];
const NOTHING: Gauges = { outbox: 0, queues: [] };

const labelName = fc.stringMatching(/^[a-z_][a-z0-9_]{0,8}$/).filter((name) => name !== 'le');
const anyText = fc.string({ unit: 'binary', maxLength: 12 });
const labels = fc.dictionary(labelName, anyText, { maxKeys: 3, noNullPrototype: true });
const number = fc.double({ min: 0, max: 1e15, noNaN: true });

test('any labels, help and numbers come back from the text as they were', () => {
  const sample = fc.record({ labels, value: number });
  const samples = fc.uniqueArray(sample, {
    maxLength: 5,
    selector: ({ labels: given }) => JSON.stringify(Object.entries(given).sort()),
  });
  fc.assert(
    fc.property(anyText, samples, fc.constantFrom('counter', 'gauge'), (help, given, type) => {
      const text = familyText('some_bytes', { type, unit: 'bytes', help }, {}, given) + END;
      const family = readOpenMetrics(text).get('some_bytes');
      expect(family).toMatchObject({ type, unit: 'bytes', help });
      expect(family?.samples.map((one) => ({ labels: one.labels, value: one.value }))).toEqual(
        given,
      );
    }),
  );
});

test('a histogram tells how many observations there were up to each bound, and their sum', () => {
  const bounds = [0.001, 1, 5];
  fc.assert(
    fc.property(fc.array(fc.tuple(number, fc.integer({ min: 1, max: 9 }))), (observed) => {
      const histogram = new Histogram(bounds);
      for (const [value, times] of observed) histogram.observe(value, times);
      const family = { type: 'histogram', unit: 'seconds', help: '' } as const;
      const text = familyText('some_seconds', family, { participant: 'ICE' }, histogram) + END;
      const samples = readOpenMetrics(text).get('some_seconds')?.samples ?? [];
      for (const [i, bound] of [...bounds, Infinity].entries()) {
        const upTo = observed.filter(([value]) => value <= bound);
        expect(samples[i]?.value).toBe(upTo.reduce((sum, [, times]) => sum + times, 0));
      }
      expect(samples.map(({ labels: { le } }) => le).slice(0, 4)).toEqual([
        '0.001',
        '1.0',
        '5.0',
        '+Inf',
      ]);
      const sum = observed.reduce((total, [value, times]) => total + value * times, 0);
      expect(samples.at(-1)?.value).toBe(sum);
    }),
  );
});

test('whatever a process lives through, its text is OpenMetrics and has every name of the catalogue', () => {
  const source = fc.integer({ min: 0, max: SOURCES.length - 1 });
  const type = fc.oneof(fc.constantFrom('X001', 'S002', 'unreadable'), anyText);
  const turn = fc.record({ taken: fc.array(fc.tuple(source, type), { maxLength: 40 }), anyText });
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 5 }), anyText, (turns, participant) => {
      const metrics = new Metrics(participant, SOURCES, ['GEO', 'AZE']);
      for (const { taken, anyText: rule } of turns) live(metrics, taken, rule);
      const families = readOpenMetrics(metrics.text({ outbox: 3, queues: [['GEO', 2]] }));
      expect([...families.keys()]).toEqual(Object.keys(METRICS));
      const samples = [...families.values()].flatMap((family) => family.samples);
      expect(samples.every((one) => one.labels['participant'] === participant)).toBe(true);
      const all = families.get('rehearse_messages_taken')?.samples ?? [];
      const count = turns.reduce((sum, { taken }) => sum + taken.length, 0);
      expect(all.reduce((sum, { value }) => sum + value, 0)).toBe(count);
    }),
  );
});

/** One turn: messages are read, stepped, committed. */
function live(
  metrics: Metrics,
  taken: readonly (readonly [source: number, type: string])[],
  rule: string,
): void {
  const waiting = taken.map(([source, type]) => {
    metrics.readEnds(metrics.readBegins());
    return { source, type, readAt: metrics.onWaiting(source) };
  });
  metrics.turnBegins();
  metrics.lap('step');
  metrics.lap('write');
  const now = metrics.onFlushed();
  for (const { source, type, readAt } of waiting) metrics.onSafe(source, type, readAt, now);
  metrics.onRefused(rule);
  metrics.onCommit(true, taken.length, taken.length, 1);
  metrics.onSent(1);
  metrics.lap('send');
}

const valueOf = (
  metrics: Metrics,
  name: string,
  given: Readonly<Record<string, string>> = {},
): number | undefined =>
  readOpenMetrics(metrics.text(NOTHING))
    .get(name)
    ?.samples.find(({ labels: its }) =>
      Object.entries(given).every(([label, text]) => its[label] === text),
    )?.value;

test('counts messages by type and by who handed them over, and those that wait until they are safe', () => {
  const metrics = new Metrics('ICE', SOURCES, ['GEO', 'AZE']);
  const readAt = [2, 2, 3].map((source) => metrics.onWaiting(source));
  expect(valueOf(metrics, 'rehearse_waiting_messages', { country: 'GEO' })).toBe(2);
  metrics.turnBegins();
  const now = metrics.onFlushed();
  metrics.onSafe(2, 'X001', readAt[0]!, now);
  metrics.onSafe(2, 'no such type', readAt[1]!, now);
  expect(valueOf(metrics, 'rehearse_waiting_messages', { country: 'GEO' })).toBe(0);
  expect(valueOf(metrics, 'rehearse_waiting_messages', { country: 'AZE' })).toBe(1);
  const taken = (type: string) =>
    valueOf(metrics, 'rehearse_messages_taken', { type, from: 'GEO' });
  expect([taken('X001'), taken('unreadable')]).toEqual([1, 1]);
  expect(valueOf(metrics, 'rehearse_take_seconds', { le: '+Inf' })).toBe(2);
});

test('the time of a message begins when it is read, not when its turn comes', () => {
  const metrics = new Metrics('ICE', SOURCES, ['GEO']);
  const began = metrics.readBegins();
  const readAt = metrics.onWaiting(2);
  expect(readAt).toBe(began);
  // What is read after a turn has begun was not there before.
  metrics.turnBegins();
  expect(metrics.onWaiting(2)).toBeGreaterThanOrEqual(readAt);
  metrics.onSafe(2, 'X001', readAt, readAt + 3_000);
  expect(valueOf(metrics, 'rehearse_take_seconds', { le: '2.5' })).toBe(0);
  expect(valueOf(metrics, 'rehearse_take_seconds', { le: '10.0' })).toBe(1);
});

test('only what broke a rule is refused, only a false sender or topic closes', () => {
  const metrics = new Metrics('ICE', SOURCES, ['GEO']);
  metrics.onRefused('C604');
  metrics.onRefused('C604');
  metrics.onClosed();
  expect(valueOf(metrics, 'rehearse_messages_refused', { rule: 'C604' })).toBe(2);
  expect(valueOf(metrics, 'rehearse_connections_closed')).toBe(1);
});

test('the largest commit has a bound of its own', () => {
  expect(COMMIT_BOUNDS.at(-1)).toBe(LIMITS.messagesPerCommit);
});

test('a unit is the end of the name, and every name and label has a meaning', () => {
  const metrics: Readonly<Record<string, Metric>> = METRICS;
  for (const [name, { labels: its, help, unit }] of Object.entries(metrics)) {
    if (unit !== undefined) expect(name.endsWith(`_${unit}`)).toBe(true);
    expect([help, ...Object.values(its)]).not.toContain('');
    expect(name).not.toMatch(/_total$/);
  }
});
