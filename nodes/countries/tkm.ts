/** Turkmenistan, an observer. Parameters only. */
import {
  CHANNELS_FOUNDATION,
  CURRENCY_FOUNDATION,
  HOURS_FOUNDATION,
  named,
  officesFor,
  PROFILES_FOUNDATION,
  SERVICE_FOUNDATION,
  tariffOf,
  TRAINING_CHANNELS,
  UNTRUSTED,
} from './building-blocks.ts';
import type { CountryParameters } from './parameters.ts';

const OFFICES = officesFor(
  'TKM',
  'TM',
  [
    {
      kind: 'inland',
      place: 'tm-ashgabat',
      name: named('Ashgabat', 'Ашхабад', 'Aşgabat'),
      unlocode: 'TMASB',
    },
    {
      kind: 'port',
      place: 'tm-turkmenbashi-port',
      name: named('Turkmenbashi seaport', 'Морской порт Туркменбаши', 'Türkmenbaşy deňiz porty'),
      unlocode: 'TMKRW',
    },
    { kind: 'inland', place: 'tm-mary', name: named('Mary', 'Мары', 'Mary'), unlocode: 'TMMYP' },
    {
      kind: 'inland',
      place: 'tm-turkmenabat',
      name: named('Turkmenabat', 'Туркменабат', 'Türkmenabat'),
      unlocode: 'TMTK5',
    },
    {
      kind: 'border',
      place: 'tm-farap',
      name: named('Farap', 'Фарап', 'Farap'),
      modes: ['road', 'rail'],
      unlocode: 'TMFAR',
    },
    {
      kind: 'border',
      place: 'tm-garabogaz',
      name: named('Garabogaz', 'Гарабогаз', 'Garabogaz'),
      unlocode: 'TMBKH',
    },
    {
      kind: 'border',
      place: 'tm-sarahs',
      name: named('Sarahs', 'Серахс', 'Sarahs'),
      modes: ['road', 'rail'],
      unlocode: 'TMSRK',
    },
    {
      kind: 'border',
      place: 'tm-serhetabat',
      name: named('Serhetabat', 'Серхетабат', 'Serhetabat'),
      modes: ['road', 'rail'],
      unlocode: 'TMKUK',
    },
    {
      kind: 'destination',
      place: 'tm-balkanabat',
      name: named('Balkanabat', 'Балканабат', 'Balkanabat'),
      unlocode: 'TMBAL',
    },
  ],
  {
    place: 'tm-ashgabat',
    name: named(
      'Customs headquarters, Ashgabat',
      'Таможенное управление, Ашхабад',
      'Gümrük gullugy, Aşgabat',
    ),
  },
);

export const TKM: CountryParameters = {
  iso3: 'TKM',
  iso2: 'TM',
  num: '795',
  name: named('Turkmenistan', 'Туркменистан', 'Türkmenistan'),
  timeZone: { name: 'Asia/Ashgabat', utcOffsetMin: 300 },
  currency: { code: 'TMT', perUnit: 3.5 },
  role: 'observer',
  neighbours: { land: ['KAZ', 'UZB', 'AFG', 'IRN'], sea: ['AZE'] },
  tariff: tariffOf(
    { duty: 0.1, vat: 0.15 },
    { '28-38': 0.05, '39-40': 0.05, '72-83': 0.05, '84-85': 0.02, '86-89': 0.1 },
  ),
  channels: TRAINING_CHANNELS,
  riskProfiles: [{ id: 'tobacco', chapters: ['24'], channel: 'red' }, UNTRUSTED],
  service: {
    accept: { medianMin: 12, spread: 1.5 },
    documents: { medianMin: 35, spread: 1.6 },
    seals: { medianMin: 8, spread: 1.4 },
    scan: { medianMin: 25, spread: 1.5 },
    physical: { medianMin: 150, spread: 1.8 },
  },
  processingMinutes: {
    customs: 60,
    borderSecurity: 15,
    visaImmigration: 25,
    weightStandard: 15,
    phytosanitary: 15,
    vehicleRegistration: 20,
  },
  quirks: [
    {
      kind: 'convoy',
      from: ['tm-turkmenbashi-port', 'tm-garabogaz', 'tm-farap', 'tm-sarahs', 'tm-serhetabat'],
      departsAt: '08:00',
    },
  ],
  offices: OFFICES,
  foundations: {
    tariff: {
      confidence: 'assumption',
      basis:
        'chosen for rehearsal, the worked examples of domain.md leave this country out: 10 % and 15 % VAT, other duties by group of goods',
    },
    channels: CHANNELS_FOUNDATION,
    riskProfiles: PROFILES_FOUNDATION,
    service: SERVICE_FOUNDATION,
    processingMinutes: {
      confidence: 'estimate',
      basis: 'no durations of activities could be reached in the published tables',
      source: 'unk-est',
    },
    hours: HOURS_FOUNDATION,
    quirks: {
      confidence: 'published',
      basis: 'transit in an escorted convoy formed from 08:00 at the border, without stops',
      source: 'bright-tkm',
    },
    currency: CURRENCY_FOUNDATION,
  },
};
