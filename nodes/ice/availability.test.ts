import { beforeEach, describe, expect, test } from 'vitest';
import { HOUR, isoUtc, SECOND } from '../../simulator/core/time.ts';
import { ICE } from '../common/routing.ts';
import { Bench, START } from './bench.ts';

let bench: Bench;

beforeEach(() => {
  bench = Bench.running();
});

const publish = (tin: string, from = 'GEO'): string =>
  bench.tell('A803', from, 'AZE', {
    tin,
    status: 'active',
    roles: [],
    trustLevel: 1,
    validFrom: isoUtc(START),
    validTo: isoUtc(START),
    holder: { name: 'x', country: 'GE' },
  });

const away = (change: { to?: string; type?: string } = {}): string =>
  bench.tell('S070', 'AZE', ICE, {
    type: 'N',
    from: isoUtc(bench.now),
    functions: ['all'],
    ...change,
  });

const back = (): string =>
  bench.tell('S071', 'AZE', 'ALL', { type: 'N', from: isoUtc(START), functions: ['all'] });

test('while some functions of a node alone are away, everything is delivered to it', () => {
  const outage = { type: 'N', from: isoUtc(bench.now), functions: ['guarantee'] };
  bench.tell('S070', 'AZE', 'ALL', outage);
  expect(bench.facts('FunctionsAnnouncedAway')).toMatchObject([
    { node: 'AZE', functions: ['guarantee'] },
  ]);
  const id = publish('GE1');
  expect(bench.idsTo('AZE')).toEqual([id]);
  bench.tell('S071', 'AZE', 'ALL', { ...outage, to: isoUtc(bench.now) });
  expect(bench.facts('FunctionsBack')).toHaveLength(1);
  for (const type of ['OutageAnnounced', 'OutageEnded', 'DeliveryHeld'] as const)
    expect(bench.facts(type)).toEqual([]);
});

describe('a planned outage without an end', () => {
  test('holds everything until it is said to be over (S071), then all comes once and in order', () => {
    away();
    const held = [publish('GE1'), publish('GE2'), publish('GE1')];
    bench.settleAside().pass(30 * HOUR);
    expect(bench.idsTo('AZE')).toEqual([]);
    const s071 = back();
    expect(bench.facts('OutageEnded')).toMatchObject([{ node: 'AZE' }]);
    expect(bench.idsTo('KAZ')).toEqual([s071]);
    expect(bench.idsTo('AZE')).toEqual(held.slice(0, 2));
    bench.receipt('AZE', ...held.slice(0, 2));
    expect(bench.idsTo('AZE')).toEqual(held);
  });

  test('each sender is told once that his messages wait (C602), and they are taken', () => {
    away();
    publish('GE1');
    publish('GE2');
    publish('KZ1', 'KAZ');
    expect(bench.of('S906').map(({ recipient, body }) => [recipient, body.errors])).toEqual([
      ['GEO', [{ pointer: '/recipient', code: '14', reason: 'C602' }]],
      ['KAZ', [{ pointer: '/recipient', code: '14', reason: 'C602' }]],
    ]);
    expect(bench.facts('MessageRefused')).toEqual([]);
    back();
    away();
    publish('GE3');
    expect(bench.of('S906')).toHaveLength(3);
  });
});

test('the end that was announced has come: ICE asks (S974), and notes the answer (S975)', () => {
  away({ to: isoUtc(START + HOUR) });
  bench.pass(HOUR);
  const [question] = bench.of('S974');
  expect(question).toMatchObject({ recipient: 'AZE', body: { nodeId: 'AZE' } });
  const body = { nodeId: 'AZE', since: isoUtc(START + HOUR), queueDepth: 7 };
  const correlationId = question?.messageId ?? '';
  bench.tell('S975', 'AZE', ICE, body, { correlationId });
  expect(bench.facts('AvailabilityTold')).toMatchObject([{ node: 'AZE', queueDepth: 7 }]);
  bench.clear().tell('S975', 'AZE', ICE, body, { correlationId });
  expect(bench.facts('MessageRefused')).toMatchObject([{ rule: 'C107' }]);
});

