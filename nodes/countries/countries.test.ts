import { describe, expect, test } from 'vitest';
import { COUNTRIES, countryOf, isNodeCountry, PARTICIPANTS } from './countries.ts';
import {
  findOffice,
  guaranteeOfficeOf,
  officeAt,
  OFFICES,
  officeOf,
  officesOf,
} from './offices.ts';

describe('countries', () => {
  test('stand in the order of the corridors; Turkmenistan watches', () => {
    expect(COUNTRIES.map((country) => country.iso3)).toEqual(['GEO', 'AZE', 'KAZ', 'UZB', 'TKM']);
    expect(PARTICIPANTS).toEqual(['GEO', 'AZE', 'KAZ', 'UZB']);
    expect(isNodeCountry('TUR')).toBe(false);
    expect(() => countryOf('TUR')).toThrow('no parameters for country "TUR"');
  });

  test('default rates give the amounts at risk of the worked example E1', () => {
    const risk = (iso3: string): number => {
      const { duty, vat } = countryOf(iso3).tariff.default;
      return Math.round(60_000 * duty + 60_000 * (1 + duty) * vat);
    };
    expect(['GEO', 'AZE', 'KAZ', 'UZB'].map(risk)).toEqual([19_296, 21_420, 16_560, 20_640]);
  });

  test.for(COUNTRIES)('$iso3 has shares, rates and times within their bounds', (country) => {
    const { green, yellow, orange, red } = country.channels;
    expect(green + yellow + orange + red).toBeCloseTo(1, 12);
    for (const [chapter, { duty, vat }] of Object.entries(country.tariff.chapters)) {
      expect(chapter).toMatch(/^\d\d$/);
      expect(vat).toBe(country.tariff.default.vat);
      expect(duty).toBeGreaterThanOrEqual(0);
      expect(duty).toBeLessThanOrEqual(0.3);
    }
    for (const { medianMin, spread } of Object.values(country.service)) {
      expect(medianMin).toBeGreaterThan(0);
      expect(spread).toBeGreaterThan(1);
    }
    for (const { basis } of Object.values(country.foundations))
      expect(basis.length).toBeGreaterThan(8);
    expect(country.name.ru).toMatch(/^[А-Я]/);
  });

  test.for(COUNTRIES)('$iso3 names its reasons to look, each once', ({ riskProfiles }) => {
    expect(new Set(riskProfiles.map(({ id }) => id)).size).toBe(riskProfiles.length);
    for (const { chapters, from, trustUpTo } of riskProfiles) {
      // One that fits everything would take the place of the shares.
      expect([chapters, from, trustUpTo]).not.toEqual([undefined, undefined, undefined]);
      for (const chapter of chapters ?? []) expect(chapter).toMatch(/^\d\d$/);
      for (const code of from ?? []) expect(code).toMatch(/^[A-Z]{2}$/);
    }
  });

  test.for(COUNTRIES)(
    '$iso3: documents and seals take about the customs minutes of the border',
    (country) => {
      const median = country.service.documents.medianMin + country.service.seals.medianMin;
      expect(median).toBeGreaterThan(country.processingMinutes.customs * 0.5);
      expect(median).toBeLessThan(country.processingMinutes.customs * 1.2);
    },
  );
});

describe('offices', () => {
  test('have codes of their own, in the ranges of their kind', () => {
    expect(new Set(OFFICES.map((office) => office.code)).size).toBe(OFFICES.length);
    for (const { code, country, roles } of OFFICES) {
      expect(code).toMatch(/^(GE|AZ|KZ|UZ|TM)000[1239]\d\d$/);
      expect(code.slice(0, 2)).toBe(countryOf(country).iso2);
      const range = code.slice(2, 6);
      expect(range === '0009').toBe(roles.includes('GUA'));
      if (range === '0001') expect(roles).toEqual(expect.arrayContaining(['DEP', 'DES']));
      if (range === '0002') expect(roles).toContain('TRA');
      if (range === '0003') expect(roles).toEqual(['DES']);
    }
  });

  test('are found by code, country, place and role', () => {
    expect(officeOf('GE000200').place).toBe('ge-sarpi');
    expect(findOffice('GE999999')).toBeUndefined();
    expect(() => officeOf('GE999999')).toThrow('no customs office "GE999999"');
    expect(officeAt('ge-tbilisi')?.code).toBe('GE000101');
    expect(officeAt('ge-tbilisi', 'GUA')?.code).toBe('GE000900');
    expect(officeAt('ge-senaki')).toBeUndefined();
    expect(officeAt('kz-taraz', 'DEP')).toBeUndefined();
    expect(officesOf('GEO').every((office) => office.country === 'GEO')).toBe(true);
    expect(guaranteeOfficeOf('UZB')).toMatchObject({
      code: 'UZ000900',
      roles: ['GUA', 'ENQ', 'REC'],
    });
  });

  test('keep hours that a clock can show, on days of the week', () => {
    for (const { hours, code } of OFFICES) {
      if (hours === 'always') continue;
      expect(hours.open < hours.close, code).toBe(true);
      for (const time of [hours.open, hours.close])
        expect(time).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
      expect(hours.days.every((day) => day >= 1 && day <= 7)).toBe(true);
    }
  });

  test('have names in English, Russian and the national language', () => {
    for (const { name, code } of OFFICES) {
      expect(name.ru, code).toMatch(/[А-Яа-я]|Khorgos/);
      expect(name.local.length, code).toBeGreaterThan(2);
    }
  });
});
