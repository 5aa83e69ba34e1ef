/** The picture of a story as SVG text: a column for each party, the messages in order, faults as bands, and where the rule was broken. */
import { formatDuration } from '../render/format.ts';
import { escapeText } from '../render/svg.ts';
import { filled } from '../verdict/wording.ts';
import type { Arrow, Gap, LaneColumn, SequenceLayout, Spacing } from '../views/sequence.ts';
import { HEAD, sequenceLayout } from '../views/sequence.ts';
import type { Letter } from './letters.ts';
import type { FaultAtWork, ViolationStory } from './story.ts';
import type { Telling } from './telling.ts';
import { momentText, partyName } from './telling.ts';
import { STORY_WORDS } from './words.ts';

const WIDTH = 740;
const SPACING: Spacing = { times: 96, edge: 64, columnMin: 96, row: 34, gapRow: 34 };
/** Room above the first message for its code. */
const TOP = 8;
/** Room below the last message for the mark of the violation. */
const FOOT = 44;
const BAND = 18;
const TURN = 9;

const STYLE = `
.story-picture text { font: 12px system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif; fill: #16191d }
.story-picture .party { font-weight: 600; text-anchor: middle }
.story-picture .life { stroke: #c3cad1; stroke-width: 1.5 }
.story-picture .time, .story-picture .gap, .story-picture .fault { fill: #5b6570 }
.story-picture .time, .story-picture .fault { font-size: 11px }
.story-picture .fault { text-anchor: middle; paint-order: stroke; stroke: #fff; stroke-width: 3px }
.story-picture .gap { text-anchor: middle; font-style: italic }
.story-picture .band { fill: #16191d; fill-opacity: .1; stroke: #5b6570; stroke-dasharray: 2 3 }
.story-picture .shaft { fill: none; stroke: #16191d; stroke-width: 1.4 }
.story-picture .tip { fill: #16191d }
.story-picture .code { font-weight: 600; text-anchor: middle; paint-order: stroke; stroke: #fff; stroke-width: 4px }
.story-picture .via { fill: #fff; stroke: #16191d; stroke-width: 1.4 }
.story-picture .away .shaft { stroke-dasharray: 4 4 }
.story-picture .cross, .story-picture .broken path { stroke: #a84300; stroke-width: 2.4; fill: none }
.story-picture .broken text { fill: #a84300; font-weight: 600 }
`;

const c = (value: number): string => String(Math.round(value * 10) / 10);

export function storyPicture(story: ViolationStory, telling: Telling): string {
  const { lanes, letters, faults } = story;
  const layout = sequenceLayout(lanes, letters, WIDTH, SPACING);
  const height = layout.height + HEAD + TOP + FOOT;
  const names = lanes.map(({ id }) => partyName(id, telling));
  const title = filled(STORY_WORDS.picture, names.join(', '))[telling.language];
  const body = [
    ...layout.columns.map(
      ({ x }) =>
        `<line class="life" x1="${c(x)}" x2="${c(x)}" y1="0" y2="${c(layout.height + 12)}"/>`,
    ),
    ...faults.flatMap((fault) => bands(fault, layout)),
    ...layout.gaps.map((gap) => gapText(gap, layout, telling)),
    ...layout.arrows.map((arrow, i) => arrowGroup(arrow, i + 1, letters[i])),
    brokenMark(story, layout, telling),
  ];
  return [
    `<svg class="story-picture" xmlns="http://www.w3.org/2000/svg" width="${c(layout.width)}" height="${c(height)}" viewBox="0 0 ${c(layout.width)} ${c(height)}" role="img" lang="${telling.language}">`,
    `<title>${escapeText(title)}</title>`,
    `<style>${STYLE}</style>`,
    ...layout.columns.map((column, i) => partyText(column, names[i] ?? '')),
    `<g transform="translate(0 ${String(HEAD + TOP)})">`,
    ...body,
    '</g>',
    '</svg>',
  ].join('\n');
}

const partyText = ({ x, nameY }: LaneColumn, name: string): string =>
  `<text class="party" x="${c(x)}" y="${c(nameY)}">${escapeText(name)}</text>`;

const gapText = ({ y, ms }: Gap, { width }: SequenceLayout, { language }: Telling): string =>
  `<text class="gap" x="${c((width + SPACING.times) / 2)}" y="${c(y)}">${escapeText(filled(STORY_WORDS.later, formatDuration(ms, language))[language])}</text>`;

