import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../simulator/core/participant.ts';
import { MESSAGE_CODES, MESSAGE_TYPES } from '../common/message-types.ts';
import type { Machine } from '../common/states/row.ts';
import { acceptsSequence, isFinal, NONE } from '../common/states/tables.ts';
import type { Guarantee } from './guarantee/guarantee.ts';
import type { Usage } from './guarantee/usage.ts';
import { takenBy } from './guarantee/usage.ts';
import type { NodeBench } from './node-bench.ts';
import { KINDS, Player } from './node-player.ts';

/** `which` names a movement or a task, the newest most often. */
const acts = fc.array(
  fc.record({
    kind: fc.constantFrom(...KINDS),
    which: fc.constantFrom(0, 0, 0, 0, 0, 1, 1, 2, 3),
    how: fc.nat({ max: 11 }),
  }),
  { minLength: 30, maxLength: 150, size: 'max' },
);

const MACHINES: readonly (readonly [table: string, machine: Machine])[] = [
  ['movements', 'departure'],
  ['transits', 'transit'],
  ['arrivals', 'destination'],
];

interface Stored {
  readonly status: string;
  readonly closedAt: number;
}

const rowsOf = (bench: NodeBench, table: string): [string, Stored][] =>
  [...(bench.table(table)?.entries() ?? [])] as [string, Stored][];

/** Machine and object that a row of the journal belongs to. */
function walkOf(entry: Readonly<Record<string, unknown>>): string | undefined {
  const { row, mrn, lrn, office } = entry;
  if (typeof row !== 'string') return undefined;
  const number = typeof mrn === 'string' ? mrn : String(lrn);
  switch (row[0]) {
    case 'D':
    case 'E':
      return `departure ${number}`;
    case 'B':
      return `transit ${number} ${String(office)}`;
    case 'A':
      return `destination ${number} ${String(office)}`;
    default:
      return undefined;
  }
}

/** What these plans reach; rows that need longer stories have tests of their own. */
const REACHABLE: readonly string[] = `
  A1 A13 A14 A15 A18 A19 A2 A4 A5 A6 B1 B10 B11 B12 B13 B14 B2 B4 B6 B7 B8 B9
  D1 D10 D13 D14 D15 D16 D17 D18 D19 D20 D21 D24 D27 D3 D31 D32 D33 D35 D39 D9 E1`
  .trim()
  .split(/\s+/);

const CREATIONS: readonly unknown[] = ['D3', 'B1', 'B2', 'A1', 'A2'];
const isCreation = (row: unknown): boolean => CREATIONS.includes(row);

/** Whether the rows lead to a final state. */
function ended(walk: string, rows: readonly string[]): boolean {
  const machine = walk.split(' ')[0] as Machine;
  const { accepted, states } = acceptsSequence(machine, rows);
  // Row D22 ends it or does not: the row alone does not tell.
  return accepted && states.some((state) => state !== NONE && isFinal(machine, state));
}

/** Exposure is what the open usages take, to the hundredth of the currency. */
function expectBalance(bench: NodeBench): void {
  const taken = new Map<string, number>();
  for (const [, usage] of bench.table('usages')?.entries() ?? []) {
    const { grn } = usage as Usage;
    taken.set(grn, (taken.get(grn) ?? 0) + takenBy(usage as Usage));
  }
  for (const [, row] of bench.table('guarantees')?.entries() ?? []) {
    const { grn, ledger } = row as Guarantee;
    expect([grn, ledger.exposure]).toEqual([grn, taken.get(grn) ?? 0]);
  }
}

