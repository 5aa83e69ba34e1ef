/** How often something goes another way than planned, in synthetic traffic. No such shares are published for these corridors: all are assumptions, with what speaks for them. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';

export interface MishapRow {
  /** What happens, and what it is a share of. */
  readonly text: Bilingual;
  readonly share: number;
  /** `published` with its source, or `assumption` with what speaks for the figure. */
  readonly confidence: 'published' | 'assumption';
  readonly basis: string;
}

const assumed = (share: number, en: string, ru: string, basis: string): MishapRow => ({
  text: both(en, ru),
  share,
  confidence: 'assumption',
  basis,
});

export const MISHAPS = {
  preLodged: assumed(
    0.08,
    'declarations lodged before the goods are there',
    'декларации, поданные до предъявления товаров',
    'few traders at the start of a new procedure; NCTS traders do it more often',
  ),
  wrongDeclaration: assumed(
    0.03,
    'declarations with a mistake, rejected and lodged again',
    'декларации с ошибкой, отклонённые и поданные повторно',
    'three in a hundred, as a new system in its first season; falls with practice',
  ),
  mistypedAccessCode: assumed(
    0.008,
    'guarantees refused for a mistyped access code, then amended',
    'отказы в гарантии из-за ошибки в коде доступа с последующим исправлением',
    'a four-character code typed by hand',
  ),
  amended: assumed(
    0.01,
    'accepted declarations amended before release',
    'принятые декларации, изменённые до выпуска',
    'weights and numbers of packages that loading has changed',
  ),
  withdrawn: assumed(
    0.004,
    'accepted declarations that the trader withdraws',
    'принятые декларации, отозванные участником',
    'orders cancelled at the last moment',
  ),
  divertedAtBorder: assumed(
    0.006,
    'movements that enter a country by another office than declared',
    'перевозки, въехавшие в страну через другой таможенный орган',
    'queues and closed roads; drivers choose the shorter wait',
  ),
  divertedAtDestination: assumed(
    0.006,
    'movements that arrive at another office than declared',
    'перевозки, прибывшие в другой таможенный орган назначения',
    'a warehouse changed while the goods were on the way',
  ),
  incident: assumed(
    0.005,
    'movements with an incident on the way: seals broken, goods transhipped',
    'перевозки с происшествием в пути: повреждение пломб, перегрузка',
    'one in two hundred over two thousand kilometres',
  ),
  gone: assumed(
    0.0008,
    'released movements that never arrive',
    'выпущенные перевозки, не прибывшие в место назначения',
    'less than one in a thousand; enough to rehearse enquiry and claim',
  ),
} as const satisfies Readonly<Record<string, MishapRow>>;

export type MishapId = keyof typeof MISHAPS;

/** Shares from 0 to 1, by mishap. */
export type MishapShares = Readonly<Record<MishapId, number>>;

export const MISHAP_IDS = Object.keys(MISHAPS) as readonly MishapId[];

const shares = (of: (row: MishapRow) => number): MishapShares =>
  Object.fromEntries(MISHAP_IDS.map((id) => [id, of(MISHAPS[id])])) as unknown as MishapShares;

/** The shares of the table. */
const USUAL_MISHAPS = shares(({ share }) => share);

/** Everything goes as planned. */
const NO_MISHAPS = shares(() => 0);

/** What a scenario asks for: nothing, the shares of the table, or those with other shares for some. */
export function mishapsFor(
  asked: 'none' | 'usual' | Readonly<Partial<Record<MishapId, number>>>,
): MishapShares {
  if (asked === 'none') return NO_MISHAPS;
  return asked === 'usual' ? USUAL_MISHAPS : { ...USUAL_MISHAPS, ...asked };
}
