/** What a scenario's form cannot tell: whether its dates are dates, its places exist and its movements have a way. */
import { officeAt } from '../nodes/countries/offices.ts';
import { EXPECTABLE } from '../reports/kpi/catalogue.ts';
import { parseDuration, parseIsoUtc } from '../simulator/core/time.ts';
import { checkDuration } from './check-duration.ts';
import { CARGO_GROUPS } from './data/cargo.ts';
import { CORRIDOR_DATA, findPlace } from './data/corridors.ts';
import { findRoute } from './data/network.ts';
import { checkFaults } from './fault-semantics.ts';
import { checkHappens } from './happens-semantics.ts';
import { didYouMean } from './nearest.ts';
import type { Scenario } from './schema.ts';
import { checkScript } from './script-semantics.ts';
import type { Defect, Locate, Part, Path } from './source.ts';

/** Countries that have a national application here. */
export const NODES = ['GEO', 'AZE', 'KAZ', 'UZB', 'TKM'] as const;

/** Tells a mistake: where, why, what to try. */
export type Report = (path: Path, cause: string, advice: string, part?: Part) => void;

export function semanticDefects(scenario: Scenario, locate: Locate): Defect[] {
  const defects: Defect[] = [];
  const report: Report = (path, cause, advice, part) => {
    defects.push({ ...locate(path, part), cause, try: advice });
  };
  checkTimes(scenario, report);
  checkCountries(scenario, report);
  scenario.traffic.forEach((_, i) => {
    checkMovement(scenario, i, report);
  });
  checkStorms(scenario, report);
  checkExpectations(scenario, report);
  checkScheme(scenario, report);
  checkFaults(scenario, report);
  checkScript(scenario, report);
  return defects;
}

function checkTimes(scenario: Scenario, report: Report): void {
  const { start, warmUp, lasts, weather } = scenario;
  if (startOf(scenario) === undefined) {
    report(
      ['start'],
      `\`start\` is no date: ${start}`,
      'write a day of the calendar: 2026-07-14T06:00:00Z',
    );
  }
  if (checkDuration(['lasts'], lasts, report) === 0)
    report(['lasts'], 'the run lasts no time at all', 'write a duration such as 14d');
  if (warmUp !== undefined) checkDuration(['warmUp'], warmUp, report);
  scenario.traffic.forEach((traffic, i) => {
    if (!('movement' in traffic)) return;
    const path = ['traffic', i, 'movement', 'at'];
    const { at } = traffic.movement;
    if ((checkDuration(path, at, report) ?? 0) < (parseDuration(lasts) || Infinity)) return;
    report(path, `the run is over before ${at}: it lasts ${lasts}`, 'let it begin earlier');
  });
  (weather.storms ?? []).forEach((storm, i) => {
    checkDuration(['weather', 'storms', i, 'from'], storm.from, report);
    checkDuration(['weather', 'storms', i, 'lasts'], storm.lasts, report);
  });
}

function checkCountries(scenario: Scenario, report: Report): void {
  const { participants, observers = [], countries = {} } = scenario;
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
  for (const [country, { channels }] of Object.entries(countries)) {
    if (![...participants, ...observers].includes(country)) {
      const advice = didYouMean(
        country,
        participants,
        `name it among the participants, or leave it out`,
      );
      report(['countries', country], `${country} is no country of this scenario`, advice, 'key');
    }
    if (channels === undefined) continue;
    const sum = channels.green + channels.yellow + channels.orange + channels.red;
    if (Math.abs(sum - 1) > 1e-9)
      report(
        ['countries', country, 'channels'],
        `the shares add up to ${String(Number(sum.toFixed(6)))}`,
        'they must add up to 1',
      );
  }
}

