/** What an invariant is: a rule of the range itself that every run must keep, checked entry by entry. */
import type { Bilingual } from '../../../nodes/common/bilingual.ts';
import type { CustomsFact } from '../../../nodes/common/facts.ts';
import type { Entry } from '../../core/cell.ts';
import type { SimTime } from '../../core/time.ts';
import type { WorldFact } from '../../core/world-facts.ts';
import type { Scene } from './scene.ts';

export interface Violation {
  readonly invariant: string;
  readonly t: SimTime;
  /** Whose doing it is, as far as the journal tells; empty where it does not. */
  readonly node: string;
  readonly detail: string;
  readonly mrn?: string;
  readonly messageId?: string;
}

export type Report = (violation: Omit<Violation, 'invariant'>) => void;

/** The types of entries that there are. */
export type FactType = CustomsFact['type'] | WorldFact['type'] | 'FaultStruck';

/**
 * Entries that have something in common, whatever their type: those that follow a row; that name the message they come of (`strays`: one
 * that is not under way, or whose turn it is not; `questions`: one that has to be answered at once); that are about a movement; that say
 * a message was sent over ICE; that come of whoever is down; all.
 */
export type Group =
  'rows' | 'causes' | 'strays' | 'questions' | 'movements' | 'exchange' | 'fallen' | 'every';

export interface Invariant {
  readonly id: string;
  readonly text: Bilingual;
  /** Rules, rows, timers and messages that ask for it, or the page of docs/ that has them; `ours` where the range itself asks. */
  readonly source: string;
  /** Which entries its checker is shown, by type or group; one that fits twice is shown twice. */
  readonly shown: readonly (FactType | Group)[];
  /** A fresh checker of one run. @param scene what the run has come to, the entry at hand included. */
  readonly start: (report: Report, scene: Scene) => Checker;
}

export interface Checker {
  /** @param body of the message that the entry says was sent, where it is at hand. Called without `this`: a million times a run. */
  readonly step: (entry: Entry, body: object | undefined) => void;
  /** @param end of the run: what was still under way then is no violation. */
  end?(end: SimTime): void;
  /** How many things are remembered: what has come to its end must not stay for ever. */
  size(): number;
}

/** A detail of an entry as text; empty where it is none. */
export const text = (detail: unknown): string => (typeof detail === 'string' ? detail : '');

/** The same, of an entry and by name. */
export const detail = (entry: Entry, name: string): string => text(entry[name]);

/** A detail of an entry as a number; NaN where it is none. */
export const figure = (detail: unknown): number => (typeof detail === 'number' ? detail : NaN);

/** Where and of what a violation is, as the entry at hand says it. */
export function placeOf(
  entry: Entry,
): Pick<Violation, 't' | 'node'> & { mrn?: string; messageId?: string } {
  const { t, n: node, by, mrn } = entry;
  return {
    t,
    node,
    ...(typeof mrn === 'string' ? { mrn } : {}),
    ...(by === undefined ? {} : { messageId: by }),
  };
}
