/** The outcome of a campaign as text for a terminal, and as plain values. */
import { percentile } from '../bench/measure.ts';
import type { Outcome } from './campaign.ts';
import { MANNERS } from './fates.ts';
import type { Death } from './toll.ts';

/** Kept in a list; the rest are counted. */
const SHOWN = 20;

/** What `--json` prints. */
export function resultOf({ toll, findings, ...rest }: Outcome) {
  return {
    kills: toll.deaths.length,
    ...recoveryOf(toll.deaths),
    ...rest,
    ...findings,
    deaths: toll.deaths,
  };
}

export function killTable(outcome: Outcome, seed: string): string {
  const { toll, findings, audits, movements, stuck, surprises, seconds } = outcome;
  const ids = [...new Set(toll.deaths.map(({ id }) => id))];
  const row = (name: string, deaths: readonly Death[]): string[] => {
    const { recovered, p50Ms, p99Ms } = recoveryOf(deaths);
    const byId = ids.map((one) => String(deaths.filter(({ id }) => id === one).length));
    return [name, ...byId, String(deaths.length), String(recovered), p50Ms, p99Ms].map(String);
  };
  const rows = [
    ['killed', ...ids, 'all', 'recovered', 'p50 ms', 'p99 ms'],
    ...MANNERS.map((manner) =>
      row(
        manner,
        toll.deaths.filter((death) => death.manner === manner),
      ),
    ),
    row('all', toll.deaths),
  ];
  const { byIce, byDoors, lost, doubled, violations, guarantees, held } = findings;
  return [
    aligned(rows),
    '',
    `acknowledged: ${byIce} by ICE (S001), ${byDoors} by doors (2xx); lost ${lost.length}, doubled ${doubled.length}`,
    `${movements} movements written off; ${guarantees} guarantees, ${held} held under them when all was quiet`,
    `invariants broken: ${violations.length}; audits: ${audits}; seed ${seed}; ${seconds.toFixed(0)} s`,
    ...listed('lost', lost),
    ...listed('doubled', doubled),
    ...listed('broken', violations),
    ...listed('did not come to an end', stuck),
    ...listed('unexpected', surprises),
  ].join('\n');
}

/** Who died again before he had served is counted with his last death. */
function recoveryOf(deaths: readonly Death[]) {
  const times = deaths.flatMap(({ recoveredMs }) =>
    recoveredMs === undefined ? [] : [recoveredMs],
  );
  const at = (share: number): string =>
    times.length === 0 ? '–' : percentile(times, share).toFixed(0);
  return { recovered: times.length, p50Ms: at(0.5), p99Ms: at(0.99) };
}

const listed = (what: string, lines: readonly string[]): string[] =>
  lines.slice(0, SHOWN).map((line) => `${what}: ${line}`);

export function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const cell = (text: string, i: number): string =>
    i === 0 ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0);
  return rows.map((row) => row.map(cell).join('  ')).join('\n');
}
