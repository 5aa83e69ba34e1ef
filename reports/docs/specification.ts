/** The pages that mirror the Common System Specification: messages, states, rules, timers. */
import type { Domain } from '../../nodes/common/message-types.ts';
import { domainOf, MESSAGE_CODES, MESSAGE_TYPES } from '../../nodes/common/message-types.ts';
import type { Rule } from '../../nodes/common/rules/rule.ts';
import { RULES } from '../../nodes/common/rules/rules.ts';
import type { Emission, Machine, RowEvent, StateRow } from '../../nodes/common/states/row.ts';
import { HELD_BACK, statusOf } from '../../nodes/common/states/stepped.ts';
import { MACHINES, ROWS, TABLES } from '../../nodes/common/states/tables.ts';
import { TIMER_IDS, TIMER_VARIANTS, TIMERS } from '../../nodes/common/timers.ts';
import type { Page } from './markdown.ts';
import { list, page, table, timerText } from './markdown.ts';

const DOMAINS: readonly (readonly [Domain, string])[] = [
  ['A', 'Accounts'],
  ['G', 'Guarantees'],
  ['T', 'Trader with own CATS'],
  ['X', 'Between CATS'],
  ['N', 'Inside one country'],
  ['S', 'System'],
];

export function messagesPage(): Page {
  const sections = DOMAINS.flatMap(([domain, title]) => {
    const codes = MESSAGE_CODES.filter((code) => domainOf(code) === domain);
    const rows = codes.map((code) => {
      const { name, purpose, from, to, exchange, answers, ncts, etir } = MESSAGE_TYPES[code];
      const reply = list(answers ?? []);
      return [
        code,
        name,
        purpose,
        list(from),
        list(to),
        exchange ? 'yes' : '',
        reply,
        ncts ?? '',
        etir ?? '',
      ];
    });
    const heads = ['code', 'name', 'purpose', 'from', 'to', 'over ICE', 'answers', 'NCTS', 'eTIR'];
    return [`## ${domain}: ${title}`, table(heads, rows)];
  });
  const exchanged = MESSAGE_CODES.filter((code) => MESSAGE_TYPES[code].exchange).length;
  return page('messages.md', 'Messages', [
    `${String(MESSAGE_CODES.length)} messages, of which ${String(exchanged)} travel over ICE. Their JSON Schemas: \`rehearse spec messages --json\`.`,
    ...sections,
  ]);
}

export function statesPage(): Page {
  const stepped = ROWS.filter(({ id }) => statusOf(id) === 'stepped').length;
  return page('states.md', 'State tables', [
    `${String(ROWS.length)} rows; this version steps ${String(stepped)} of them. The others are open: their messages are answered with error 92, their timers are left alone. Rows of departure and enquiry move the same movement.`,
    ...MACHINES.flatMap(machinePart),
    '## Rows held back',
    'Their messages exist, but they would lead nowhere in this version.',
    table(['row', 'why'], Object.entries(HELD_BACK) as [string, string][]),
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
  const rowCells = rows.map((row) => [
    row.id,
    from(row),
    row.on.map(eventText).join(' or '),
    row.guard?.en ?? '',
    row.to === 'same' ? 'unchanged' : row.to.join(' or '),
    row.emits.map(emission).join('; '),
    list(row.starts),
    list(row.stops),
    row.text.en,
    row.text.ru,
    statusOf(row.id),
  ]);
  const heads = [
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
    'status',
  ];
  return [
    `## ${name.en} (${name.ru})`,
    table(['state', 'name', 'по-русски', ''], stateRows),
    table(heads, rowCells),
  ];
}

function from({ from: states }: StateRow): string {
  if (states === 'none') return '–';
  return states === 'anyFinal' ? 'any final state' : states.join(' or ');
}

function eventText(on: RowEvent): string {
  switch (on.kind) {
    case 'message':
      return on.codes === 'any' ? 'any message' : on.codes.join(' or ');
    case 'timer':
      return `${on.timer} expires`;
    case 'decision':
      return `decision ${on.decision}`;
    case 'internal':
      return on.event;
  }
}

const emission = ({ code, when }: Emission): string =>
  when === undefined ? code : `${code} (${when.en})`;

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
