import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Message } from '../../../simulator/core/participant.ts';
import { DAY, isoUtc } from '../../../simulator/core/time.ts';
import { ICE } from '../../common/routing.ts';
import { ENQUIRY_ROWS } from '../../common/states/enquiry.ts';
import { acceptsSequence, isFinal } from '../../common/states/tables.ts';
import { DECISIONS } from '../../common/tasks.ts';
import type { TaskKind } from '../../common/tasks.ts';
import type { NodeBench } from '../node-bench.ts';
import { OFFICER, PLATE } from '../node-bench.ts';
import { AUTHORITY, handedOver, KAZAKH_AUTHORITY, question, recommended } from './bench.ts';

const KINDS = [
  'T141',
  'X006',
  'X018',
  'X059',
  'X063',
  'X142',
  'X143',
  'X144',
  'X145',
  'X150',
  'X151',
  'X152',
  'X821',
  'S906',
] as const;

/** One act: what happens, and numbers by which it is filled in. */
interface Act {
  readonly kind: (typeof KINDS)[number] | 'decide' | 'standing' | 'time';
  readonly which: number;
  readonly how: number;
}

const times = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);

const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Act['kind']>(
      ...KINDS,
      ...times(9, 'decide' as const),
      ...times(2, 'X143' as const),
      ...times(4, 'X821' as const),
      ...times(4, 'time' as const),
      'standing',
    ),
    which: fc.constantFrom(0, 0, 0, 0, 0, 1),
    how: fc.nat({ max: 11 }),
  }),
  { minLength: 10, maxLength: 60, size: 'max' },
);

const CROSSED = ['AZ000200', 'KZ000200'];
const INLAND = {
  officeOfDestination: 'GE000300',
  officesOfTransit: [],
  countriesOfRouting: ['GE'],
};
const SPANS = [DAY, 7 * DAY, 28 * DAY, 30 * DAY, 40 * DAY, 90 * DAY, 210 * DAY];
const STANDING_KINDS: readonly TaskKind[] = ['proof', 'claimWithdrawal', 'recoveryNote'];

const pick = <T>(list: readonly T[], index: number): T => {
  const item = list[index % list.length];
  if (item === undefined) throw new Error('an empty list');
  return item;
};

/** Plays acts on a node that has a movement of its own to look for, abroad or at home, and hears of another country's. */
class Player {
  readonly bench: NodeBench;
  private readonly mrns: readonly string[];
  private readonly peer: string;
  private claimId = 'GEO-none';
  private copyId = 'GEO-none';

  constructor(inland: boolean) {
    const { bench, mrn } = inland ? recommended([], INLAND) : recommended(CROSSED);
    this.bench = bench;
    this.peer = inland ? AUTHORITY : 'KAZ';
    this.mrns = [mrn, '26AZ0001017K2M9QY2'];
  }

  play(act: Act): Message | undefined {
    const { bench } = this;
    bench.clear();
    let message: Message | undefined;
    if (act.kind === 'time') bench.pass(pick(SPANS, act.how));
    else {
      message = this.messageOf(act.kind, act);
      bench.receive(message);
    }
    for (const { messageId, recipient, body } of bench.of('X820')) {
      if (body.withdrawn === 0) this.claimId = body.claimId;
      if (recipient === ICE) this.copyId = messageId;
    }
    return message;
  }

  private messageOf(kind: Exclude<Act['kind'], 'time'>, { which, how }: Act): Message {
    const { bench } = this;
    const mrn = pick(this.mrns, which);
    const header = { sender: this.peer, recipient: this.peer === 'KAZ' ? 'GEO' : AUTHORITY, mrn };
    const date = isoUtc(bench.now);
    const office = KAZAKH_AUTHORITY;
    switch (kind) {
      case 'T141': {
        const said = pick([{}, { actualOffice: 'KZ000300' }, { actualOffice: 'GE000900' }], how);
        return bench.message('T141', { mrn, ...said }, { recipient: AUTHORITY, mrn });
      }
      case 'X006':
        return bench.message('X006', { mrn, arrivedAt: date, actualOffice: 'KZ000300' }, header);
      case 'X018': {
        const result = { code: pick(['A1', 'A2', 'B1'], how), date };
        return bench.message('X018', { mrn, office: 'KZ000300', result }, header);
      }
      case 'X059':
        return bench.message('X059', { mrn, date }, header);
      case 'X063':
        return bench.message('X063', { mrn, office, text: 'how does it stand?' }, header);
      case 'X142': {
        const limitForResponse = isoUtc(bench.now + pick([28, 40, 41], how) * DAY);
        const asked = question({ mrn, enquirer: 'AZ000900', requestDate: date, limitForResponse });
        return bench.message('X142', asked, { ...header, sender: 'AZE' });
      }
      case 'X143': {
        const responseCode = pick([1, 2, 3, 4], how);
        const said = how > 8 ? {} : { text: 'said', returnCopyDate: date };
        return bench.message('X143', { mrn, office, responseCode, ...said }, header);
      }
      case 'X144': {
        const information = [{ about: 'means', text: PLATE }];
        return bench.message('X144', { mrn, office, information }, header);
      }
      case 'X145':
        return bench.message('X145', { mrn, office, requested: ['means', 'route'] }, header);
      case 'X150':
        return bench.message('X150', { mrn, office: 'AZ000900', ...handedOver() }, header);
      case 'X151': {
        const debt = how > 5 ? {} : { debt: handedOver() };
        const accept = how % 3 === 0 ? 0 : 1;
        return bench.message('X151', { mrn, office, accept, ...debt }, header);
      }
      case 'X152': {
        const sum = { amount: 1_000, currency: 'USD', collectionDate: date };
        return bench.message('X152', { mrn, office, ...sum }, header);
      }
      case 'X821': {
        const status = pick(['accepted', 'disputed', 'paid', 'paid', 'perhaps'], how);
        const said = { claimId: this.claimId, mrn, status, date };
        return bench.message('X821', said, { sender: 'FI-GEO', recipient: AUTHORITY, mrn });
      }
      case 'S906': {
        const errors = [{ pointer: '/', code: '92', reason: pick(['C604', 'C202'], how) }];
        return bench.message('S906', { messageId: this.copyId, errors }, { sender: ICE });
      }
      case 'decide':
        return this.decision(which, how);
      case 'standing': {
        const task = pick(STANDING_KINDS, how);
        return this.decisionOn(`${task}/${mrn}`, task, AUTHORITY, how);
      }
    }
  }

