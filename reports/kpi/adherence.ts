/** Transit Procedure Adherence Rate: movements whose journalled rows the reference state machines accept, of those that came to an end. */
import { both } from '../../nodes/common/bilingual.ts';
import { acceptsSequence } from '../../nodes/common/states/tables.ts';
import type { Machine } from '../../nodes/common/states/row.ts';
import type { FactType } from '../views/known-entry.ts';
import { targetOf } from '../views/state-of.ts';
import { atLeast } from './goals.ts';
import { kpiOf } from './kpi.ts';
import type { Handlers, Measure, Range } from './range.ts';
import type { Tracked } from './registry.ts';
import { Groups, Ratio, Worst } from './tally.ts';

/** Rows of one movement, by machine and office, in the order of the journal. */
interface Walk {
  readonly rows: Map<string, string[]>;
  /** Frontiers passed, and passages that the office of departure has recorded. */
  passages: number;
  legs: number;
  /** A message about it came out of sequence (code 92). */
  outOfSequence: boolean;
}

/** Facts that carry a row of a movement's own machines. */
const ROW_FACTS: readonly FactType[] = [
  ...([
    'DeclarationRejected',
    'DeclarationSubmitted',
    'MovementAccepted',
    'DeclarationRefused',
  ] as const),
  ...(['ControlDecided', 'GuaranteeAsked', 'RevisionFound', 'MovementReleased'] as const),
  ...(['GuaranteeRejected', 'GuaranteeRetried', 'ReleaseDenied', 'LegRecorded'] as const),
  ...(['MovementArrived', 'EnquiryRecommended', 'EnquiryEnded', 'MovementWrittenOff'] as const),
  ...(['AtrCreated', 'PassageGranted', 'EntryCheckBegun', 'AtrClosed', 'AtrOverdue'] as const),
  ...([
    'AarCreated',
    'ArrivalRejected',
    'ArrivalNotified',
    'GoodsReleased',
    'ArrivedElsewhere',
  ] as const),
  ...(['UsageReserved', 'UsageCancelled', 'UsageInUse', 'UsageCredited', 'UsageReleased'] as const),
];

type RowEntry = {
  readonly type: string;
  readonly n: string;
  readonly row?: string;
  readonly mrn?: string;
  readonly lrn?: string;
  readonly office?: string;
  readonly grn?: string;
};

export class Adherence implements Measure {
  readonly adherent = new Ratio();
  readonly byCountry = new Groups(() => new Ratio());
  readonly strayed = new Worst();
  readonly learn: Handlers;
  readonly count: Handlers;
  private readonly walks = new Map<Tracked, Walk>();

  constructor(range: Range) {
    const { registry } = range;
    const follow = (entry: RowEntry): void => {
      const { mrn, lrn } = entry;
      const movement = mrn === undefined ? registry.ofLrn(lrn ?? '') : registry.ofMrn(mrn);
      if (movement !== undefined) this.follow(movement, entry);
    };
    this.learn = {
      ...Object.fromEntries(ROW_FACTS.map((type) => [type, follow])),
      MessageRejected: ({ mrn, code }) => {
        const movement = mrn === undefined || code !== '92' ? undefined : registry.ofMrn(mrn);
        const walk = movement === undefined ? undefined : this.walks.get(movement);
        if (walk !== undefined) walk.outOfSequence = true;
      },
      MovementEnded: ({ t, movement }) => {
        const walk = this.walks.get(movement);
        this.walks.delete(movement);
        if (walk !== undefined && registry.measuring) this.judge(movement, walk, t);
      },
    };
    this.count = {};
  }

  /** After the end nothing is followed any more (a guarantee is given back then). */
  private walkOf(movement: Tracked, type: string): Walk | undefined {
    const walk = this.walks.get(movement);
    if (walk !== undefined || (movement.outcome !== null && type !== 'DeclarationRejected'))
      return walk;
    const begun = { rows: new Map(), passages: 0, legs: 0, outOfSequence: false };
    this.walks.set(movement, begun);
    return begun;
  }

  private follow(movement: Tracked, { type, row, office, grn }: RowEntry): void {
    const target = row === undefined ? undefined : targetOf(row);
    if (row === undefined || target === undefined) return;
    const walk = this.walkOf(movement, type);
    if (walk === undefined) return;
    if (type === 'PassageGranted') walk.passages++;
    else if (type === 'LegRecorded') walk.legs++;
    const key = keyOf(target.machine, office, grn);
    const rows = walk.rows.get(key);
    if (rows === undefined) walk.rows.set(key, [row]);
    else rows.push(row);
  }

  private judge(movement: Tracked, walk: Walk, t: number): void {
    const adherent = isAdherent(movement, walk);
    this.adherent.add(adherent ? 1 : 0);
    this.byCountry.at('country', movement.node).add(adherent ? 1 : 0);
    if (!adherent) this.strayed.add(movement, 0, t);
  }

  next(): void {
    this.adherent.next();
  }
}

/** Departure and enquiry move one object; a movement has a walk at each office of transit and for each guarantee. */
function keyOf(machine: Machine, office = '', grn = ''): string {
  switch (machine) {
    case 'transit':
      return `transit ${office}`;
    case 'usage':
      return `usage ${grn}`;
    case 'enquiry':
      return 'departure';
    default:
      return machine;
  }
}

function isAdherent(movement: Tracked, walk: Walk): boolean {
  if (walk.outOfSequence) return false;
  for (const [key, rows] of walk.rows) {
    const machine = key.split(' ', 1)[0] as Machine;
    if (!acceptsSequence(machine, rows).accepted) return false;
  }
  if (movement.outcome !== 'discharged') return true;
  return walk.rows.has('destination') && walk.legs === walk.passages;
}

export const adherence = kpiOf(
  {
    id: 'adherence',
    title: both('Transit Procedure Adherence Rate', 'Соблюдение процедуры транзита'),
    unit: '%',
    worstUnit: null,
    digits: 1,
    group: 'test2024',
    published: both('100 %', '100 %'),
    goal: atLeast(99),
    definition: both(
      'Movements that came to a final state and whose journalled sequence the reference state machines accept at every office: no row out of order, no message answered with code 92, every passage of a frontier recorded at departure, an arrival before the write-off. Divided by all movements that came to a final state.',
      'Доля перевозок, пришедших в конечное состояние, чья последовательность записей в журнале принята эталонными автоматами каждого таможенного органа: ни одной строки не по порядку, ни одного сообщения с кодом 92, каждое пересечение границы учтено в отправлении, прибытие предшествует завершению. Знаменатель – все перевозки, пришедшие в конечное состояние.',
    ),
    unfinished: both('movements still open are left out', 'незавершённые перевозки не учитываются'),
    source: 'domain 11 (R); domain 5',
  },
  {
    measure: Adherence,
    value: (m) => m.adherent.value(100),
    recent: (m) => m.adherent.recent(100),
    count: (m) => m.adherent.over,
    breakdown: (m) => m.byCountry.rows((held) => ({ n: held.over, value: held.value(100) })),
    worst: (m) => m.strayed.list(),
  },
);
