/** Kazakhstan. Parameters only. */
import {
  CHANNELS_FOUNDATION,
  CURRENCY_FOUNDATION,
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
  'KAZ',
  'KZ',
  [
    {
      kind: 'inland',
      place: 'kz-almaty',
      name: named('Almaty', 'Алматы', 'Алматы'),
      hours: TERMINAL,
      unlocode: 'KZALA',
    },
    {
      kind: 'inland',
      place: 'kz-astana',
      name: named('Astana', 'Астана', 'Астана'),
      unlocode: 'KZAST',
    },
    {
      kind: 'port',
      place: 'kz-aktau-port',
      name: named('Aktau port', 'Порт Актау', 'Ақтау порты'),
      unlocode: 'KZAAU',
    },
    {
      kind: 'port',
      place: 'kz-kuryk-port',
      name: named('Kuryk port', 'Порт Курык', 'Құрық порты'),
      unlocode: 'KZKUR',
    },
    {
      kind: 'inland',
      place: 'kz-shymkent',
      name: named('Shymkent', 'Шымкент', 'Шымкент'),
      hours: TERMINAL,
      unlocode: 'KZCIT',
    },
    {
      kind: 'inland',
      place: 'kz-aktobe',
      name: named('Aktobe', 'Актобе', 'Ақтөбе'),
      unlocode: 'KZAKX',
    },
    {
      kind: 'inland',
      place: 'kz-atyrau',
      name: named('Atyrau', 'Атырау', 'Атырау'),
      unlocode: 'KZGUW',
    },
    {
      kind: 'inland',
      place: 'kz-khorgos-gateway',
      name: named('Khorgos Gateway', 'Khorgos Gateway', 'Khorgos Gateway'),
      hours: TERMINAL,
      modes: ['road', 'rail'],
    },
    {
      kind: 'inland',
      place: 'kz-karaganda',
      name: named('Karaganda', 'Караганда', 'Қарағанды'),
      unlocode: 'KZKGF',
    },
    {
      kind: 'inland',
      place: 'kz-kostanay',
      name: named('Kostanay', 'Костанай', 'Қостанай'),
      unlocode: 'KZKSN',
    },
    {
      kind: 'inland',
      place: 'kz-semey',
      name: named('Semey', 'Семей', 'Семей'),
      unlocode: 'KZPLX',
    },
    { kind: 'border', place: 'kz-tazhen', name: named('Tazhen', 'Тажен', 'Тәжен') },
    {
      kind: 'border',
      place: 'kz-konysbaeva',
      name: named('B. Konysbaev', 'Б. Конысбаева', 'Б. Қонысбаев'),
    },
    {
      kind: 'border',
      place: 'kz-zhibek-zholy',
      name: named('Zhibek Zholy', 'Жибек Жолы', 'Жібек жолы'),
    },
    {
      kind: 'border',
      place: 'kz-temir-baba',
      name: named('Temir-Baba', 'Темир-Баба', 'Темір-Баба'),
    },
    {
      kind: 'border',
      place: 'kz-nur-zholy',
      name: named('Nur Zholy (Khorgos)', 'Нур Жолы (Хоргос)', 'Нұр жолы (Қорғас)'),
      unlocode: 'KZHOR',
    },
    {
      kind: 'border',
      place: 'kz-dostyk',
      name: named('Dostyk', 'Достык', 'Достық'),
      modes: ['road', 'rail'],
      unlocode: 'KZDOS',
    },
    {
      kind: 'border',
      place: 'kz-korday',
      name: named('Korday', 'Кордай', 'Қордай'),
      unlocode: 'KZKOR',
    },
    { kind: 'border', place: 'kz-aisha-bibi', name: named('Aisha-Bibi', 'Айша-Биби', 'Айша бибі') },
    {
      kind: 'border',
      place: 'kz-kurmangazy',
      name: named('Kurmangazy', 'Курмангазы', 'Құрманғазы'),
    },
    {
      kind: 'border',
      place: 'kz-zhaisan',
      name: named('Zhaisan', 'Жайсан', 'Жайсаң'),
      modes: ['road', 'rail'],
    },
    { kind: 'border', place: 'kz-kairak', name: named('Kairak', 'Кайрак', 'Қайрақ') },
    {
      kind: 'border',
      place: 'kz-aul',
      name: named('Aul', 'Ауыл', 'Ауыл'),
      modes: ['road', 'rail'],
    },
    {
      kind: 'border',
      place: 'kz-altynkol',
      name: named('Altynkol (rail)', 'Алтынколь (ж/д)', 'Алтынкөл (теміржол)'),
      modes: ['rail'],
    },
    {
      kind: 'border',
      place: 'kz-oazis',
      name: named('Oazis (rail)', 'Оазис (ж/д)', 'Оазис (теміржол)'),
      modes: ['rail'],
    },
    {
      kind: 'border',
      place: 'kz-saryagash',
      name: named('Saryagash (rail)', 'Сарыагаш (ж/д)', 'Сарыағаш (теміржол)'),
      modes: ['rail'],
      unlocode: 'KZSRY',
    },
    {
      kind: 'destination',
      place: 'kz-taraz',
      name: named('Taraz', 'Тараз', 'Тараз'),
      unlocode: 'KZTAR',
    },
    {
      kind: 'destination',
      place: 'kz-kyzylorda',
      name: named('Kyzylorda', 'Кызылорда', 'Қызылорда'),
      unlocode: 'KZKZO',
    },
    {
      kind: 'destination',
      place: 'kz-turkistan',
      name: named('Turkistan', 'Туркестан', 'Түркістан'),
    },
  ],
  {
    place: 'kz-astana',
    name: named(
      'Customs headquarters, Astana',
      'Таможенное управление, Астана',
      'Кеден басқармасы, Астана',
    ),
  },
);

