/** Faults at random for a run that is to be judged: which, when, how long, on whom. Everything drawn is written out, so that a scenario can say it. */
import type { Stream } from '../core/chance.ts';
import { chance, pick, uniform } from '../core/draws.ts';
import { exp, log, roundHalfUp } from '../core/maths.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../core/time.ts';
import { FAULTS } from './catalogue.ts';
import type { FaultKind } from './kind.ts';
import type { FaultField, FaultId, FaultSpec } from './parameters.ts';
import type { Strikable } from './strikable.ts';

type Range = readonly [least: number, most: number];

/** How a kind is drawn: how long it lasts, and what it says of itself. Lengths in ms. */
interface Drawn {
  readonly lasts: Range;
  readonly share?: Range;
  readonly by?: Range;
  readonly times?: Range;
}

/** Kinds that say nothing by themselves, or that nothing can be judged by, are not drawn. */
const NEVER = undefined;

const DRAWN: Readonly<Record<FaultId, Drawn | undefined>> = {
  delay: { lasts: [HOUR / 2, DAY], by: [SECOND, 10 * MINUTE], share: [0.1, 1] },
  loss: { lasts: [HOUR / 2, DAY], share: [0.05, 0.6] },
  duplicates: { lasts: [HOUR / 2, DAY], by: [SECOND, HOUR], share: [0.1, 1] },
  reorder: { lasts: [HOUR / 2, DAY], by: [SECOND, 10 * MINUTE], share: [0.1, 0.8] },
  corruption: { lasts: [HOUR / 2, 12 * HOUR], share: [0.05, 0.5] },
  partition: { lasts: [10 * MINUTE, DAY] },
  receiptsLost: { lasts: [HOUR / 2, 12 * HOUR], share: [0.2, 1] },
  brokerCrash: { lasts: [10 * MINUTE, 6 * HOUR] },
  nodeCrash: { lasts: [10 * MINUTE, 12 * HOUR] },
  iceCrash: { lasts: [10 * MINUTE, 6 * HOUR] },
  diskFull: { lasts: [10 * MINUTE, 12 * HOUR] },
  slowConsumer: { lasts: [HOUR / 2, DAY], by: [SECOND, 5 * MINUTE] },
  clockSkew: { lasts: [HOUR / 2, DAY], by: [SECOND, 10 * MINUTE] },
  // Nothing is published while no member joins or leaves.
  staleReferenceData: NEVER,
  expiredCertificate: { lasts: [HOUR / 2, DAY] },
  revokedKey: { lasts: [HOUR / 2, DAY] },
  doorClosed: { lasts: [10 * MINUTE, 12 * HOUR] },
  plannedOutage: { lasts: [HOUR / 2, DAY] },
  unplannedOutage: { lasts: [HOUR / 2, DAY] },
  borderClosed: { lasts: [HOUR, DAY] },
  slowBorder: { lasts: [HOUR, DAY], times: [1.5, 6] },
  roadClosed: { lasts: [HOUR, DAY] },
  ferryHeld: { lasts: [HOUR, DAY] },
  surge: { lasts: [HOUR, DAY], times: [2, 6] },
  officerAbsent: { lasts: [HOUR, DAY] },
  breakdown: { lasts: [HOUR, DAY], share: [0.2, 1], by: [HOUR, DAY] },
  sealBroken: { lasts: [HOUR, DAY], share: [0.2, 1] },
  goodsDiverted: { lasts: [HOUR, DAY], share: [0.2, 1] },
  truckGone: { lasts: [HOUR, DAY], share: [0.1, 0.5] },
  wrongDocuments: { lasts: [HOUR, DAY], share: [0.2, 1] },
  mistypedCodes: { lasts: [HOUR, DAY], share: [0.2, 1] },
  guarantorInsolvent: { lasts: [HOUR, DAY] },
};

/** By when the last fault has healed, as a share of the span: what comes then shows whether everything comes to its end. */
const HEALED_BY = 0.6;

/** How often what may be said is said. */
const SAID = 0.5;

