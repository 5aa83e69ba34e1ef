/** The amount at risk as a trader works it out for his declaration (domain.md section 8.2, rule 1). The office works it out for itself. */
import type { SchemeParameters, Tariff } from '../../nodes/common/parameters.ts';
import { roundHalfUp } from '../core/maths.ts';

type Scheme = Pick<SchemeParameters, 'tariffs'>;

/** Rates are whole hundredths of a per cent: values below ninety million stay exact in a double all the way. */
const PARTS = 10_000;

interface TaxedItem {
  readonly hs6?: string;
  readonly value: number;
}

/**
 * The highest charge of all countries on the route, in the scheme currency, rounded up to 1.00.
 * A country without a tariff, or an item without HS code, counts with 1.25 times its value at the highest rate known.
 * @param countries ISO alpha-3 codes of the countries passed.
 */
export function amountAtRisk(
  items: readonly TaxedItem[],
  countries: readonly string[],
  scheme: Scheme,
): number {
  let highest = 0;
  for (const country of countries)
    highest = Math.max(highest, chargeIn(scheme.tariffs[country], items, scheme));
  return Math.ceil(highest / (4 * PARTS * PARTS));
}

/** Duty and VAT of all items, in quarters of a part of a part: whole numbers, so that the sum is exact. */
function chargeIn(tariff: Tariff | undefined, items: readonly TaxedItem[], scheme: Scheme): number {
  let sum = 0;
  for (const { hs6, value } of items) {
    const known = tariff !== undefined && hs6 !== undefined;
    sum += known
      ? 4 * value * rateParts(tariff.chapters[hs6.slice(0, 2)] ?? tariff.default)
      : 5 * value * highestRateParts(scheme);
  }
  return sum;
}

/** duty + (1 + duty) × VAT. */
function rateParts({ duty, vat }: { readonly duty: number; readonly vat: number }): number {
  const dutyParts = roundHalfUp(duty * PARTS);
  return dutyParts * PARTS + (PARTS + dutyParts) * roundHalfUp(vat * PARTS);
}

function highestRateParts({ tariffs }: Scheme): number {
  let highest = 0;
  for (const tariff of Object.values(tariffs)) {
    for (const rate of [tariff.default, ...Object.values(tariff.chapters)])
      highest = Math.max(highest, rateParts(rate));
  }
  return highest;
}

/** The highest rate that a route's countries charge on a chapter, as a fraction. */
export function highestRateOn(
  chapter: string,
  countries: readonly string[],
  scheme: Scheme,
): number {
  const rates = countries.map((country) => {
    const tariff = scheme.tariffs[country];
    return tariff === undefined ? 0 : rateParts(tariff.chapters[chapter] ?? tariff.default);
  });
  return Math.max(...rates) / (PARTS * PARTS);
}
