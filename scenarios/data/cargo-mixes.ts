/** The mixes of goods that flows draw from. The groups themselves are in `cargo.ts`. */
import { CARGO_GROUPS } from './cargo.ts';
import type { CargoWeights } from './cargo.ts';

/** The shares of the whole corridor, as published. */
const corridor: CargoWeights = Object.fromEntries(
  CARGO_GROUPS.map((group) => [group.id, group.share]),
);

/** Weights of the groups in a flow; each mix adds up to 1. All but `corridor` are estimates from what the countries trade. */
export const CARGO_MIXES = {
  corridor,
  /** From Türkiye and the Black Sea ports eastward. */
  manufacturesEast: {
    machinery: 0.26,
    textiles: 0.14,
    plastics: 0.12,
    metals: 0.1,
    food: 0.1,
    vehicleParts: 0.09,
    chemicals: 0.07,
    other: 0.1,
    excise: 0.02,
  },
  /** From Central Asia and Azerbaijan westward. */
  materialsWest: {
    textiles: 0.32,
    metals: 0.18,
    fruit: 0.16,
    vegetables: 0.12,
    plastics: 0.1,
    food: 0.05,
    other: 0.07,
  },
  /** From Uzbekistan north, in and out of season. */
  produceNorth: {
    vegetables: 0.5,
    fruit: 0.24,
    textiles: 0.13,
    food: 0.05,
    other: 0.04,
    plastics: 0.04,
  },
  /** From Russia and northern Kazakhstan south. */
  materialsSouth: {
    wood: 0.26,
    metals: 0.2,
    food: 0.2,
    chemicals: 0.11,
    machinery: 0.1,
    other: 0.09,
    vehicleParts: 0.04,
  },
  /** From China. */
  manufacturesWest: {
    machinery: 0.4,
    textiles: 0.2,
    vehicleParts: 0.12,
    other: 0.12,
    plastics: 0.08,
    metals: 0.08,
  },
  /** North and south over the Greater Caucasus. */
  caucasus: {
    vegetables: 0.22,
    fruit: 0.18,
    food: 0.15,
    machinery: 0.11,
    excise: 0.08,
    textiles: 0.08,
    metals: 0.07,
    chemicals: 0.05,
    other: 0.06,
  },
} as const satisfies Record<string, CargoWeights>;

export type CargoMixId = keyof typeof CARGO_MIXES;
