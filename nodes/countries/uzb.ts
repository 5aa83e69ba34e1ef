/** Uzbekistan. Parameters only. */
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
  'UZB',
  'UZ',
  [
    {
      kind: 'inland',
      place: 'uz-tashkent',
      name: named('Tashkent', 'Ташкент', 'Toshkent'),
      hours: TERMINAL,
      unlocode: 'UZTAS',
    },
    {
      kind: 'inland',
      place: 'uz-chukursay',
      name: named('Chukursay terminal', 'Терминал Чукурсай', 'Chuqursoy terminali'),
      hours: TERMINAL,
      unlocode: 'UZCHU',
    },
    {
      kind: 'inland',
      place: 'uz-samarkand',
      name: named('Samarkand', 'Самарканд', 'Samarqand'),
      unlocode: 'UZSKD',
    },
    {
      kind: 'inland',
      place: 'uz-bukhara',
      name: named('Bukhara', 'Бухара', 'Buxoro'),
      unlocode: 'UZBHK',
    },
    {
      kind: 'inland',
      place: 'uz-termez',
      name: named('Termez', 'Термез', 'Termiz'),
      unlocode: 'UZTER',
    },
    {
      kind: 'inland',
      place: 'uz-andijan',
      name: named('Andijan', 'Андижан', 'Andijon'),
      unlocode: 'UZAZN',
    },
    {
      kind: 'inland',
      place: 'uz-nukus',
      name: named('Nukus', 'Нукус', 'Nukus'),
      unlocode: 'UZNCU',
    },
    {
      kind: 'inland',
      place: 'uz-navoi',
      name: named('Navoi', 'Навои', 'Navoiy'),
      unlocode: 'UZNWY',
    },
    { kind: 'border', place: 'uz-daut-ata', name: named('Daut-Ata', 'Даут-Ата', 'Dovut ota') },
    { kind: 'border', place: 'uz-yallama', name: named('Yallama', 'Яллама', 'Yallama') },
    {
      kind: 'border',
      place: 'uz-gisht-kuprik',
      name: named('Gisht Kuprik', 'Гишткуприк', 'G‘ishtko‘prik'),
    },
    {
      kind: 'border',
      place: 'uz-alat',
      name: named('Alat', 'Алат', 'Olot'),
      modes: ['road', 'rail'],
    },
    {
      kind: 'border',
      place: 'uz-airitom',
      name: named('Airitom', 'Айритом', 'Ayritom'),
      modes: ['road', 'rail'],
    },
    { kind: 'border', place: 'uz-sariosiyo', name: named('Sariosiyo', 'Сариасия', 'Sariosiyo') },
    { kind: 'border', place: 'uz-oybek', name: named('Oybek', 'Ойбек', 'Oybek') },
    {
      kind: 'border',
      place: 'uz-jartepa',
      name: named('Jartepa', 'Джартепа', 'Jartepa'),
      hours: DAYTIME,
    },
    { kind: 'border', place: 'uz-dustlik', name: named('Dustlik', 'Дустлик', 'Do‘stlik') },
    {
      kind: 'border',
      place: 'uz-karakalpakiya',
      name: named('Karakalpakiya (rail)', 'Каракалпакия (ж/д)', 'Qoraqalpog‘iston (temir yo‘l)'),
      modes: ['rail'],
      unlocode: 'UZKPA',
    },
    {
      kind: 'border',
      place: 'uz-keles',
      name: named('Keles (rail)', 'Келес (ж/д)', 'Keles (temir yo‘l)'),
      modes: ['rail'],
    },
    {
      kind: 'destination',
      place: 'uz-karshi',
      name: named('Karshi', 'Карши', 'Qarshi'),
      unlocode: 'UZKSQ',
    },
    {
      kind: 'destination',
      place: 'uz-kokand',
      name: named('Kokand', 'Коканд', 'Qo‘qon'),
      unlocode: 'UZKOK',
    },
    {
      kind: 'destination',
      place: 'uz-jizzakh',
      name: named('Jizzakh', 'Джизак', 'Jizzax'),
      unlocode: 'UZJIZ',
    },
    {
      kind: 'destination',
      place: 'uz-guliston',
      name: named('Guliston', 'Гулистан', 'Guliston'),
      unlocode: 'UZGST',
    },
  ],
  {
    place: 'uz-tashkent',
    name: named(
      'Customs headquarters, Tashkent',
      'Таможенное управление, Ташкент',
      'Bojxona boshqarmasi, Toshkent',
    ),
  },
);

export const UZB: CountryParameters = {
  iso3: 'UZB',
  iso2: 'UZ',
  num: '860',
  name: named('Uzbekistan', 'Узбекистан', 'O‘zbekiston'),
  timeZone: { name: 'Asia/Tashkent', utcOffsetMin: 300 },
  currency: { code: 'UZS', perUnit: 12_500 },
  role: 'participant',
  neighbours: { land: ['KAZ', 'KGZ', 'TJK', 'AFG', 'TKM'], sea: [] },
  tariff: tariffOf(
    { duty: 0.2, vat: 0.12 },
    { '28-38': 0.1, '39-40': 0.1, '72-83': 0.1, '84-85': 0.05, '86-89': 0.3 },
  ),
  channels: TRAINING_CHANNELS,
  riskProfiles: [
    { id: 'drinks', chapters: ['22'], channel: 'orange', repeats: 'excise marks are checked here' },
    { id: 'medicines', chapters: ['30'], channel: 'yellow' },
    UNTRUSTED,
  ],
  service: {
    accept: { medianMin: 8, spread: 1.5 },
    documents: { medianMin: 20, spread: 1.6 },
    seals: { medianMin: 6, spread: 1.4 },
    scan: { medianMin: 18, spread: 1.5 },
    physical: { medianMin: 120, spread: 1.8 },
  },
  processingMinutes: {
    customs: 40,
    borderSecurity: 12,
    visaImmigration: 10,
    weightStandard: 12,
    phytosanitary: 12,
    vehicleRegistration: 8,
  },
  quirks: [],
  offices: OFFICES,
  foundations: {
    tariff: {
      confidence: 'assumption',
      basis:
        'invented for rehearsal: 20 % and 12 % VAT as in the worked example E1 (domain.md section 8.3), other duties by group of goods',
    },
    channels: CHANNELS_FOUNDATION,
    riskProfiles: PROFILES_FOUNDATION,
    service: SERVICE_FOUNDATION,
    processingMinutes: {
      confidence: 'estimate',
      basis:
        'at least 10 minutes of inspection a vehicle at Yallama (2018); the rest is an estimate',
      source: 'tca-yallama',
    },
    hours: HOURS_FOUNDATION,
    quirks: { confidence: 'assumption', basis: 'none is known' },
    currency: CURRENCY_FOUNDATION,
  },
};
