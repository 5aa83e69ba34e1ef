/** Short journals for the tests of invariants, and what one invariant says of them. */
import type { TimerValues } from '../../../../nodes/common/timers.ts';
import { DAY } from '../../../core/time.ts';
import type { Invariant, Violation } from '../invariant.ts';
import { InvariantWatch } from '../invariants.ts';

export const START = Date.UTC(2026, 6, 14, 6);
export const MRN = '26GE000102000001Y3';

/** Time after the start in ms, node, type, details; the body of its message. */
export type Line = readonly [
  after: number,
  node: string,
  type: string,
  details?: object | undefined,
  body?: object,
];

/** A line that says a message was sent. */
export const sent = (
  after: number,
  id: string,
  msg: string,
  [from, to]: readonly [from: string, to: string],
  details: object = {},
  body?: object,
): Line => {
  const [node = ''] = /^(?:FI-)?[A-Z]+/.exec(id) ?? [];
  const by = node === 'SCRIPT' ? 'WORLD' : node;
  const line = { id, msg, from, to, ...details };
  return body === undefined
    ? [after, by, 'MessageSent', line]
    : [after, by, 'MessageSent', line, body];
};

/** A line that says ICE has taken a message. */
export const taken = (
  after: number,
  id: string,
  msg: string,
  [from, to]: readonly [from: string, to: string],
): Line => [after, 'ICE', 'MessageTaken', { by: id, id, msg, from, to }];

/** The lines that say a message was sent and ICE has taken it, a second later. */
export const passed = (
  after: number,
  id: string,
  msg: string,
  way: readonly [from: string, to: string],
  details: object = {},
): readonly Line[] => [sent(after, id, msg, way, details), taken(after + 1_000, id, msg, way)];

/** A movement of Georgia to Uzbekistan, declared and accepted. */
export const ACCEPTED: readonly Line[] = [
  [
    0,
    'GEO',
    'DeclarationSubmitted',
    { lrn: 'L', principal: 'GE204378869', countries: ['GE', 'AZ', 'UZ'] },
  ],
  [0, 'GEO', 'MovementAccepted', { lrn: 'L', mrn: MRN, office: 'GE000102' }],
];

/** Numbered by participant, and in order of time. */
export function violationsOf(
  invariants: readonly Invariant[],
  lines: readonly Line[],
  endsAfter = 30 * DAY,
  timers?: Partial<TimerValues>,
): readonly Violation[] {
  const watch = new InvariantWatch(invariants, timers);
  const numbers = new Map<string, number>();
  for (const [after, n, type, details, body] of lines) {
    const s = numbers.get(n) ?? 0;
    numbers.set(n, s + 1);
    watch.step({ t: START + after, n, s, type, ...details }, body);
  }
  watch.end(START + endsAfter);
  return watch.violations;
}

/** What one invariant says of these lines; the run ends so long after its start. */
export const told = (
  invariant: Invariant,
  lines: readonly Line[],
  endsAfter?: number,
  timers?: Partial<TimerValues>,
): string[] => violationsOf([invariant], lines, endsAfter, timers).map(({ detail }) => detail);
