/** Facts of several processes become one trace: whichever came first, whatever their clocks say. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Entry } from '../core/cell.ts';
import { otlpOf, traceIdOf } from './trace-otlp.ts';
import type { Span } from './trace-otlp.ts';
import { traceOf } from './trace-passages.ts';
import { waterfallOf } from './trace-waterfall.ts';

const MRN = '26GE000102000001Y3';
const T = Date.UTC(2026, 6, 14, 6);

const GEO: readonly Entry[] = [
  { t: T, n: 'GEO', s: 7, by: 'WORLD-n1', type: 'MovementReleased', row: 'D20', mrn: MRN },
  {
    ...{ t: T, n: 'GEO', s: 8, type: 'MessageSent' },
    ...{ id: 'GEO-1', msg: 'X001', from: 'GEO', to: 'AZE', mrn: MRN },
  },
  { t: T + 500, n: 'GEO', s: 9, type: 'MessageRepeated', id: 'GEO-1', to: 'ICE', attempt: 1 },
];
const ICE: readonly Entry[] = [
  {
    ...{ t: T + 20, n: 'ICE', s: 3, by: 'GEO-1', type: 'MessageTaken' },
    ...{ id: 'GEO-1', msg: 'X001', from: 'GEO', to: 'AZE' },
  },
  {
    ...{ t: T + 95, n: 'ICE', s: 4, by: 'AZE-5', type: 'MessageRefused' },
    ...{ id: 'AZE-5', msg: 'X006', from: 'AZE', rule: 'C604', code: '90' },
  },
];
const AZE: readonly Entry[] = [
  { t: T + 50, n: 'AZE', s: 1, by: 'GEO-1', type: 'AarCreated', row: 'A1', mrn: MRN },
  {
    ...{ t: T + 90, n: 'AZE', s: 2, type: 'MessageSent' },
    ...{ id: 'AZE-5', msg: 'X006', from: 'AZE', to: 'GEO', mrn: MRN, re: 'GEO-1' },
  },
];
const WORLD: readonly Entry[] = [
  {
    ...{ t: T - 10, n: 'WORLD', s: 4, type: 'MessageSent' },
    ...{ id: 'WORLD-n1', msg: 'N820', from: 'officer', to: 'GE000102', mrn: MRN },
  },
];

test('a message is joined by its id: sent, safe at ICE, at its recipient', () => {
  const { passages, begins, ends, participants } = traceOf(MRN, [...GEO, ...ICE, ...AZE, ...WORLD]);
  expect([begins, ends, participants]).toEqual([T - 10, T + 500, ['AZE', 'GEO', 'ICE', 'WORLD']]);
  const [decision, x001, x006] = passages;
  expect(decision).toMatchObject({
    ...{ id: 'WORLD-n1', overIce: false, takenAt: undefined, cause: undefined },
    received: [{ at: 'GEO', t: T }],
  });
  expect(x001).toMatchObject({
    ...{ id: 'GEO-1', by: 'GEO', overIce: true, sentAt: T, takenAt: T + 20, repeats: 1 },
    // The second entry of the step that the officer's decision caused.
    ...{ received: [{ at: 'AZE', t: T + 50 }], cause: 'WORLD-n1' },
  });
  expect(x006).toMatchObject({ id: 'AZE-5', refused: 'C604', received: [], cause: 'GEO-1' });
});

test('in whatever order the processes answer, the trace is the same', () => {
  const parts = [GEO, ICE, AZE, WORLD];
  const whole = traceOf(MRN, parts.flat());
  fc.assert(
    fc.property(fc.shuffledSubarray(parts, { minLength: parts.length }), (shuffled) => {
      expect(traceOf(MRN, shuffled.flat())).toEqual(whole);
    }),
  );
});

const spansOf = (entries: readonly Entry[]): Map<string, Span & { service: string }> => {
  const all = otlpOf(traceOf(MRN, entries)).resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const [name] = resource.attributes;
    const service = name !== undefined && 'stringValue' in name.value ? name.value.stringValue : '';
    return scopeSpans.flatMap(({ spans }) => spans.map((span) => ({ ...span, service })));
  });
  return new Map(all.map((span) => [span.name, span]));
};

test('as OpenTelemetry: one trace of the MRN, each message below its cause, each leg below its message', () => {
  const spans = spansOf([...GEO, ...ICE, ...AZE, ...WORLD]);
  expect(new Set([...spans.values()].map(({ traceId }) => traceId))).toEqual(
    new Set([traceIdOf(MRN)]),
  );
  expect(traceIdOf(MRN)).toMatch(/^[0-9a-f]{32}$/);
  const ids = [...spans.values()].map(({ spanId }) => spanId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => /^[0-9a-f]{16}$/.test(id))).toBe(true);
  const root = spans.get(`movement ${MRN}`)!;
  const x001 = spans.get('X001 AnticipatedArrivalRecord')!;
  const x006 = spans.get('X006 ArrivalAdvice')!;
  expect(root.parentSpanId).toBeUndefined();
  expect(root.events?.map(({ name }) => name)).toEqual(['MovementReleased', 'AarCreated']);
  expect(spans.get('N820 Decision')?.parentSpanId).toBe(root.spanId);
  expect(x001.parentSpanId).toBe(spans.get('N820 Decision')?.spanId);
  expect(x001).toMatchObject({
    startTimeUnixNano: `${String(T)}000000`,
    endTimeUnixNano: `${String(T + 50)}000000`,
  });
  expect(spans.get('X001 to ICE')).toMatchObject({ service: 'ICE', parentSpanId: x001.spanId });
  expect(spans.get('X001 to AZE')).toMatchObject({
    ...{ service: 'AZE', parentSpanId: x001.spanId },
    startTimeUnixNano: `${String(T + 20)}000000`,
  });
  expect(x006).toMatchObject({ parentSpanId: x001.spanId, status: { code: 2 } });
});

test('for people: the legs of each message, and what is not known', () => {
  const { title, rows, remarks } = waterfallOf(traceOf(MRN, [...GEO, ...ICE, ...AZE, ...WORLD]));
  expect(title).toContain('3 messages, 2026-07-14T05:59:59.990Z');
  const row = rows.find(([, , what]) => what?.includes('X001'));
  expect(row?.slice(1, 6)).toEqual([
    'GEO → AZE',
    '  X001 AnticipatedArrivalRecord (sent again: 1)',
    '20 ms',
    '30 ms',
    '50 ms',
  ]);
  expect(remarks).toEqual([expect.stringContaining('without an entry there: 1')]);
});

test('where ICE was not asked, that is said; where clocks differ, too', () => {
  const early = AZE.map((entry) => ({ ...entry, t: entry.t - 1_000 }));
  const { rows, remarks } = waterfallOf(traceOf(MRN, [...GEO, ...early]));
  expect(rows.find(([, , what]) => what?.includes('X001'))?.slice(3, 6)).toEqual([
    '?',
    '?',
    '-950 ms',
  ]);
  expect(remarks.join('\n')).toMatch(/ICE was not asked[^]*a leg below zero/);
  const x001 = spansOf([...GEO, ...early]).get('X001 to AZE');
  expect(x001?.endTimeUnixNano).toBe(x001?.startTimeUnixNano);
});
