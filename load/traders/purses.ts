/** The traders of the load with their guarantees, and for which declarations each is used. */
import type { Applicant, Insured } from './opening.ts';
import { GuaranteeBook } from './guarantee-book.ts';
import type { Corridor } from './corridors.ts';
import type { SchemeParameters } from '../../nodes/common/parameters.ts';
import { countryOf } from '../../nodes/countries/countries.ts';
import { amountOf } from '../town/routes.ts';

/** `wide`: never used up; `close`: used up now and then; `spent`: as good as used up by one movement that stays open. */
export type Use = 'wide' | 'close' | 'spent';

export interface Purse extends Insured {
  readonly use: Use;
  readonly book: GuaranteeBook;
}

/** A declaration's goods are worth one of these, in the scheme currency. */
export const VALUES = [20_000, 35_000, 60_000, 80_000] as const;

/** More than any load needs, and far from the limit of what a message can say. */
const WIDE = 10_000_000_000;
/** Movements that a close guarantee covers at once. */
const CLOSE = 6;
const WIDES = 4;

/** Who is to have what guarantee in these countries. */
export function applicants(
  countries: readonly string[],
  corridors: readonly Corridor[],
  scheme: SchemeParameters,
  run: string,
): (Applicant & { readonly use: Use })[] {
  return countries.flatMap((country) => {
    const own = corridors.filter(({ countries: [home] }) => home === country);
    const amounts = own.flatMap((route) => VALUES.map((value) => amountOf(route, value, scheme)));
    const [least, most] = [Math.min(...amounts), Math.max(...amounts)];
    const { iso2 } = countryOf(country);
    const uses: Use[] = [...Array.from({ length: WIDES }, () => 'wide' as const), 'close', 'spent'];
    const reference = { wide: WIDE, close: CLOSE * most, spent: most + least - 1 };
    return own.length === 0
      ? []
      : uses.map((use, i) => ({
          trader: { country, tin: `${iso2}${run}${String(i)}` },
          referenceAmount: reference[use],
          use,
        }));
  });
}

export class Purses {
  readonly all: readonly Purse[];
  private readonly byUse = new Map<string, readonly Purse[]>();
  /** Place, among the wide ones of every country, of the one that rests. */
  private resting = 0;

  constructor(insured: readonly Insured[], uses: ReadonlyMap<string, Use>) {
    this.all = insured.map((one) => ({
      ...one,
      use: uses.get(one.trader.tin) ?? 'wide',
      book: new GuaranteeBook(one.cover.grn, one.referenceAmount * 100),
    }));
    for (const purse of this.all) {
      const key = keyOf(purse.trader.country, purse.use);
      this.byUse.set(key, [...(this.byUse.get(key) ?? []), purse]);
    }
  }

  /** @param u uniform in [0, 1). */
  of(country: string, use: Use, u: number): Purse {
    const all = this.byUse.get(keyOf(country, use)) ?? [];
    const at = Math.floor(u * (use === 'wide' ? all.length - 1 : all.length));
    return all[use === 'wide' && at >= this.resting ? at + 1 : at]!;
  }

  /** Others rest from now on. @returns those that have rested, and those that never do. */
  restNext(): Purse[] {
    const rested = [...this.byUse.values()].flatMap((all) =>
      all[0]?.use === 'wide' ? [all[this.resting]!] : all,
    );
    this.resting = (this.resting + 1) % WIDES;
    return rested;
  }
}

const keyOf = (country: string, use: Use): string => `${country} ${use}`;
