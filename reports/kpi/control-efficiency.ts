/** Customs Risk Assessment and Control Efficiency: three marks from 0 to 3 for each movement, and their mean. */
import { both } from '../../nodes/common/bilingual.ts';
import { CHANNELS } from '../../nodes/common/code-lists.ts';
import type { EntryOf } from '../views/known-entry.ts';
import { atLeast } from './goals.ts';
import { kpiOf } from './kpi.ts';
import type { Handlers, Measure, Range } from './range.ts';
import type { Tracked } from './registry.ts';
import { Groups, Ratio, Worst } from './tally.ts';

/** What is known of one movement's controls until it is judged. */
interface Notes {
  /** Offices that hold an advance record. */
  readonly expected: string[];
  /** Goods came before the record; or without any record. */
  late: boolean;
  never: boolean;
  /** A proposed control was not made; one was made that nobody proposed. */
  omitted: boolean;
  excess: boolean;
  /** Results journalled, and how many of them do not fit the channel. */
  results: number;
  wrong: number;
  /** Channel of the control at departure and at destination; empty: none made. */
  departureChannel: string;
  destinationChannel: string;
}

const newNotes = (): Notes => ({
  expected: [],
  late: false,
  never: false,
  omitted: false,
  excess: false,
  results: 0,
  wrong: 0,
  departureChannel: '',
  destinationChannel: '',
});

/** Decisions for a control, by kind of task. */
const CONTROLS: Readonly<Record<string, string>> = {
  riskDecision: 'control',
  presentation: 'check',
  arrivalDecision: 'control',
};

const FULL = 3;
const HALF = 1.5;

export class ControlEfficiency implements Measure {
  readonly marks = new Ratio();
  readonly parts = new Groups(() => new Ratio());
  readonly lowest = new Worst('smaller');
  readonly learn: Handlers;
  private readonly notes = new Map<Tracked, Notes>();
  /** What the risk analysis proposed, by task. */
  private readonly proposed = new Map<string, string>();
  private readonly registry: Range['registry'];

  constructor({ registry }: Range) {
    this.registry = registry;
    const noted = (mrn: string, take: (notes: Notes) => void): void => {
      const movement = registry.ofMrn(mrn);
      if (movement !== undefined) take(this.notesOf(movement));
    };
    this.learn = {
      TaskOpened: ({ n, task, kind, proposed }) => {
        if (CONTROLS[kind] !== undefined) this.proposed.set(`${n} ${task}`, proposed);
      },
      TaskDecided: (fact) => this.onDecided(fact),
      TaskWithdrawn: (fact) => this.onWithdrawn(fact),
      ControlDecided: ({ mrn, channel }) =>
        noted(mrn, (notes) => (notes.departureChannel = channel)),
      GuaranteeAsked: ({ mrn, result, row }) => {
        // Asked again with another guarantee, the result is the one that was taken before.
        if (row !== 'D23') noted(mrn, (notes) => takeResult(notes, notes.departureChannel, result));
      },
      AtrCreated: ({ mrn, office }) => noted(mrn, (notes) => notes.expected.push(office)),
      AarCreated: ({ mrn, office }) => noted(mrn, (notes) => notes.expected.push(office)),
      TruckPresented: ({ mrn, office }) =>
        noted(mrn, (notes) => (notes.late ||= !notes.expected.includes(office))),
      ArrivalNotified: ({ mrn, office }) =>
        noted(mrn, (notes) => (notes.late ||= !notes.expected.includes(office))),
      AtrAsked: ({ mrn }) => noted(mrn, (notes) => (notes.late = true)),
      AarAsked: ({ mrn }) => noted(mrn, (notes) => (notes.late = true)),
      DestinationControlDecided: ({ mrn, channel }) =>
        noted(mrn, (notes) => (notes.destinationChannel = channel)),
      GoodsReleased: ({ mrn, result }) =>
        noted(mrn, (notes) => takeResult(notes, notes.destinationChannel, result)),
      MajorFindings: ({ mrn, result }) =>
        noted(mrn, (notes) => takeResult(notes, notes.destinationChannel, result)),
      MovementEnded: ({ t, movement }) => {
        const notes = this.notes.get(movement);
        this.notes.delete(movement);
        if (notes === undefined || !registry.measuring) return;
        if (movement.outcome === 'discharged') this.judge(movement, notes, t);
      },
    };
  }

  private notesOf(movement: Tracked): Notes {
    let notes = this.notes.get(movement);
    if (notes === undefined) {
      notes = newNotes();
      if (movement.outcome === null) this.notes.set(movement, notes);
    }
    return notes;
  }