/**
 * Faults that begin and heal within the first three fifths of a span, in order of time.
 * The same from the same stream, for the same who, span and count.
 */
export function drawFaults(
  stream: Stream,
  who: Strikable,
  spanMs: number,
  count: number,
): FaultSpec[] {
  const kinds = FAULTS.filter((kind) => isDrawn(kind, who));
  if (kinds.length === 0) return [];
  const faults = Array.from({ length: count }, () =>
    drawFault(stream, pick(stream, kinds), who, spanMs * HEALED_BY),
  );
  return faults.sort((a, b) => a.at - b.at).map(({ spec }) => spec);
}

/** Whether it can be drawn: whom it needs to strike is there. */
export function isDrawn({ id, needs }: FaultKind, who: Strikable): boolean {
  return DRAWN[id] !== NEVER && needs.every((field) => (namedBy(field, who)?.length ?? 1) > 0);
}

function drawFault(
  stream: Stream,
  kind: FaultKind,
  who: Strikable,
  healedByMs: number,
): { readonly at: number; readonly spec: FaultSpec } {
  const drawn = DRAWN[kind.id] ?? { lasts: [SECOND, SECOND] };
  const [least, most] = drawn.lasts;
  const lasts = length(stream, [Math.min(least, healedByMs / 2), Math.min(most, healedByMs / 2)]);
  // Early rather than late: most is said while loads are declared and released.
  const early = uniform(stream, 0, 1);
  const at = Math.floor(((healedByMs - lasts) * early * early) / SECOND) * SECOND;
  const fields = [...kind.needs, ...kind.takes.filter(() => chance(stream, SAID))];
  const said = fields.map((field) => [field, drawField(stream, field, drawn, who)] as const);
  // An office says by itself whose it is.
  const hasOffice = said.some(([field, value]) => field === 'office' && value !== undefined);
  return {
    at,
    spec: {
      fault: kind.id,
      at: inSeconds(at),
      lasts: inSeconds(lasts),
      ...Object.fromEntries(
        said.filter(([field, value]) => value !== undefined && !(field === 'node' && hasOffice)),
      ),
    },
  };
}

/** What a field may name; undefined for one that names nothing of the scenario. */
function namedBy(field: FaultField, who: Strikable): readonly string[] | undefined {
  switch (field) {
    case 'node':
      return who.nodes;
    case 'post':
      return who.posts;
    case 'port':
      return who.ports;
    case 'place':
      return who.places;
    case 'office':
      return who.offices;
    case 'way':
    case 'messages':
    case 'share':
    case 'by':
    case 'times':
    case 'behind':
    case 'dies':
    case 'side':
      return undefined;
  }
}

function drawField(
  stream: Stream,
  field: FaultField,
  { share = [0.1, 1], by = [SECOND, MINUTE], times = [1.5, 4] }: Drawn,
  who: Strikable,
): string | number | boolean | undefined {
  switch (field) {
    case 'way':
      return pick(stream, ['out', 'in', 'both'] as const);
    case 'side':
      return pick(stream, ['exit', 'entry'] as const);
    case 'dies':
      return pick(stream, ['beforeStep', 'afterCommit', 'afterReceipt'] as const);
    case 'share':
      return roundHalfUp(uniform(stream, ...share) * 100) / 100;
    case 'times':
      return roundHalfUp(uniform(stream, ...times) * 10) / 10;
    case 'by':
      return inSeconds(length(stream, by));
    case 'behind':
      return true;
    // All types: the one that matters is found by shrinking.
    case 'messages':
      return undefined;
    case 'node':
    case 'post':
    case 'port':
    case 'place':
    case 'office': {
      const names = namedBy(field, who) ?? [];
      return names.length === 0 ? undefined : pick(stream, names);
    }
  }
}

/** Short ones as often as long ones: each doubling of the length is as likely. Whole seconds. */
function length(stream: Stream, [least, most]: Range): number {
  const ms = exp(uniform(stream, log(least), log(most)));
  return Math.max(SECOND, Math.floor(ms / SECOND) * SECOND);
}

const inSeconds = (ms: number): string => `${String(ms / SECOND)}s`;
