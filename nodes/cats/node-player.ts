/** Plays acts on one node: messages, decisions, time, in any order. For property tests; no part of a node. */
import type { Message } from '../../simulator/core/participant.ts';
import { DAY, HOUR, isoUtc, MINUTE } from '../../simulator/core/time.ts';
import type { Body, MessageCode } from '../common/message-types.ts';
import { MESSAGE_CODES, MESSAGE_TYPES } from '../common/message-types.ts';
import { EXAMPLES } from '../common/messages/examples.ts';
import type { Cover, NodeBench } from './node-bench.ts';
import {
  advanceRecord,
  benchWithCover,
  declarationTo,
  MRN,
  OFFICER,
  PLATE,
  SEAL,
  TRADER,
} from './node-bench.ts';

/** One act: what happens, and numbers by which it is filled in. */
export interface Act {
  readonly kind: (typeof MESSAGES)[number] | 'decide' | 'time' | 'any';
  readonly which: number;
  readonly how: number;
}

const MESSAGES = [
  'T015',
  'T054',
  'N017',
  'N117',
  'T007',
  'X001',
  'X050',
  'X118',
  'X006',
  'X018',
  'X010',
  'X024',
  'X049',
  'X181',
  'N180',
  'T044',
  'X203',
  'X204',
  'X205',
  'X209',
] as const satisfies readonly MessageCode[];
/** Likelier than others: what drives a movement on. */
const times = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);
export const KINDS = [
  ...MESSAGES,
  ...times(14, 'decide' as const),
  ...times(4, 'T015' as const),
  ...times(5, 'N117' as const),
  ...times(4, 'T007' as const),
  ...times(3, 'T054' as const),
  ...times(3, 'time' as const),
  ...times(6, 'any' as const),
];

const RESULTS = ['A1', 'A2', 'A3', 'A5', 'B1', 'Z9'];
const OFFICES = ['GE000200', 'GE000200', 'GE000300', 'GE000101', 'AZ000200', 'GE000900'];
const SPANS = [MINUTE, 10 * MINUTE, HOUR, DAY, 2 * DAY, 8 * DAY];
const WRONG = ['accept', 'A1', 'control', 'sealsOk', 'nonsense'];

const pick = <T>(list: readonly T[], index: number): T => {
  const item = list[index % list.length];
  if (item === undefined) throw new Error('an empty list');
  return item;
};

/** Plays acts on one node that is departure, transit, destination and guarantee at once. */
export class Player {
  readonly bench: NodeBench;
  private readonly cover: Cover;
  private readonly mrns = [MRN, '26AZ0001017K2M9QY2'];
  private lrns = 0;
  private anything = 0;

  constructor() {
    const { bench, cover } = benchWithCover({
      channels: { green: 0.4, yellow: 0.2, orange: 0.2, red: 0.2 },
    });
    this.bench = bench;
    this.cover = cover;
  }

  /** @returns the message that came in, if the act was one. */
  play({ kind, which, how }: Act): Message | undefined {
    const { bench } = this;
    bench.clear();
    if (kind === 'time') {
      bench.pass(pick(SPANS, how));
      return undefined;
    }
    const message = this.messageOf(kind, which, how);
    bench.receive(message);
    for (const { mrn } of bench.of('T028')) if (mrn !== undefined) this.mrns.unshift(mrn);
    return message;
  }

