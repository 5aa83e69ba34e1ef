/** The frame of the pages about load, and their tables: no script, no file beside them, nothing from the network; A4 in black and white. */
import type { Language } from './numbers.ts';

export const escapeText = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** @param body is HTML already. */
export const htmlPage = (
  title: string,
  language: Language,
  body: readonly string[],
): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(title)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<main>
${body.filter((part) => part !== '').join('\n')}
</main>
</body>
</html>
`;

/** @param id of the heading, by which the section is called. */
export const section = (id: string, title: string, body: readonly string[]): string =>
  `<section aria-labelledby="${id}">\n<h2 id="${id}">${escapeText(title)}</h2>\n${body.filter((part) => part !== '').join('\n')}\n</section>`;

export const paragraph = (text: string, kind = ''): string =>
  text === '' ? '' : `<p${kind === '' ? '' : ` class="${kind}"`}>${escapeText(text)}</p>`;

export interface Column {
  readonly title: string;
  /** Numbers stand to the right. */
  readonly isNumber?: boolean;
}

/** A table with a head, the first cell of each row its name; nothing where there are no rows. Cells are escaped here. */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  caption = '',
): string {
  if (rows.length === 0) return '';
  const kind = (i: number): string => (columns[i]?.isNumber === true ? ' class="r"' : '');
  const head = columns.map(({ title }, i) => `<th scope="col"${kind(i)}>${escapeText(title)}</th>`);
  const body = rows.map((row) => {
    const cells = columns.map((_, i) => {
      const text = escapeText(row[i] ?? '');
      return i === 0 ? `<th scope="row"${kind(i)}>${text}</th>` : `<td${kind(i)}>${text}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  const title = caption === '' ? '' : `<caption>${escapeText(caption)}</caption>`;
  return `<div class="wide"><table>${title}<thead><tr>${head.join('')}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table></div>`;
}

/** Names and what they stand for. */
export const facts = (rows: readonly (readonly [name: string, text: string])[]): string =>
  `<dl class="facts">${rows.map(([name, text]) => `<dt>${escapeText(name)}</dt><dd>${escapeText(text)}</dd>`).join('')}</dl>`;

export const figure = (svg: string, caption: string): string =>
  svg === '' ? '' : `<figure>${svg}<figcaption>${escapeText(caption)}</figcaption></figure>`;

const STYLE = `
:root { --ink: #16191d; --soft: #5b6570; --line: #d5d9de; --grey: #6b7580; --band: #e4e7ea; --warm: #a84300; --paper: #fff; }
* { box-sizing: border-box; }
body { margin: 0; background: #f3f4f5; color: var(--ink); font: 15px/1.45 system-ui, -apple-system, "Segoe UI", "Noto Sans", Arial, sans-serif; }
main { max-width: 860px; margin: 0 auto; padding: 32px 40px 64px; background: var(--paper); }
h1 { font-size: 30px; line-height: 1.2; margin: 0 0 4px; font-variant-numeric: tabular-nums; }
h2 { font-size: 18px; margin: 32px 0 8px; }
p { margin: 4px 0 8px; }
.realm { display: inline-block; border: 1px solid var(--ink); padding: 1px 8px; margin: 0 0 12px; font-size: 13px; }
.lead { font-size: 17px; }
.soft, figcaption { color: var(--soft); }
.verdict { border: 2px solid var(--ink); padding: 8px 14px; margin: 14px 0; }
.verdict p { margin: 2px 0; }
.verdict.failed { border-color: var(--warm); }
.verdict.failed strong { color: var(--warm); }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 8px 0; }
dl.facts dt { color: var(--soft); }
dl.facts dd { margin: 0; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 6px 0 12px; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: 6px 0 2px; }
th { text-align: left; font-weight: 600; padding: 3px 12px 3px 0; vertical-align: bottom; }
thead th { border-bottom: 1px solid var(--ink); }
thead th.r { white-space: normal; }
tbody th { font-weight: 400; vertical-align: top; }
td { padding: 3px 12px 3px 0; vertical-align: top; }
tbody th, td { border-bottom: 1px solid var(--line); }
.r { text-align: right; white-space: nowrap; }
tr > :last-child { padding-right: 0; }
figure { margin: 8px 0 10px; }
figcaption { font-size: 13px; }
svg.chart { display: block; width: 100%; height: auto; }
.grid { stroke: var(--line); }
.axis { stroke: var(--ink); }
.tick, .label { font-size: 12px; fill: var(--soft); font-variant-numeric: tabular-nums; }
.label { fill: var(--ink); }
.main { fill: none; stroke: var(--ink); stroke-width: 2.4; stroke-linejoin: round; }
.second { fill: none; stroke: var(--grey); stroke-width: 1.6; stroke-dasharray: 6 3; stroke-linejoin: round; }
.dot { fill: var(--ink); }
.dot.second-dot { fill: var(--paper); stroke: var(--grey); stroke-width: 1.4; stroke-dasharray: none; }
.cross { stroke: var(--warm); stroke-width: 2; fill: none; }
.bound { stroke: var(--ink); stroke-width: 1.2; stroke-dasharray: 2 3; }
.band { fill: var(--band); }
@page { size: A4; margin: 16mm 15mm; }
@media (max-width: 600px) { main { padding: 20px 16px 40px; } h1 { font-size: 24px; } }
@media print {
  body { background: none; font-size: 10pt; }
  main { max-width: none; padding: 0; }
  h1 { font-size: 18pt; }
  h2 { font-size: 12.5pt; margin-top: 11pt; break-after: avoid; }
  table { font-size: 9pt; }
  thead { display: table-header-group; }
  figure, tr, .verdict { break-inside: avoid; }
  .verdict.failed { border-color: #000; border-style: double; border-width: 4px; }
  .verdict.failed strong { color: #000; }
  .cross { stroke: #000; }
}
`.trim();