describe('a node, whatever comes in', () => {
  it('is sent every message of the catalogue by these plans', () => {
    const sent = new Set<string>();
    for (const plan of fc.sample(acts, { numRuns: 120, seed: 7 })) {
      const player = new Player();
      for (const act of plan) {
        const message = player.play(act);
        if (message !== undefined) sent.add(message.messageType);
      }
    }
    const receipts = MESSAGE_CODES.filter((code) => MESSAGE_TYPES[code].receipt === true);
    expect(MESSAGE_CODES.filter((code) => !sent.has(code))).toEqual(receipts);
  });

  it('is brought to every row by these plans', () => {
    const reached = new Set<string>();
    for (const plan of fc.sample(acts, { numRuns: 120, seed: 7 })) {
      const player = new Player();
      for (const act of plan) {
        player.play(act);
        for (const row of player.bench.rows()) reached.add(row);
      }
    }
    expect([...reached].filter((row) => REACHABLE.includes(row)).sort()).toEqual(REACHABLE);
  });

  it('answers everything by a row or a refusal, never leaves a final state and keeps its books', () => {
    fc.assert(
      fc.property(acts, (plan) => {
        const player = new Player();
        const { bench } = player;
        for (const act of plan) {
          const before = new Map(
            MACHINES.map(([table]) => [table, new Map(rowsOf(bench, `${table}Closed`))]),
          );
          const message = player.play(act);
          if (message !== undefined) expectAnswer(bench, message);
          expectBalance(bench);
          for (const [table, machine] of MACHINES) {
            for (const [, { status, closedAt }] of rowsOf(bench, table)) {
              expect([status, isFinal(machine, status), closedAt]).toEqual([status, false, 0]);
            }
            for (const [key, record] of rowsOf(bench, `${table}Closed`)) {
              expect(isFinal(machine, record.status)).toBe(true);
              const known = before.get(table)?.get(key);
              if (known !== undefined) expect(record).toBe(known);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('follows the state tables', () => {
    fc.assert(
      fc.property(acts, (plan) => {
        const player = new Player();
        const walks = new Map<string, string[]>();
        const names = new Map<string, string>();
        for (const act of plan) {
          player.play(act);
          for (const entry of player.bench.entries) {
            if (entry.row === 'D9') names.set(String(entry.mrn), String(entry.lrn));
            const walk = walkOf(entry);
            if (walk === undefined || entry.row === 'D1') continue;
            const number = walk.split(' ')[1] ?? '';
            const key = walk.startsWith('departure')
              ? `departure ${names.get(number) ?? number}`
              : walk;
            const before = walks.get(key) ?? [];
            // A record that ended is forgotten after some days; then its number may come anew.
            const rows = isCreation(entry.row) && ended(walk, before) ? [] : before;
            walks.set(key, [...rows, String(entry.row)]);
          }
        }
        for (const [key, rows] of walks) {
          const machine = key.split(' ')[0] as Machine;
          // The refusal of a second presentation names no office.
          if (key.endsWith('undefined')) continue;
          expect([key, acceptsSequence(machine, rows)]).toMatchObject([key, { accepted: true }]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** Rows that reject a message without a refusal of their own; D4 and D11 do, or take it. */
const DECLINING: readonly unknown[] = ['D1', 'D6', 'A4', 'A5', 'A8', 'B4', 'E5'];

const RECORD_ANSWERS: readonly string[] = ['X003', 'X115', 'X165'];

/** The step says something of its own, or refuses the message to whoever sent it. */
function expectAnswer(bench: NodeBench, message: Message): void {
  const { messageId, sender, messageType } = message;
  const rejected = bench.entries.some(
    ({ type, id }) => type === 'MessageRejected' && id === messageId,
  );
  const caused = bench.entries.filter(({ by }) => by === messageId);
  expect([messageType, caused.length]).toEqual([messageType, 1]);
  const negative = bench.entries.filter(
    ({ type, re, to, msg }) =>
      type === 'MessageSent' &&
      re === messageId &&
      to === sender &&
      ['S906', 'T056', 'T057', 'T058'].includes(String(msg)),
  );
  // Upon the answer to a question about the record the one who had asked may be declined, not the one who answers.
  const declined = bench.entries.some(
    ({ row, type }) => DECLINING.includes(row) || type === 'AmendmentRejected',
  );
  expect([messageType, negative.length]).toEqual([
    messageType,
    rejected || (declined && !RECORD_ANSWERS.includes(messageType)) ? 1 : 0,
  ]);
}
