/** Markdown as text: headings and tables. Knows nothing of customs. */

/** A generated page or picture, by its name in docs/. */
export interface Page {
  readonly name: string;
  readonly text: string;
}

const cell = (text: string): string => text.replace(/\|/g, '\\|').replace(/\s*\n\s*/g, ' ');

export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A page from its paragraphs and tables, with the note that it is written by a program. */
export function page(name: string, title: string, parts: readonly string[]): Page {
  const note = '<!-- Written by `npm run docs` from the code; edit the code instead. -->';
  return { name, text: `${[`# ${title}`, note, ...parts].join('\n\n')}\n` };
}

/** Words in a row, or nothing. */
export const list = (words: readonly string[]): string => words.join(', ');

/** Largest first; months and years only where they are asked for. */
const LENGTHS = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1_000, 'second'],
  [1, 'millisecond'],
] as const;

const counted = (count: number, name: string): string =>
  `${String(count)} ${name}${count === 1 ? '' : 's'}`;

/** A length in the largest unit, up to days, that divides it: `45 minutes`, `120 days`. */
export function lengthText(ms: number): string {
  const [size, name] = LENGTHS.find(([unit]) => ms % unit === 0) ?? LENGTHS[4];
  return counted(ms / size, name);
}

/** As the tables of timers name their units; a month has 30 days, a year 365. */
const TIMER_UNITS = {
  s: [1_000, 'second'],
  min: [60_000, 'minute'],
  h: [3_600_000, 'hour'],
  day: [86_400_000, 'day'],
  month: [30 * 86_400_000, 'month'],
  year: [365 * 86_400_000, 'year'],
} as const;

/** A length in a unit that it is a whole or half multiple of, else in the largest that divides it: `7 months`, `4.5 minutes`. */
export function timerText(ms: number, unit: keyof typeof TIMER_UNITS): string {
  const [size, name] = TIMER_UNITS[unit];
  const readable = (2 * ms) % size === 0 && ms / size < 1_000;
  return readable ? counted(ms / size, name) : lengthText(ms);
}
