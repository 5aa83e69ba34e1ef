/** Who takes part in a run: the participants of a scenario, in the order of their indexes, each made from plain values. */
import { INSURANCE } from '../../nodes/common/insurance.ts';
import type {
  ChannelShares,
  InsuranceParameters,
  NodeParameters,
  SchemeParameters,
} from '../../nodes/common/parameters.ts';
import { ICE, insurerOf, insurerTin, networkOf, WORLD } from '../../nodes/common/routing.ts';
import { PROMOTION } from '../../nodes/common/trust-level.ts';
import type { TimerId, TimerValues } from '../../nodes/common/timers.ts';
import { isTimerId, REAL_TIMERS, TRAINING_TIMERS, TIMER_IDS } from '../../nodes/common/timers.ts';
import { countryOf } from '../../nodes/countries/countries.ts';
import { nodeParametersOf, schemeOf } from '../../nodes/countries/scheme.ts';
import { createOfficial } from '../../nodes/process/participants.ts';
import { mishapsFor } from '../../scenarios/data/mishaps.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import { durationMs } from '../../scenarios/semantics.ts';
import type { Participant } from '../core/participant.ts';
import type { BotDials } from '../seats/parameters.ts';
import type { TrafficSpec, WorldParameters } from '../world/parameters.ts';
import { createWorld } from '../world/world.ts';
import { FaultDirector } from '../faults/director.ts';
import { planned } from '../faults/plan.ts';
import { scriptOf } from './script-of.ts';
import { spanOf } from './span.ts';
import { named } from './step-broke.ts';
import type { Cast } from './virtual.ts';

/** What each kind of participant is told; plain values, so that a process can be told them in a line. */
export interface Told {
  readonly participants: readonly string[];
  /** Alpha-2 code of each node, observers too. */
  readonly codes: Readonly<Record<string, string>>;
  readonly scheme: SchemeParameters;
  readonly nodes: Readonly<Record<string, NodeParameters>>;
  readonly world: WorldParameters;
}

/** Everything that the participants of a scenario are told. */
export function toldBy(
  scenario: Scenario,
  backgroundHours?: Readonly<Record<string, number>>,
): Told {
  const observers = scenario.observers ?? [];
  const nodes = [...scenario.participants, ...observers];
  const scheme = schemeFor(scenario);
  return {
    participants: [WORLD, ICE, ...nodes, ...scenario.participants.map(insurerOf)],
    codes: Object.fromEntries(nodes.map((node) => [node, countryOf(node).iso2])),
    scheme,
    nodes: Object.fromEntries(nodes.map((node) => [node, nodeFor(node, scheme, scenario)])),
    world: {
      ...worldFor(scenario, scheme),
      assumptions: {
        ...(scenario.steps === undefined ? {} : { bots: BY_THE_SCRIPT }),
        ...(backgroundHours === undefined ? {} : { backgroundHours }),
      },
    },
  };
}

function schemeFor(scenario: Scenario): SchemeParameters {
  const { currency, creditOn, timers, mrnLetter, timerChanges, insurance } = scenario.scheme;
  const { approved, oldestReferenceData, claimCeiling, promotionAfter } = scenario.scheme;
  const values = withChanges(timers === 'real' ? REAL_TIMERS : TRAINING_TIMERS, timerChanges);
  const scheme = schemeOf(scenario.participants, scenario.observers ?? [], values, creditOn);
  return {
    ...scheme,
    currency,
    letter: mrnLetter,
    ...(approved === undefined ? {} : { approved }),
    ...(oldestReferenceData === undefined ? {} : { oldestReferenceData }),
    ...(claimCeiling === undefined ? {} : { claimCeiling }),
    ...(insurance === undefined ? {} : { insurance: insuranceWith(insurance) }),
    ...(promotionAfter === undefined
      ? {}
      : { promotion: { ...PROMOTION, discharges: promotionAfter } }),
  };
}

/** The timers with other lengths for some. */
const withChanges = (
  values: TimerValues,
  changes: Readonly<Partial<Record<TimerId, string>>> | undefined,
): TimerValues => ({
  ...values,
  ...Object.fromEntries(
    Object.entries(changes ?? {}).map(([timer, length]) => [timer, durationMs(length)]),
  ),
});

function insuranceWith({
  settlement,
  ...changes
}: NonNullable<Scenario['scheme']['insurance']>): InsuranceParameters {
  const settlementMs = settlement === undefined ? {} : { settlementMs: durationMs(settlement) };
  return { ...INSURANCE, ...changes, ...settlementMs };
}

