/** Charts as SVG text, by D3's scales and paths. Lines are told apart by form and by a word at their end, never by colour alone. */
import { line, scaleLinear, scaleLog } from 'd3';
import { escapeText } from './page.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Series {
  /** A word or two, at the end of the line. */
  readonly name: string;
  /** The main one is thick and whole, the second thin and dashed. */
  readonly kind: 'main' | 'second';
  readonly points: readonly Point[];
  /** dots: of few points; none: of a course in time. */
  readonly marks: 'dots' | 'none';
}

export interface Chart {
  /** What the picture shows, for those who do not see it. */
  readonly title: string;
  readonly description: string;
  readonly series: readonly Series[];
  /** Points that are crossed out: what was not held. */
  readonly crosses?: readonly Point[];
  readonly xText: (x: number) => string;
  readonly yText: (y: number) => string;
  readonly xName: string;
  readonly yName: string;
  readonly isLog: boolean;
  /** A dotted level with its name. */
  readonly level?: { readonly y: number; readonly name: string };
  /** Dotted uprights with their names. */
  readonly uprights?: readonly { readonly x: number; readonly name: string }[];
  /** What lies between two rates. */
  readonly band?: { readonly from: number; readonly to: number };
  readonly height?: number;
}

const WIDTH = 780;
const HEIGHT = 300;
const LEFT = 74;
const RIGHT = 92;
const TOP = 34;
const BOTTOM = 46;
/** A logarithmic axis begins at no less than so many decades below its end. */
const DECADES = 6;
const CROSS = 4.5;

const c = (value: number): string => String(Math.round(value * 10) / 10);

type Scale = (value: number) => number;

/** Empty without points. */
export function chart(options: Chart): string {
  const { series, crosses = [], title, description, height = HEIGHT } = options;
  const points = [...series.flatMap((one) => one.points), ...crosses];
  if (points.length === 0) return '';
  const xMost = Math.max(...points.map(({ x }) => x), options.band?.to ?? 0);
  const x = scaleLinear([0, xMost * 1.02 || 1], [LEFT, WIDTH - RIGHT]);
  const [y, ticks] = vertical(options, points, height);
  const parts = [
    bandOf(options, x, height),
    ...ticks.map((tick) => gridLine(y(tick), options.yText(tick))),
    ...x.ticks(7).map((tick) => xTick(x(tick), options.xText(tick), height)),
    `<line class="axis" x1="${c(LEFT)}" x2="${c(WIDTH - RIGHT)}" y1="${c(height - BOTTOM)}" y2="${c(height - BOTTOM)}"/>`,
    label(LEFT - 66, 14, options.yName, 'start'),
    label((LEFT + WIDTH - RIGHT) / 2, height - 8, options.xName, 'middle'),
    levelOf(options, y),
    ...uprightsOf(options, x, height),
    ...series.map((one) => seriesOf(one, x, y)),
    ...endNames(series, x, y),
    ...crosses.map((point) => crossAt(x(point.x), y(point.y))),
  ];
  const head = `<svg class="chart" viewBox="0 0 ${String(WIDTH)} ${String(height)}" role="img" aria-label="${escapeText(`${title}. ${description}`)}">`;
  return `${head}<title>${escapeText(title)}</title><desc>${escapeText(description)}</desc>${parts.join('')}</svg>`;
}

function vertical(
  { isLog, level }: Chart,
  points: readonly Point[],
  height: number,
): [Scale, readonly number[]] {
  const values = [...points.map(({ y }) => y), ...(level === undefined ? [] : [level.y])];
  const most = Math.max(...values) || 1;
  const range = [height - BOTTOM, TOP] as const;
  if (!isLog) {
    const scale = scaleLinear([0, most * 1.05], range).nice(4);
    return [scale, scale.ticks(4)];
  }
  const positive = values.filter((value) => value > 0);
  const least = Math.max(Math.min(...positive, most), most / 10 ** DECADES);
  const scale = scaleLog([least, most], range).nice().clamp(true);
  const ticks = scale
    .ticks()
    .filter((tick) => Number.isInteger(Math.log10(tick)) || isFew(scale.domain()));
  return [scale, thinned(ticks)];
}

/** Whether an axis spans so little that powers of ten alone are no scale. */
const isFew = ([least = 1, most = 1]: readonly number[]): boolean => most / least < 100;

