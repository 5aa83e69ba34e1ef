/** A state machine as an SVG file for the docs: nodes, arrows with row and event, in light colours or dark as the reader's system has it. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import { FONT, idWidth, LINE, PAD } from '../views/state-labels.ts';
import type { LabelLine } from '../views/state-labels.ts';
import { arrowHead, linePath } from '../views/state-lines.ts';
import type { StateEdge, StateNode, StatePicture } from '../views/state-picture.ts';
import { statePicture } from '../views/state-picture.ts';
import type { PictureId } from '../views/state-plans.ts';
import { pictureTitle } from '../views/state-plans.ts';
import { escapeText } from './svg.ts';

const c = (value: number): string => String(Math.round(value * 10) / 10);

const STYLE = `
svg { --paper: #ffffff; --box: #f2f4f5; --ink: #1a2229; --ink-2: #55626c; --line: #8a97a0; --edge: #b8c1c7; --end: #e3e8eb }
@media (prefers-color-scheme: dark) {
  svg { --paper: #151b20; --box: #222c33; --ink: #e9edef; --ink-2: #a9b5bd; --line: #74828c; --edge: #44525c; --end: #33414b }
}
text { font: ${String(FONT.label)}px system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif; fill: var(--ink-2) }
.paper { fill: var(--paper) }
.box { fill: var(--box); stroke: var(--edge) }
.final .box { fill: var(--end); stroke: var(--ink-2) }
.inner { fill: none; stroke: var(--ink-2) }
.outer .box, .any .box { fill: none; stroke-dasharray: 4 3; stroke: var(--line) }
.start { fill: var(--ink) }
.name { font-size: ${String(FONT.state)}px; font-weight: 600; fill: var(--ink) }
.outer .name, .any .name { font-weight: 400 }
.row { font-weight: 600; fill: var(--ink) }
.guard { font-style: italic }
.line { fill: none; stroke: var(--line); stroke-width: 1.2 }
.head { fill: var(--line) }
`;

/** @returns the file's text. */
export function stateSvg(id: PictureId, language: keyof Bilingual): string {
  const picture = statePicture(id, language);
  const { width, height } = picture;
  const size = `width="${c(width)}" height="${c(height)}" viewBox="0 0 ${c(width)} ${c(height)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" lang="${language}">`,
    `<title>${escapeText(titleOf(picture)[language])}</title>`,
    `<style>${STYLE}</style>`,
    `<rect class="paper" width="${c(width)}" height="${c(height)}" rx="6"/>`,
    ...picture.edges.map(lines),
    ...picture.edges.map(label),
    ...picture.nodes.map(node),
    '</svg>\n',
  ].join('\n');
}

const titleOf = ({ id }: StatePicture): Bilingual => {
  const title = pictureTitle(id);
  return both(`States and rows: ${title.en}`, `Состояния и строки: ${title.ru}`);
};

function lines({ arms, tip }: StateEdge): string {
  const path = [...arms, tip].map(linePath).join('');
  return `<path class="line" d="${path}"/><path class="head" d="${arrowHead(tip)}"/>`;
}

function label({ label: { x, y, width, height }, lines: rows }: StateEdge): string {
  const [left, top] = [x - width / 2, y - height / 2];
  const paper = `<rect class="paper" x="${c(left)}" y="${c(top)}" width="${c(width)}" height="${c(height)}"/>`;
  return paper + rowTexts(rows, left + PAD.label, top + PAD.label / 2);
}

/** Lines of text, one row below the other, from the left border and the top. */
function rowTexts(rows: readonly LabelLine[], left: number, top: number): string {
  let y = top - 3;
  return rows
    .map(({ row, events, guard, title }) => {
      const behind = left + idWidth(row);
      const first = `<text class="row" x="${c(left)}" y="${c(y + LINE.label)}">${row}</text>`;
      const texts = [
        ...events.map((text) => ['event', behind, text] as const),
        ...guard.map((text) => ['guard', left, text] as const),
      ].map(([kind, x, text]) => {
        y += LINE.label;
        return `<text class="${kind}" x="${c(x)}" y="${c(y)}">${escapeText(text)}</text>`;
      });
      return `<g><title>${escapeText(`${row}: ${title}`)}</title>${first}${texts.join('')}</g>`;
    })
    .join('');
}

function node({ state, kind, name, stays, x, y, width, height }: StateNode): string {
  if (kind === 'start')
    return `<circle class="start" cx="${c(x)}" cy="${c(y)}" r="${c(width / 2 - 1)}"/>`;
  const [left, top] = [x - width / 2, y - height / 2];
  const box = (inset: number, type: string): string =>
    `<rect class="${type}" x="${c(left + inset)}" y="${c(top + inset)}" width="${c(width - 2 * inset)}" height="${c(height - 2 * inset)}" rx="${String(7 - inset)}"/>`;
  const first = top + PAD.state / 2 + LINE.state - 4;
  const names = name.map(
    (text, i) =>
      `<text class="name" x="${c(x)}" y="${c(first + i * LINE.state)}" text-anchor="middle">${escapeText(text)}</text>`,
  );
  const below = top + PAD.state / 2 + name.length * LINE.state;
  const rows = stays.length === 0 ? '' : rowTexts(stays, left + PAD.state, below + PAD.label / 2);
  return `<g class="${kind}" id="${state}">${box(0, 'box')}${kind === 'final' ? box(2.5, 'inner') : ''}${names.join('')}${rows}</g>`;
}
