/** How many officers each office has: as many as its share of the run's movements keeps busy (assumption; no staffing is published). */
import { countryOf } from '../../nodes/countries/countries.ts';
import type { CountryParameters, Office, OfficerTask } from '../../nodes/countries/parameters.ts';
import type { OpeningHours } from '../core/calendar.ts';
import { parseClock } from '../core/calendar.ts';
import { exp, log } from '../core/maths.ts';
import type { DeskSite } from '../seats/desk.ts';
import { workFor } from '../seats/parameters.ts';
import type { Assumptions } from './parameters.ts';
import type { Source } from './given.ts';

const OFFICERS_MIN = 2;

/** Traffic has its busy hours, weekdays and months: officers are for those, not for the mean. */
const PEAK = 2;

export function staffOf(
  offices: readonly Office[],
  sources: readonly Source[],
  { officerUtilisation }: Assumptions,
): Map<string, DeskSite> {
  const minutesPerDay = new Map<string, number>();
  const add = (code: string, minutes: number): void => {
    minutesPerDay.set(code, (minutesPerDay.get(code) ?? 0) + minutes);
  };
  for (const { trip, rate } of sources) {
    const perDay = rate?.perDay ?? 0;
    add(trip.officeOfDeparture, perDay * minutesAt(trip.officeOfDeparture, offices, 'departure'));
    add(
      trip.officeOfDestination,
      perDay * minutesAt(trip.officeOfDestination, offices, 'destination'),
    );
    for (const { office } of trip.transits)
      add(office, perDay * minutesAt(office, offices, 'transit'));
  }
  return new Map(
    offices.map(({ code, country, hours }): [string, DeskSite] => {
      const { service, timeZone } = countryOf(country);
      const busy =
        ((minutesPerDay.get(code) ?? 0) * PEAK) / openMinutesPerDay(hours) / officerUtilisation;
      const officers = Math.max(OFFICERS_MIN, Math.ceil(busy));
      return [
        code,
        { office: code, officers, hours, utcOffsetMin: timeZone.utcOffsetMin, service },
      ];
    }),
  );
}

/** Officer's minutes for one movement at an office in this role, over all channels. */
function minutesAt(
  code: string,
  offices: readonly Office[],
  role: 'departure' | 'transit' | 'destination',
): number {
  const office = offices.find((one) => one.code === code);
  if (office === undefined) return 0;
  const country = countryOf(office.country);
  const accept = mean(country, 'accept');
  switch (role) {
    case 'departure':
      return 2 * accept + controls(country, 'departureControl');
    case 'transit':
      return controls(country, 'entryCheck');
    case 'destination':
      return accept + controls(country, 'destinationControl');
  }
}

const controls = (
  country: CountryParameters,
  kind: 'departureControl' | 'entryCheck' | 'destinationControl',
): number =>
  (['yellow', 'orange', 'red'] as const).reduce(
    (sum, channel) => sum + country.channels[channel] * mean(country, workFor(kind, channel)),
    0,
  );

/** Mean of a lognormal by its median and its 84th percentile over the median. */
function mean({ service }: CountryParameters, task: OfficerTask): number {
  const { medianMin, spread } = service[task];
  const sigma = log(spread);
  return medianMin * exp((sigma * sigma) / 2);
}

/** Mean over the week. */
function openMinutesPerDay(hours: OpeningHours): number {
  if (hours === 'always') return 24 * 60;
  const open = parseClock(hours.open);
  const close = parseClock(hours.close);
  return ((close > open ? close - open : close - open + 24 * 60) * hours.days.length) / 7;
}