/** A fault as a band over the lane of each party that it strikes, from the first message in its time to the last. */
function bands(
  { id, from, until, on }: FaultAtWork,
  { columns, arrows, height }: SequenceLayout,
): string[] {
  const before = arrows.filter(({ t }) => t < from).at(-1);
  const after = arrows.find(({ t }) => t > until);
  const top = before === undefined ? 0 : before.y + SPACING.row / 2 - 4;
  const bottom = after === undefined ? height : after.y - SPACING.row / 2 - 4;
  const struck = columns.filter(({ lane }) => on.includes(lane.id));
  return struck.map(({ x }, i) => {
    const band = `<rect class="band" x="${c(x - BAND / 2)}" y="${c(top)}" width="${String(BAND)}" height="${c(Math.max(8, bottom - top))}"/>`;
    // Above the band, between two rows: beside it are the codes of messages.
    const name = `<text class="fault" x="${c(x)}" y="${c(top - 2)}">${escapeText(id)}</text>`;
    return i === 0 ? band + name : band;
  });
}

function arrowGroup(arrow: Arrow, number: number, letter: Letter | undefined): string {
  const { y, via, code, labelX, t, refused, underWay } = arrow;
  const fate = letter?.struck?.is;
  const lost = fate === 'lost' || fate === 'spoilt' || refused;
  const passesIce = !lost || letter?.struck?.by === 'ICE';
  const { path, end } = lost ? brokenWay(arrow, passesIce) : wholeWay(arrow);
  const circle =
    via === null || !passesIce ? '' : `<circle class="via" cx="${c(via)}" cy="${c(y)}" r="3.2"/>`;
  return (
    `<g class="${lost || underWay ? 'away' : 'arrow'}">` +
    `<text class="time" x="0" y="${c(y + 4)}">${momentText(t)}</text>` +
    `<path class="shaft" d="${path}"/>${end}${circle}` +
    `<text class="code" x="${c(labelX)}" y="${c(y - 5)}">${String(number)} · ${code}</text></g>`
  );
}

interface Way {
  readonly path: string;
  /** The head of the arrow, or the cross of a message that came no further. */
  readonly end: string;
}

function wholeWay({ y, x1, x2, via, loop }: Arrow): Way {
  const head = (d: string): string => `<path class="tip" d="${d}"/>`;
  if (loop)
    return {
      path: `M${c(x1)} ${c(y - 5)}h16v10h-12`,
      end: head(`M${c(x1 + 2)} ${c(y + 5)}l7 -3.5v7z`),
    };
  const turn = turnOf(x1, x2, via);
  const back = x2 > (turn === 0 ? x1 : (via ?? x1)) ? -1 : 1;
  return {
    path: `M${c(x1)} ${c(y)}${turn === 0 ? '' : `H${c(via ?? x1)}v${String(turn)}`}H${c(x2 + 5 * back)}`,
    end: head(`M${c(x2 + back)} ${c(y + turn)}l${String(7 * back)} -3.5v7z`),
  };
}

/** It ends half-way to ICE, or from there. */
function brokenWay({ y, x1, x2, via }: Arrow, passesIce: boolean): Way {
  const turn = passesIce ? turnOf(x1, x2, via) : 0;
  const x = passesIce ? ((via ?? x1) + x2) / 2 : (x1 + (via ?? x2)) / 2;
  return {
    path: `M${c(x1)} ${c(y)}${turn === 0 ? '' : `H${c(via ?? x1)}v${String(turn)}`}H${c(x)}`,
    end: `<path class="cross" d="M${c(x - 5)} ${c(y + turn - 5)}l10 10m0 -10l-10 10"/>`,
  };
}

/** Where ICE does not stand between the two, the way turns there, and comes back so much lower. */
const turnOf = (x1: number, x2: number, via: number | null): number =>
  via === null || (via - x1) * (via - x2) < 0 ? 0 : TURN;

/** A cross on the lane where it was seen, or beside all of them. */
function brokenMark(
  { violation }: ViolationStory,
  { columns, height }: SequenceLayout,
  { language }: Telling,
): string {
  const lane = columns.find(({ lane: { id } }) => id === violation.node);
  const x = lane?.x ?? SPACING.times + SPACING.edge / 2;
  const y = height + 14;
  const toTheLeft = x > WIDTH * 0.6;
  return (
    `<g class="broken"><text class="time" x="0" y="${c(y + 4)}">${momentText(violation.t)}</text>` +
    `<path d="M${c(x - 8)} ${c(y - 8)}l16 16m0 -16l-16 16"/>` +
    `<text x="${c(toTheLeft ? x - 14 : x + 14)}" y="${c(y + 4)}" text-anchor="${toTheLeft ? 'end' : 'start'}">${escapeText(STORY_WORDS.broken[language])}</text></g>`
  );
}