  private messageOf(kind: Exclude<Act['kind'], 'time'>, which: number, how: number): Message {
    const { bench } = this;
    const mrn = pick(this.mrns, which);
    const peer = { sender: pick(['GEO', 'AZE', 'KAZ'], how + 1), mrn };
    const truck = { sender: PLATE, recipient: 'GE000101' };
    const office = pick(OFFICES, how);
    switch (kind) {
      case 'T015':
        return this.declaration(which, how);
      case 'T054':
        return bench.message('T054', { requested: how % 2 === 0 ? 1 : 0 }, { mrn });
      case 'N017': {
        const result = { code: pick(RESULTS, how), date: isoUtc(bench.now) };
        const body = {
          office: 'GE000101',
          officer: OFFICER,
          task: `departureControl/${mrn}`,
          result,
        };
        return bench.message('N017', body, { sender: OFFICER });
      }
      case 'decide':
        return this.decision(which, how);
      case 'N117':
        return bench.message('N117', { mrn, office, identification: PLATE, seals: [SEAL] }, truck);
      case 'T007':
        return bench.message('T007', this.arrival(mrn, how), truck);
      case 'X001':
      case 'X050':
        return bench.message(kind, this.record(office), peer);
      case 'X118':
        return bench.message(
          'X118',
          { mrn, office, passageDate: isoUtc(bench.now), controlled: 0 },
          peer,
        );
      case 'X006':
        return bench.message(
          'X006',
          { mrn, arrivedAt: isoUtc(bench.now), actualOffice: office },
          peer,
        );
      case 'X018': {
        const result = { code: pick(RESULTS, how), date: isoUtc(bench.now) };
        return bench.message('X018', { mrn, office, result }, peer);
      }
      case 'X024': {
        const body = {
          mrn,
          actualOffice: 'KZ000300',
          skippedOffices: [office, pick(OFFICES, how + 1)],
        };
        return bench.message('X024', body, peer);
      }
      case 'X010':
        return bench.message('X010', { mrn, date: isoUtc(bench.now) }, peer);
      case 'X049':
        return bench.message('X049', { mrn, office, resolved: how % 2 === 0 ? 1 : 0 }, peer);
      case 'X181':
        return bench.message('X181', this.incident(mrn, how), peer);
      case 'N180':
        return bench.message('N180', this.incident(mrn, how), truck);
      case 'T044':
        return bench.message('T044', this.remarks(mrn, how), truck);
      case 'X203':
      case 'X204':
      case 'X205':
      case 'X209':
        return this.guaranteeMessage(kind, mrn, how);
      case 'any':
        return this.anyMessage(mrn, which, how);
    }
  }

  private declaration(which: number, how: number): Message {
    // Sometimes an LRN again, sometimes a defect, sometimes no reference to ask for.
    if (which > 0) this.lrns++;
    const change: Partial<Body<'T015'>>[] = [
      {},
      { grossMass: 1 },
      { guarantees: [{ type: '8', amount: 21_420, currency: 'USD' }] },
      {
        officeOfDestination: 'KZ000300',
        officesOfTransit: [{ office: 'KZ000200', estimatedArrival: isoUtc(this.bench.now + DAY) }],
      },
    ];
    const body = declarationTo(this.cover, {
      officeOfDestination: 'GE000300',
      officesOfTransit: [{ office: 'GE000200', estimatedArrival: isoUtc(this.bench.now + DAY) }],
      ...pick([...change, {}, {}, {}], how),
    });
    return this.bench.message('T015', body, {
      lrn: `L-${String(this.lrns)}`,
      recipient: 'GE000101',
    });
  }

  private record(office: string): Body<'X001'> {
    const { declaration, ...record } = advanceRecord([office]);
    return { ...record, declaration: { ...declaration, officeOfDestination: 'GE000300' } };
  }

  private arrival(mrn: string, how: number): Body<'T007'> {
    const identification = how === 1 ? 'ZZ-1' : PLATE;
    const arrivedAt = isoUtc(this.bench.now + (how === 0 ? HOUR : 0));
    const seals = [SEAL];
    return {
      mrn,
      office: 'GE000300',
      arrivedAt,
      simplified: 0,
      identification,
      seals,
    };
  }

  /** The seals that are on already; sometimes a code that asks for means too. */
  private incident(mrn: string, how: number): Body<'N180'> {
    const occurredAt = isoUtc(this.bench.now);
    const place = { qualifier: 'Z', value: 'on the road' };
    const seals = { count: 1, identifiers: [SEAL] };
    const incident = { code: pick(['2', '1', '3'], how), text: 'torn', occurredAt, place, seals };
    return { mrn, office: 'GE000101', incident };
  }

  private remarks(mrn: string, how: number): Body<'T044'> {
    const unloadedAt = isoUtc(this.bench.now);
    const told = { stateOfSeals: 1, unloadedAt, conform: how === 0 ? 0 : 1 } as const;
    return { mrn, office: 'GE000300', unloadingCompletion: how % 2 === 0 ? 1 : 0, ...told };
  }

