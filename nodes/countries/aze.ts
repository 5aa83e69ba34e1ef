/** Azerbaijan. Parameters only. */
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
  'AZE',
  'AZ',
  [
    { kind: 'inland', place: 'az-baku', name: named('Baku', 'Баку', 'Bakı'), unlocode: 'AZBAK' },
    {
      kind: 'port',
      place: 'az-alat-port',
      name: named('Port of Baku (Alat)', 'Бакинский порт (Алят)', 'Bakı limanı (Ələt)'),
      unlocode: 'AZALA',
    },
    {
      kind: 'inland',
      place: 'az-absheron',
      name: named('Absheron terminal', 'Терминал Абшерон', 'Abşeron terminalı'),
      hours: TERMINAL,
    },
    {
      kind: 'inland',
      place: 'az-ganja',
      name: named('Ganja', 'Гянджа', 'Gəncə'),
      unlocode: 'AZGAN',
    },
    {
      kind: 'border',
      place: 'az-krasny-most',
      name: named('Krasny Most (Red Bridge)', 'Красный Мост', 'Qırmızı Körpü'),
    },
    {
      kind: 'border',
      place: 'az-balakan',
      name: named('Balakan (Mazimgara)', 'Балакен (Мазымгара)', 'Balakən (Mazımqara)'),
    },
    {
      kind: 'border',
      place: 'az-boyuk-kesik',
      name: named('Boyuk Kesik (rail)', 'Беюк-Кясик (ж/д)', 'Böyük Kəsik (dəmir yolu)'),
      modes: ['rail'],
    },
    { kind: 'destination', place: 'az-yevlakh', name: named('Yevlakh', 'Евлах', 'Yevlax') },
  ],
  {
    place: 'az-baku',
    name: named(
      'Customs headquarters, Baku',
      'Таможенное управление, Баку',
      'Gömrük idarəsi, Bakı',
    ),
  },
);

export const AZE: CountryParameters = {
  iso3: 'AZE',
  iso2: 'AZ',
  num: '031',
  name: named('Azerbaijan', 'Азербайджан', 'Azərbaycan'),
  timeZone: { name: 'Asia/Baku', utcOffsetMin: 240 },
  currency: { code: 'AZN', perUnit: 1.7 },
  role: 'participant',
  neighbours: { land: ['GEO', 'RUS', 'ARM', 'IRN', 'TUR'], sea: ['KAZ', 'TKM'] },
  tariff: tariffOf(
    { duty: 0.15, vat: 0.18 },
    { '28-38': 0.05, '39-40': 0.1, '72-83': 0.05, '84-85': 0.05, '86-89': 0.15 },
  ),
  channels: TRAINING_CHANNELS,
  riskProfiles: [
    { id: 'drinks', chapters: ['22'], channel: 'yellow' },
    {
      id: 'tobacco',
      chapters: ['24'],
      channel: 'red',
      repeats: 'excise goods are counted on entry',
    },
    UNTRUSTED,
  ],
  service: {
    accept: { medianMin: 8, spread: 1.5 },
    documents: { medianMin: 22, spread: 1.6 },
    seals: { medianMin: 6, spread: 1.4 },
    scan: { medianMin: 18, spread: 1.5 },
    physical: { medianMin: 120, spread: 1.8 },
  },
  processingMinutes: {
    customs: 45,
    borderSecurity: 12,
    visaImmigration: 10,
    weightStandard: 12,
    phytosanitary: 8,
    vehicleRegistration: 15,
  },
  quirks: [{ kind: 'setsPace', place: 'az-krasny-most' }],
  offices: OFFICES,
  foundations: {
    tariff: {
      confidence: 'assumption',
      basis:
        'invented for rehearsal: 15 % and 18 % VAT as in the worked example E1 (domain.md section 8.3), lower duties on goods of industry',
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
      basis: 'the Azerbaijani side sets the pace of both directions at Red Bridge (CPMM 2023)',
      source: 'cpmm23-process',
    },
    currency: CURRENCY_FOUNDATION,
  },
};
