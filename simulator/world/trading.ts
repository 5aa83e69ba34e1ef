/** Before anybody moves: traders ask for accounts, and for guarantees once they have them. */
import type { Body } from '../../nodes/common/message-types.ts';
import { guaranteeOfficeOf } from '../../nodes/countries/offices.ts';
import { countryRowOf } from '../../scenarios/data/corridors.ts';
import { integer } from '../core/draws.ts';
import type { Message } from '../core/participant.ts';
import { DAY } from '../core/time.ts';
import { referenceAmount as amountFor } from '../traffic/cover.ts';
import type { Trader } from '../traffic/parties.ts';
import { outsidersOf, tradersOf } from '../traffic/parties.ts';
import type { Work } from './work.ts';
import { ONLY, TIMERS } from './work.ts';

/** Roles that every trader asks for: he sends, and he receives. */
const ROLES = ['principal', 'consignor', 'consignee'];

/** Comprehensive guarantee (CL251). */
const GUARANTEE_TYPE = '1';

/** Plates and carnets of two seeds begin somewhere below this. */
const OFFSET_END = 400_000_000;

/** Fills the pools; every trader asks his own customs for an account. */
export function startTrading(work: Work): void {
  const { given } = work;
  work.counters.set(ONLY, {
    trucks: 0,
    offset: integer(work.stream('numbers'), 0, OFFSET_END - 1),
  });
  // Whom a script plays is not drawn.
  if (given.sources.length === 0) return;
  for (const country of given.participants) {
    const need = given.need(country);
    const { iso2 } = countryRowOf(country);
    const covers = (share: number) => amountFor(need, share);
    const count = given.parameters.principalsPerCountry;
    const { traders, roster } = tradersOf(
      country,
      iso2,
      count,
      covers,
      work.stream(`pool/${country}`),
    );
    work.rosters.set(country, roster);
    for (const trader of traders) {
      work.traders.set(trader.profile.tin, trader);
      applyForAccount(work, trader, iso2);
    }
  }
  for (const country of outsideCountries(work)) {
    work.rosters.set(country, outsidersOf(country, work.stream(`pool/${country}`)));
  }
}

/** Countries outside the scheme that loads come from or go to, in alphabetical order. */
function outsideCountries({ given }: Work): string[] {
  const countries = new Set(given.sources.flatMap(({ trip }) => [trip.home, trip.away]));
  return [...countries].filter((country) => !given.participants.includes(country)).sort();
}

function applyForAccount(work: Work, { profile }: Trader, iso2: string): void {
  const { tin, country, company, trustLevel } = profile;
  const body: Body<'A801'> = {
    tin,
    legalName: company.name,
    address: company.address,
    country: iso2,
    roles: [...ROLES],
    contact: company.contact,
    requestedTrustLevel: trustLevel,
  };
  work.out.send({ messageType: 'A801', from: tin, to: country, body });
}

/** A802: whoever has an account sees to his guarantees. */
export function onAccountDecision(work: Work, message: Message): void {
  const { tin, decision } = message.body as Body<'A802'>;
  const trader = work.traders.get(tin);
  if (trader?.status !== 'applied') return;
  if (decision === 1) coverFurther(work, trader);
  else work.traders.set(tin, trader.with({ status: 'refused' }));
}

/** G812: he holds one guarantee more; one that is refused he does without, if he has another, or asks for again the next day. */
export function onGuaranteeDecision(work: Work, message: Message): void {
  const { tin, decision, grn, accessCode } = message.body as Body<'G812'>;
  const trader = work.traders.get(tin);
  if (trader?.status !== 'covering') return;
  if (decision === 1 && grn !== undefined && accessCode !== undefined) {
    coverFurther(work, trader.with({ guarantees: [...trader.guarantees, { grn, accessCode }] }));
  } else {
    const status = trader.guarantees.length > 0 ? 'active' : 'refused';
    work.traders.set(tin, trader.with({ status }));
    if (status === 'refused') work.out.startTimer(TIMERS.reapply, tin, work.now + DAY);
  }
}

/** He tries once more: his insurer may be able to sign by now. */
export function onReapply(work: Work, tin: string): void {
  coverFurther(work, work.traders.of(tin));
}

/** Asks for the next guarantee that he wants; with all of them he is ready to declare. */
function coverFurther(work: Work, trader: Trader): void {
  const { tin, country, trustLevel, wanted } = trader.profile;
  const referenceAmount = wanted[trader.guarantees.length];
  if (referenceAmount === undefined) {
    work.traders.set(tin, trader.with({ status: 'active' }));
    return;
  }
  work.traders.set(tin, trader.with({ status: 'covering' }));
  const { scheme, guarantorTins } = work.given.parameters;
  const body: Body<'G810'> = {
    tin,
    type: GUARANTEE_TYPE,
    referenceAmount,
    currency: scheme.currency,
    countries: Object.values(scheme.members),
    requestedLevel: trustLevel,
    guarantorTin: guarantorTins[country] ?? '',
  };
  work.out.send({ messageType: 'G810', from: tin, to: guaranteeOfficeOf(country).code, body });
}
