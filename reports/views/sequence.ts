/** The sequence diagram of a movement as coordinates: a column for each party, a row for each message, time running down. */
import type { Lane, StoryMessage } from './movement-messages.ts';
import { HOUR } from '../../simulator/core/time.ts';

export interface LaneColumn {
  readonly lane: Lane;
  readonly x: number;
  /** Baseline of its name: neighbours stand on two lines, so that long names fit. */
  readonly nameY: number;
}

export interface Arrow {
  readonly id: string;
  readonly code: string;
  readonly y: number;
  readonly x1: number;
  readonly x2: number;
  /** Where it passes ICE; null for messages that do not. */
  readonly via: number | null;
  readonly refused: boolean;
  /** A fault struck it on its way. */
  readonly struck: StoryMessage['struck'];
  /** Not received yet. */
  readonly underWay: boolean;
  /** From a lane to itself. */
  readonly loop: boolean;
  /** Middle of the code's label. */
  readonly labelX: number;
  readonly t: number;
  /** Whether its time is written: not twice for the same minute. */
  readonly timed: boolean;
}

/** A stretch in which nothing was sent. */
export interface Gap {
  readonly y: number;
  readonly ms: number;
}

export interface SequenceLayout {
  readonly width: number;
  readonly height: number;
  readonly columns: readonly LaneColumn[];
  readonly arrows: readonly Arrow[];
  readonly gaps: readonly Gap[];
}

/** Without what goes to and fro between an office and its officers: that is the office's own affair. */
export function withoutOfficers(
  lanes: readonly Lane[],
  messages: readonly StoryMessage[],
): { lanes: readonly Lane[]; messages: readonly StoryMessage[] } {
  const officers = new Set(lanes.filter(({ kind }) => kind === 'officer').map(({ id }) => id));
  return {
    lanes: lanes.filter(({ id }) => !officers.has(id)),
    messages: messages.filter(({ from, to }) => !officers.has(from) && !officers.has(to)),
  };
}

/** How much room a diagram takes, px. */
export interface Spacing {
  /** On the left, for times. */
  readonly times: number;
  /** From a lane to the edge. */
  readonly edge: number;
  /** Columns closer than this cannot be read; then the diagram is wider than its panel and scrolls. */
  readonly columnMin: number;
  readonly row: number;
  readonly gapRow: number;
}

const CLOSE: Spacing = { times: 40, edge: 32, columnMin: 30, row: 22, gapRow: 24 };

/** The names of the lanes are drawn apart, so that they stay in sight; this much is left for them. */
export const HEAD = 34;
const GAP_FROM_MS = HOUR;
const MINUTE_MS = 60_000;

export function sequenceLayout(
  lanes: readonly Lane[],
  messages: readonly StoryMessage[],
  width: number,
  { times, edge, columnMin, row, gapRow }: Spacing = CLOSE,
): SequenceLayout {
  const spaces = Math.max(1, lanes.length - 1);
  const column = Math.max(columnMin, (width - times - 2 * edge) / spaces);
  const columns = lanes.map((lane, i) => ({
    lane,
    x: times + edge + i * column,
    nameY: i % 2 === 0 ? 12 : 27,
  }));
  const xOf = new Map(columns.map(({ lane, x }) => [lane.id, x]));
  const ice = columns.find(({ lane }) => lane.kind === 'ice')?.x ?? null;
  const arrows: Arrow[] = [];
  const gaps: Gap[] = [];
  let y = 14;
  let before: number | undefined;
  for (const message of messages) {
    const t = message.sentAt;
    if (before !== undefined && t - before >= GAP_FROM_MS) {
      gaps.push({ y: y + gapRow / 2 - 6, ms: t - before });
      y += gapRow;
    }
    const timed =
      before === undefined || Math.floor(t / MINUTE_MS) !== Math.floor(before / MINUTE_MS);
    arrows.push(arrowOf(message, xOf, ice, y, timed));
    y += row;
    before = t;
  }
  return { width: times + 2 * edge + spaces * column, height: y + 4, columns, arrows, gaps };
}

function arrowOf(
  message: StoryMessage,
  xOf: ReadonlyMap<string, number>,
  ice: number | null,
  y: number,
  timed: boolean,
): Arrow {
  const { id, code, from, to, overIce, sentAt, receivedAt, refused, struck } = message;
  const x1 = xOf.get(from) ?? 0;
  const x2 = xOf.get(to) ?? x1;
  const through = overIce && ice !== null && ice !== x1 && ice !== x2 ? ice : null;
  return {
    id,
    code,
    y,
    x1,
    x2,
    via: through,
    refused: refused !== null,
    struck,
    underWay: receivedAt === null && refused === null,
    loop: x1 === x2,
    labelX: labelAt(x1, x2, through),
    t: sentAt,
    timed,
  };
}

/** Beside the sender's end, where the arrow turns at ICE; in the middle otherwise. */
function labelAt(x1: number, x2: number, via: number | null): number {
  if (x1 === x2) return x1 + 26;
  return via === null ? (x1 + x2) / 2 : (x1 + via) / 2;
}
