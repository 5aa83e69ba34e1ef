/** What the country files share: usual hours, office numbers, tariff tables and the values that are the same everywhere. */
import type { ChannelShares, Tariff } from '../common/parameters.ts';
import type {
  Foundation,
  LocalName,
  NodeCountry,
  Office,
  OfficeRole,
  OpeningHours,
} from './parameters.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7] as const;

/** Border posts and ports on the corridors. */
export const ALWAYS: OpeningHours = 'always';
/** Small border posts. */
export const DAYTIME: OpeningHours = { open: '08:00', close: '20:00', days: EVERY_DAY };
/** Customs terminals. */
export const TERMINAL: OpeningHours = { open: '08:00', close: '20:00', days: [1, 2, 3, 4, 5, 6] };
/** Inland offices and headquarters. */
export const WEEKDAYS: OpeningHours = { open: '09:00', close: '18:00', days: [1, 2, 3, 4, 5] };

export const HOURS_FOUNDATION: Foundation = {
  confidence: 'assumption',
  basis:
    'border posts and ports on the corridors round the clock, small posts 08:00-20:00, terminals Monday to Saturday 08:00-20:00, inland offices Monday to Friday 09:00-18:00; no list of hours was used',
};

/** The shares recommended for training (domain.md section 2.6). */
export const TRAINING_CHANNELS: ChannelShares = {
  green: 0.7,
  yellow: 0.15,
  orange: 0.1,
  red: 0.05,
};

export const CHANNELS_FOUNDATION: Foundation = {
  confidence: 'assumption',
  basis: 'the shares recommended for training, domain.md section 2.6',
};

export const PROFILES_FOUNDATION: Foundation = {
  confidence: 'assumption',
  basis:
    'invented for rehearsal: no risk profiles are public; they take in drinks, tobacco and goods seldom seen on the corridors, and principals without any record',
};

/** Principals at the lowest level of trust: new, or with an unpaid claim (domain.md section 8.2, rule 4). */
export const UNTRUSTED = { id: 'untrusted', trustUpTo: 0, channel: 'red' } as const;

export const SERVICE_FOUNDATION: Foundation = {
  confidence: 'assumption',
  basis:
    'no working times of officers are published; documents and seals add up to about the customs minutes of the border, scans and physical controls are usual orders of magnitude',
};

export const CURRENCY_FOUNDATION: Foundation = {
  confidence: 'assumption',
  basis: 'round rate of 2025, for claims in national currency; not a quotation',
};

/** What tells an office apart from the others of its kind. */
interface OfficeRow {
  readonly place: string;
  readonly name: LocalName;
  readonly hours?: OpeningHours;
  readonly modes?: Office['modes'];
  readonly unlocode?: string;
}

/** The four kinds of office: first number, usual roles, hours and ways to reach it. */
const KINDS = {
  /** Departure and destination inland: x00101, x00102 and so on. */
  inland: { first: 101, roles: ['DEP', 'DES', 'INC'], hours: WEEKDAYS, modes: ['road'] },
  /** Departure and destination, and the next country's frontier across the sea; numbered with the inland offices. */
  port: {
    first: 101,
    roles: ['DEP', 'TRA', 'DES', 'INC'],
    hours: ALWAYS,
    modes: ['road', 'ferry'],
  },
  /** Border posts, from x00200: transit, and start or end of what comes from or leaves for outside the scheme. */
  border: {
    first: 200,
    roles: ['DEP', 'TRA', 'TXT', 'DES', 'INC'],
    hours: ALWAYS,
    modes: ['road'],
  },
  /** Destination only, from x00300. */
  destination: { first: 300, roles: ['DES'], hours: WEEKDAYS, modes: ['road'] },
} as const satisfies Record<
  string,
  { first: number; roles: readonly OfficeRole[]; hours: OpeningHours; modes: Office['modes'] }
>;

export type OfficeKind = keyof typeof KINDS;

/** The offices of a country, numbered in the order given; the office of guarantee, enquiry and recovery (x00900) comes last. */
export function officesFor(
  country: NodeCountry,
  iso2: string,
  rows: readonly (OfficeRow & { readonly kind: OfficeKind })[],
  headquarters: { readonly place: string; readonly name: LocalName },
): Office[] {
  const next: Record<number, number> = {};
  const offices = rows.map(({ kind, ...row }): Office => {
    const { first, roles, hours, modes } = KINDS[kind];
    const number = next[first] ?? first;
    next[first] = number + 1;
    return { code: codeOf(iso2, number), country, roles, hours, modes, ...row };
  });
  const code = codeOf(iso2, 900);
  const roles: OfficeRole[] = ['GUA', 'ENQ', 'REC'];
  return [...offices, { code, country, roles, hours: WEEKDAYS, modes: [], ...headquarters }];
}

const codeOf = (iso2: string, number: number): string =>
  `${iso2}${String(number).padStart(6, '0')}`;

/** Duty and VAT as fractions. */
export interface Rate {
  readonly duty: number;
  readonly vat: number;
}

/**
 * A tariff from a rate for everything and duties that differ, by chapters: `'07'`, or `'84-85'` for a range.
 * VAT is the same for all.
 */
export function tariffOf(rate: Rate, duties: Readonly<Record<string, number>>): Tariff {
  const chapters: Record<string, Rate> = {};
  for (const [range, duty] of Object.entries(duties)) {
    const [first, last = first] = range.split('-').map(Number) as [number, number?];
    for (let chapter = first; chapter <= last; chapter++) {
      chapters[String(chapter).padStart(2, '0')] = { duty, vat: rate.vat };
    }
  }
  return { default: rate, chapters };
}

/** A name in the two working languages and the national one. */
export const named = (en: string, ru: string, local: string): LocalName => ({ en, ru, local });
