/** What the form of `sees` cannot tell: whether its lines can be read, and name messages, rows, rules, states and parties that there are. */
import { isMessageCode, MESSAGE_CODES, MESSAGE_TYPES } from '../nodes/common/message-types.ts';
import { ICE } from '../nodes/common/routing.ts';
import { isRuleCode, RULES } from '../nodes/common/rules/rules.ts';
import type { Machine } from '../nodes/common/states/row.ts';
import { rowOf, ROWS, statesOf } from '../nodes/common/states/tables.ts';
import { findOffice } from '../nodes/countries/offices.ts';
import {
  kindOfMark,
  parseMarkLine,
  parseMessageLine,
  parseObjectLine,
} from '../reports/verdict/expected.ts';
import type { MarkLine, MessageLine } from '../reports/verdict/expected.ts';
import { findPlace } from './data/corridors.ts';
import { didYouMean } from './nearest.ts';
import { checkReferences } from './script-references.ts';
import type { Sees } from './script-schema.ts';
import type { Checking } from './script-checking.ts';
import { checkName } from './script-checking.ts';
import type { Path } from './source.ts';
import { checkWhere } from './where-semantics.ts';

/** Words for parties that need no name. */
export const PARTY_WORDS = ['trader', 'driver', 'officer', 'guarantor', 'ALL'] as const;

export function checkSees(checking: Checking, path: Path, sees: Sees, step: number): void {
  sees.messages?.forEach((seen, i) => {
    const at = [...path, 'messages', i];
    if (typeof seen === 'string') checkMessage(checking, at, seen, step);
    else {
      checkMessage(checking, [...at, 'see'], seen.see, step);
      const code = parseMessageLine(seen.see)?.code ?? '';
      if (isMessageCode(code)) checkWhere(checking, [...at, 'where'], code, seen.where);
      checkReferences(checking, [...at, 'where'], seen.where, step);
    }
  });
  for (const [key, kind] of [
    ['rows', 'row'],
    ['rules', 'rule'],
    ['facts', 'fact'],
  ] as const) {
    sees[key]?.forEach((text, i) => {
      checkMark(checking, [...path, key, i], text, kind, step);
    });
  }
  sees.not?.forEach((text, i) => {
    const kind = kindOfMark(text.split(' ')[0] ?? '');
    if (kind === 'message') checkMessage(checking, [...path, 'not', i], text, step);
    else checkMark(checking, [...path, 'not', i], text, kind, step);
  });
  for (const [text, state] of Object.entries(sees.state ?? {}))
    checkState(checking, [...path, 'state', text], text, state, step);
  for (const key of ['balance', 'exposure'] as const)
    for (const name of Object.keys(sees[key] ?? {}))
      checkName(checking, [...path, key, name], name, 'guarantee', step);
}

const MESSAGE_ADVICE = 'write it as `T028 to trader`, `X001 GEO -> UZB` or `X118 AZE -> GEO of m1`';

function checkMessage(checking: Checking, path: Path, text: string, step: number): void {
  const { report } = checking;
  const line = parseMessageLine(text);
  if (line === undefined) {
    report(path, `\`${text}\` is no line about a message`, MESSAGE_ADVICE);
    return;
  }
  const { code } = line;
  if (!isMessageCode(code)) {
    const advice = didYouMean(code, MESSAGE_CODES, 'see `rehearse spec messages`');
    report(path, `there is no message ${code}`, advice);
  } else if (line.waits && !MESSAGE_TYPES[code].exchange)
    report(path, `${code} does not go through ICE`, 'leave `waits at ICE` out');
  checkParties(checking, path, line);
  if (line.of !== undefined) checkName(checking, path, line.of, 'any', step);
}

function checkParties(checking: Checking, path: Path, { from, to }: MessageLine): void {
  for (const party of [from, to]) {
    if (party === undefined || isParty(checking, party)) continue;
    const { participants } = checking.scenario;
    const known = [...participants, ICE, ...PARTY_WORDS, ...checking.names.keys()];
    const advice = didYouMean(party, known, `known are ${known.join(', ')}, places and offices`);
    checking.report(path, `nobody is called ${party}`, advice);
  }
}

function isParty({ scenario, names }: Checking, party: string): boolean {
  return (
    party === ICE ||
    (PARTY_WORDS as readonly string[]).includes(party) ||
    isHere(scenario.participants, party) ||
    (scenario.observers ?? []).includes(party) ||
    names.get(party)?.kind === 'trader'
  );
}

/** A node that takes part, its insurer, a place or an office. */
const isHere = (participants: readonly string[], at: string): boolean =>
  participants.includes(at.replace(/^FI-/, '')) ||
  findPlace(at) !== undefined ||
  findOffice(at) !== undefined;

const KNOWN = {
  row: { is: (id: string) => rowOf(id) !== undefined, all: ROWS.map(({ id }) => id) },
  rule: { is: isRuleCode, all: RULES.map(({ code }) => code) },
} as const;
const LIKE = { row: 'D20 of m1', rule: 'C501 at GEO', fact: 'AccountKnown at AZE' } as const;

function checkMark(
  checking: Checking,
  path: Path,
  text: string,
  kind: 'row' | 'rule' | 'fact',
  step: number,
): void {
  const { report } = checking;
  const line = parseMarkLine(text);
  if (line === undefined) {
    report(path, `\`${text}\` is no line about a ${kind}`, `write it as \`${LIKE[kind]}\``);
    return;
  }
  const { what } = line;
  if (kind === 'fact') {
    if (!/^[A-Z][A-Za-z]+$/.test(what))
      report(path, `there is no fact ${what}`, 'facts are called so: AccountKnown');
  } else if (!KNOWN[kind].is(what)) {
    const advice = didYouMean(
      what,
      KNOWN[kind].all,
      `see \`rehearse spec ${kind === 'row' ? 'states' : 'rules'}\``,
    );
    report(path, `there is no ${kind} ${what}`, advice);
  }
  checkPlaceOf(checking, path, line);
  if (line.of !== undefined) checkName(checking, path, line.of, 'any', step);
}

function checkPlaceOf({ scenario, report }: Checking, path: Path, { at }: MarkLine): void {
  const { participants } = scenario;
  if (at === undefined || at === ICE || isHere(participants, at)) return;
  const advice = didYouMean(
    at,
    [...participants, ICE],
    `write one of ${participants.join(', ')}, ICE`,
  );
  report(path, `nothing happens at ${at}`, advice);
}

function checkState(
  checking: Checking,
  path: Path,
  text: string,
  state: string,
  step: number,
): void {
  const { names, report } = checking;
  const line = parseObjectLine(text);
  if (line === undefined) return;
  const { name, at, under } = line;
  checkName(checking, path, name, 'any', step);
  if (under !== undefined) checkName(checking, path, under, 'guarantee', step);
  if (at !== undefined) checkPlaceOf(checking, path, { what: name, at });
  const machines: readonly Machine[] =
    under !== undefined
      ? ['usage']
      : at !== undefined
        ? ['transit', 'destination']
        : names.get(name)?.kind === 'guarantee'
          ? ['guarantee']
          : ['departure'];
  const known = machines.flatMap((machine) => statesOf(machine));
  if (known.includes(state)) return;
  report(
    path,
    `${text} has no state ${state}`,
    didYouMean(state, known, `states are ${known.join(', ')}`),
  );
}