function nodeFor(node: string, scheme: SchemeParameters, scenario: Scenario): NodeParameters {
  const parameters = nodeParametersOf(node, scheme);
  const own = scenario.countries?.[node] ?? {};
  const { channels, timers, riskProfiles, interestPerYear } = own;
  const isScripted = scenario.steps !== undefined;
  return {
    ...parameters,
    ...(timers === undefined
      ? {}
      : { scheme: { ...scheme, timers: withChanges(scheme.timers, timers) } }),
    ...(channels === undefined ? (isScripted ? { channels: ALL_GREEN } : {}) : { channels }),
    ...(riskProfiles === undefined ? {} : { riskProfiles }),
    ...(interestPerYear === undefined ? {} : { interestPerYear }),
    ...(isScripted && scenario.given?.insurers !== 'slow' ? { promptInsurer: true } : {}),
  };
}

/** A script leaves nothing to chance: nothing is controlled unless an officer, or a risk profile, wants it. */
const ALL_GREEN: ChannelShares = { green: 1, yellow: 0, orange: 0, red: 0 };

/** Nor do officers find or decide by chance. */
const BY_THE_SCRIPT: BotDials = {
  minorAtDeparture: 0,
  majorAtDeparture: 0,
  minorAtDestination: 0,
  majorAtDestination: 0,
  discrepanciesResolved: 1,
  refusedAtEntry: 0,
  debtsPaid: 0,
  prompt: 'everything',
};

/** Nothing goes wrong by chance unless the scenario says so. */
function mishapsOf({ mishaps = 'none' }: Scenario): Pick<WorldParameters, 'mishaps'> {
  return mishaps === 'none' ? {} : { mishaps: mishapsFor(mishaps) };
}

function worldFor(scenario: Scenario, scheme: SchemeParameters): WorldParameters {
  const { begin, start, horizon } = spanOf(scenario);
  const script = scriptOf(scenario);
  return {
    scheme,
    ...(script === undefined ? {} : { script }),
    ...mishapsOf(scenario),
    guarantorTins: Object.fromEntries(
      scenario.participants.map((node) => [node, insurerTin(countryOf(node).iso2)]),
    ),
    principalsPerCountry: scenario.principalsPerCountry,
    traffic: scenario.traffic.map((traffic): TrafficSpec => {
      if ('flows' in traffic) {
        return {
          kind: 'flows',
          set: traffic.flows,
          share: traffic.share,
          from: begin,
          until: horizon,
        };
      }
      const { at, ...movement } = traffic.movement;
      return { kind: 'movements', list: [{ at: start + durationMs(at), ...movement }] };
    }),
    weather: {
      closures: scenario.weather.closures,
      storms: (scenario.weather.storms ?? []).map(({ ports, from, lasts }) => ({
        ports,
        from: start + durationMs(from),
        until: start + durationMs(from) + durationMs(lasts),
      })),
    },
  };
}

/** The longest that each timer is in any country of a scenario, in ms. */
export const longestTimers = (told: Told): TimerValues => timersOf(told, Math.max);

/** The shortest likewise. */
export const shortestTimers = (told: Told): TimerValues => timersOf(told, Math.min);

function timersOf({ nodes }: Told, choose: (...lengths: number[]) => number): TimerValues {
  const values = Object.values(nodes).map(({ scheme }) => scheme.timers);
  return Object.fromEntries(
    TIMER_IDS.map((id) => [id, choose(...values.map((timers) => timers[id]))]),
  ) as unknown as TimerValues;
}

/** Those of them that are longer than in law and in training. */
export const timersBeyondLaw = (told: Told): Partial<TimerValues> =>
  Object.fromEntries(
    Object.entries(longestTimers(told)).filter(
      ([id, length]) => isTimerId(id) && length > Math.max(REAL_TIMERS[id], TRAINING_TIMERS[id]),
    ),
  );

/** Whoever lets the faults of a scenario begin and heal. */
export function faultsOf(scenario: Scenario, told: Told, seed: string): FaultDirector {
  const { start, horizon } = spanOf(scenario);
  return new FaultDirector(planned(scenario.faults ?? [], seed, start, horizon), {
    participants: told.participants,
    nodes: Object.keys(told.codes),
  });
}

/** Makes one participant from what it is told. */
export const createParticipant = (id: string, told: Told): Participant =>
  id === WORLD ? createWorld(told.world) : createOfficial(id, told);

/** Puts another in a participant's place: a mutant, a recording. Must keep its id and its tables' names. */
export type Recast = (participant: Participant, told: Told) => Participant;

/** The participants of a scenario and their network, in one process. */
export function castOf(told: Told, seed: string, recast: Recast = (as) => as): Cast {
  const make = (id: string): Participant => named(recast(createParticipant(id, told), told));
  return {
    participants: told.participants.map(make),
    network: networkOf(told.participants, told.codes),
    seed,
    remake: (index) => make(told.participants[index] ?? ''),
  };
}