/** 1, 2 and 5 of each decade. */
const thinned = (ticks: readonly number[]): number[] =>
  ticks.filter((tick) =>
    [1, 2, 5].includes(Math.round(tick / 10 ** Math.floor(Math.log10(tick) + 1e-9))),
  );

const label = (x: number, y: number, text: string, anchor: string): string =>
  `<text class="label" x="${c(x)}" y="${c(y)}" text-anchor="${anchor}">${escapeText(text)}</text>`;

const gridLine = (y: number, text: string): string =>
  `<line class="grid" x1="${c(LEFT)}" x2="${c(WIDTH - RIGHT)}" y1="${c(y)}" y2="${c(y)}"/>` +
  `<text class="tick" x="${c(LEFT - 8)}" y="${c(y + 4)}" text-anchor="end">${escapeText(text)}</text>`;

const xTick = (x: number, text: string, height: number): string =>
  `<line class="axis" x1="${c(x)}" x2="${c(x)}" y1="${c(height - BOTTOM)}" y2="${c(height - BOTTOM + 4)}"/>` +
  `<text class="tick" x="${c(x)}" y="${c(height - BOTTOM + 17)}" text-anchor="middle">${escapeText(text)}</text>`;

function bandOf({ band }: Chart, x: Scale, height: number): string {
  if (band === undefined) return '';
  const width = Math.max(1.5, x(band.to) - x(band.from));
  return `<rect class="band" x="${c(x(band.from))}" y="${c(TOP)}" width="${c(width)}" height="${c(height - TOP - BOTTOM)}"/>`;
}

function levelOf({ level }: Chart, y: Scale): string {
  if (level === undefined) return '';
  const at = y(level.y);
  return (
    `<line class="bound" x1="${c(LEFT)}" x2="${c(WIDTH - RIGHT)}" y1="${c(at)}" y2="${c(at)}"/>` +
    label(WIDTH - RIGHT + 6, at + 4, level.name, 'start')
  );
}

/** Room that a name beside an upright takes. */
const NAME = 150;

/** Names stand above the picture: to the left of their line, but for the last of several and for one that is close to the axis. */
function uprightsOf({ uprights = [] }: Chart, x: Scale, height: number): string[] {
  const sorted = [...uprights].sort((a, b) => a.x - b.x);
  return sorted.map(({ x: at, name }, i) => {
    const isRight = x(at) < LEFT + NAME || (sorted.length > 1 && i === sorted.length - 1);
    return (
      `<line class="bound" x1="${c(x(at))}" x2="${c(x(at))}" y1="${c(TOP - 4)}" y2="${c(height - BOTTOM)}"/>` +
      label(x(at) + (isRight ? 4 : -4), TOP - 8, name, isRight ? 'start' : 'end')
    );
  });
}

function seriesOf({ kind, points, marks }: Series, x: Scale, y: Scale): string {
  const path = line<Point>(
    (point) => x(point.x),
    (point) => y(point.y),
  ).digits(1)(points);
  const dots =
    marks === 'none'
      ? []
      : points.map(
          (point) =>
            `<circle class="dot${kind === 'second' ? ' second-dot' : ''}" cx="${c(x(point.x))}" cy="${c(y(point.y))}" r="3"/>`,
        );
  return `<path class="${kind}" d="${path ?? ''}"/>${dots.join('')}`;
}

/** Least distance between two lines of text. */
const LINE = 14;

/** The name of each line at its end; pushed apart where they would lie on each other. */
function endNames(series: readonly Series[], x: Scale, y: Scale): string[] {
  const ends = series.flatMap(({ name, points }) => {
    const last = points.at(-1);
    return last === undefined ? [] : [{ name, x: x(last.x), y: y(last.y) }];
  });
  let lowest = -Infinity;
  return ends
    .sort((a, b) => a.y - b.y)
    .map((end) => {
      lowest = Math.max(end.y, lowest + LINE);
      return label(end.x + 8, lowest + 4, end.name, 'start');
    });
}

const crossAt = (x: number, y: number): string =>
  `<path class="cross" d="M${c(x - CROSS)} ${c(y - CROSS)}L${c(x + CROSS)} ${c(y + CROSS)}M${c(x - CROSS)} ${c(y + CROSS)}L${c(x + CROSS)} ${c(y - CROSS)}"/>`;
