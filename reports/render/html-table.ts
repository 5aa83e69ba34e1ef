/** Tables as HTML text. Cells are escaped here and nowhere else, except those that are given as markup. */
import { escapeText } from './svg.ts';

/** Markup that is to be kept as it is. */
export interface Markup {
  readonly html: string;
}
export const markup = (html: string): Markup => ({ html });

export type Cell = string | Markup;

export interface Column {
  readonly title: string;
  /** right: numbers. bars: a narrow column with a bar. */
  readonly align?: 'right' | 'bars' | 'nowrap';
}

const CLASSES = { right: ' class="r"', bars: ' class="bars"', nowrap: ' class="nowrap"' } as const;
const classOf = ({ align }: Column): string => (align === undefined ? '' : CLASSES[align]);
const inner = (cell: Cell): string => (typeof cell === 'string' ? escapeText(cell) : cell.html);

/** A line that heads the rows below it. */
export interface GroupRow {
  readonly group: string;
}
export type TableRow = readonly Cell[] | GroupRow;

/** A table with a head; empty text where there are no rows. */
export function tableOf(
  columns: readonly Column[],
  rows: readonly TableRow[],
  caption = '',
): string {
  if (rows.length === 0) return '';
  const head = columns.map(
    (column) => `<th scope="col"${classOf(column)}>${escapeText(column.title)}</th>`,
  );
  const body = rows.map((row) => {
    if ('group' in row) {
      return `<tr class="group"><th scope="rowgroup" colspan="${String(columns.length)}">${escapeText(row.group)}</th></tr>`;
    }
    const cells = columns.map((column, i) => `<td${classOf(column)}>${inner(row[i] ?? '')}</td>`);
    return `<tr>${cells.join('')}</tr>`;
  });
  const title = caption === '' ? '' : `<caption>${escapeText(caption)}</caption>`;
  return `<table>${title}<thead><tr>${head.join('')}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table>`;
}
