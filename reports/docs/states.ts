/** The page of the state tables, and the pictures of the six machines that it shows. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import type { Emission, Machine, StateRow } from '../../nodes/common/states/row.ts';
import { MACHINES, ROWS, TABLES } from '../../nodes/common/states/tables.ts';
import { stateSvg } from '../render/state-svg.ts';
import type { PictureId } from '../views/state-plans.ts';
import { PICTURE_IDS, pictureMachine, pictureTitle } from '../views/state-plans.ts';
import { eventWords } from '../views/state-words.ts';
import type { Page } from './markdown.ts';
import { list, page, table } from './markdown.ts';

const LANGUAGES = ['en', 'ru'] as const;

/** The SVG files below docs/pictures, one a language. */
export const statePictures = (): readonly Page[] =>
  PICTURE_IDS.flatMap((id) =>
    LANGUAGES.map((language) => ({ name: fileOf(id, language), text: stateSvg(id, language) })),
  );

/** `departureAfter` lies in `pictures/states-departure-after.svg`, the Russian one in `….ru.svg`. */
function fileOf(id: PictureId, language: keyof Bilingual): string {
  const words = id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return `pictures/states-${words}${language === 'ru' ? '.ru' : ''}.svg`;
}

export function statesPage(): Page {
  return page('states.md', 'State tables', [
    `${String(ROWS.length)} rows. Rows of departure and enquiry move the same movement; row D38 stands for those of enquiry.`,
    'In the pictures an arrow has the rows that follow it, each with its event: the code of a message, the timer that expires, the decision of an officer. Rows that leave a state as it is stand in the state. A double border is the end; a broken one says that the picture begins or goes on elsewhere.',
    ...MACHINES.flatMap(machinePart),
  ]);
}

function machinePart(machine: Machine): string[] {
  const { name, states, rows } = TABLES[machine];
  const stateRows = Object.entries(states).map(([id, { en, ru, final }]) => [
    id,
    en,
    ru,
    final === true ? 'final' : '',
  ]);
  return [
    `## ${name.en} (${name.ru})`,
    ...PICTURE_IDS.filter((id) => pictureMachine(id) === machine).map(embedded),
    table(['state', 'name', 'по-русски', ''], stateRows),
    table(HEADS, rows.map(rowCells)),
  ];
}

function embedded(id: PictureId): string {
  const { en, ru } = pictureTitle(id);
  return `![${en}](${fileOf(id, 'en')})\n\n[${ru}](${fileOf(id, 'ru')})`;
}

const HEADS = [
  'row',
  'from',
  'on',
  'if',
  'to',
  'emits',
  'starts',
  'stops',
  'what happens',
  'по-русски',
];

const rowCells = (row: StateRow): string[] => [
  row.id,
  from(row),
  row.on.map((on) => `${WORD[on.kind]}${eventWords(on).en}`).join(' or '),
  row.guard?.en ?? '',
  row.to === 'same' ? 'unchanged' : row.to.join(' or '),
  row.emits.map(emission).join('; '),
  list(row.starts),
  list(row.stops),
  row.text.en,
  row.text.ru,
];

const WORD: Readonly<Record<StateRow['on'][number]['kind'], string>> = {
  message: '',
  timer: 'end of ',
  decision: 'officer: ',
  internal: '',
};

function from({ from: states }: StateRow): string {
  if (states === 'none') return '–';
  return states === 'anyFinal' ? 'any final state' : states.join(' or ');
}

const emission = ({ code, when }: Emission): string =>
  when === undefined ? code : `${code} (${when.en})`;
