/** What a script says must be seen: the lines that people write, taken apart. Whether it was seen is judge.ts. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';

/** A message as a line names it: `T028 to trader`, `X001 GEO -> UZB of m1`, `X118 AZE -> GEO waits at ICE`. */
export interface MessageLine {
  readonly code: string;
  readonly from?: string;
  readonly to?: string;
  /** The author's name of what it is about. */
  readonly of?: string;
  /** ICE has it, its recipient does not. */
  readonly waits: boolean;
}

/** A row, a rule or a fact as a line names it: `D20`, `B6 of m1 at AZE`, `C501 at GEO`. */
export interface MarkLine {
  readonly what: string;
  readonly of?: string;
  /** A node, ICE or an office. */
  readonly at?: string;
}

const MESSAGE_LINE =
  /^([ATGNXS]\d{3})(?: (\S+) -> (\S+)| from (\S+) to (\S+)| from (\S+)| to (\S+))?(?: of (\S+))?( waits at ICE)?$/;
const MARK_LINE = /^(\S+)(?: of (\S+))?(?: at (\S+))?$/;

export function parseMessageLine(text: string): MessageLine | undefined {
  const match = MESSAGE_LINE.exec(text);
  if (match === null) return undefined;
  const [, code = '', from1, to1, from2, to2, from3, to3, of, waits] = match;
  const from = from1 ?? from2 ?? from3;
  const to = to1 ?? to2 ?? to3;
  return {
    code,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(of === undefined ? {} : { of }),
    waits: waits !== undefined,
  };
}

export function parseMarkLine(text: string): MarkLine | undefined {
  const match = MARK_LINE.exec(text);
  if (match === null) return undefined;
  const [, what = '', of, at] = match;
  return { what, ...(of === undefined ? {} : { of }), ...(at === undefined ? {} : { at }) };
}

/** An object of a state table: `m1`, `m1 at uz-tashkent`, `m1 under g1`. */
export interface ObjectLine {
  readonly name: string;
  readonly at?: string;
  readonly under?: string;
}

const OBJECT_LINE = /^(\S+)(?: at (\S+)| under (\S+))?$/;

export function parseObjectLine(text: string): ObjectLine | undefined {
  const match = OBJECT_LINE.exec(text);
  if (match === null) return undefined;
  const [, name = '', at, under] = match;
  return { name, ...(at === undefined ? {} : { at }), ...(under === undefined ? {} : { under }) };
}

/** What kind of thing a word of a `not` line is. */
export function kindOfMark(what: string): 'message' | 'row' | 'rule' | 'fact' {
  if (/^[ATGNXS]\d{3}$/.test(what)) return 'message';
  if (/^[DBAGUE]\d{1,2}$/.test(what)) return 'row';
  return /^C\d{3}$/.test(what) ? 'rule' : 'fact';
}

export interface ExpectedMessage {
  /** As it was written. */
  readonly text: string;
  readonly line: MessageLine;
  /** Values wanted, by JSON pointer into the message. */
  readonly where: Readonly<Record<string, unknown>>;
  readonly times?: number;
}

export interface ExpectedMark {
  readonly text: string;
  readonly line: MarkLine;
}

export interface ExpectedState {
  readonly text: string;
  readonly line: ObjectLine;
  readonly state: string;
}

export interface ExpectedSum {
  readonly name: string;
  readonly sum: number;
}

/** Everything that must be seen between a step and the next. */
export interface Expected {
  readonly messages: readonly ExpectedMessage[];
  readonly inOrder: boolean;
  readonly withinMs?: number;
  readonly rows: readonly ExpectedMark[];
  readonly rules: readonly ExpectedMark[];
  readonly facts: readonly ExpectedMark[];
  readonly notMessages: readonly ExpectedMessage[];
  readonly notMarks: readonly ExpectedMark[];
  readonly states: readonly ExpectedState[];
  readonly balances: readonly ExpectedSum[];
  readonly exposures: readonly ExpectedSum[];
}

export interface ExpectedStep {
  readonly id: string;
  /** What happens, in a sentence. */
  readonly step: Bilingual;
  readonly expected: Expected;
}

/** A script, as far as a verdict needs it. */
export interface ExpectedScript {
  readonly steps: readonly ExpectedStep[];
  /** Names that the given must have learnt before the first step: of guarantees and authorisations. */
  readonly given: readonly string[];
  /** Alpha-2 code of each participating node, by which its offices are known. */
  readonly codes: Readonly<Record<string, string>>;
  /** Office codes of the places that lines name. */
  readonly places: Readonly<Record<string, readonly string[]>>;
}
