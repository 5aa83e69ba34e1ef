/** `rehearse spec`: prints the Common System Specification from its tables, and checks single numbers. */
import { MESSAGE_CODES, MESSAGE_TYPES } from '../../nodes/common/message-types.ts';
import {
  checkNumber,
  isNumberKind,
  NUMBER_KINDS,
  NUMBER_NAMES,
} from '../../nodes/common/numbers/check-number.ts';
import { RULES } from '../../nodes/common/rules/rules.ts';
import { statusOf } from '../../nodes/common/states/stepped.ts';
import { ROWS } from '../../nodes/common/states/tables.ts';
import { didYouMean } from '../../scenarios/nearest.ts';
import { journalOf } from './recorded.ts';
import { Arguments } from './arguments.ts';
import { EXIT, Failure } from './failure.ts';
import { printJson, printLine, printTable } from './output.ts';

export function spec([what, ...rest]: string[]): number {
  const actions: Readonly<Record<string, (args: Arguments) => number>> = {
    messages,
    states,
    rules,
    coverage,
    check,
  };
  const action = actions[what ?? ''];
  if (action === undefined) {
    const words = Object.keys(actions);
    throw new Failure(
      EXIT.usage,
      `spec ${what ?? ''} is unknown`,
      didYouMean(what ?? '', words, `known are ${words.join(', ')}`),
    );
  }
  return action(new Arguments(rest, { json: 'flag', lang: 'text' }));
}

function messages(args: Arguments): number {
  const rows = MESSAGE_CODES.map((code) => ({ code, ...MESSAGE_TYPES[code] }));
  if (args.flag('json') === true) printJson(rows);
  else
    printTable(
      rows.map(({ code, name, from, to, exchange, ncts }) => [
        code,
        name,
        from.join(', '),
        to.join(', '),
        exchange ? 'ICE' : '',
        ncts ?? '',
      ]),
    );
  return EXIT.well;
}

function states(args: Arguments): number {
  const language = args.choice('lang', ['en', 'ru'], 'en');
  const rows = ROWS.map((row) => ({ ...row, status: statusOf(row.id) }));
  if (args.flag('json') === true) printJson(rows);
  else
    printTable(rows.map(({ id, machine, status, text }) => [id, machine, status, text[language]]));
  return EXIT.well;
}

function rules(args: Arguments): number {
  const language = args.choice('lang', ['en', 'ru'], 'en');
  if (args.flag('json') === true) printJson(RULES);
  else printTable(RULES.map(({ code, where, cause }) => [code, where, cause[language]]));
  return EXIT.well;
}

/** Rows and rules that the journals of the given runs name, and those that none does. */
function coverage(args: Arguments): number {
  if (args.words.length === 0)
    throw new Failure(
      EXIT.usage,
      'name the folders of the runs to look at',
      'rehearse spec coverage runs/*',
    );
  const rowCounts = new Map<string, number>(ROWS.map(({ id }) => [id, 0]));
  const ruleCounts = new Map<string, number>(RULES.map(({ code }) => [code, 0]));
  const messageCounts = new Map<string, number>(MESSAGE_CODES.map((code) => [code, 0]));
  const count = (counts: Map<string, number>, key: unknown): void => {
    if (typeof key === 'string' && counts.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  for (const folder of args.words) {
    journalOf(folder, (entry) => {
      count(rowCounts, entry.row);
      count(ruleCounts, entry.rule);
      for (const rule of (entry['rules'] as string[] | undefined) ?? []) count(ruleCounts, rule);
      if (entry.type === 'MessageSent') count(messageCounts, entry['msg']);
    });
  }
  const tables = { rows: rowCounts, rules: ruleCounts, messages: messageCounts };
  if (args.flag('json') === true) {
    printJson(
      Object.fromEntries(
        Object.entries(tables).map(([name, counts]) => [name, Object.fromEntries(counts)]),
      ),
    );
    return EXIT.well;
  }
  for (const [name, counts] of Object.entries(tables)) {
    const seen = [...counts].filter(([, n]) => n > 0);
    const missing = [...counts].filter(([, n]) => n === 0).map(([key]) => key);
    printLine(
      `${name}: ${String(seen.length)} of ${String(counts.size)} seen; not seen: ${missing.join(' ') || 'none'}`,
    );
  }
  return EXIT.well;
}

/** Exit code 0 for a valid number, 1 for another. */
function check(args: Arguments): number {
  const [kind, value] = args.words;
  if (kind === undefined || value === undefined || !isNumberKind(kind)) {
    const cause =
      kind === undefined || value === undefined
        ? 'name a kind and a number'
        : `there is no kind of number \`${kind}\``;
    throw new Failure(
      EXIT.usage,
      cause,
      didYouMean(kind ?? '', NUMBER_KINDS, `kinds are ${NUMBER_KINDS.join(', ')}`),
    );
  }
  const verdict = checkNumber(kind, value);
  if (args.flag('json') === true) printJson(verdict);
  else if (verdict.valid) printLine(`${value}: a valid ${NUMBER_NAMES[kind]}`);
  else
    printLine(
      `${value}: not valid${verdict.rule === undefined ? '' : ` (${verdict.rule})`}: ${verdict.reason ?? ''}`,
    );
  return verdict.valid ? EXIT.well : EXIT.verdict;
}
