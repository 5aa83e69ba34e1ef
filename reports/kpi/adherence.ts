/** Transit Procedure Adherence Rate: movements whose journalled rows the reference state machines accept, of those that came to an end. */
import { both } from '../../nodes/common/bilingual.ts';
import { acceptsSequence } from '../../nodes/common/states/tables.ts';
import type { Machine } from '../../nodes/common/states/row.ts';
import type { Entry } from '../../simulator/core/cell.ts';
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
  /** A message about it came out of sequence (code 92), and no row foresees that. */
  outOfSequence: boolean;
}

export class Adherence implements Measure {
  readonly adherent = new Ratio();
  readonly byCountry = new Groups(() => new Ratio());
  readonly strayed = new Worst();
  readonly learn: Handlers;
  readonly count: Handlers;
  private readonly walks = new Map<Tracked, Walk>();

  constructor(range: Range) {
    const { registry } = range;
    this.learn = {
      RowFollowed: (entry) => {
        const movement = registry.find(entry);
        if (movement !== undefined) this.follow(movement, entry);
      },
      MessageRejected: ({ mrn, code, row }) => {
        // What the tables themselves refuse is no disorder.
        if (row !== undefined) return;
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

  private follow(movement: Tracked, entry: Entry): void {
    const { type, row } = entry;
    const target = row === undefined ? undefined : targetOf(row);
    if (row === undefined || target === undefined) return;
    const walk = this.walkOf(movement, type);
    if (walk === undefined) return;
    if (type === 'PassageGranted') walk.passages++;
    else if (type === 'LegRecorded') walk.legs++;
    const key = keyOf(target.machine, entry);
    if (key === undefined) return;
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

/** Departure and enquiry move one object; a movement has a walk at each office on the way and for each guarantee. Undefined for no object of its own. */
function keyOf(machine: Machine, entry: Entry): string | undefined {
  switch (machine) {
    case 'transit':
    case 'destination': {
      const office = entry['office'];
      return typeof office === 'string' ? `${machine} ${office}` : undefined;
    }
    case 'usage':
      return `usage ${String(entry['grn'])}`;
    case 'departure':
    case 'enquiry':
      return 'departure';
    case 'guarantee':
      return undefined;
  }
}

function isAdherent(movement: Tracked, walk: Walk): boolean {
  if (walk.outOfSequence) return false;
  for (const [key, rows] of walk.rows) {
    const machine = key.split(' ', 1)[0] as Machine;
    if (!acceptsSequence(machine, rows).accepted) return false;
  }
  if (movement.outcome !== 'discharged') return true;
  const arrived = [...walk.rows.keys()].some((key) => key.startsWith('destination '));
  return arrived && walk.legs === walk.passages;
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
      'Movements that came to a final state and whose journalled sequence the reference state machines accept at every office: no row out of order, no message answered with code 92 that no row foresees, every passage of a frontier recorded at departure, an arrival before the write-off. Divided by all movements that came to a final state.',
      'Доля перевозок, пришедших в конечное состояние, чья последовательность записей в журнале принята эталонными автоматами каждого таможенного органа: ни одной строки не по порядку, ни одного отклонения с кодом 92, не предусмотренного таблицами, каждое пересечение границы учтено в отправлении, прибытие предшествует завершению. Знаменатель – все перевозки, пришедшие в конечное состояние.',
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
