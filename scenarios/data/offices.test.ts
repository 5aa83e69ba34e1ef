import { describe, expect, test } from 'vitest';
import { COUNTRIES } from '../../nodes/countries/countries.ts';
import { officeAt, OFFICES } from '../../nodes/countries/offices.ts';
import { CORRIDOR_DATA, countryRowOf, placeOf, sourceOf } from './corridors.ts';

test.for(OFFICES)('office $code stands at a place of its country', (office) => {
  const place = placeOf(office.place);
  expect(place.country).toBe(office.country);
  for (const mode of office.modes) expect(place.modes).toContain(mode);
  if (office.unlocode !== undefined) expect(place.unlocode).toBe(office.unlocode);
});

test('every border post and port of the five countries has an office that can be an office of transit', () => {
  const nodes = new Set<string>(COUNTRIES.map((country) => country.iso3));
  const posts = CORRIDOR_DATA.places.filter(
    ({ country, kind }) => nodes.has(country) && (kind === 'bcp' || kind === 'port'),
  );
  for (const post of posts) expect(officeAt(post.id, 'TRA')?.place, post.id).toBe(post.id);
});

describe.for(COUNTRIES)('the parameters of $iso3', (country) => {
  const row = countryRowOf(country.iso3);

  test('agree with the corridor data', () => {
    expect(country).toMatchObject({ iso2: row.iso2, num: row.num });
    expect(country.name).toMatchObject({ en: row.name, ru: row.nameRu });
    expect(country.timeZone).toEqual({ name: row.tz, utcOffsetMin: row.utcOffsetMin });
    expect(country.currency.code).toBe(row.currency);
    expect(country.role).toBe(row.role === 'observer' ? 'observer' : 'participant');
    const processing = CORRIDOR_DATA.processingMinutes.find((p) => p.country === country.iso3);
    expect(country.processingMinutes).toEqual(processing?.minutes);
  });

  test('have as neighbours all whose posts face theirs', () => {
    const facing = (mode: 'road' | 'ferry'): string[] =>
      CORRIDOR_DATA.bcpPairs
        .filter((pair) => pair.modes.includes(mode))
        .map((pair) => [placeOf(pair.a).country, placeOf(pair.b).country] as string[])
        .filter((pair) => pair.includes(country.iso3))
        .flatMap((pair) => pair.filter((iso3) => iso3 !== country.iso3));
    expect(country.neighbours.land).toEqual(expect.arrayContaining([...new Set(facing('road'))]));
    expect([...country.neighbours.sea].sort()).toEqual([...new Set(facing('ferry'))].sort());
  });

  test('name only places and sources that are there', () => {
    for (const quirk of country.quirks) {
      if (quirk.kind === 'convoy') for (const place of quirk.from) placeOf(place);
      if (quirk.kind === 'permitWait' || quirk.kind === 'setsPace') placeOf(quirk.place);
    }
    for (const { source } of Object.values(country.foundations)) {
      if (source !== undefined) expect(sourceOf(source).id).toBe(source);
    }
  });
});
