/** The amount at risk of a movement: what would be due if it went wrong (domain.md section 8.2, rule 1). */
import type { SchemeParameters, Tariff } from '../../common/parameters.ts';
import { toCents } from './ledger.ts';

/** What the amount depends on, of one item of a declaration. */
export interface TaxedItem {
  /** Six digits; a TIR movement may have none. */
  readonly hs6?: string;
  /** In the scheme currency. */
  readonly value: number;
}

/** Rates are taken to a millionth, and everything is integers from there on: no sum depends on its order. */
const PARTS = 1_000_000n;
/** Hundredths in the unit that the amount is rounded up to: 1.00 of the scheme currency. */
const ROUND_TO_CENTS = 100n;
/** Unknown tariff data: 1.25 times the value at the highest rate known. */
const FLAT_NUMERATOR = 5n;
const FLAT_DENOMINATOR = 4n;

/**
 * The highest charge of all countries on the route, in the scheme currency, rounded up to 1.00.
 * A country without a tariff, or an item without HS code, counts with 1.25 times its value at the highest rate known.
 * @param route ISO alpha-2 codes of the countries crossed, departure and destination among them.
 */
export function amountAtRisk(
  items: readonly TaxedItem[],
  route: readonly string[],
  scheme: Pick<SchemeParameters, 'members' | 'tariffs'>,
): number {
  let highest = 0n;
  for (const iso2 of route) {
    const charge = chargeIn(tariffOf(iso2, scheme), items, scheme);
    if (charge > highest) highest = charge;
  }
  const unit = ROUND_TO_CENTS * PARTS * PARTS;
  return Number((highest + unit - 1n) / unit);
}

/** Duty and VAT of all items, in hundredths times a million times a million. */
function chargeIn(
  tariff: Tariff | undefined,
  items: readonly TaxedItem[],
  scheme: Pick<SchemeParameters, 'tariffs'>,
): bigint {
  let sum = 0n;
  for (const { hs6, value } of items) {
    const cents = BigInt(toCents(value));
    if (tariff === undefined || hs6 === undefined) {
      sum += roundedUp(cents * FLAT_NUMERATOR * highestRate(scheme), FLAT_DENOMINATOR);
    } else {
      sum += cents * rateParts(tariff.chapters[hs6.slice(0, 2)] ?? tariff.default);
    }
  }
  return sum;
}

const roundedUp = (amount: bigint, divisor: bigint): bigint => (amount + divisor - 1n) / divisor;

interface Rate {
  readonly duty: number;
  readonly vat: number;
}

/** duty + (1 + duty) × VAT, in parts of a million times a million. */
function rateParts({ duty, vat }: Rate): bigint {
  const dutyParts = BigInt(Math.round(duty * Number(PARTS)));
  const vatParts = BigInt(Math.round(vat * Number(PARTS)));
  return dutyParts * PARTS + (PARTS + dutyParts) * vatParts;
}

function highestRate({ tariffs }: Pick<SchemeParameters, 'tariffs'>): bigint {
  let highest = 0n;
  for (const tariff of Object.values(tariffs)) {
    for (const rate of [tariff.default, ...Object.values(tariff.chapters)]) {
      const parts = rateParts(rate);
      if (parts > highest) highest = parts;
    }
  }
  return highest;
}

/** The tariff of a country by its alpha-2 code; undefined outside the scheme, or where none is known. */
function tariffOf(
  iso2: string,
  { members, tariffs }: Pick<SchemeParameters, 'members' | 'tariffs'>,
): Tariff | undefined {
  for (const node of Object.keys(members)) if (members[node] === iso2) return tariffs[node];
  return undefined;
}
