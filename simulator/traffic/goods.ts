/** What one truck carries: items with codes, masses, packages and values, drawn from the cargo groups of the corridor data. */
import type { Body } from '../../nodes/common/message-types.ts';
import type { CargoGroup, CargoWeights, Goods } from '../../scenarios/data/cargo.ts';
import { CARGO_GROUPS, cargoGroupOf } from '../../scenarios/data/cargo.ts';
import type { Stream } from '../core/chance.ts';
import { integer, normal, pick, shuffle, uniform, weighted } from '../core/draws.ts';
import { exp, log, roundHalfUp } from '../core/maths.ts';

export type Item = Body<'T015'>['items'][number];

export interface Load {
  readonly group: CargoGroup;
  readonly items: readonly Item[];
  readonly grossKg: number;
}

/** Loads of one, two or three kinds of goods (assumption). */
const ITEM_WEIGHTS = [0.6, 0.28, 0.12];

/** A value further than this from its median is a mistake in a declaration, not a load. */
const VALUE_SIGMAS_MAX = 2.5;

/** Weights by the groups' order in the data. */
export type GroupWeights = readonly number[];

export const groupWeights = (cargo: CargoWeights): GroupWeights =>
  CARGO_GROUPS.map(({ id }) => cargo[id] ?? 0);

/** All of one group. @throws RangeError for a group that the data does not have. */
export const onlyGroup = (id: string): GroupWeights => {
  const group = cargoGroupOf(id);
  return CARGO_GROUPS.map((other) => (other === group ? 1 : 0));
};

/** One truckload. */
export function drawLoad(weights: GroupWeights, stream: Stream): Load {
  const group = CARGO_GROUPS[weighted(stream, weights)] as CargoGroup;
  const kinds = Math.min(1 + weighted(stream, ITEM_WEIGHTS), group.goods.length);
  const goods =
    kinds === 1 ? [pick(stream, group.goods)] : shuffle(stream, group.goods).slice(0, kinds);
  const total = roundHalfUp(uniform(stream, group.grossKg.min, group.grossKg.max) / 10) * 10;
  const items = goods.map((one, i) => drawItem(group, one, i, massOf(i, kinds, total), stream));
  const grossKg = items.reduce((sum, { grossMass }) => sum + grossMass, 0);
  return { group, items, grossKg };
}

/** The first item takes half or more, the others share the rest equally; whole kilograms. */
function massOf(i: number, kinds: number, totalKg: number): number {
  if (kinds === 1) return totalKg;
  const other = Math.floor((totalKg * 0.5) / kinds);
  return i === 0 ? totalKg - other * (kinds - 1) : other;
}

function drawItem(
  group: CargoGroup,
  { hs6, en }: Goods,
  i: number,
  grossMass: number,
  stream: Stream,
): Item {
  const { median, spread } = group.usdPerTonne;
  const netMass = Math.floor(grossMass * group.netShare);
  const z = Math.max(-VALUE_SIGMAS_MAX, Math.min(VALUE_SIGMAS_MAX, normal(stream)));
  const value = Math.max(1, roundHalfUp(((median * netMass) / 1_000) * exp(z * log(spread))));
  return {
    number: i + 1,
    hs6,
    description: en,
    packageType: pick(stream, group.packages),
    packages: Math.max(1, roundHalfUp(grossMass / group.packageKg) + integer(stream, -2, 2)),
    grossMass,
    netMass,
    value,
  };
}

/** Mean and mean square of a truckload's value, for each group: what guarantees are sized by. */
export function valueMoments(group: CargoGroup): {
  readonly mean: number;
  readonly square: number;
} {
  const { median, spread } = group.usdPerTonne;
  const tonnes = (((group.grossKg.min + group.grossKg.max) / 2) * group.netShare) / 1_000;
  const sigma = log(spread);
  const mean = median * tonnes * exp((sigma * sigma) / 2);
  return { mean, square: mean * mean * exp(sigma * sigma) };
}
