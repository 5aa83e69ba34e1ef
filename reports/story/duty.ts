/** Who should have done what: the row, the timer or the message that a violation is about, in the words of the Common System Specification. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import { purposeOf } from '../../nodes/common/message-purposes.ts';
import { isMessageCode } from '../../nodes/common/message-types.ts';
import type { RuleCode } from '../../nodes/common/rules/rules.ts';
import { isRuleCode, ruleOf } from '../../nodes/common/rules/rules.ts';
import type { StateRow } from '../../nodes/common/states/row.ts';
import { rowOf, ROWS, TABLES } from '../../nodes/common/states/tables.ts';
import { TIMER_IDS, TIMERS } from '../../nodes/common/timers.ts';
import type { Entry } from '../../simulator/core/cell.ts';
import { INVARIANTS } from '../../simulator/journal/invariants/invariants.ts';
import type { Violation } from '../../simulator/journal/invariants/invariant.ts';
import { filled, messageWords, stateWords } from '../verdict/wording.ts';
import type { Letter } from './letters.ts';

/** More would be a lecture. */
const MOST = 3;

/**
 * @param scene the entries with which it was seen.
 * @param letter the message that it is about.
 */
export function dutiesOf(
  { invariant, detail }: Violation,
  scene: readonly Entry[],
  letter: Letter | undefined,
): Bilingual[] {
  const rows = scene.flatMap(({ row }) => rowOf(row ?? '') ?? []);
  const rules = [
    ...ownRules(invariant),
    ...scene.flatMap(({ rule }) => (rule !== undefined && isRuleCode(rule) ? [rule] : [])),
  ];
  const timers = TIMER_IDS.filter((id) => detail.split(/[^A-Z-]+/).includes(id));
  const duties = [
    ...timers.flatMap((timer) => [
      filled(
        both('{0} starts: {1}; when it rings: {2}.', '{0} начинается: {1}; по истечении: {2}.'),
        ...[timer, TIMERS[timer].starts, TIMERS[timer].atExpiry],
      ),
      ...ROWS.filter(({ on }) =>
        on.some((event) => event.kind === 'timer' && event.timer === timer),
      ).map(rowDuty),
    ]),
    ...rows.map(rowDuty),
    ...rules.map((rule) =>
      filled(both('Rule {0}: {1}', 'Правило {0}: {1}'), rule, ruleOf(rule).cause),
    ),
    ...(letter === undefined ? [] : [messageDuty(letter)]),
  ];
  const texts = new Set<string>();
  return duties.filter(({ en }) => !texts.has(en) && texts.add(en)).slice(0, MOST);
}

/** The rule that the invariant holds people to, where it is a single one. */
function ownRules(invariant: string): RuleCode[] {
  const { source = '' } = INVARIANTS.find(({ id }) => id === invariant) ?? {};
  const named = source.split(', ').filter(isRuleCode);
  return named.length === 1 ? named : [];
}

/** `Office of departure, row D20: Released for transit. It may follow “under control”.` */
function rowDuty(row: StateRow): Bilingual {
  const { id, machine, text, from } = row;
  const said = filled(
    both('{0}, row {1}: {2}.', '{0}, строка {1}: {2}.'),
    ...[TABLES[machine].name, id, text],
  );
  if (from === 'none' || from === 'anyFinal') return said;
  const states = from.map((state) => stateWords(state));
  const list = both(states.map(({ en }) => en).join(', '), states.map(({ ru }) => ru).join(', '));
  return filled(
    both('{0} It is for what is {1}.', '{0} Она применима в состоянии {1}.'),
    ...[said, list],
  );
}

function messageDuty({ code, from, to }: Letter): Bilingual {
  const words = messageWords({ code, from, to, waits: false });
  if (!isMessageCode(code)) return words;
  // In Russian the purpose is the name.
  return filled(both('{0}: {1}.', '{0}.'), words, purposeOf(code));
}
