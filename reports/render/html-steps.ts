/** The steps of a script as a part of a page: what happened, what had to be seen, and for a step that failed the messages before. */
import { purposeOf } from '../../nodes/common/message-purposes.ts';
import { isMessageCode } from '../../nodes/common/message-types.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import type { StepResult } from '../verdict/judge.ts';
import type { LearntName } from '../verdict/names.ts';
import type { StoryLine } from '../verdict/story.ts';
import { clock } from '../verdict/words.ts';
import { formatTime } from './format.ts';
import { tableOf } from './html-table.ts';
import type { Naming } from './naming.ts';
import { escapeText } from './svg.ts';
import type { WORDS } from './words.ts';

/** One box a step, in order. */
export const stepsPart = (steps: readonly StepResult[], naming: Naming): string =>
  steps.map((step) => stepBox(step, naming)).join('\n');

function stepBox(step: StepResult, naming: Naming): string {
  const { id, number, step: text, at, pass, seen, missing, story } = step;
  const when = at === null ? '' : `${formatTime(at, naming.language)} UTC`;
  const lines = [
    ...missing.map((line) => `<li class="missed">✗ ${escapeText(naming.say(line))}</li>`),
    ...seen.map((line) => `<li>✓ ${escapeText(naming.say(line))}</li>`),
  ];
  const nothing = `<li class="soft">${escapeText(naming.word('nothingWanted'))}</li>`;
  return `<section class="step ${pass ? 'passed' : 'failed'}" id="step-${escapeText(id)}">
<h3>${pass ? '✓' : '✗'} ${number === 0 ? '' : `${String(number)}. `}${escapeText(naming.say(text))}</h3>
<p class="soft">${escapeText(when)}</p>
<ul>${lines.length === 0 ? nothing : lines.join('')}</ul>
${storyPart(story, at, naming)}</section>`;
}

/** What the author's names stand for. */
export function namesPart(names: readonly LearntName[], naming: Naming): string {
  const rows = names
    .filter(({ number }) => number !== 'application')
    .map(({ name, number, value }) => [name, naming.word(NUMBERS[number]), value]);
  return tableOf(
    [
      { title: naming.word('name') },
      { title: naming.word('numberKind') },
      { title: naming.word('value') },
    ],
    rows,
    naming.word('namesHere'),
  );
}

const NUMBERS = {
  tin: 'tin',
  lrn: 'lrn',
  mrn: 'mrn',
  plate: 'plate',
  application: 'guarantee',
  grn: 'grn',
  authorisation: 'authorisation',
} as const satisfies Readonly<Record<LearntName['number'], keyof typeof WORDS>>;

/** Who told whom what before it failed. */
function storyPart(story: readonly StoryLine[], begun: SimTime | null, naming: Naming): string {
  if (story.length === 0) return '';
  const rows = story.map((line) => [
    clock(line.t, begun ?? line.t),
    `${line.code} ${isMessageCode(line.code) ? naming.say(purposeOf(line.code)) : line.name}`,
    `${naming.place(line.from)} → ${naming.place(line.to)}`,
    fate(line, naming),
  ]);
  const columns = [
    { title: naming.word('time'), align: 'nowrap' as const },
    { title: naming.word('message') },
    { title: naming.word('way') },
    { title: naming.word('fate') },
  ];
  return tableOf(columns, rows, naming.word('lastMessages'));
}

function fate({ refused, arrived }: StoryLine, naming: Naming): string {
  if (refused !== '') return `${naming.word('refusedUnder')} ${refused}`;
  return naming.word(arrived ? 'delivered' : 'notDelivered');
}
