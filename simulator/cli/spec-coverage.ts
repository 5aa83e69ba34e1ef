/** `rehearse spec coverage`: which rows, rules and messages the journals of runs name, and which none of them does. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { MESSAGE_TYPES } from '../../nodes/common/message-types.ts';
import type { MessageCode } from '../../nodes/common/message-types.ts';
import { ruleOf } from '../../nodes/common/rules/rules.ts';
import type { RuleCode } from '../../nodes/common/rules/rules.ts';
import { rowOf } from '../../nodes/common/states/tables.ts';
import type { Coverage, Part } from '../../reports/views/coverage.ts';
import { PARTS, ScenarioCoverage } from '../../reports/views/coverage.ts';
import { JOURNAL_FILE } from '../hosts/run-folder.ts';
import type { Arguments } from './arguments.ts';
import { EXIT, Failure } from './failure.ts';
import { printJson, printLine, printTable } from './output.ts';
import { journalOf, journalPath } from './recorded.ts';

/** Folders of runs lie at most so deep below a folder that is named. */
const DEPTH_MAX = 3;

/** Exit code 1 with `--strict` where something of the specification was never seen; 0 otherwise. */
export function coverage(args: Arguments): number {
  const language = args.choice('lang', ['en', 'ru'], 'en');
  const by = args.choice('by', ['total', 'scenario'], 'total');
  if (args.words.length === 0)
    throw new Failure(
      EXIT.usage,
      'name the folders of the runs to look at',
      'rehearse spec coverage runs',
    );
  const found = new ScenarioCoverage();
  for (const folder of args.words.flatMap(runsIn)) read(folder, found);
  if (args.flag('json') === true) printJson(asJson(found, by === 'scenario'));
  else if (by === 'scenario') for (const part of PARTS) printByScenario(found, part, language);
  else for (const part of PARTS) printTotal(found.all, part, language);
  const isWhole = PARTS.every((part) => found.all.holes(part).length === 0);
  return args.flag('strict') === true && !isWhole ? EXIT.verdict : EXIT.well;
}

/** A run that was broken off before it wrote anything shows nothing; people are told. */
function read(folder: string, found: ScenarioCoverage): void {
  const path = journalPath(folder);
  if (statSync(path).size === 0) process.stderr.write(`${path} is empty and does not count\n`);
  else journalOf(folder, (entry, _, header) => found.step(entry, header.scenario));
}

/** The folder itself where it is one of a run, otherwise those of runs below it. */
function runsIn(folder: string): string[] {
  const below = runsBelow(folder, DEPTH_MAX);
  if (below.length > 0) return below;
  throw new Failure(
    EXIT.usage,
    `${folder} holds no run: there is no ${JOURNAL_FILE} in it or below it`,
    'runs lie in runs/',
  );
}

function runsBelow(folder: string, depth: number): string[] {
  if (!existsSync(folder)) return [];
  if (statSync(folder).isFile()) return folder.endsWith('.jsonl') ? [folder] : [];
  if (existsSync(join(folder, JOURNAL_FILE))) return [folder];
  if (depth === 0) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((name) => runsBelow(join(folder, name), depth - 1));
}

function asJson(found: ScenarioCoverage, withScenarios: boolean): Record<string, unknown> {
  const countsOf = (coverage: Coverage): Record<Part, unknown> =>
    perPart((part) => Object.fromEntries(coverage.of(part)));
  const scenarios = found.byScenario().map(([id, own]) => [id, countsOf(own)] as const);
  return {
    ...countsOf(found.all),
    holes: perPart((part) => found.all.holes(part)),
    ...(withScenarios ? { scenarios: Object.fromEntries(scenarios) } : {}),
  };
}

const perPart = <T>(of: (part: Part) => T): Record<Part, T> => ({
  rows: of('rows'),
  rules: of('rules'),
  messages: of('messages'),
});

/** How many were seen, and a line for each that was not. */
function printTotal(coverage: Coverage, part: Part, language: 'en' | 'ru'): void {
  const holes = coverage.holes(part);
  printLine(
    `${part}: ${String(coverage.seen(part).length)} of ${String(coverage.of(part).size)} seen${holes.length === 0 ? '' : '; not seen:'}`,
  );
  printTable(holes.map((key) => ['', key, meaning(part, key, language)]));
}

/** One line a row, rule or message: how often, and by which scenarios. */
function printByScenario(found: ScenarioCoverage, part: Part, language: 'en' | 'ru'): void {
  printLine(`${part}:`);
  printTable(
    [...found.all.of(part)].map(([key, count]) => [
      '',
      key,
      String(count),
      meaning(part, key, language),
      count === 0 ? 'NOT SEEN' : found.shownBy(part, key).join(', '),
    ]),
    [2],
  );
}

function meaning(part: Part, key: string, language: 'en' | 'ru'): string {
  switch (part) {
    case 'rows':
      return rowOf(key)?.text[language] ?? '';
    case 'rules':
      return ruleOf(key as RuleCode).cause[language];
    case 'messages':
      return MESSAGE_TYPES[key as MessageCode].purpose;
  }
}
