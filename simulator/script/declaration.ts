/** The declaration that a script's trader lodges: always the same load, so that only what the script changes differs. Nothing is drawn. */
import type { Declaration } from '../../nodes/common/messages/parts.ts';
import type { SchemeParameters } from '../../nodes/common/parameters.ts';
import type { SimTime } from '../core/time.ts';
import { HOUR, isoUtc } from '../core/time.ts';
import { amountAtRisk } from '../traffic/amount.ts';
import { plateOf } from '../traffic/plates.ts';
import type { Trip } from '../traffic/trip.ts';
import type { NamedGuarantee } from './named.ts';
import type { TraderSpec } from './parameters.ts';

/** Ten tonnes of furniture: every country charges its usual rate on it (worked example E1, domain.md section 8.3). */
const GROSS_KG = 10_000;
const NET_KG = 9_000;
const GOODS = { hs6: '940360', description: 'wooden furniture', packageType: 'CT', packages: 100 };

export interface Lodging {
  readonly trip: Trip;
  readonly trader: TraderSpec;
  readonly consignee: TraderSpec | undefined;
  readonly value: number;
  readonly preLodged: boolean;
  /** What secures it, each with its type. */
  readonly under: readonly (NamedGuarantee & { readonly type: string })[];
  readonly scheme: SchemeParameters;
  /** Running number of the movement in the script. */
  readonly number: number;
  readonly now: SimTime;
}

export function declarationOf(lodging: Lodging): Declaration {
  const { trip, trader, consignee, value, number, now } = lodging;
  const { company, tin, iso2 } = trader;
  return {
    declarationType: 'T1',
    additionalType: lodging.preLodged ? 'D' : 'A',
    bindingItinerary: 0,
    principal: { tin, name: company, country: iso2 },
    consignor: { name: company, country: iso2 },
    consignee:
      consignee === undefined
        ? { name: `Buyer in ${trip.placeOfUnloading}`, country: trip.awayCode }
        : { tin: consignee.tin, name: consignee.company, country: consignee.iso2 },
    officeOfDeparture: trip.officeOfDeparture,
    officeOfDestination: trip.officeOfDestination,
    officesOfTransit: trip.transits.map(({ office, afterMs }) => ({
      office,
      estimatedArrival: isoUtc(Math.ceil((now + afterMs + 1) / HOUR) * HOUR),
    })),
    countriesOfRouting: [...trip.routing],
    officeOfGuarantee: trip.officeOfGuarantee,
    guarantees: coverOf(lodging),
    modeAtBorder: 3,
    means: [
      { type: 30, identification: plateOf(trip.home, 'tractor', number, 0), nationality: iso2 },
    ],
    containerIndicator: 0,
    containers: [],
    seals: { count: 1, identifiers: [`${trip.fromCode}${String(number).padStart(8, '0')}`] },
    placeOfLoading: trip.placeOfLoading,
    placeOfUnloading: trip.placeOfUnloading,
    grossMass: GROSS_KG,
    items: [{ number: 1, ...GOODS, grossMass: GROSS_KG, netMass: NET_KG, value }],
    documents: [{ type: 'N730', reference: `CMR ${String(number)}` }],
  };
}

/** The amount at risk, in equal parts where there are several guarantees; without any, it is paid in cash (type 3). */
export function coverOf({
  under,
  trip,
  value,
  scheme,
}: Pick<Lodging, 'under' | 'trip' | 'value' | 'scheme'>): Declaration['guarantees'] {
  const amount = amountAtRisk([{ hs6: GOODS.hs6, value }], trip.countries, scheme);
  return dividedOver(under, amount, scheme.currency);
}

/** An amount over the guarantees named. */
export function dividedOver(
  under: Lodging['under'],
  amount: number,
  currency: string,
): Declaration['guarantees'] {
  if (under.length === 0) return [{ type: '3', amount, currency, otherReference: 'cash receipt' }];
  const part = Math.ceil(amount / under.length);
  return under.map(({ type, grn, accessCode }, i) => ({
    type,
    grn,
    accessCode,
    amount: i === under.length - 1 ? amount - part * i : part,
    currency,
  }));
}