  private onDecided({ n, task, kind, decision, mrn }: EntryOf<'TaskDecided'>): void {
    const control = CONTROLS[kind];
    if (control === undefined) return;
    const key = `${n} ${task}`;
    const proposed = this.proposed.get(key);
    this.proposed.delete(key);
    const movement = mrn === undefined ? undefined : this.registry.ofMrn(mrn);
    if (movement === undefined || proposed === undefined || proposed === decision) return;
    const notes = this.notesOf(movement);
    if (proposed === control) notes.omitted = true;
    else if (decision === control) notes.excess = true;
  }

  /** Released by T-AUTOREL before anybody decided: a proposed control was not made. */
  private onWithdrawn({ n, task, kind, mrn }: EntryOf<'TaskWithdrawn'>): void {
    const key = `${n} ${task}`;
    const proposed = this.proposed.get(key);
    this.proposed.delete(key);
    if (kind !== 'riskDecision' || proposed !== CONTROLS[kind] || mrn === undefined) return;
    const movement = this.registry.ofMrn(mrn);
    if (movement !== undefined) this.notesOf(movement).omitted = true;
  }

  private judge(movement: Tracked, notes: Notes, t: number): void {
    const risk = notes.expected.length === 0 ? 0 : notes.late ? HALF : FULL;
    const control = notes.omitted ? 0 : notes.excess ? HALF : FULL;
    const result = notes.results < 2 || notes.wrong > 1 ? 0 : notes.wrong === 1 ? HALF : FULL;
    const mark = (risk + control + result) / 3;
    this.marks.add(mark);
    this.parts.at('part', 'risk').add(risk);
    this.parts.at('part', 'control').add(control);
    this.parts.at('part', 'result').add(result);
    this.parts.at('country', movement.node).add(mark);
    if (mark < FULL) this.lowest.add(movement, mark, t);
  }

  next(): void {
    this.marks.next();
  }
}

/** A result must be one that its channel allows: A1 without a look at the goods is wrong, and so is A2 after one. */
function takeResult(notes: Notes, channel: string, result: string): void {
  const allowed = channel === '' ? CHANNELS.green.results : resultsOf(channel);
  notes.results++;
  if (!allowed.includes(result)) notes.wrong++;
}

const resultsOf = (channel: string): readonly string[] =>
  channel === 'green'
    ? [...CHANNELS.green.results, ...CHANNELS.yellow.results]
    : Object.hasOwn(CHANNELS, channel)
      ? CHANNELS[channel as keyof typeof CHANNELS].results
      : [];

export const controlEfficiency = kpiOf(
  {
    id: 'controlEfficiency',
    title: both(
      'Customs Risk Assessment and Control Efficiency',
      'Эффективность оценки рисков и таможенного контроля',
    ),
    unit: 'of 3',
    digits: 2,
    group: 'test2024',
    published: both('2 to 3', 'от 2 до 3'),
    goal: atLeast(2.5),
    definition: both(
      'For each discharged movement the mean of three marks. Risk: 3 if every office had the advance record, and with it the risk result, before the goods came; 1.5 if one had it late; 0 if none had it. Control: 3 if controls were made exactly where the risk analysis proposed them; 1.5 if one more was made; 0 if a proposed one was not. Result: 3 if both control results are journalled with a code that fits the channel; 1.5 if one does not fit; 0 otherwise. The figure is the mean over movements.',
      'По каждой завершённой перевозке – среднее трёх оценок. Риск: 3, если каждый таможенный орган получил предварительную запись с результатом оценки рисков до прихода товаров; 1,5, если какой-либо получил её позже; 0, если её не было. Контроль: 3, если контроль проведён ровно там, где его предложил анализ рисков; 1,5, если проведён лишний; 0, если предложенный не проведён. Результат: 3, если оба результата контроля записаны с кодом, соответствующим каналу; 1,5, если один не соответствует; 0 в остальных случаях. Показатель – среднее по перевозкам.',
    ),
    unfinished: both(
      'movements that are open or ended without discharge are left out',
      'открытые перевозки и завершившиеся иначе не учитываются',
    ),
    source: 'domain 11 (R); domain 2.3, 2.6',
  },
  {
    measure: ControlEfficiency,
    value: (m) => m.marks.value(),
    recent: (m) => m.marks.recent(),
    count: (m) => m.marks.over,
    breakdown: (m) => m.parts.rows((held) => ({ n: held.over, value: held.value() })),
    worst: (m) => m.lowest.list(),
  },
);