/** Nodes that the scheme names take part; timers are no longer than a run may be. */
function checkScheme({ scheme, participants, countries }: Scenario, report: Report): void {
  const named = [
    ...(scheme.approved ?? []).map((node, i) => ({ path: ['scheme', 'approved', i], node })),
    ...Object.keys(scheme.insurance?.pool ?? {}).map((node) => ({
      path: ['scheme', 'insurance', 'pool', node],
      node,
    })),
  ];
  for (const { path, node } of named) {
    if (participants.includes(node)) continue;
    const advice = didYouMean(node, participants, `participants are ${participants.join(', ')}`);
    report(path, `${node} does not take part`, advice);
  }
  for (const [timer, length] of Object.entries(scheme.timerChanges ?? {}))
    checkDuration(['scheme', 'timerChanges', timer], length, report);
  for (const [country, { timers = {} }] of Object.entries(countries ?? {}))
    for (const [timer, length] of Object.entries(timers))
      checkDuration(['countries', country, 'timers', timer], length, report);
}

function checkMovement(scenario: Scenario, i: number, report: Report): void {
  const traffic = scenario.traffic[i];
  if (traffic === undefined || !('movement' in traffic)) return;
  const { from, to, via, cargo } = traffic.movement;
  const path = ['traffic', i, 'movement'] as const;
  if (cargo !== undefined && !CARGO.includes(cargo)) {
    const advice = didYouMean(cargo, CARGO, `known are ${CARGO.join(', ')}`);
    report([...path, 'cargo'], `there is no cargo \`${cargo}\``, advice);
  }
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
      didYouMean(place, PLACES, 'see scenarios/data/corridors.json'),
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
  checkOffice([...path, 'from'], from, 'DEP', report);
  checkOffice([...path, 'to'], to, 'DES', report);
}

/** A movement begins and ends where there is an office for it. */
function checkOffice(path: Path, place: string, role: 'DEP' | 'DES', report: Report): void {
  if (officeAt(place, role) !== undefined) return;
  const offices = PLACES.filter((id) => id.startsWith(place.slice(0, 3)) && officeAt(id, role));
  report(
    path,
    `there is no office of ${role === 'DEP' ? 'departure' : 'destination'} at ${place}`,
    didYouMean(place, offices, `there are some at ${offices.join(', ')}`),
  );
}

const CARGO: readonly string[] = CARGO_GROUPS.map(({ id }) => id);
const PLACES = CORRIDOR_DATA.places.map(({ id }) => id);
const PORTS = CORRIDOR_DATA.places.filter(({ kind }) => kind === 'port').map(({ id }) => id);

function checkStorms(scenario: Scenario, report: Report): void {
  (scenario.weather.storms ?? []).forEach((storm, i) => {
    storm.ports.forEach((port, j) => {
      if (PORTS.includes(port)) return;
      report(
        ['weather', 'storms', i, 'ports', j],
        `\`${port}\` is no port`,
        didYouMean(port, PORTS, `ports are ${PORTS.join(', ')}`),
      );
    });
  });
}

function checkExpectations(scenario: Scenario, report: Report): void {
  scenario.expect.forEach((expectation, i) => {
    const { atLeast, atMost } = expectation;
    if ('happens' in expectation) checkHappens(['expect', i], expectation, scenario, report);
    else if (!EXPECTABLE.includes(expectation.kpi)) {
      const { kpi } = expectation;
      const advice = didYouMean(kpi, EXPECTABLE, `known are ${EXPECTABLE.join(', ')}`);
      report(['expect', i, 'kpi'], `there is no KPI or count \`${kpi}\``, advice);
    }
    if (atLeast === undefined && atMost === undefined)
      report(['expect', i], 'nothing is expected here', 'add `atLeast` or `atMost`');
    else if (atLeast !== undefined && atMost !== undefined && atLeast > atMost)
      report(
        ['expect', i],
        `nothing is at least ${String(atLeast)} and at most ${String(atMost)}`,
        'let `atLeast` be the smaller',
      );
  });
}

/** Start of what is measured, in ms; undefined where the text is no date. */
export const startOf = (scenario: Scenario): number | undefined => {
  const text = scenario.start.length === 17 ? `${scenario.start.slice(0, 16)}:00Z` : scenario.start;
  return parseIsoUtc(text) ?? parseIsoUtc(`${text.slice(0, 19)}.000Z`);
};

/** A duration of a checked scenario, in ms. */
export const durationMs = (text: string | undefined): number =>
  text === undefined ? 0 : (parseDuration(text) ?? 0);
