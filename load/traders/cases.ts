/** The kinds of declarations that traders make, right and wrong ones, and for each what the specification says must come of it. */
import type { Body } from '../../nodes/common/message-types.ts';
import { isoUtc } from '../../simulator/core/time.ts';

export const KINDS = [
  /** Right in everything. */
  'right',
  /** Right, under a guarantee that is nearly used up: its ledger decides. */
  'close',
  /** More than is left of the reference amount (C410). */
  'beyond',
  /** The access code of the guarantee is wrong (C405). */
  'wrongCode',
  /** Nobody has allotted the GRN (C403). */
  'unknownGrn',
  /** What it says breaks a rule. */
  'faulty',
  /** The officer finds what was not declared (B1). */
  'withheld',
  /** The officer finds a small difference (A5), and the trader asks for release all the same. */
  'revised',
] as const;
export type Kind = (typeof KINDS)[number];

/** Shares of the kinds; they add up to 1. What is not named does not happen. */
export type Mixture = Readonly<Partial<Record<Kind, number>>>;

/** Mostly right, a few of every other kind (assumption: how often traders are wrong is not published). */
export const USUAL: Mixture = {
  ...{ right: 0.8, close: 0.04, beyond: 0.03, wrongCode: 0.03, unknownGrn: 0.02 },
  ...{ faulty: 0.04, withheld: 0.02, revised: 0.02 },
};

/** Mostly what must not be released. */
export const MOSTLY_REFUSED: Mixture = {
  ...{ right: 0.03, close: 0.01, beyond: 0.3, wrongCode: 0.33, unknownGrn: 0.3 },
  ...{ faulty: 0.01, withheld: 0.01, revised: 0.01 },
};

/** @param u uniform in [0, 1). */
export function kindAt(u: number, mixture: Mixture): Kind {
  let sum = 0;
  for (const kind of KINDS) {
    sum += mixture[kind] ?? 0;
    if (u < sum) return kind;
  }
  return 'right';
}

/** What must come of a declaration. */
export type Expected =
  /** Released where the guarantee covers it (row D20), refused by it where not (D21 under C410). */
  | { readonly comes: 'asCovered' }
  /** T055 with this reason: the guarantee is not to be had. */
  | { readonly comes: 'noCover'; readonly rule: string; readonly reason: string }
  /** T056 that names this rule and no other. */
  | { readonly comes: 'rejection'; readonly rule: string }
  /** T051 by row D19. */
  | { readonly comes: 'denial' };

export const AS_COVERED: Expected = { comes: 'asCovered' };
export const WRONG_CODE: Expected = { comes: 'noCover', rule: 'C405', reason: 'G03' };
export const UNKNOWN_GRN: Expected = { comes: 'noCover', rule: 'C403', reason: 'G01' };
export const DENIAL: Expected = { comes: 'denial' };

type Declaration = Body<'T015'>;

/** One thing wrong with a declaration, so that just one rule is broken. */
export interface Flaw {
  readonly rule: string;
  readonly spoil: (declaration: Declaration, now: number) => Declaration;
}

export const FLAWS: readonly Flaw[] = [
  {
    rule: 'C304',
    spoil: (one) => ({
      ...one,
      officeOfDestination: `${one.officeOfDestination.slice(0, 2)}999999`,
    }),
  },
  {
    rule: 'C307',
    spoil: (one, now) => ({
      ...one,
      officesOfTransit: one.officesOfTransit.map(({ office }, i) => ({
        office,
        estimatedArrival: isoUtc(now - 3_600_000 + i),
      })),
    }),
  },
  { rule: 'C309', spoil: (one) => ofItems(one, { number: 2 }) },
  { rule: 'C310', spoil: (one) => ({ ...one, grossMass: 1 }) },
  { rule: 'C311', spoil: (one) => ofItems(one, { netMass: one.grossMass + 1 }) },
  { rule: 'C313', spoil: (one) => ofItems(one, { hs6: '9403' }) },
  {
    rule: 'C320',
    spoil: (one) => ({ ...one, means: one.means.map((mean) => ({ ...mean, type: 31 })) }),
  },
  { rule: 'C402', spoil: (one) => ofGuarantee(one, ({ grn = '' }) => ({ grn: otherDigit(grn) })) },
  { rule: 'C415', spoil: (one) => ofGuarantee(one, ({ amount }) => ({ amount: amount - 1 })) },
  { rule: 'C416', spoil: (one) => ofGuarantee(one, () => ({ currency: 'XTS' })) },
];

/** With its last digit one higher. */
const otherDigit = (grn: string): string =>
  `${grn.slice(0, -1)}${String((Number(grn.at(-1)) + 1) % 10)}`;

const ofItems = (one: Declaration, change: Partial<Declaration['items'][number]>): Declaration => ({
  ...one,
  items: one.items.map((item) => ({ ...item, ...change })),
});

type Use = Declaration['guarantees'][number];
const ofGuarantee = (one: Declaration, change: (use: Use) => Partial<Use>): Declaration => ({
  ...one,
  guarantees: one.guarantees.map((use) => ({ ...use, ...change(use) })),
});

/** Another access code than this. */
export const otherCode = (code: string): string =>
  `${code.startsWith('A') ? 'B' : 'A'}${code.slice(1)}`;
