/** The outcome of a siege as text for a terminal. */
import { aligned } from '../kills/table.ts';
import type { Outcome } from './siege.ts';

const SHOWN = 10;
/** Megabytes that ICE may hold more than in the beginning when all is over: what its runtime has not collected yet, whatever the number of attacks. */
const GROWTH_MOST_MB = 500;

export function siegeTable(outcome: Outcome, seed: string): string {
  const { phases, assault, crowd, abuse, judged, deaf } = outcome;
  const quiet = phases[0]?.p99Ms ?? 0;
  const ms = (value: number): string => value.toFixed(1);
  const rows = phases.map((phase) => [
    ...[phase.phase, phase.seconds.toFixed(0), String(phase.sent), String(phase.acknowledged)],
    ...[String(phase.arrived), ms(phase.p50Ms), ms(phase.p99Ms), ms(phase.mostMs)],
    quiet === 0 ? '–' : (phase.p99Ms / quiet).toFixed(1),
    phase.residentMb?.toFixed(0) ?? '–',
  ]);
  const head = [
    'phase',
    's',
    'sent',
    'S001',
    'arrived',
    'p50 ms',
    'p99 ms',
    'most ms',
    'p99 ÷ quiet',
    'RSS MB',
  ];
  const kinds = [...assault.came].map(([kind, came]) => [
    kind,
    ...(['closed', 'refused', 'denied', 'answered', 'waits'] as const).map((what) =>
      String(came.get(what) ?? 0),
    ),
  ]);
  const counts = (map: ReadonlyMap<string, number>): string =>
    [...map]
      .sort()
      .map(([what, count]) => `${what} ${count}`)
      .join(', ');
  const letIn =
    crowd.letInMs === undefined ? 'is not let in' : `is let in after ${ms(crowd.letInMs)} ms`;
  return [
    'Two countries that behave, while others do not:',
    aligned([head, ...rows]),
    '',
    `${assault.packets} hostile packets:`,
    aligned([['kind', 'closed', 'refused', 'denied', 'answered', 'waits'], ...kinds.sort()]),
    '',
    `${crowd.silent} connections that say nothing: a country ${letIn}`,
    `${abuse.messages} spoilt messages: ${abuse.acknowledged} acknowledged on the wire, ${abuse.closed} closed the connection, ${abuse.receipts} were receipts`,
    `  journal: ${counts(judged)}`,
    `  answers: ${counts(abuse.answers)}`,
    `a subscriber that does not read: ${(deaf.bytes / 1e6).toFixed(0)} MB for it, ${deaf.isCut ? 'cut off' : 'not cut off'}; without receipts: ${deaf.unreceipted} messages came`,
    `seed ${seed}`,
    ...wrongs(outcome)
      .slice(0, SHOWN)
      .map((line) => `wrong: ${line}`),
  ].join('\n');
}

/** Everything that should have been otherwise; empty where all was as the specification says. */
export function wrongs({ phases, assault, crowd, abuse, judged, deaf, broken }: Outcome): string[] {
  // A false sender's message is refused under C110 and not acknowledged on the wire.
  const judgedCount = [...judged].reduce(
    (sum, [what, count]) => sum + (what === 'refused C110' ? 0 : count),
    0,
  );
  const silent = abuse.acknowledged - judgedCount;
  return [
    ...broken,
    ...assault.wrong,
    ...abuse.wrong,
    ...phases.flatMap(({ phase, sent, acknowledged, arrived }) =>
      sent === acknowledged && sent === arrived
        ? []
        : [`${phase}: of ${sent} messages ${acknowledged} were acknowledged, ${arrived} arrived`],
    ),
    ...grown(phases),
    ...(crowd.letInMs === undefined ? ['a country is kept out by those who say nothing'] : []),
    ...(silent >= 0 && silent <= abuse.receipts
      ? []
      : [`${silent} spoilt messages left no trace, and ${abuse.receipts} were receipts`]),
    ...(deaf.isCut ? [] : ['a subscriber that does not read is not cut off']),
  ];
}

/** Where the system tells. */
function grown(phases: Outcome['phases']): string[] {
  const [before, after] = [phases[0]?.residentMb, phases.at(-1)?.residentMb];
  if (before === undefined || after === undefined || after - before <= GROWTH_MOST_MB) return [];
  return [
    `ICE holds ${after.toFixed(0)} MB when all is over, and held ${before.toFixed(0)} before`,
  ];
}
