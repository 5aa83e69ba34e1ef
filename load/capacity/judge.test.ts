import { expect, test } from 'vitest';
import type { Finding, Interval, LoadReport } from '../report/load-report.ts';
import type { Judgement } from './judge.ts';
import { judge } from './judge.ts';
import { simulatedProbe } from './testing/simulated-server.ts';

const CRITERION = { p99Most: 2_000, achievedLeast: 0.99 };
const calm = (
  await simulatedProbe({
    ...{ perSecond: 1_000, service: 'even', messagesPerMovement: 4, seed: '1', hold: 20 },
  })(100, { purpose: 'narrow', number: 1, share: 1 })
).report;

/** Its backlog, second by second, after the two that do not count. */
const waiting = (backlog: readonly number[]): Pick<LoadReport, 'intervals' | 'seconds'> => ({
  seconds: backlog.length,
  intervals: [900, 900, ...backlog].map((length, i): Interval => ({
    ...calm.intervals[0]!,
    at: i + 1,
    backlog: length,
  })),
});
const finding = (kind: Finding['kind']): Finding => ({
  ...{
    kind,
    rule: 'design 6',
    messageId: 'GEO-1',
    messageType: 'X001',
    mrn: undefined,
    detail: '',
  },
});
const withFindings = (...findings: Finding[]): Pick<LoadReport, 'checked'> => ({
  checked: { answers: 100, wrong: findings.length, findings },
});
const ramp = (slope: number, around: (i: number) => number = () => 0): number[] =>
  Array.from({ length: 20 }, (_, i) => 50 + slope * i + around(i));

const TABLE: [string, Partial<LoadReport>, Omit<Judgement, 'growth'>][] = [
  ['all is calm', {}, { outcome: 'held', reasons: [] }],
  [
    'the 99th percentile is above the bound',
    { acknowledgement: { ...calm.acknowledgement, p99: 2_001 } },
    { outcome: 'notHeld', reasons: ['late'] },
  ],
  [
    'what waits grows by one movement in fifty',
    waiting(ramp(2)),
    { outcome: 'notHeld', reasons: ['growing'] },
  ],
  [
    'it grows in steps, as by stalls',
    waiting(ramp(2, (i) => (i % 3 === 0 ? 8 : 0))),
    { outcome: 'notHeld', reasons: ['growing'] },
  ],
  ['it grows by less than a day would empty', waiting(ramp(0.2)), { outcome: 'held', reasons: [] }],
  [
    'it wanders and returns',
    waiting(ramp(0, (i) => 40 * Math.sin(i / 3))),
    { outcome: 'held', reasons: [] },
  ],
  [
    'it wanders upwards, no surer than chance',
    waiting(ramp(1, (i) => 40 * Math.sin(i / 3))),
    { outcome: 'held', reasons: [] },
  ],
  [
    'one message in fifty was not acknowledged in time',
    { achieved: { movements: 98, messages: 0.98 * calm.asked.messages } },
    { outcome: 'notHeld', reasons: ['short'] },
  ],
  [
    'a few are under way, of few in all',
    { asked: { movements: 1, messages: 4 }, achieved: { movements: 1, messages: 3.6 } },
    { outcome: 'held', reasons: [] },
  ],
  [
    'a tenth of a second is under way, in a short look',
    {
      seconds: 5,
      intervals: [],
      achieved: { movements: 98, messages: 0.985 * calm.asked.messages },
    },
    { outcome: 'held', reasons: [] },
  ],
  [
    'a message has no answer',
    withFindings(finding('unanswered')),
    { outcome: 'notHeld', reasons: ['unanswered'] },
  ],
  [
    'an answer is wrong',
    withFindings(finding('altered')),
    { outcome: 'wrong', reasons: ['wrong'] },
  ],
  [
    'an answer is wrong and another one missing',
    withFindings(finding('altered'), finding('unanswered')),
    { outcome: 'notHeld', reasons: ['unanswered', 'wrong'] },
  ],
  [
    'the generator was late, and all was held nevertheless',
    { generatorLimited: true },
    { outcome: 'held', reasons: [] },
  ],
  [
    'the generator was late, and so was the answer',
    { generatorLimited: true, acknowledgement: { ...calm.acknowledgement, p99: 3_000 } },
    { outcome: 'generator', reasons: ['late', 'generator'] },
  ],
  [
    'nothing was acknowledged at all',
    { acknowledgement: { ...calm.acknowledgement, count: 0, p99: 0 } },
    { outcome: 'notHeld', reasons: ['unanswered'] },
  ],
];

test.for(TABLE)('%s', ([, change, { outcome, reasons }]) => {
  expect(judge({ ...calm, ...change }, CRITERION)).toMatchObject({ outcome, reasons });
});

test('growth is told as a share of the movements', () => {
  expect(judge({ ...calm, ...waiting(ramp(2)) }, CRITERION).growth).toBeCloseTo(0.02, 10);
});