  private guaranteeMessage(
    kind: 'X203' | 'X204' | 'X205' | 'X209',
    mrn: string,
    how: number,
  ): Message {
    const { grn, accessCode } = this.cover;
    const header = {
      sender: 'GE000101',
      recipient: kind === 'X205' ? 'GE000101' : 'GE000900',
      mrn,
    };
    const date = isoUtc(this.bench.now);
    switch (kind) {
      case 'X203': {
        const money = { amount: 1_000, currency: 'USD', holderTin: TRADER };
        const body = { mrn, grn, type: '1', accessCode, countries: ['GE'], ...money };
        return this.bench.message('X203', body, header);
      }
      case 'X204':
        return this.bench.message(
          'X204',
          { mrn, grn, [pick(['releaseDate', 'usageCancellationDate'], how)]: date },
          header,
        );
      case 'X205':
        return this.bench.message(
          'X205',
          { mrn, grn, reasons: how === 0 ? ['G02'] : [], notValidIn: [] },
          header,
        );
      case 'X209':
        return this.bench.message('X209', { mrn, grn, arrivedAt: date }, header);
    }
  }

  /** Mostly a decision that the task allows. */
  private decision(which: number, how: number): Message {
    const tasks = [...(this.bench.table('tasks')?.entries() ?? [])] as [
      string,
      { kind: string; office: string },
    ][];
    const [task, { kind, office }] =
      tasks.length === 0 || how === 11
        ? ['presentation/none', { kind: 'presentation', office: 'GE000101' }]
        : pick(tasks, which);
    const allowed = ALLOWED[kind] ?? WRONG;
    const decision = how === 10 ? pick(WRONG, which) : pick(allowed, how);
    const where = how === 9 ? 'GE000900' : office;
    const found = which < 2 && (decision === 'A5' || decision === 'B1');
    const differences = found ? { differences: ['one box less'] } : {};
    const body = { task, office: where, officer: OFFICER, decision, ...differences };
    return this.bench.message('N820', body, { sender: OFFICER, recipient: office });
  }

  /** Any message of the catalogue, from anybody, about things that this node knows or does not. */
  private anyMessage(mrn: string, which: number, how: number): Message {
    this.anything = (this.anything + 1 + which * 12 + how) % ANY_CODES.length;
    const messageType = pick(ANY_CODES, this.anything);
    const office = pick(OFFICES, how);
    const body = withValues(EXAMPLES[messageType], {
      mrn,
      office,
      actualOffice: office,
      officeOfDestination: 'GE000300',
      grn: this.cover.grn,
      accessCode: this.cover.accessCode,
      tin: TRADER,
    });
    const national = pick([TRADER, PLATE, OFFICER, 'FI-GEO'], how);
    const sender = MESSAGE_TYPES[messageType].exchange ? pick(['AZE', 'KAZ'], how) : national;
    return this.bench.message(messageType, body as Body<typeof messageType>, { sender, mrn });
  }
}

/** Receipts confirm and are not answered. */
const ANY_CODES: readonly MessageCode[] = MESSAGE_CODES.filter(
  (code) => MESSAGE_TYPES[code].receipt !== true,
);

/** A copy of an example with other values under these keys, wherever they stand. */
function withValues(example: unknown, values: Readonly<Record<string, string>>): unknown {
  return JSON.parse(
    JSON.stringify(example, (key, value: unknown) =>
      typeof value === 'string' ? (values[key] ?? value) : value,
    ),
  );
}

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  acceptance: ['accept', 'accept', 'accept', 'refuse'],
  riskDecision: ['noControl', 'control'],
  departureControl: ['A1', 'A2', 'A5', 'B1'],
  presentation: ['pass', 'check'],
  entryCheck: ['sealsOk', 'sealsOk', 'resealed', 'refusePassage'],
  arrivalDecision: ['noControl', 'control'],
  destinationControl: ['A1', 'A2', 'A5', 'B1'],
  enquiry: ['askPrincipal', 'openEnquiry'],
  enquiryAnswer: ['nothingKnown', 'other', 'returnCopy', 'ownRecovery', 'askMore'],
  proof: ['acceptProof', 'rejectProof'],
  recovery: ['startRecovery', 'transferRecovery'],
  payment: ['paid'],
};
