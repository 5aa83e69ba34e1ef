/** The texts in the pictures of state machines, in lines, and the room that they take. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import type { RowEvent, StateRow } from '../../nodes/common/states/row.ts';
import { eventWords } from './state-words.ts';
import { textWidth, wrapText } from './text-size.ts';

type Language = keyof Bilingual;

export interface Sizes {
  readonly width: number;
  readonly height: number;
}

/** A row as it stands at an arrow or in a state. */
export interface LabelLine {
  readonly row: string;
  /** On what; the row's id stands before the first. */
  readonly events: readonly string[];
  /** If what; empty where the event alone tells this row from the others. */
  readonly guard: readonly string[];
  /** What happens, as a sentence. */
  readonly title: string;
}

/** px. */
export const FONT = { state: 12, label: 11 } as const;
export const LINE = { state: 16, label: 14 } as const;
export const PAD = { state: 10, label: 4 } as const;
/** Texts are broken there. */
const STATE_WIDTH = 128;
const LABEL_WIDTH = 124;
/** Characters of a guard. */
const GUARD_LENGTH = 48;
/** Between the row's id and the event. */
export const ID_GAP = 5;

export function labelOf(
  row: StateRow,
  on: readonly RowEvent[],
  withGuard: boolean,
  language: Language,
): LabelLine {
  const events = on.map((event) => eventWords(event)[language]).join(', ');
  const guard = withGuard ? shortened(row.guard?.[language] ?? '') : '';
  return {
    row: row.id,
    events: wrapText(events, FONT.label, LABEL_WIDTH - idWidth(row.id)),
    guard: guard === '' ? [] : wrapText(guard, FONT.label, LABEL_WIDTH),
    title: row.text[language],
  };
}

/** A picture has room for the gist; the table has the rest. */
function shortened(guard: string): string {
  const gist = guard.split(';')[0] ?? '';
  if (gist.length <= GUARD_LENGTH) return gist;
  return `${gist.slice(0, gist.lastIndexOf(' ', GUARD_LENGTH))} …`;
}

export const idWidth = (id: string): number => textWidth(id, FONT.label) * 1.08 + ID_GAP;

export const nameLines = (name: string): string[] => wrapText(name, FONT.state, STATE_WIDTH);

const lineCount = ({ events, guard }: LabelLine): number => events.length + guard.length;

const labelWidth = ({ row, events, guard }: LabelLine): number =>
  Math.max(
    ...events.map((text) => idWidth(row) + textWidth(text, FONT.label)),
    ...guard.map((text) => textWidth(text, FONT.label)),
  );

export const sizeOfLabel = (lines: readonly LabelLine[]): Sizes => ({
  width: Math.max(0, ...lines.map(labelWidth)) + 2 * PAD.label,
  height: lines.reduce((sum, line) => sum + lineCount(line), 0) * LINE.label + PAD.label,
});

export function sizeOfState(name: readonly string[], stays: readonly LabelLine[]): Sizes {
  const nameWidth = Math.max(0, ...name.map((line) => textWidth(line, FONT.state) * 1.06));
  const below = stays.length === 0 ? { width: 0, height: 0 } : sizeOfLabel(stays);
  return {
    width: Math.max(nameWidth, below.width) + 2 * PAD.state,
    height: name.length * LINE.state + below.height + PAD.state,
  };
}
