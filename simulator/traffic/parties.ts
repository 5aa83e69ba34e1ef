/** The traders of each country and the companies they deal with: records made at the start of a run. */
import type { Stream } from '../core/chance.ts';
import { integer, weighted } from '../core/draws.ts';
import { exp, log } from '../core/maths.ts';
import type { Company } from './pools.ts';
import { companiesOf } from './pools.ts';

/** A guarantee that a trader holds. */
export interface HeldGuarantee {
  readonly grn: string;
  readonly accessCode: string;
}

interface TraderFields {
  /** How far he is: account applied for, guarantee applied for, ready to declare, or turned down. */
  readonly status: 'applied' | 'covering' | 'active' | 'refused';
  readonly guarantees: readonly HeldGuarantee[];
  /** Declarations lodged so far: numbers his LRNs. */
  readonly declarations: number;
}

/** What never changes of a trader. */
export interface TraderProfile {
  readonly tin: string;
  /** ISO alpha-3. */
  readonly country: string;
  readonly company: Company;
  /** As he stands in declarations. */
  readonly party: TraderName;
  /** 1 to 4 (domain.md section 8.2, rule 4). */
  readonly trustLevel: number;
  /** His share of the country's movements. */
  readonly share: number;
  /** Begins his LRNs. */
  readonly prefix: string;
  /** Reference amounts of the guarantees that he wants, in order. */
  readonly wanted: readonly number[];
}

export class Trader implements TraderFields {
  readonly profile: TraderProfile;
  readonly status: TraderFields['status'];
  readonly guarantees: readonly HeldGuarantee[];
  readonly declarations: number;

  constructor(
    profile: TraderProfile,
    status: TraderFields['status'],
    guarantees: readonly HeldGuarantee[],
    declarations: number,
  ) {
    this.profile = profile;
    this.status = status;
    this.guarantees = guarantees;
    this.declarations = declarations;
  }

  with(to: Partial<TraderFields>): Trader {
    const { profile, status, guarantees, declarations } = this;
    return new Trader(
      profile,
      to.status ?? status,
      to.guarantees ?? guarantees,
      to.declarations ?? declarations,
    );
  }
}

/** From what JSON kept of it. */
export function reviveTrader(json: unknown): Trader {
  const { profile, status, guarantees, declarations } = json as Trader;
  return new Trader(profile, status, guarantees, declarations);
}

/** Who there is in a country: its traders with their shares, and companies outside the scheme's books. */
export interface Roster {
  readonly traders: readonly TraderName[];
  readonly shares: readonly number[];
  readonly companies: readonly Company[];
}

export interface TraderName {
  readonly tin: string;
  readonly name: string;
  /** ISO alpha-2. */
  readonly country: string;
  readonly city: string;
}

/** Companies of a country that send, receive and carry without being traders of the scheme. */
const COMPANIES = 40;

/** Few large, many small: the n-th trader's share falls as n to this power (assumption). */
const SIZE_EXPONENT = 0.7;

/** Shares of trust levels 1 to 4 (assumption: the best are few). */
const TRUST_WEIGHTS = [0.35, 0.35, 0.2, 0.1];

/** One trader in so many holds two guarantees and splits his amounts over both. */
const TWO_GUARANTEES_EVERY = 6;

/** Shares of `count` traders, largest first; they add up to 1. */
export function tradersShares(count: number): number[] {
  const weights = Array.from({ length: count }, (_, i) => exp(-SIZE_EXPONENT * log(i + 1)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Companies of a country without traders of its own. */
export const outsidersOf = (country: string, stream: Stream): Roster => ({
  traders: [],
  shares: [],
  companies: companiesOf(country, COMPANIES, stream),
});

/**
 * Traders of a country and the companies around them.
 * @param covers reference amount that a trader of a given share of the country's movements needs; 0 where nothing leaves from there.
 */
export function tradersOf(
  country: string,
  iso2: string,
  count: number,
  covers: (share: number) => number,
  stream: Stream,
): { readonly traders: readonly Trader[]; readonly roster: Roster } {
  const companies = companiesOf(country, count + COMPANIES, stream);
  const shares = tradersShares(count);
  const firstTin = integer(stream, 200_000_000, 380_000_000);
  const traders = shares.map((share, i) => {
    const company = companies[i] as Company;
    const tin = `${iso2}${String(firstTin + i * 7_919)}`;
    const party = { tin, name: company.name, country: iso2, city: company.city };
    const trustLevel = 1 + weighted(stream, TRUST_WEIGHTS);
    const amount = covers(share);
    const two = i % TWO_GUARANTEES_EVERY === TWO_GUARANTEES_EVERY - 1;
    // Halves are rounded up separately for each load, so two guarantees hold a little more than one.
    const wanted =
      amount === 0 ? [] : two ? [roundUp(amount / 2), roundUp(amount / 2)] : [roundUp(amount)];
    const prefix = `${iso2}${String(i + 1).padStart(3, '0')}`;
    return new Trader(
      { tin, country, company, party, trustLevel, share, prefix, wanted },
      'applied',
      [],
      0,
    );
  });
  const names = traders.map(({ profile }) => profile.party);
  return { traders, roster: { traders: names, shares, companies: companies.slice(count) } };
}

/** To the next thousand: nobody asks for odd sums. */
const roundUp = (amount: number): number => Math.ceil(amount / 1_000) * 1_000;

/** A trader of the roster as likely as his share; if he is not ready, the next one who is; undefined where none is. */
export function drawTrader(
  roster: Roster,
  isActive: (tin: string) => boolean,
  stream: Stream,
): string | undefined {
  const { traders, shares } = roster;
  if (traders.length === 0) return undefined;
  const first = weighted(stream, shares);
  for (let i = 0; i < traders.length; i++) {
    const { tin } = traders[(first + i) % traders.length] as TraderName;
    if (isActive(tin)) return tin;
  }
  return undefined;
}
