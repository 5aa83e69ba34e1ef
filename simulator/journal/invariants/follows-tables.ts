/** Every movement follows the state tables: what rows an object has followed, and whether the next one fits (design, section 9). */
import type { StateSet } from '../../../nodes/common/states/tables.ts';
import {
  isOver,
  namesOfStates,
  NOT_YET,
  statesAfter,
} from '../../../nodes/common/states/tables.ts';
import type { Entry } from '../../core/cell.ts';
import type { Invariant, Report } from './invariant.ts';
import { detail } from './invariant.ts';
import type { Subject } from './subject.ts';
import { Objects, subjectOf } from './subject.ts';

/** Any state at all: after a violation the object is taken to be where the row leads. */
const ANY: StateSet = -1;

export const followsTables: Invariant = {
  id: 'followsTables',
  text: {
    en: 'movements, advance records, guarantees and their uses follow the state tables row by row',
    ru: 'перевозки, предварительные записи, гарантии и их использования следуют таблицам состояний строка за строкой',
  },
  source: 'design 9; domain 5',
  start(report) {
    const walks = new Walks(report);
    return {
      size: () => walks.size,
      step(entry) {
        if (entry.row === undefined) return;
        const subject = subjectOf(entry);
        if (subject !== undefined) walks.follow(subject, entry);
      },
    };
  },
};

/** Where every object that is not over may be. */
class Walks {
  private readonly report: Report;
  private readonly objects = new Objects<StateSet>();
  /** Declarations beyond the first under one LRN: it is unique for its trader only. */
  private readonly twins = new Map<string, number>();

  constructor(report: Report) {
    this.report = report;
  }

  get size(): number {
    return this.objects.size + this.twins.size;
  }

  follow(subject: Subject, entry: Entry): void {
    const { row, machine, key, newKey, ends } = subject;
    const known = this.objects.of(machine).get(key);
    if (row.from === 'anyFinal') {
      // What is over is forgotten, so only what goes on can contradict.
      if (known !== undefined) this.complain(subject, entry, known);
      return;
    }
    const before = isNewDeclaration(subject) ? NOT_YET : (known ?? NOT_YET);
    const fitting = statesAfter(machine, before, row.id);
    if (fitting === 0) this.complain(subject, entry, before);
    const after = fitting === 0 ? statesAfter(machine, ANY, row.id) : fitting;
    if (isNewDeclaration(subject) && known !== undefined)
      this.twins.set(key, (this.twins.get(key) ?? 0) + 1);
    else if (newKey !== undefined || ends || isOver(machine, after)) this.leave(subject, before);
    if (!ends && !isOver(machine, after) && after !== NOT_YET)
      this.objects.of(machine).set(newKey ?? key, after);
  }

  /** The object is over, or goes on under another name; a twin stays under the old one. */
  private leave({ machine, key }: Subject, before: StateSet): void {
    const twins = this.twins.get(key);
    if (twins === undefined) {
      this.objects.of(machine).delete(key);
      return;
    }
    if (twins === 1) this.twins.delete(key);
    else this.twins.set(key, twins - 1);
    this.objects.of(machine).set(key, before);
  }

  private complain({ row, machine, key }: Subject, entry: Entry, before: StateSet): void {
    const mrn = detail(entry, 'mrn');
    const where = namesOfStates(machine, before).join(' or ');
    this.report({
      t: entry.t,
      node: entry.n,
      ...(mrn === '' ? {} : { mrn }),
      detail: `row ${row.id} (${row.text.en}) cannot follow where ${key} is ${where === 'none' ? 'unknown or over' : where}`,
    });
  }
}

/** A declaration under an LRN: it has no history, whatever else goes by that number. */
const isNewDeclaration = ({ row, machine }: Subject): boolean =>
  machine === 'departure' && row.from === 'none';
