/** What an invariant is: a rule of the range itself that every run must keep, checked entry by entry. */
import type { TimerValues } from '../../../nodes/common/timers.ts';
import type { Entry } from '../../core/cell.ts';
import type { SimTime } from '../../core/time.ts';

export interface Violation {
  readonly invariant: string;
  readonly t: SimTime;
  readonly node: string;
  readonly detail: string;
  readonly mrn?: string;
  readonly messageId?: string;
}

export type Report = (violation: Omit<Violation, 'invariant'>) => void;

export interface Invariant {
  readonly id: string;
  readonly text: { readonly en: string; readonly ru: string };
  /** Section of the design or the domain reference that asks for it. */
  readonly source: string;
  /** A fresh checker of one run. @param timers longest lengths of the run's timers, where they are longer than in law or in training. */
  start(report: Report, timers?: Partial<TimerValues>): Checker;
}

export interface Checker {
  step(entry: Entry): void;
  /** @param end of the run: what was still under way then is no violation. */
  end?(end: SimTime): void;
  /** How many things are remembered: what has come to its end must not stay for ever. */
  size(): number;
}

/** Text of a detail of an entry; empty where there is none. */
export const detail = (entry: Entry, name: string): string => {
  const value = entry[name];
  return typeof value === 'string' ? value : '';
};
