/** The ways in which a scenario can become smaller, each as candidates from the boldest to the mildest. What they keep of a violation is for others to try. */
import { MISHAP_IDS } from '../../scenarios/data/mishaps.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import { durationMs, startOf } from '../../scenarios/semantics.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../core/time.ts';
import type { SimTime } from '../core/time.ts';
import { lengthText } from './length.ts';

/** @param seenAt when the violation was seen. Every candidate is smaller than the scenario, so that there is an end to it. */
export type Reduction = (scenario: Scenario, seenAt: SimTime) => Iterable<Scenario>;

type Fault = NonNullable<Scenario['faults']>[number];

/** The list without a stretch of it: first the halves, then the quarters, in the end each entry. */
function* without<T>(list: readonly T[]): Iterable<T[]> {
  for (
    let size = Math.ceil(list.length / 2);
    size >= 1;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  )
    for (let from = 0; from < list.length; from += size)
      yield [...list.slice(0, from), ...list.slice(from + size)];
}

const fewerTrucks: Reduction = function* (scenario) {
  for (const traffic of without(scenario.traffic)) yield { ...scenario, traffic };
};

/** Flows that cannot be listed carry less. */
const thinnerFlows: Reduction = function* (scenario) {
  for (const [i, one] of scenario.traffic.entries()) {
    if (!('flows' in one) || one.share < 0.002) continue;
    const share = Math.floor((one.share / 2) * 1_000) / 1_000;
    yield { ...scenario, traffic: scenario.traffic.with(i, { ...one, share }) };
  }
};

const fewerFaults: Reduction = function* (scenario) {
  for (const faults of without(scenario.faults ?? [])) yield { ...scenario, faults };
};

/** What must be seen is another matter than what must hold. */
const fewerSteps: Reduction = function* ({ steps = [], ...scenario }) {
  if (steps.some(({ sees }) => sees !== undefined))
    yield { ...scenario, steps: steps.map(({ sees: _, ...step }) => step) };
  for (const left of without(steps)) if (left.length > 0) yield { ...scenario, steps: left };
};

/** It is over soon after the violation; or earlier than it was, where only the end shows it. */
const shorter: Reduction = function* (scenario, seenAt) {
  const lasts = durationMs(scenario.lasts);
  const seen = seenAt - (startOf(scenario) ?? 0);
  const lengths = [seen + 1, seen + HOUR, lasts / 2, (lasts * 3) / 4, (lasts * 7) / 8];
  for (const length of lengths) {
    const whole = roundedUp(length);
    if (whole > 0 && whole < lasts) yield { ...scenario, lasts: lengthText(whole) };
  }
};

/** Up to a length that reads well. */
function roundedUp(ms: number): number {
  const unit = ms > 4 * DAY ? DAY : ms > 4 * HOUR ? HOUR : MINUTE;
  return Math.ceil(ms / unit) * unit;
}

const shorterWarmUp: Reduction = function* ({ warmUp, ...scenario }) {
  if (warmUp === undefined) return;
  yield scenario;
  const half = Math.floor(durationMs(warmUp) / 2 / HOUR) * HOUR;
  if (half > 0) yield { ...scenario, warmUp: lengthText(half) };
};

const fewerCountries: Reduction = function* (scenario) {
  const { observers, ...rest } = scenario;
  if (observers !== undefined) yield rest;
  for (const gone of scenario.participants) {
    const { countries, ...others } = scenario;
    const left = Object.entries(countries ?? {}).filter(([country]) => country !== gone);
    yield {
      ...others,
      participants: scenario.participants.filter((country) => country !== gone),
      ...(left.length === 0 ? {} : { countries: Object.fromEntries(left) }),
    };
  }
};

/** Nothing goes wrong by chance; or one thing, and always. */
const fewerMishaps: Reduction = function* ({ mishaps = 'none', ...scenario }) {
  if (mishaps === 'none') return;
  yield scenario;
  if (mishaps !== 'usual' && MISHAP_IDS.filter((id) => mishaps[id] !== 0).length <= 1) return;
  for (const only of MISHAP_IDS)
    yield {
      ...scenario,
      mishaps: Object.fromEntries(MISHAP_IDS.map((id) => [id, id === only ? 1 : 0])),
    };
};