  private decision(which: number, how: number): Message {
    const tasks = [...(this.bench.table('tasks')?.entries() ?? [])] as [
      string,
      { kind: TaskKind; office: string },
    ][];
    if (tasks.length === 0) return this.decisionOn('enquiry/none', 'enquiry', AUTHORITY, how);
    const [task, { kind, office }] = pick(tasks, which);
    return this.decisionOn(task, kind, office, how);
  }

  private decisionOn(task: string, kind: TaskKind, office: string, how: number): Message {
    const decision = how === 11 ? 'nonsense' : pick(DECISIONS[kind], how);
    const body = { task, office, officer: `${OFFICER}-${String(how)}`, decision };
    return this.bench.message('N820', body, { sender: OFFICER, recipient: office });
  }
}

interface Stored {
  readonly status: string;
  readonly closedAt: number;
}

const rowsOf = (bench: NodeBench, table: string): [string, Stored][] =>
  [...(bench.table(table)?.entries() ?? [])] as [string, Stored][];

const plans = fc.tuple(fc.boolean(), acts);

describe('an enquiry, whatever comes in', () => {
  it('is brought to every row by these plans', () => {
    const reached = new Set<string>();
    for (const [inland, plan] of fc.sample(plans, { numRuns: 150, seed: 7 })) {
      const player = new Player(inland);
      for (const act of plan) {
        player.play(act);
        for (const row of player.bench.rows()) reached.add(row);
      }
    }
    const rows = ENQUIRY_ROWS.map(({ id }) => id);
    expect(rows.filter((id) => !reached.has(id))).toEqual([]);
  });

  it('follows the state tables, and never leaves a final state', () => {
    fc.assert(
      fc.property(plans, ([inland, plan]) => {
        const player = new Player(inland);
        const { bench } = player;
        const rows = [...BEFORE];
        for (const act of plan) {
          const before = new Map(rowsOf(bench, 'movementsClosed'));
          player.play(act);
          for (const [, { status, closedAt }] of rowsOf(bench, 'movements')) {
            expect([status, isFinal('departure', status), closedAt]).toEqual([status, false, 0]);
          }
          for (const [key, record] of rowsOf(bench, 'movementsClosed')) {
            expect(isFinal('departure', record.status)).toBe(true);
            const known = before.get(key);
            if (known !== undefined) expect(record).toBe(known);
          }
          rows.push(...bench.rows().filter((row) => /^[DE]/.test(row)));
          expect(acceptsSequence('departure', rows)).toMatchObject({ accepted: true });
        }
      }),
      { numRuns: 150 },
    );
  });

  it('says or refuses something to every message, and throws at none', () => {
    fc.assert(
      fc.property(plans, ([inland, plan]) => {
        const player = new Player(inland);
        for (const act of plan) {
          const message = player.play(act);
          if (message === undefined) continue;
          const caused = player.bench.entries.filter(({ by }) => by === message.messageId);
          expect([message.messageType, caused.length]).toEqual([message.messageType, 1]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('always waits for somebody whose question stands on a work list, or has none there', () => {
    fc.assert(
      fc.property(plans, ([inland, plan]) => {
        const player = new Player(inland);
        const { bench } = player;
        for (const act of plan) {
          player.play(act);
          const tasks = new Set(rowsOf(bench, 'tasks').map(([task]) => task));
          const expected = new Set([
            ...rowsOf(bench, 'movements').flatMap(([mrn, { status }]) =>
              ASKED_IN[status] === undefined ? [] : [`${ASKED_IN[status]}/${mrn}`],
            ),
            ...rowsOf(bench, 'enquiries').flatMap(([mrn, { status }]) =>
              ASKED_HERE[status] === undefined ? [] : [`${ASKED_HERE[status]}/${mrn}`],
            ),
          ]);
          const proofs = [...tasks].filter((task) => task.startsWith('proof/'));
          for (const task of proofs) {
            expect(bench.table('movements')?.get(task.slice(6))).toMatchObject({
              status: 'underEnquiry',
            });
          }
          const found = [...tasks].filter((task) => OURS.test(task)).sort();
          expect(found).toEqual([...expected].sort());
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** Rows of a movement before the plans begin. */
const BEFORE = ['D3', 'D9', 'D14', 'D20', 'D32'];

const OURS = /^(enquiry|recovery|payment|enquiryAnswer|recoveryRequest)\//;
/** The question that is open in a state of an own movement. */
const ASKED_IN: Readonly<Record<string, string>> = {
  enquiryRecommended: 'enquiry',
  recoveryRecommended: 'recovery',
  underRecovery: 'payment',
};
/** The same for what another country has asked. */
const ASKED_HERE: Readonly<Record<string, string>> = {
  enquired: 'enquiryAnswer',
  requested: 'recoveryRequest',
  underRecovery: 'payment/asked',
};