export const KAZ: CountryParameters = {
  iso3: 'KAZ',
  iso2: 'KZ',
  num: '398',
  name: named('Kazakhstan', 'Казахстан', 'Қазақстан'),
  timeZone: { name: 'Asia/Almaty', utcOffsetMin: 300 },
  currency: { code: 'KZT', perUnit: 500 },
  role: 'participant',
  neighbours: { land: ['RUS', 'CHN', 'KGZ', 'UZB', 'TKM'], sea: ['AZE'] },
  tariff: tariffOf(
    { duty: 0.1, vat: 0.16 },
    { '07-08': 0.12, '28-38': 0.05, '39-40': 0.065, '72-83': 0.05, '84-85': 0.03, '86-89': 0.15 },
  ),
  channels: TRAINING_CHANNELS,
  riskProfiles: [
    {
      id: 'tobacco',
      chapters: ['24'],
      channel: 'orange',
      repeats: 'excise marks are checked here',
    },
    { id: 'valuables', chapters: ['71', '97'], channel: 'red' },
    UNTRUSTED,
  ],
  service: {
    accept: { medianMin: 8, spread: 1.5 },
    documents: { medianMin: 18, spread: 1.6 },
    seals: { medianMin: 6, spread: 1.4 },
    scan: { medianMin: 18, spread: 1.5 },
    physical: { medianMin: 120, spread: 1.8 },
  },
  processingMinutes: {
    customs: 35,
    borderSecurity: 10,
    visaImmigration: 10,
    weightStandard: 15,
    phytosanitary: 10,
    vehicleRegistration: 5,
  },
  quirks: [{ kind: 'customsUnion', countries: ['RUS', 'KGZ', 'ARM'] }],
  offices: OFFICES,
  foundations: {
    tariff: {
      confidence: 'assumption',
      basis:
        'invented for rehearsal: 10 % and 16 % VAT as in the worked example E1 (domain.md section 8.3), other duties by group of goods',
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
      basis:
        'Eurasian Economic Union: no customs clearance between Kazakhstan and the Russian Federation, Kyrgyzstan or Armenia',
    },
    currency: CURRENCY_FOUNDATION,
  },
};