const calmerWeather: Reduction = function* (scenario) {
  const { closures, storms } = scenario.weather;
  if (closures === 'seasonal')
    yield { ...scenario, weather: { ...scenario.weather, closures: 'none' } };
  if (storms === undefined) return;
  for (const left of without(storms))
    yield { ...scenario, weather: { closures, ...(left.length === 0 ? {} : { storms: left }) } };
};

const fewerTraders: Reduction = function* (scenario) {
  const count = scenario.principalsPerCountry;
  for (const fewer of [1, Math.floor(count / 2)])
    if (fewer > 0 && fewer < count) yield { ...scenario, principalsPerCountry: fewer };
};

/** What a scenario may say and need not: of its scheme, of its countries. */
const plainerScheme: Reduction = function* (scenario) {
  const { countries, scheme } = scenario;
  for (const key of OPTIONAL_IN_SCHEME) {
    if (scheme[key] === undefined) continue;
    const { [key]: _, ...rest } = scheme;
    yield { ...scenario, scheme: rest };
  }
  for (const country of Object.keys(countries ?? {})) {
    const { [country]: _, ...rest } = countries ?? {};
    yield { ...scenario, countries: rest };
  }
};

const OPTIONAL_IN_SCHEME = [
  'timerChanges',
  'approved',
  'oldestReferenceData',
  'insurance',
  'promotionAfter',
  'claimCeiling',
] as const satisfies readonly (keyof Scenario['scheme'])[];

/** What a movement may say and need not. */
const plainerTrucks: Reduction = function* (scenario) {
  for (const [i, one] of scenario.traffic.entries()) {
    if (!('movement' in one)) continue;
    for (const key of ['via', 'cargo', 'tirCarnet'] as const) {
      if (one.movement[key] === undefined) continue;
      const { [key]: _, ...movement } = one.movement;
      yield { ...scenario, traffic: scenario.traffic.with(i, { movement }) };
    }
  }
};

/** What a fault says and need not; and it lasts half as long. */
const plainerFaults: Reduction = function* (scenario) {
  const faults = scenario.faults ?? [];
  for (const [i, fault] of faults.entries()) {
    for (const smaller of plainer(fault)) yield { ...scenario, faults: faults.with(i, smaller) };
  }
};

const NEEDED: ReadonlySet<string> = new Set(['fault', 'at', 'when', 'every', 'lasts']);

function* plainer(fault: Fault): Iterable<Fault> {
  for (const key of Object.keys(fault)) {
    if (NEEDED.has(key)) continue;
    const { [key as 'way']: _, ...rest } = fault;
    yield rest;
  }
  const lasts = durationMs(fault.lasts);
  for (const length of [lasts / 8, lasts / 2]) {
    const whole = Math.ceil(length / SECOND) * SECOND;
    if (whole < lasts) yield { ...fault, lasts: lengthText(whole) };
  }
}

/** Instants and lengths that are shorter to say: whole days, hours, minutes. */
const rounder: Reduction = function* (scenario) {
  const faults = scenario.faults ?? [];
  for (const [i, one] of scenario.traffic.entries()) {
    if (!('movement' in one)) continue;
    for (const at of roundings(one.movement.at))
      yield {
        ...scenario,
        traffic: scenario.traffic.with(i, { movement: { ...one.movement, at } }),
      };
  }
  for (const [i, fault] of faults.entries())
    for (const [key, length] of [
      ...roundings(fault.at ?? '').map((at) => ['at', at] as const),
      // Not up: what was made shorter stays so.
      ...roundings(fault.lasts, Math.floor).map((lasts) => ['lasts', lasts] as const),
    ])
      yield { ...scenario, faults: faults.with(i, { ...fault, [key]: length }) };
};

function roundings(text: string, ...ways: ((x: number) => number)[]): string[] {
  const ms = durationMs(text);
  const wholes = [DAY, HOUR, MINUTE, SECOND].flatMap((unit) =>
    (ways.length === 0 ? [Math.floor, Math.ceil] : ways).map((way) => way(ms / unit) * unit),
  );
  return wholes
    .filter((whole) => whole > 0)
    .map(lengthText)
    .filter(({ length }) => length < text.length);
}

/** In the order in which they pay: what makes the next tries cheaper comes first. */
export const REDUCTIONS: readonly Reduction[] = [
  shorter,
  fewerTrucks,
  thinnerFlows,
  fewerFaults,
  fewerSteps,
  shorterWarmUp,
  fewerCountries,
  fewerMishaps,
  calmerWeather,
  fewerTraders,
  plainerScheme,
  plainerTrucks,
  plainerFaults,
  rounder,
];
