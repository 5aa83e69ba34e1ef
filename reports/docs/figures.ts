/** The pages that mirror numbers: KPIs and limits. */
import { SCHEMA_VERSION, LIMITS } from '../../nodes/common/limits.ts';
import { CATALOGUE, EXPECTABLE } from '../kpi/catalogue.ts';
import type { Kpi } from '../kpi/kpi.ts';
import { PERIOD, UNITS } from '../kpi/kpi.ts';
import type { Page } from './markdown.ts';
import { lengthText, page, table } from './markdown.ts';

export function kpisPage(): Page {
  const overview = CATALOGUE.map(({ id, title, unit, goal, published }) => [
    id,
    title.en,
    title.ru,
    unit === 'count' ? 'count' : UNITS[unit].en,
    goal === undefined ? '' : `${goal.op === 'atLeast' ? '≥' : '≤'} ${String(goal.value)}`,
    published?.en ?? '',
  ]);
  return page('kpis.md', 'KPIs', [
    `Each is a fold over the journal. Period of all: ${PERIOD.en}. Events before the end of the warm-up are known to the folds (who was released when), but not counted. (R): the formula is a recommendation of this project, as none is public; \`domain N\` and \`design N\` are sections of its domain reference and its design.`,
    table(['id', 'KPI', 'показатель', 'unit', 'goal', 'test of 2024'], overview),
    `A scenario may expect something of: ${EXPECTABLE.map((id) => `\`${id}\``).join(', ')}. \`dischargedOfDue\` is a share from 0 to 1; a KPI is in its own unit.`,
    ...CATALOGUE.flatMap(kpiPart),
  ]);
}

function kpiPart({ id, title, definition, unfinished, goal, source }: Kpi): string[] {
  const goalText = goal === undefined ? [] : [`Goal: ${goal.source.en}.`];
  return [
    `## ${title.en}`,
    definition.en,
    `The unfinished: ${unfinished.en}. ${[...goalText, `Source: ${source}. Id: \`${id}\`.`].join(' ')}`,
    `*${title.ru}.* ${definition.ru} Незавершённое: ${unfinished.ru}.`,
  ];
}

/** What stands above each limit in its source: the comment is the explanation, and stands once. */
function meanings(source: string): Map<string, string> {
  const found = new Map<string, string>();
  let comment = '';
  for (const line of source.split('\n')) {
    const text = /^\s*\/\*\* (.*) \*\/$/.exec(line)?.[1];
    const name = /^ {2}(\w+):/.exec(line)?.[1];
    if (text !== undefined) comment = text;
    else if (name !== undefined) found.set(name, comment);
    else comment = '';
  }
  return found;
}

const BYTES_PER_KIBIBYTE = 1024;

function limitText(name: string, value: number): string {
  if (name.endsWith('Ms')) return lengthText(value);
  if (name.endsWith('S')) return lengthText(value * 1_000);
  if (name.endsWith('Bytes') && value % BYTES_PER_KIBIBYTE === 0) {
    return `${String(value / BYTES_PER_KIBIBYTE)} KiB`;
  }
  return String(value);
}

/** @param source text of `nodes/common/limits.ts`. */
export function limitsPage(source: string): Page {
  const meaning = meanings(source);
  const rows = Object.entries(LIMITS).map(([name, value]) => [
    name,
    limitText(name, value),
    meaning.get(name) ?? '',
  ]);
  return page('limits.md', 'Limits', [
    `Version of the envelope and of every schema: ${SCHEMA_VERSION}.`,
    table(['limit', 'value', 'meaning'], rows),
  ]);
}
