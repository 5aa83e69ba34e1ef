/** Companies of each country, drawn once at the start of a run. The only place where faker is used: what it gives is kept as records. */
import { az, base, en, Faker, ka_GE, ru, tr, uz_UZ_latin } from '@faker-js/faker';
import type { LocaleDefinition } from '@faker-js/faker';
import type { Stream } from '../core/chance.ts';
import { integer, pick } from '../core/draws.ts';
import { CORRIDOR_DATA } from '../../scenarios/data/corridors.ts';
import { latin } from './latin.ts';

export interface Company {
  readonly name: string;
  readonly city: string;
  readonly address: string;
  readonly contact: string;
}

/** Faker has no Kazakh and no Turkmen: streets come from a neighbour's, families from the lists below. */
const LOCALES: Readonly<Record<string, LocaleDefinition>> = {
  GEO: ka_GE,
  AZE: az,
  KAZ: ru,
  UZB: uz_UZ_latin,
  TKM: uz_UZ_latin,
  TUR: tr,
  RUS: ru,
};

const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  KAZ: 'Abenov,Akhmetov,Alimzhanov,Asanov,Baimukhanov,Bekturov,Dosmukhamedov,Dzhumabaev,Ermekov,Ibraev,Iskakov,Kairbekov,Kaliev,Kasymov,Kenzhebaev,Mukanov,Nurgaliev,Nurpeisov,Omarov,Ospanov,Rakhimov,Sadykov,Satpaev,Seitkali,Suleimenov,Tulegenov,Utepov,Zhakupov,Zhumagulov,Zhunusov'.split(
    ',',
  ),
  TKM: 'Amanov,Annaev,Ataev,Atajanov,Babaev,Berdyev,Charyev,Durdyev,Garaev,Gurbanov,Hojaev,Ishankuliev,Jumaev,Mammedov,Muradov,Nazarov,Orazov,Ovezov,Rejepov,Saparov'.split(
    ',',
  ),
};

/** What a company does, and its legal form in its country. */
const TRADES = [
  'Trans',
  'Logistics',
  'Cargo',
  'Trade',
  'Import',
  'Agro',
  'Tekstil',
  'Impex',
  'Group',
  'Terminal',
  'Line',
  'Service',
];
const FORMS: Readonly<Record<string, readonly string[]>> = {
  GEO: ['LLC', 'LLC', 'JSC'],
  AZE: ['MMC', 'MMC', 'ASC'],
  KAZ: ['TOO', 'TOO', 'AO'],
  UZB: ['MChJ', 'MChJ', 'AJ'],
  TKM: ['HJ'],
  TUR: ['Ltd. Sti.', 'A.S.'],
  RUS: ['OOO', 'AO'],
};
const OTHER_FORMS = ['Ltd'];

const INITIALS = 'ABDEGIKLMNRSTUYZ'.split('');

/** No date of faker's may depend on today; none is used, but its default is set all the same. */
const REFERENCE_DATE = new Date(Date.UTC(2026, 0, 1));

/** One for each language: to make one costs as much as a dozen companies. */
const fakers = new Map<LocaleDefinition, Faker>();

/** Begins where the seed puts it, whatever was drawn before. */
function fakerOf(country: string, seed: number): Faker {
  const locale = LOCALES[country] ?? en;
  let faker = fakers.get(locale);
  if (faker === undefined) {
    faker = new Faker({ locale: [locale, en, base] });
    faker.setDefaultRefDate(REFERENCE_DATE);
    fakers.set(locale, faker);
  }
  faker.seed(seed);
  return faker;
}

/** Companies of a country (ISO alpha-3), every name once. */
export function companiesOf(country: string, count: number, stream: Stream): Company[] {
  const faker = fakerOf(country, integer(stream, 0, 0x7fffffff));
  const forms = FORMS[country] ?? OTHER_FORMS;
  // Without the other name that some carry in brackets.
  const cities = CORRIDOR_DATA.places
    .filter((place) => place.country === country && place.kind === 'city')
    .map(({ name }) => name.split(' (')[0] as string);
  const names = new Set<string>();
  const companies: Company[] = [];
  while (companies.length < count) {
    const families = FAMILIES[country];
    const family =
      families === undefined ? latin(faker.person.lastName('male')) : pick(stream, families);
    const trade = pick(stream, TRADES);
    const form = pick(stream, forms);
    // Many companies of few families: a number tells the second of a name apart.
    const plain = `${family} ${trade} ${form}`;
    const name = names.has(plain)
      ? `${family} ${trade} ${String(companies.length + 1)} ${form}`
      : plain;
    names.add(plain);
    const city = latin(cities.length > 0 ? pick(stream, cities) : faker.location.city());
    const address = `${latin(faker.location.streetAddress())}, ${city}`;
    const contact =
      families === undefined
        ? latin(faker.person.fullName())
        : `${pick(stream, INITIALS)}. ${family}`;
    companies.push({ name, city, address, contact });
  }
  return companies;
}
