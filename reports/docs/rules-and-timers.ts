/** The pages that mirror rules and timers. */
import type { Rule } from '../../nodes/common/rules/rule.ts';
import { RULES } from '../../nodes/common/rules/rules.ts';
import { TIMER_IDS, TIMER_VARIANTS, TIMERS } from '../../nodes/common/timers.ts';
import type { Page } from './markdown.ts';
import { page, table, timerText } from './markdown.ts';

const WHERE: Readonly<Record<Rule['where'], string>> = {
  H: 'ICE',
  O: 'receiving office',
  OoG: 'office of guarantee',
  'H/O': 'ICE or receiving office',
};

export function rulesPage(): Page {
  const rows = RULES.map(
    ({ code, where, effect, ncts, etir, cause, todo }: Rule & { code: string }) => [
      code,
      WHERE[where],
      effect ?? 'reject',
      cause.en,
      todo.en,
      cause.ru,
      todo.ru,
      [
        ncts.rule,
        ncts.functionalError && `error ${String(ncts.functionalError)}`,
        ncts.xmlError && `XML ${String(ncts.xmlError)}`,
      ]
        .filter((part) => part !== undefined)
        .join(', '),
      etir ?? '',
    ],
  );
  const heads = [
    'rule',
    'checked by',
    'effect',
    'what is wrong',
    'what to do',
    'что не так',
    'что делать',
    'NCTS',
    'eTIR',
  ];
  return page('rules.md', 'Rules', [
    `${String(RULES.length)} rules. A refused message names the rule; so does the entry of the journal.`,
    table(heads, rows),
  ]);
}

export function timersPage(): Page {
  const rows = TIMER_IDS.map((id) => {
    const { starts, atExpiry, unit, realMs, trainingMs, mark, source } = TIMERS[id];
    return [
      id,
      starts.en,
      atExpiry.en,
      timerText(realMs, unit),
      timerText(trainingMs, unit),
      mark,
      source,
      starts.ru,
      atExpiry.ru,
    ];
  });
  const variants = Object.entries(TIMER_VARIANTS).map(
    ([id, { of, when, realMs, trainingMs, mark, source }]) => [
      id,
      when.en,
      timerText(realMs, TIMERS[of].unit),
      timerText(trainingMs, TIMERS[of].unit),
      mark,
      source,
      when.ru,
    ],
  );
  return page('timers.md', 'Timers', [
    'F a published fact; U recalled from public law, not read again; R ours, where the public is silent. A month counts as 30 days.',
    table(
      [
        'timer',
        'starts',
        'when it expires',
        'in law',
        'in training',
        '',
        'source',
        'запуск',
        'по истечении',
      ],
      rows,
    ),
    '## Second lengths',
    table(['variant', 'when', 'in law', 'in training', '', 'source', 'когда'], variants),
  ]);
}
