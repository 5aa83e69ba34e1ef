/** Who takes part in a run: the participants of a scenario, in the order of their indexes, each made from plain values. */
import type { NodeParameters, SchemeParameters } from '../../nodes/common/parameters.ts';
import { ICE, insurerOf, insurerTin, networkOf, WORLD } from '../../nodes/common/routing.ts';
import { REAL_TIMERS, TRAINING_TIMERS } from '../../nodes/common/timers.ts';
import { countryOf } from '../../nodes/countries/countries.ts';
import { nodeParametersOf, schemeOf } from '../../nodes/countries/scheme.ts';
import { createOfficial } from '../../nodes/process/participants.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import { durationMs } from '../../scenarios/semantics.ts';
import type { Participant } from '../core/participant.ts';
import type { TrafficSpec, WorldParameters } from '../world/parameters.ts';
import { createWorld } from '../world/world.ts';
import { spanOf } from './span.ts';
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
      ...(backgroundHours === undefined ? {} : { assumptions: { backgroundHours } }),
    },
  };
}

function schemeFor(scenario: Scenario): SchemeParameters {
  const { currency, creditOn, timers, mrnLetter } = scenario.scheme;
  const values = timers === 'real' ? REAL_TIMERS : TRAINING_TIMERS;
  const scheme = schemeOf(scenario.participants, scenario.observers ?? [], values, creditOn);
  return { ...scheme, currency, letter: mrnLetter };
}

function nodeFor(node: string, scheme: SchemeParameters, scenario: Scenario): NodeParameters {
  const parameters = nodeParametersOf(node, scheme);
  const channels = scenario.countries?.[node]?.channels;
  return channels === undefined ? parameters : { ...parameters, channels };
}

function worldFor(scenario: Scenario, scheme: SchemeParameters): WorldParameters {
  const { begin, start, horizon } = spanOf(scenario);
  return {
    scheme,
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

/** Makes one participant from what it is told. */
export const createParticipant = (id: string, told: Told): Participant =>
  id === WORLD ? createWorld(told.world) : createOfficial(id, told);

/** The participants of a scenario and their network, in one process. */
export function castOf(told: Told, seed: string): Cast {
  return {
    participants: told.participants.map((id) => createParticipant(id, told)),
    network: networkOf(told.participants, told.codes),
    seed,
  };
}
