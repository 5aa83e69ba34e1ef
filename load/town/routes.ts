/** The movements that the traders declare: fixed ways through three countries, always the same load. Values only. */
import type { Body } from '../../nodes/common/message-types.ts';
import type { SchemeParameters } from '../../nodes/common/parameters.ts';
import { countryOf } from '../../nodes/countries/countries.ts';
import { guaranteeOfficeOf } from '../../nodes/countries/offices.ts';
import { isoUtc, HOUR } from '../../simulator/core/time.ts';
import { amountAtRisk } from '../../simulator/traffic/amount.ts';

export interface Route {
  /** Countries passed, ISO alpha-3, that of departure first. */
  readonly countries: readonly string[];
  readonly departure: string;
  readonly transits: readonly string[];
  readonly destination: string;
}

/** Poti, Red Bridge, Baku, Kuryk, Almaty, there and back. */
export const ROUTES: readonly Route[] = [
  {
    countries: ['GEO', 'AZE'],
    departure: 'GE000102',
    transits: ['AZ000200'],
    destination: 'AZ000101',
  },
  {
    countries: ['GEO', 'AZE', 'KAZ'],
    departure: 'GE000102',
    transits: ['AZ000200', 'KZ000104'],
    destination: 'KZ000101',
  },
  {
    countries: ['AZE', 'GEO'],
    departure: 'AZ000101',
    transits: ['GE000201'],
    destination: 'GE000102',
  },
  {
    countries: ['AZE', 'KAZ'],
    departure: 'AZ000101',
    transits: ['KZ000104'],
    destination: 'KZ000101',
  },
  {
    countries: ['KAZ', 'AZE', 'GEO'],
    departure: 'KZ000101',
    transits: ['AZ000102', 'GE000201'],
    destination: 'GE000102',
  },
];

export interface Cover {
  readonly grn: string;
  readonly accessCode: string;
}

/** Wooden furniture. */
const HS6 = '940360';

/** What a guarantee must cover for such a load, in the scheme currency. */
export const amountOf = (route: Route, value: number, scheme: SchemeParameters): number =>
  amountAtRisk([{ hs6: HS6, value }], route.countries, scheme);

/** Value of a load, in the scheme currency. */
const VALUE = 60_000;

/** A load of furniture under a guarantee of type 1. */
export function declarationOf(
  route: Route,
  { tin, plate, seal }: { readonly tin: string; readonly plate: string; readonly seal: string },
  cover: Cover,
  scheme: SchemeParameters,
  now: number,
  value = VALUE,
): Body<'T015'> {
  const [home = '', ...others] = route.countries;
  const { iso2 } = countryOf(home);
  const away = countryOf(others.at(-1) ?? home).iso2;
  const goods = { hs6: HS6, value };
  const amount = amountOf(route, value, scheme);
  return {
    declarationType: 'T1',
    additionalType: 'A',
    bindingItinerary: 0,
    principal: { tin, name: `Forwarder of ${home}`, country: iso2 },
    consignor: { name: `Maker in ${home}`, country: iso2 },
    consignee: { name: `Buyer in ${away}`, country: away },
    officeOfDeparture: route.departure,
    officeOfDestination: route.destination,
    officesOfTransit: route.transits.map((office, i) => ({
      office,
      estimatedArrival: isoUtc(now + (i + 1) * HOUR),
    })),
    countriesOfRouting: route.countries.map((country) => countryOf(country).iso2),
    officeOfGuarantee: guaranteeOfficeOf(home).code,
    guarantees: [{ type: '1', ...cover, amount, currency: scheme.currency }],
    modeAtBorder: 3,
    means: [{ type: 30, identification: plate, nationality: iso2 }],
    containerIndicator: 0,
    containers: [],
    seals: { count: 1, identifiers: [seal] },
    placeOfLoading: home,
    placeOfUnloading: away,
    grossMass: 10_000,
    items: [
      {
        number: 1,
        description: 'wooden furniture',
        packageType: 'CT',
        packages: 100,
        grossMass: 10_000,
        netMass: 9_000,
        ...goods,
      },
    ],
    documents: [{ type: 'N730', reference: `CMR ${plate}` }],
  };
}
