/** `rehearse spec`: prints the Common System Specification from its tables, and checks single numbers. */
import { MESSAGE_CODES, MESSAGE_TYPES } from '../../nodes/common/message-types.ts';
import {
  checkNumber,
  isNumberKind,
  NUMBER_KINDS,
  NUMBER_NAMES,
} from '../../nodes/common/numbers/check-number.ts';
import { RULES } from '../../nodes/common/rules/rules.ts';
import { ROWS } from '../../nodes/common/states/tables.ts';
import { didYouMean } from '../../scenarios/nearest.ts';
import { Arguments } from './arguments.ts';
import { EXIT, Failure } from './failure.ts';
import { printJson, printLine, printTable } from './output.ts';
import { coverage } from './spec-coverage.ts';

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
  const options = { json: 'flag', lang: 'text' } as const;
  const more = what === 'coverage' ? ({ strict: 'flag', by: 'text' } as const) : {};
  return action(new Arguments(rest, { ...options, ...more }));
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
  if (args.flag('json') === true) printJson(ROWS);
  else printTable(ROWS.map(({ id, machine, text }) => [id, machine, text[language]]));
  return EXIT.well;
}

function rules(args: Arguments): number {
  const language = args.choice('lang', ['en', 'ru'], 'en');
  if (args.flag('json') === true) printJson(RULES);
  else printTable(RULES.map(({ code, where, cause }) => [code, where, cause[language]]));
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
