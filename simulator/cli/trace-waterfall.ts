/** A movement's trace as lines for people: when, who, what, and how long each leg took. */
import { ICE } from '../../nodes/common/routing.ts';
import { DAY, HOUR, isoUtc, MINUTE, SECOND } from '../core/time.ts';
import type { SimTime } from '../core/time.ts';
import type { Milestone, Passage, Trace } from './trace-passages.ts';

/** Characters of the picture at the end of a line. */
const BAR = 24;
/** Deepest indentation by cause. */
const DEPTH_MOST = 6;

export interface Waterfall {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What the reader must know to read it right. */
  readonly remarks: readonly string[];
}

export function waterfallOf(trace: Trace): Waterfall {
  const { mrn, begins, ends, passages, milestones, participants } = trace;
  const depths = depthsOf(passages);
  const rows = [
    ...passages.map((passage) => ({
      t: passage.sentAt,
      cells: messageCells(passage, trace, depths.get(passage.id) ?? 0),
    })),
    ...milestones.map((milestone) => ({
      t: milestone.t,
      cells: milestoneCells(milestone, trace),
    })),
  ];
  rows.sort((a, b) => a.t - b.t);
  return {
    title: `${mrn}: ${String(passages.length)} ${passages.length === 1 ? 'message' : 'messages'}, ${isoUtc(begins)} to ${isoUtc(ends)} (${lengthText(ends - begins)}), from the facts of ${participants.join(', ')}`,
    heads: ['when', 'who', 'what', 'to ICE', 'from ICE', 'whole', ''],
    rows: rows.map(({ cells }) => cells),
    remarks: remarksOn(trace),
  };
}

function messageCells(passage: Passage, trace: Trace, depth: number): string[] {
  const { type, name, by, to, sentAt, overIce, takenAt, received, refused, repeats } = passage;
  const [first] = received;
  const who = `${by} → ${first?.at ?? to}${received.length > 1 ? ` +${String(received.length - 1)}` : ''}`;
  const notes = [
    ...(refused === undefined ? [] : [`refused: ${refused}`]),
    ...(repeats === 0 ? [] : [`sent again: ${String(repeats)}`]),
  ];
  const what = `${'  '.repeat(depth)}${type} ${name}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`;
  const toIce = by === ICE ? '' : leg(sentAt, takenAt);
  const fromIce = to === ICE ? '' : leg(takenAt, first?.t);
  const arrived = first?.t ?? (to === ICE ? takenAt : undefined);
  return [
    isoUtc(sentAt),
    who,
    what,
    ...(overIce ? [toIce, fromIce] : ['', '']),
    leg(sentAt, arrived),
    bar(trace, sentAt, arrived ?? sentAt),
  ];
}

const milestoneCells = ({ t, at, type, row }: Milestone, trace: Trace): string[] => [
  isoUtc(t),
  at,
  `${type} (${row})`,
  '',
  '',
  '',
  bar(trace, t, t, '·'),
];

/** How many messages led to each, as far as they are known. */
function depthsOf(passages: readonly Passage[]): Map<string, number> {
  const depths = new Map<string, number>();
  for (const { id, cause } of passages) {
    const above = cause === undefined ? undefined : depths.get(cause);
    depths.set(id, above === undefined ? 0 : Math.min(above + 1, DEPTH_MOST));
  }
  return depths;
}

const leg = (from: SimTime | undefined, to: SimTime | undefined): string =>
  from === undefined || to === undefined ? '?' : lengthText(to - from);

const UNITS = [
  [DAY, 'd'],
  [HOUR, 'h'],
  [MINUTE, 'min'],
  [SECOND, 's'],
] as const;

/** Three digits of the unit that a person would take. */
function lengthText(ms: number): string {
  const [size, unit] = UNITS.find(([one]) => Math.abs(ms) >= one) ?? [1, 'ms'];
  const value = ms / size;
  const decimals = size === 1 || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return `${value.toFixed(decimals)} ${unit}`;
}

function bar({ begins, ends }: Trace, from: SimTime, to: SimTime, mark = '█'): string {
  const scale = ends > begins ? (BAR - 1) / (ends - begins) : 0;
  const start = Math.round((from - begins) * scale);
  const length = Math.max(1, Math.round((Math.max(from, to) - begins) * scale) - start + 1);
  return `${' '.repeat(start)}${mark.repeat(length)}`;
}

function remarksOn({ passages, participants }: Trace): string[] {
  const overIce = passages.filter((passage) => passage.overIce && passage.by !== ICE);
  const open = passages.filter(({ received, to }) => received.length === 0 && to !== ICE);
  const isBack = passages.some(
    ({ sentAt, takenAt, received }) =>
      (takenAt ?? sentAt) < sentAt || received.some(({ t }) => t < (takenAt ?? sentAt)),
  );
  return [
    ...(overIce.length > 0 && !participants.includes(ICE)
      ? ['ICE was not asked: where between its sender and its recipient a message was is not known']
      : []),
    ...(open.length > 0
      ? [
          `?: under way still, or the recipient was not asked (messages without an entry there: ${String(open.length)})`,
        ]
      : []),
    ...(isBack ? ['a leg below zero: the clocks of two machines differ by that much or more'] : []),
  ];
}
