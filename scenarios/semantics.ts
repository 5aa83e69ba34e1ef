/** What a scenario's form cannot tell: whether its dates are dates, its places exist and its movements have a way. */
import { parseDuration, parseIsoUtc } from '../simulator/core/time.ts';
import { CORRIDOR_DATA, findPlace } from './data/corridors.ts';
import { findRoute } from './data/network.ts';
import type { Locate } from './load.ts';
import { didYouMean } from './nearest.ts';
import type { Scenario } from './schema.ts';
import type { Defect } from './source.ts';

/** Countries that have a national application here. */
export const NODES = ['GEO', 'AZE', 'KAZ', 'UZB', 'TKM'] as const;

type Path = readonly (string | number)[];

export function semanticDefects(scenario: Scenario, locate: Locate): Defect[] {
  const defects: Defect[] = [];
  const report = (path: Path, cause: string, advice: string): void => {
    defects.push({ ...locate(path), cause, try: advice });
  };
  if (startOf(scenario) === undefined) {
    report(
      ['start'],
      `\`start\` is no date: ${scenario.start}`,
      'write a day of the calendar: 2026-07-14T06:00:00Z',
    );
  }
  for (const list of ['participants', 'observers'] as const) {
    (scenario[list] ?? []).forEach((country, i) => {
      if ((NODES as readonly string[]).includes(country)) return;
      report(
        [list, i],
        `there is no national application for ${country}`,
        didYouMean(country, NODES, `known are ${NODES.join(', ')}`),
      );
    });
  }
  (scenario.observers ?? []).forEach((country, i) => {
    if (!scenario.participants.includes(country)) return;
    report(
      ['observers', i],
      `${country} takes part and cannot observe at the same time`,
      'name it once',
    );
  });
  scenario.traffic.forEach((traffic, i) => {
    if ('movement' in traffic) checkMovement(scenario, i, report);
  });
  (scenario.weather.storms ?? []).forEach((storm, i) => {
    storm.ports.forEach((port, j) => {
      if (findPlace(port)?.kind === 'port') return;
      const ports = CORRIDOR_DATA.places.filter(({ kind }) => kind === 'port').map(({ id }) => id);
      report(
        ['weather', 'storms', i, 'ports', j],
        `\`${port}\` is no port`,
        didYouMean(port, ports, `ports are ${ports.join(', ')}`),
      );
    });
  });
  for (const [country, { channels }] of Object.entries(scenario.countries ?? {})) {
    if (channels === undefined) continue;
    const sum = channels.green + channels.yellow + channels.orange + channels.red;
    if (Math.abs(sum - 1) > 1e-9)
      report(
        ['countries', country, 'channels'],
        `the shares add up to ${String(sum)}`,
        'they must add up to 1',
      );
  }
  scenario.expect.forEach(({ atLeast, atMost }, i) => {
    if (atLeast === undefined && atMost === undefined)
      report(['expect', i], 'nothing is expected here', 'add `atLeast` or `atMost`');
  });
  return defects;
}

function checkMovement(
  scenario: Scenario,
  i: number,
  report: (path: Path, cause: string, advice: string) => void,
): void {
  const traffic = scenario.traffic[i];
  if (traffic === undefined || !('movement' in traffic)) return;
  const { from, to, via } = traffic.movement;
  const ids = CORRIDOR_DATA.places.map(({ id }) => id);
  const path = ['traffic', i, 'movement'] as const;
  const named = [
    { key: ['from'], place: from },
    { key: ['to'], place: to },
    ...(via ?? []).map((place, j) => ({ key: ['via', j], place })),
  ];
  const unknown = named.filter(({ place }) => findPlace(place) === undefined);
  for (const { key, place } of unknown) {
    report(
      [...path, ...key],
      `there is no place or post \`${place}\` in the corridor data`,
      didYouMean(place, ids, 'see scenarios/data/corridors.json'),
    );
  }
  if (unknown.length > 0) return;
  if (
    findRoute(from, to, {
      ...(via === undefined ? {} : { via }),
      countries: scenario.participants,
    }) === null
  ) {
    report(
      [...path],
      `there is no way from ${from} to ${to} through ${scenario.participants.join(', ')}`,
      'add the country on the way to `participants`, or choose other places',
    );
  }
}

/** Start of what is measured, in ms; undefined where the text is no date. */
export const startOf = (scenario: Scenario): number | undefined => {
  const text = scenario.start.length === 17 ? `${scenario.start.slice(0, 16)}:00Z` : scenario.start;
  return parseIsoUtc(text) ?? parseIsoUtc(`${text.slice(0, 19)}.000Z`);
};

/** A duration of a checked scenario, in ms. */
export const durationMs = (text: string | undefined): number =>
  text === undefined ? 0 : (parseDuration(text) ?? 0);
