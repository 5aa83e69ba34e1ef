/** How a loss is divided between issuer, pool and reinsurer, and how money that comes back is (domain.md section 8.2, rule 7). Whole hundredths; nothing is lost. */
import { roundHalfUp } from '../../simulator/core/maths.ts';
import type { InsuranceParameters } from '../common/parameters.ts';
import { insurerOf } from '../common/routing.ts';

/** Hundredths of the scheme currency, a whole number. */
export type Cents = number;

export const toCents = (amount: number): Cents => roundHalfUp(amount * 100);
export const toMoney = (cents: Cents): number => cents / 100;

/** Bears what one event costs above the layer; it stands outside the scheme, so it gets no messages. */
export const REINSURER = 'REINSURER';

/** What one party bears of a loss, or gets back of it. */
export interface Part {
  readonly role: 'issuer' | 'pool' | 'reinsurer';
  readonly party: string;
  readonly amount: Cents;
}

/** The pool as a scheme has it: members with a weight, in the order of the scheme. */
export const poolOf = (
  { pool }: InsuranceParameters,
  members: readonly string[],
): readonly (readonly [node: string, weight: number])[] =>
  members.flatMap((node) => {
    const weight = pool[node] ?? 0;
    return weight > 0 ? [[node, weight] as const] : [];
  });

/** The parts of a loss: what is above the layer is the reinsurer's; of the rest the issuer keeps its retention and cedes the others to the pool. */
export function divideLoss(
  amount: Cents,
  issuer: string,
  insurance: InsuranceParameters,
  members: readonly string[],
): Part[] {
  const primary = Math.min(amount, toCents(insurance.excessOfLoss));
  const pool = poolOf(insurance, members);
  const retained = pool.length === 0 ? primary : roundHalfUp(primary * insurance.retention);
  const ceded = spread(
    primary - retained,
    pool.map(([, weight]) => weight),
  );
  const parts: Part[] = [
    { role: 'issuer', party: issuer, amount: retained },
    ...pool.map(([node], i): Part => ({
      role: 'pool',
      party: insurerOf(node),
      amount: ceded[i] ?? 0,
    })),
    { role: 'reinsurer', party: REINSURER, amount: amount - primary },
  ];
  return parts.filter((part) => part.amount > 0);
}

/** Money that comes back, to everybody as he has borne the loss. */
export function shareOut(amount: Cents, parts: readonly Part[]): Part[] {
  const amounts = spread(
    amount,
    parts.map((part) => part.amount),
  );
  return parts
    .map(({ role, party }, i): Part => ({ role, party, amount: amounts[i] ?? 0 }))
    .filter((part) => part.amount > 0);
}

/** Weights are taken to a millionth, and everything is integers from there on. */
const PARTS = 1_000_000;

/** Divides an amount in the proportion of the weights; hundredths that are left over go where most of one was cut off, the first among equals. */
export function spread(amount: Cents, weights: readonly number[]): Cents[] {
  const exact = weights.map((weight) => BigInt(roundHalfUp(weight * PARTS)));
  const total = exact.reduce((sum, weight) => sum + weight, 0n);
  if (total <= 0n) return weights.map(() => 0);
  const products = exact.map((weight) => BigInt(amount) * weight);
  const amounts = products.map((product) => Number(product / total));
  let left = amount - amounts.reduce((sum, each) => sum + each, 0);
  const order = products
    .map((product, i) => ({ i, cut: product % total }))
    .sort((a, b) => (a.cut === b.cut ? a.i - b.i : a.cut < b.cut ? 1 : -1));
  for (const { i } of order) {
    if (left === 0) break;
    amounts[i] = (amounts[i] ?? 0) + 1;
    left--;
  }
  return amounts;
}
