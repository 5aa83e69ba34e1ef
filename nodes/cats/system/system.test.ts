import { describe, expect, it } from 'vitest';
import type { Command } from '../../../simulator/core/participant.ts';
import { DAY, HOUR, isoUtc, MINUTE, SECOND } from '../../../simulator/core/time.ts';
import { LIMITS } from '../../common/limits.ts';
import { ALL, ICE } from '../../common/routing.ts';
import {
  benchWithCover,
  declarationTo,
  exampleNode,
  MRN,
  NodeBench,
  START,
  TRADER,
} from '../node-bench.ts';

const node = (): NodeBench => new NodeBench(exampleNode('GEO'));

const say = (bench: NodeBench, type: string, change: Partial<Command> = {}): NodeBench =>
  bench.command({ type, actor: 'operations', ...change });

const membersList = (version: number, ...countries: string[]) => ({
  list: 'members',
  version,
  validFrom: isoUtc(START),
  entries: countries.map((country) => ({ node: country, country })),
});

describe('an announced outage', () => {
  it('is told to all (S070), and its end too (S071), with a question what waits (S974)', () => {
    const bench = say(node(), 'announceOutage', { until: isoUtc(START + HOUR) });
    expect(bench.facts('CommandGiven')).toHaveLength(1);
    const outage = { type: 'N', from: isoUtc(START), to: isoUtc(START + HOUR), functions: ['all'] };
    expect(bench.of('S070')).toMatchObject([{ sender: 'GEO', recipient: ALL, body: outage }]);
    bench.clear().pass(HOUR);
    expect(bench.of('S071')).toMatchObject([{ recipient: ALL, body: outage }]);
    expect(bench.of('S974')).toMatchObject([{ recipient: ICE, body: { nodeId: ICE } }]);
    expect(bench.clear().pass(HOUR).mail()).toEqual([]);
  });

  it('ends early, or whenever it is said to end', () => {
    const bench = say(node(), 'announceOutage', { from: isoUtc(START + HOUR) });
    expect(bench.of('S070')[0]?.body).toEqual({
      type: 'N',
      from: isoUtc(START + HOUR),
      functions: ['all'],
    });
    bench.pass(3 * HOUR).clear();
    expect(say(bench, 'endOutage').mail()).toEqual([`S071>${ALL}`, `S974>${ICE}`]);
    expect(bench.of('S071')[0]?.body.to).toBe(isoUtc(START + 3 * HOUR));
    say(bench, 'announceOutage', { to: isoUtc(START + 5 * HOUR) });
    say(bench.clear(), 'endOutage');
    expect(
      bench
        .clear()
        .pass(DAY / 2)
        .mail(),
    ).toEqual([]);
  });

  it('that makes no sense is let be', () => {
    const bench = say(node(), 'endOutage');
    say(bench, 'announceOutage', { until: isoUtc(START - HOUR) });
    say(bench, 'applaud');
    expect(bench.mail()).toEqual([]);
  });
});

describe('an outage of the office of guarantee alone', () => {
  /** Until a minute after goods that nobody controls are released by themselves. */
  const announced = () => {
    const { bench, cover } = benchWithCover();
    const command = { until: isoUtc(START + 46 * MINUTE), functions: ['guarantee'] };
    say(bench, 'announceOutage', command);
    bench.tell('T015', declarationTo(cover), { recipient: 'GE000101', lrn: 'L-1' });
    return bench.decide(`acceptance/${TRADER}/L-1`, 'accept');
  };

  it('leaves X203 without an answer; departure asks three times more and gives up (row D22)', () => {
    const bench = announced();
    expect(bench.of('S070')[0]?.body.functions).toEqual(['guarantee']);
    bench.clear().decide('riskDecision/26GE000101000001Y8', 'noControl');
    for (let i = 0; i < 4; i++) bench.pass(30 * SECOND);
    expect(bench.facts('GuaranteeRetried')).toHaveLength(3);
    expect(bench.facts('UseUnanswered')).toHaveLength(4);
    expect(bench.of('T051')).toHaveLength(1);
  });

  it('is over when it was announced to be', () => {
    const bench = announced();
    bench.clear().pass(HOUR);
    expect(bench.of('S071')[0]?.body.functions).toEqual(['guarantee']);
    expect(bench.facts('UseUnanswered')).not.toEqual([]);
    expect(bench.of('T029')).toHaveLength(1);
  });

  it('does not begin before its time, nor for a function that cannot be away alone', () => {
    const { bench, cover } = benchWithCover();
    say(bench, 'announceOutage', { functions: ['transit'] });
    expect(bench.of('S070')).toEqual([]);
    say(bench, 'announceOutage', { from: isoUtc(START + DAY), functions: ['guarantee'] });
    bench.tell('T015', declarationTo(cover), { recipient: 'GE000101', lrn: 'L-1' });
    bench.decide(`acceptance/${TRADER}/L-1`, 'accept');
    bench.decide('riskDecision/26GE000101000001Y8', 'noControl');
    expect(bench.of('T029')).toHaveLength(1);
  });
});

