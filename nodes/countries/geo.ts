/** Georgia. Parameters only. */
import {
  CHANNELS_FOUNDATION,
  CURRENCY_FOUNDATION,
  DAYTIME,
  HOURS_FOUNDATION,
  named,
  officesFor,
  PROFILES_FOUNDATION,
  SERVICE_FOUNDATION,
  tariffOf,
  TERMINAL,
  TRAINING_CHANNELS,
  UNTRUSTED,
} from './building-blocks.ts';
import type { CountryParameters } from './parameters.ts';

const OFFICES = officesFor(
  'GEO',
  'GE',
  [
    {
      kind: 'inland',
      place: 'ge-tbilisi',
      name: named('Tbilisi', 'Тбилиси', 'თბილისი'),
      unlocode: 'GETBS',
    },
    {
      kind: 'port',
      place: 'ge-poti',
      name: named('Poti port', 'Порт Поти', 'ფოთის პორტი'),
      modes: ['road'],
      unlocode: 'GEPTI',
    },
    {
      kind: 'port',
      place: 'ge-batumi',
      name: named('Batumi port', 'Порт Батуми', 'ბათუმის პორტი'),
      modes: ['road'],
      unlocode: 'GEBUS',
    },
    {
      kind: 'inland',
      place: 'ge-lilo',
      name: named('Lilo terminal', 'Терминал Лило', 'ლილოს ტერმინალი'),
      hours: TERMINAL,
      unlocode: 'GELIL',
    },
    {
      kind: 'inland',
      place: 'ge-kutaisi',
      name: named('Kutaisi', 'Кутаиси', 'ქუთაისი'),
      unlocode: 'GEKUT',
    },
    { kind: 'border', place: 'ge-sarpi', name: named('Sarpi', 'Сарпи', 'სარფი') },
    {
      kind: 'border',
      place: 'ge-tsiteli-khidi',
      name: named('Tsiteli Khidi (Red Bridge)', 'Цители-Хиди (Красный Мост)', 'წითელი ხიდი'),
    },
    {
      kind: 'border',
      place: 'ge-lagodekhi',
      name: named('Lagodekhi', 'Лагодехи', 'ლაგოდეხი'),
      unlocode: 'GELDK',
    },
    { kind: 'border', place: 'ge-sadakhlo', name: named('Sadakhlo', 'Садахло', 'სადახლო') },
    {
      kind: 'border',
      place: 'ge-kazbegi',
      name: named('Kazbegi (Larsi)', 'Казбеги (Ларси)', 'ყაზბეგი (ლარსი)'),
    },
    { kind: 'border', place: 'ge-vale', name: named('Vale', 'Вале', 'ვალე'), hours: DAYTIME },
    {
      kind: 'border',
      place: 'ge-kartsakhi',
      name: named('Kartsakhi', 'Карцахи', 'კარწახი'),
      hours: DAYTIME,
    },
    {
      kind: 'border',
      place: 'ge-gardabani',
      name: named('Gardabani (rail)', 'Гардабани (ж/д)', 'გარდაბანი (რკინიგზა)'),
      modes: ['rail'],
      unlocode: 'GEGAR',
    },
    {
      kind: 'destination',
      place: 'ge-akhaltsikhe',
      name: named('Akhaltsikhe', 'Ахалцихе', 'ახალციხე'),
      unlocode: 'GEASE',
    },
  ],
  {
    place: 'ge-tbilisi',
    name: named(
      'Customs headquarters, Tbilisi',
      'Таможенное управление, Тбилиси',
      'საბაჟო დეპარტამენტი, თბილისი',
    ),
  },
);

export const GEO: CountryParameters = {
  iso3: 'GEO',
  iso2: 'GE',
  num: '268',
  name: named('Georgia', 'Грузия', 'საქართველო'),
  timeZone: { name: 'Asia/Tbilisi', utcOffsetMin: 240 },
  currency: { code: 'GEL', perUnit: 2.7 },
  role: 'participant',
  neighbours: { land: ['TUR', 'ARM', 'AZE', 'RUS'], sea: [] },
  tariff: tariffOf(
    { duty: 0.12, vat: 0.18 },
    { '28-38': 0.05, '39-40': 0.05, '72-83': 0, '84-85': 0, '86-89': 0.05 },
  ),
  channels: TRAINING_CHANNELS,
  riskProfiles: [
    { id: 'tobacco', chapters: ['24'], channel: 'orange' },
    { id: 'arms', chapters: ['36', '93'], channel: 'red', repeats: 'arms are counted on entry' },
    UNTRUSTED,
  ],
  service: {
    accept: { medianMin: 4, spread: 1.5 },
    documents: { medianMin: 6, spread: 1.6 },
    seals: { medianMin: 3, spread: 1.4 },
    scan: { medianMin: 12, spread: 1.5 },
    physical: { medianMin: 75, spread: 1.8 },
  },
  processingMinutes: {
    customs: 8,
    borderSecurity: 5,
    visaImmigration: 4,
    weightStandard: 4,
    phytosanitary: 3,
    vehicleRegistration: 4,
  },
  quirks: [
    { kind: 'roadFee', amount: 350, since: '2022-06-20', amountBefore: 200 },
    { kind: 'permitWait', place: 'ge-tsiteli-khidi', meanHours: 5.93 },
  ],
  offices: OFFICES,
  foundations: {
    tariff: {
      confidence: 'assumption',
      basis:
        'invented for rehearsal: 12 % and 18 % VAT as in the worked example E1 (domain.md section 8.3), lower duties on goods of industry',
    },
    channels: CHANNELS_FOUNDATION,
    riskProfiles: PROFILES_FOUNDATION,
    service: SERVICE_FOUNDATION,
    processingMinutes: {
      confidence: 'estimate',
      basis:
        'drivers spend 5 to 10 minutes in Georgian clearance (CPMM 2023); the rest of the split is an estimate',
      source: 'cpmm23-process',
    },
    hours: HOURS_FOUNDATION,
    quirks: {
      confidence: 'published',
      basis:
        'the fee is published; the wait for Azerbaijani permits is an estimated share of the published hours at Red Bridge',
      source: 'bmge-2022',
    },
    currency: CURRENCY_FOUNDATION,
  },
};
