/** The graph of a picture of states before anything has a place: nodes with their texts, arrows with their rows. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import type { Machine, StateRow } from '../../nodes/common/states/row.ts';
import { NONE, ROWS, TABLES } from '../../nodes/common/states/tables.ts';
import type { LabelLine, Sizes } from './state-labels.ts';
import { labelOf, nameLines, sizeOfState } from './state-labels.ts';
import type { Plan } from './state-plans.ts';

type Language = keyof Bilingual;

export interface SketchNode extends Sizes {
  readonly id: string;
  readonly state: string;
  /** start: nothing is there yet. outer: the picture begins or goes on elsewhere. any: every open state of the picture. */
  readonly kind: 'start' | 'state' | 'final' | 'outer' | 'any';
  readonly name: readonly string[];
  /** Rows that leave the state as it is. */
  readonly stays: readonly LabelLine[];
}

/** From one or more nodes, all on one side of `to`, by rows. */
export interface Arrow {
  readonly id: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly lines: readonly LabelLine[];
}

/** Stands for every open state; a row from more states than this is drawn from it. */
const ANY_OPEN = 'anyOpen';
const ANY_FINAL = 'anyFinal';
/** Where a row leads that makes nothing. */
const NOTHING = 'nothing';
const SOURCES_MAX = 4;

const START = { kind: 'start', name: [], stays: [], width: 14, height: 14 } as const;

const NAMES: Readonly<Record<string, Bilingual>> = {
  [ANY_OPEN]: both('any open state of this table', 'любое открытое состояние этой таблицы'),
  [ANY_FINAL]: both('any final state', 'любое конечное состояние'),
  [NOTHING]: both('nothing is kept', 'запись не создаётся'),
};

/** What of a row happens where it leads from one state to several, by the decision. */
const LEADS_TO: Readonly<Record<string, string>> = { suspend: 'suspended', reinstate: 'active' };

export class Sketch {
  private readonly plan: Plan;
  private readonly language: Language;
  private readonly rows: readonly StateRow[];
  /** In the order of life, final ones last. */
  private readonly order: readonly string[];
  private readonly arrows = new Map<string, { from: string[]; to: string; lines: LabelLine[] }>();
  private readonly stays = new Map<string, LabelLine[]>();

  constructor(plan: Plan, language: Language) {
    this.plan = plan;
    this.language = language;
    this.rows = ROWS.filter(plan.shows);
    const infos = Object.entries(statesAround(plan.machine));
    const open = infos.filter(([, info]) => info.final !== true);
    const ended = infos.filter(([, info]) => info.final === true);
    this.order = [
      NONE,
      ANY_OPEN,
      ...[...open, ...ended].map(([state]) => state),
      NOTHING,
      ANY_FINAL,
    ];
    for (const row of this.rows) this.take(row);
  }

  nodes(): SketchNode[] {
    const named = new Set([
      ...[...this.arrows.values()].flatMap(({ from, to }) => [...from, to]),
      ...[...this.stays.keys()].filter((state) => this.kindOf(state) !== 'outer'),
    ]);
    return this.order.filter((state) => named.has(state)).map((state) => this.node(state));
  }

  edges(): Arrow[] {
    return [...this.arrows].map(([id, arrow]) => ({ id, ...arrow }));
  }

  private node(state: string): SketchNode {
    const kind = this.kindOf(state);
    if (kind === 'start') return { ...START, id: state, state };
    const info = statesAround(this.plan.machine)[state];
    const stays = kind === 'outer' ? [] : (this.stays.get(state) ?? []);
    const name = nameLines((info ?? NAMES[state] ?? both(state, state))[this.language]);
    return { id: state, state, kind, name, stays, ...sizeOfState(name, stays) };
  }

  /** Open states of the other machine that moves the same object are told in another picture, and so are their rows. */
  private kindOf(state: string): SketchNode['kind'] {
    const { machine, outer } = this.plan;
    const info = statesAround(machine)[state];
    if (state === NONE) return 'start';
    if (info === undefined) return 'any';
    const isOwn = TABLES[machine].states[state] !== undefined && !outer.includes(state);
    if (!isOwn && info.final !== true) return 'outer';
    return info.final === true ? 'final' : 'state';
  }

  private take(row: StateRow): void {
    if (row.from === 'anyFinal') this.stay(ANY_FINAL, row);
    else if (row.from === NONE) this.lead([NONE], row, row.on);
    else if (row.to === 'same') for (const state of row.from) this.stay(state, row);
    else if (row.from.length > SOURCES_MAX) this.lead([ANY_OPEN], row, row.on);
    else this.lead(row.from, row, row.on);
  }

  /** Draws a row to each state that it may lead to; one that is also where it comes from, it may leave as it is. */
  private lead(from: readonly string[], row: StateRow, on: StateRow['on']): void {
    for (const to of row.to === 'same' ? [NOTHING] : row.to) {
      const events = on.filter(
        (event) => event.kind !== 'decision' || (LEADS_TO[event.decision] ?? to) === to,
      );
      const isBefore = (state: string): boolean =>
        this.order.indexOf(state) < this.order.indexOf(to);
      const sources = from.filter((state) => state !== to);
      if (sources.length === 0) this.stay(to, row);
      this.arrow(sources.filter(isBefore), to, row, events);
      this.arrow(
        sources.filter((state) => !isBefore(state)),
        to,
        row,
        events,
      );
    }
  }

  /** All of `from` lie on one side of `to`. */
  private arrow(from: string[], to: string, row: StateRow, on: StateRow['on']): void {
    if (from.length === 0) return;
    const line = this.label(row, on);
    const id = `${from.join('+')}>${to}`;
    const arrow = this.arrows.get(id);
    if (arrow === undefined) this.arrows.set(id, { from, to, lines: [line] });
    else arrow.lines.push(line);
  }

  private stay(state: string, row: StateRow): void {
    const lines = this.stays.get(state) ?? [];
    lines.push(this.label(row, row.on));
    this.stays.set(state, lines);
  }

  private label(row: StateRow, on: StateRow['on']): LabelLine {
    return labelOf(
      row,
      on,
      this.rows.some((other) => isLike(row, other)),
      this.language,
    );
  }
}

const statesAround = (machine: Machine) => {
  const { states, joins } = TABLES[machine];
  const joined = joins === undefined ? {} : TABLES[joins].states;
  return machine === 'enquiry' ? { ...joined, ...states } : { ...states, ...joined };
};

/** Whether two rows begin in one state on one event, so that only their guards tell them apart. */
function isLike(row: StateRow, other: StateRow): boolean {
  if (row === other) return false;
  const events = new Set(row.on.flatMap(eventKeys));
  if (!other.on.flatMap(eventKeys).some((key) => events.has(key))) return false;
  if (typeof row.from === 'string' || typeof other.from === 'string')
    return row.from === other.from;
  return row.from.some((state) => other.from.includes(state));
}

function eventKeys(on: StateRow['on'][number]): readonly string[] {
  switch (on.kind) {
    case 'message':
      return on.codes === 'any' ? [] : on.codes;
    case 'timer':
      return [on.timer];
    case 'decision':
      return [on.decision];
    case 'internal':
      return [on.event];
  }
}