describe('who asks whom what waits', () => {
  it('answers since when it is up, and how many wait for ICE', () => {
    const bench = node();
    bench.iceAnswers = false;
    say(bench, 'announceOutage');
    bench.tell('S974', { nodeId: 'GEO' }, { sender: ICE, messageId: 'ICE-1' });
    expect(bench.of('S975')).toMatchObject([
      {
        recipient: ICE,
        correlationId: 'ICE-1',
        body: { nodeId: 'GEO', since: isoUtc(START), queueDepth: 1 },
      },
    ]);
  });

  it('is up since the end of its last outage', () => {
    const bench = say(node(), 'announceOutage');
    say(bench.pass(HOUR), 'endOutage');
    bench.tell('S974', { nodeId: 'GEO' }, { sender: ICE });
    expect(bench.of('S975')[0]?.body.since).toBe(isoUtc(START + HOUR));
  });

  it('journals what ICE answers', () => {
    const bench = node();
    bench.tell('S975', { nodeId: ICE, since: isoUtc(START), queueDepth: 4 }, { sender: ICE });
    expect(bench.facts('AvailabilityTold')).toMatchObject([{ node: ICE, queueDepth: 4 }]);
    expect(bench.mail()).toEqual([]);
  });
});

describe('the list of members (S802)', () => {
  const lodge = (bench: NodeBench, grn: { grn: string; accessCode: string }, lrn: string) =>
    bench.clear().tell('T015', declarationTo(grn), { recipient: 'GE000101', lrn });

  it('decides through which countries a movement may go (C331); what is under way goes on', () => {
    const { bench, cover } = benchWithCover();
    lodge(bench, cover, 'L-1').decide(`acceptance/${TRADER}/L-1`, 'accept');
    bench.tell('S802', membersList(2, 'GE', 'KZ'), { sender: ICE });
    expect(bench.facts('MembersKnown')).toMatchObject([{ version: 2, members: ['GE', 'KZ'] }]);
    lodge(bench, cover, 'L-2');
    expect(bench.of('T056')[0]?.body.errors).toMatchObject([
      { reason: 'C331', code: '12', pointer: '/body/countriesOfRouting/1', value: 'AZ' },
      { reason: 'C331', code: '12', pointer: '/body/officesOfTransit/0/office' },
    ]);
    bench.decide('riskDecision/26GE000101000001Y8', 'noControl');
    expect(bench.of('T029')).toHaveLength(1);
    bench.tell('S802', membersList(3, 'GE', 'AZ', 'KZ'), { sender: ICE });
    expect(lodge(bench, cover, 'L-3').of('T056')).toEqual([]);
  });

  it('that comes late says nothing new, nor does another list', () => {
    const bench = node();
    bench.tell('S802', membersList(3, 'GE', 'AZ'), { sender: ICE });
    bench.tell('S802', membersList(2, 'GE'), { sender: ICE });
    bench.tell('S802', { ...membersList(9, 'GE'), list: 'codeLists' }, { sender: ICE });
    expect(bench.facts('MembersKnown')).toHaveLength(1);
  });

  it('has a version, which the node says from the second on (C605)', () => {
    const bench = say(node(), 'announceOutage');
    expect(bench.of('S070')[0]).not.toHaveProperty('referenceData');
    bench.tell('S802', membersList(2, 'GE', 'AZ', 'KZ'), { sender: ICE });
    expect(say(bench.clear(), 'endOutage').of('S071')[0]).toMatchObject({ referenceData: 2 });
  });
});