test('a node that is back asks (S974), and hears since when ICE is up and what waits (S975)', () => {
  away();
  publish('GE1');
  publish('GE2');
  back();
  const id = bench.tell('S974', 'AZE', ICE, { nodeId: ICE });
  expect(bench.of('S975')).toMatchObject([
    { recipient: 'AZE', correlationId: id, body: { nodeId: ICE, queueDepth: 2 } },
  ]);
  expect(bench.rowCount('requests')).toBe(0);
});

test('nodes ask each other through ICE', () => {
  const correlationId = bench.tell('S974', 'AZE', 'GEO', { nodeId: 'GEO' });
  const body = { nodeId: 'GEO', since: isoUtc(START), queueDepth: 0 };
  const answer = bench.tell('S975', 'GEO', 'AZE', body, { correlationId });
  expect(bench.idsTo('AZE')).toEqual([answer]);
  expect(bench.facts('MessageRefused')).toEqual([]);
});

describe('a node that leaves messages without receipt', () => {
  beforeEach(() => {
    publish('GE1');
    bench.pass(309 * SECOND);
  });

  test('is told of to all others after the fifth try (S971), once', () => {
    expect(bench.of('S971')).toEqual([]);
    bench.pass(SECOND);
    expect(bench.facts('NodeSilent')).toMatchObject([{ node: 'AZE', since: isoUtc(START) }]);
    expect(bench.of('S971').map(({ recipient }) => recipient)).toEqual([
      'GEO',
      'KAZ',
      'UZB',
      'TKM',
    ]);
    expect(bench.of('S971')[0]?.body).toEqual({
      type: 'U',
      from: isoUtc(START),
      functions: ['AZE'],
    });
    bench.settleAside().clear().pass(HOUR);
    expect(bench.of('S971')).toEqual([]);
  });

  test('is told of again when its receipts come (S071)', () => {
    bench.pass(SECOND).settleAside().clear();
    bench.receipt('AZE', 'AZE-never-sent');
    expect(bench.of('S071')).toEqual([]);
    bench.settle();
    bench.tell('A803', 'UZB', 'AZE', {
      tin: 'UZ1',
      status: 'active',
      roles: [],
      trustLevel: 1,
      validFrom: isoUtc(START),
      validTo: isoUtc(START),
      holder: { name: 'x', country: 'UZ' },
    });
    bench.pass(HOUR).settle();
    expect(bench.facts('NodeHeard')).toMatchObject([{ node: 'AZE' }]);
    expect(bench.of('S071')).toHaveLength(4);
    expect(bench.of('S071')[0]?.body).toMatchObject({ from: isoUtc(START), functions: ['AZE'] });
    expect(bench.clear().pass(HOUR).sent).toEqual([]);
  });

  test('and says itself that it is back, needs no word of ICE', () => {
    bench.pass(SECOND).settleAside().clear();
    back();
    bench.settle();
    expect(bench.facts('NodeHeard')).toEqual([]);
    expect(bench.of('S071').every(({ sender }) => sender === 'AZE')).toBe(true);
  });
});

test('monthly figures (S411) are noted', () => {
  bench.tell('S411', 'GEO', ICE, { month: '2026-07', counters: { declared: 4 } });
  expect(bench.facts('StatisticsTold')).toMatchObject([
    { node: 'GEO', month: '2026-07', counters: { declared: 4 } },
  ]);
});

describe('an id that was used before (C108)', () => {
  test('for another message: refused with 26', () => {
    const id = publish('GE1');
    bench.clear().pass(SECOND);
    const other = bench.message('A803', 'GEO', 'KAZ', {
      tin: 'GE2',
      status: 'active',
      roles: [],
      trustLevel: 1,
      validFrom: isoUtc(START),
      validTo: isoUtc(START),
      holder: { name: 'x', country: 'GE' },
    });
    bench.receive({ ...other, messageId: id });
    expect(bench.facts('MessageRefused')).toMatchObject([{ rule: 'C108', code: '26', id }]);
    expect(bench.of('S906')[0]?.body).toEqual({
      messageId: id,
      errors: [{ pointer: '/messageId', code: '26', reason: 'C108' }],
    });
    expect(bench.of('S001')).toEqual([]);
  });
});