it('counts, and tells ICE on the first of the month (S411)', () => {
  const { bench, cover } = benchWithCover();
  bench.tell('T015', declarationTo(cover), { recipient: 'GE000101', lrn: 'L-1' });
  bench.tell('T015', declarationTo(cover), { recipient: 'GE000101', lrn: 'L-1' });
  bench.decide(`acceptance/${TRADER}/L-1`, 'accept');
  const toAugust = Date.UTC(2026, 7, 1) - START;
  bench.pass(toAugust - 1);
  expect(bench.of('S411')).toEqual([]);
  bench.pass(1);
  const counters = { declared: 1, rejected: 1, released: 1, discharged: 0, guarantees: 1 };
  expect(bench.of('S411')).toMatchObject([
    { recipient: ICE, body: { month: '2026-07', counters } },
  ]);
  bench.clear().pass(31 * DAY);
  expect(bench.of('S411')[0]?.body).toMatchObject({
    month: '2026-08',
    counters: { declared: 0, guarantees: 0 },
  });
});

it('tells ICE no figures where it only watches (C109)', () => {
  const { scheme, ...own } = exampleNode('GEO');
  const { GEO: _, ...members } = scheme.members;
  const bench = new NodeBench({ ...own, scheme: { ...scheme, members, observers: ['GEO'] } });
  expect(bench.pass(62 * DAY).of('S411')).toEqual([]);
});

describe('an exchange that does not answer', () => {
  /** Times at which the officer of the office of guarantee was warned, in s after the start. */
  const warnings = (bench: NodeBench, seconds: number): number[] => {
    const at: number[] = [];
    for (let i = 0; i < seconds; i++) {
      const before = bench.of('S903').length;
      bench.pass(SECOND);
      if (bench.of('S903').length > before) at.push((bench.now - START) / SECOND);
    }
    return at;
  };

  it('is told of to the office of guarantee after five tries, once', () => {
    const bench = node();
    bench.iceAnswers = false;
    say(bench, 'announceOutage');
    expect(warnings(bench, 4_000)).toEqual([310]);
    expect(bench.of('S903')).toMatchObject([{ recipient: 'GE000900', body: { code: 'T-ACK' } }]);
    const [s070] = bench.of('S070');
    const body = {
      messageId: s070?.messageId ?? '',
      receivedAt: isoUtc(bench.now),
      queuePosition: 0,
    };
    bench.tell('S001', body, { sender: ICE });
    say(bench, 'endOutage');
    expect(warnings(bench, 400)).toEqual([4_310]);
    expect(LIMITS.silentTries).toBe(5);
  });
});

describe('rules that are off', () => {
  const lenient = (...rulesOff: NonNullable<ReturnType<typeof exampleNode>['rulesOff']>) =>
    new NodeBench({ ...exampleNode('GEO'), rulesOff });

  it('are not refused under, and nothing comes of what would have been refused', () => {
    const crossing = {
      mrn: MRN,
      office: 'AZ000200',
      passageDate: isoUtc(START),
      controlled: 0,
    } as const;
    const bench = lenient('C201').tell('X118', crossing, { sender: 'AZE', mrn: MRN });
    expect(bench.mail()).toEqual([]);
    expect(bench.facts('MessageRejected')).toEqual([]);
    const strict = lenient('C202').tell('X118', crossing, { sender: 'AZE', mrn: MRN });
    expect(strict.refusals()).toEqual(['C201/90']);
  });

  it('let a repeat take effect again (C108)', () => {
    const bench = lenient('C108');
    const list = bench.message('S802', membersList(2, 'GE'), { sender: ICE });
    bench.receive(list).receive(list);
    expect(bench.facts('RepeatDropped')).toEqual([]);
    const other = node().receive(list).receive(list);
    expect(other.facts('RepeatDropped')).toMatchObject([{ rule: 'C108' }]);
  });
});
