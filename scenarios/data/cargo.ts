/** What the trucks carry: groups of goods with codes, values, masses and packages. Duties are the countries' (`nodes/countries`), which flow carries what is in `cargo-mixes.ts`. */
import { CORRIDOR_DATA } from './corridors.ts';
import type { Sourced } from './corridors.ts';

export type CargoId =
  | 'vegetables'
  | 'machinery'
  | 'textiles'
  | 'fruit'
  | 'metals'
  | 'plastics'
  | 'vehicleParts'
  | 'food'
  | 'wood'
  | 'chemicals'
  | 'excise'
  | 'other';

export interface Goods {
  /** Harmonised System, six digits (edition of 2022). */
  readonly hs6: string;
  readonly en: string;
  readonly ru: string;
}

export interface CargoGroup extends Sourced {
  readonly id: CargoId;
  readonly en: string;
  readonly ru: string;
  /** HS chapters, first and last. */
  readonly chapters: readonly (readonly [number, number])[];
  /** Share of the trucks on the corridors. */
  readonly share: number;
  readonly goods: readonly Goods[];
  /** USD for a tonne net: half of the loads are worth less than the median; `spread` is the 84th percentile over the median. */
  readonly usdPerTonne: { readonly median: number; readonly spread: number };
  /** Gross mass of a full load. */
  readonly grossKg: { readonly min: number; readonly max: number };
  /** Net mass over gross mass. */
  readonly netShare: number;
  /** Package types of UNECE Recommendation 21. */
  readonly packages: readonly string[];
  /** Kilograms gross in one package, about. */
  readonly packageKg: number;
  /** Goods that a guarantee may exclude (rule C408). */
  readonly sensitive: boolean;
}

const VALUES = 'values and masses are estimates in the order of regional trade statistics';

/** Share printed in the monitoring report of 2023 for 2,420 samples. */
const printed = {
  source: 'cpmm23-sample',
  confidence: 'published',
  basis: `share published; ${VALUES}`,
} as const;
/** One of the "other seven categories", which the report gives together as 35.4 %. */
const split = {
  source: 'unk-est',
  confidence: 'estimate',
  basis: `split of the published 35.4 % of seven categories; ${VALUES}`,
} as const;
/** Part of the 9 % outside the ten categories. */
const rest = {
  source: 'unk-est',
  confidence: 'estimate',
  basis: `split of the 9 % outside the published ten categories; ${VALUES}`,
} as const;

const goods = (hs6: string, en: string, ru: string): Goods => ({ hs6, en, ru });

export const CARGO_GROUPS: readonly CargoGroup[] = [
  {
    id: 'vegetables',
    en: 'Vegetables',
    ru: 'Овощи',
    chapters: [[7, 7]],
    share: 0.294,
    ...printed,
    goods: [
      goods('070200', 'Tomatoes, fresh', 'Томаты свежие'),
      goods('070310', 'Onions and shallots, fresh', 'Лук репчатый и лук-шалот свежий'),
      goods('070700', 'Cucumbers, fresh', 'Огурцы свежие'),
      goods('070960', 'Sweet peppers, fresh', 'Перец сладкий свежий'),
    ],
    usdPerTonne: { median: 650, spread: 1.4 },
    grossKg: { min: 18_000, max: 22_000 },
    netShare: 0.94,
    packages: ['BX', 'BG', 'CR'],
    packageKg: 20,
    sensitive: false,
  },
  {
    id: 'machinery',
    en: 'Machinery and electrical equipment',
    ru: 'Машины и электрооборудование',
    chapters: [[84, 85]],
    share: 0.169,
    ...printed,
    goods: [
      goods(
        '841810',
        'Combined refrigerator-freezers',
        'Холодильники-морозильники комбинированные',
      ),
      goods('845011', 'Washing machines, fully automatic', 'Машины стиральные автоматические'),
      goods('843149', 'Parts of construction machinery', 'Части строительных машин'),
      goods('850440', 'Static converters', 'Преобразователи статические'),
    ],
    usdPerTonne: { median: 7_000, spread: 1.7 },
    grossKg: { min: 8_000, max: 19_000 },
    netShare: 0.9,
    packages: ['CS', 'CT', 'PX'],
    packageKg: 180,
    sensitive: false,
  },
  {
    id: 'textiles',
    en: 'Textiles and clothing',
    ru: 'Текстиль и одежда',
    chapters: [[50, 63]],
    share: 0.093,
    ...printed,
    goods: [
      goods('520524', 'Cotton yarn, combed', 'Пряжа хлопчатобумажная гребенная'),
      goods('540752', 'Woven polyester fabrics, dyed', 'Ткани из полиэфирных нитей окрашенные'),
      goods(
        '610910',
        'T-shirts of cotton, knitted',
        'Майки и футболки хлопчатобумажные трикотажные',
      ),
      goods('620342', 'Men’s trousers of cotton', 'Брюки мужские хлопчатобумажные'),
    ],
    usdPerTonne: { median: 5_500, spread: 1.6 },
    grossKg: { min: 10_000, max: 20_000 },
    netShare: 0.93,
    packages: ['BL', 'RO', 'CT'],
    packageKg: 60,
    sensitive: false,
  },
  {
    id: 'fruit',
    en: 'Fruit and nuts',
    ru: 'Фрукты и орехи',
    chapters: [[8, 8]],
    share: 0.075,
    ...split,
    goods: [
      goods('080610', 'Grapes, fresh', 'Виноград свежий'),
      goods('080810', 'Apples, fresh', 'Яблоки свежие'),
      goods('080711', 'Watermelons, fresh', 'Арбузы свежие'),
      goods('081310', 'Apricots, dried', 'Абрикосы сушёные'),
    ],
    usdPerTonne: { median: 900, spread: 1.5 },
    grossKg: { min: 17_000, max: 22_000 },
    netShare: 0.93,
    packages: ['BX', 'CR', 'CT'],
    packageKg: 12,
    sensitive: false,
  },
  {
    id: 'metals',
    en: 'Base metals and articles',
    ru: 'Недрагоценные металлы и изделия',
    chapters: [[72, 83]],
    share: 0.06,
    ...split,
    goods: [
      goods('721049', 'Flat-rolled steel, zinc-coated', 'Прокат стальной плоский оцинкованный'),
      goods('721420', 'Reinforcing bars of steel', 'Прутки стальные арматурные'),
      goods('730630', 'Welded steel tubes', 'Трубы стальные сварные'),
      goods('760421', 'Hollow profiles of aluminium', 'Профили алюминиевые полые'),
    ],
    usdPerTonne: { median: 1_300, spread: 1.5 },
    grossKg: { min: 19_000, max: 22_500 },
    netShare: 0.98,
    packages: ['BE', 'CL', 'PX'],
    packageKg: 1_500,
    sensitive: false,
  },
  {
    id: 'plastics',
    en: 'Plastics',
    ru: 'Пластмассы',
    chapters: [[39, 39]],
    share: 0.055,
    ...split,
    goods: [
      goods('390120', 'Polyethylene, in primary forms', 'Полиэтилен в первичных формах'),
      goods('391723', 'Rigid tubes of vinyl chloride', 'Трубы жёсткие из поливинилхлорида'),
      goods('391740', 'Fittings for pipes, of plastics', 'Фитинги из пластмасс'),
      goods('392321', 'Sacks and bags of polyethylene', 'Мешки и пакеты полиэтиленовые'),
    ],
    usdPerTonne: { median: 1_800, spread: 1.4 },
    grossKg: { min: 14_000, max: 22_000 },
    netShare: 0.95,
    packages: ['BG', 'RO', 'PX'],
    packageKg: 25,
    sensitive: false,
  },
  {
    id: 'vehicleParts',
    en: 'Vehicles and parts',
    ru: 'Транспортные средства и части',
    chapters: [[86, 89]],
    share: 0.05,
    ...split,
    goods: [
      goods('870829', 'Parts of vehicle bodies', 'Части кузовов'),
      goods('870870', 'Wheels and parts', 'Колёса ходовые и части'),
      goods(
        '870899',
        'Parts of motor vehicles, other',
        'Части моторных транспортных средств прочие',
      ),
      goods('871690', 'Parts of trailers', 'Части прицепов'),
    ],
    usdPerTonne: { median: 5_000, spread: 1.6 },
    grossKg: { min: 9_000, max: 19_000 },
    netShare: 0.9,
    packages: ['CT', 'CS', 'PX'],
    packageKg: 90,
    sensitive: false,
  },
  {
    id: 'food',
    en: 'Prepared food',
    ru: 'Готовые пищевые продукты',
    chapters: [[16, 21]],
    share: 0.044,
    ...split,
    goods: [
      goods('170490', 'Sugar confectionery', 'Кондитерские изделия из сахара'),
      goods('190531', 'Sweet biscuits', 'Печенье сладкое'),
      goods('200290', 'Tomatoes, prepared', 'Томаты приготовленные'),
      goods('210390', 'Sauces and condiments', 'Соусы и приправы'),
    ],
    usdPerTonne: { median: 1_900, spread: 1.5 },
    grossKg: { min: 15_000, max: 22_000 },
    netShare: 0.92,
    packages: ['CT', 'PX'],
    packageKg: 10,
    sensitive: false,
  },
  {
    id: 'wood',
    en: 'Wood and articles',
    ru: 'Древесина и изделия',
    chapters: [[44, 44]],
    share: 0.035,
    ...split,
    goods: [
      goods('440711', 'Pine, sawn', 'Пиломатериалы из сосны'),
      goods('441114', 'Fibreboard thicker than 9 mm', 'Плиты древесноволокнистые толще 9 мм'),
      goods('441239', 'Plywood', 'Фанера клеёная'),
    ],
    usdPerTonne: { median: 600, spread: 1.4 },
    grossKg: { min: 18_000, max: 22_500 },
    netShare: 0.98,
    packages: ['BE', 'PX'],
    packageKg: 1_000,
    sensitive: false,
  },
  {
    id: 'chemicals',
    en: 'Chemicals and medicines',
    ru: 'Химические товары и лекарства',
    chapters: [[28, 38]],
    share: 0.035,
    ...split,
    goods: [
      goods('300490', 'Medicaments, in doses', 'Лекарственные средства дозированные'),
      goods('310210', 'Urea', 'Мочевина'),
      goods('320910', 'Acrylic and vinyl paints', 'Краски акриловые и виниловые'),
      goods(
        '340250',
        'Washing preparations for retail sale',
        'Моющие средства для розничной продажи',
      ),
    ],
    usdPerTonne: { median: 2_500, spread: 2 },
    grossKg: { min: 12_000, max: 22_000 },
    netShare: 0.93,
    packages: ['DR', 'BG', 'CT'],
    packageKg: 25,
    sensitive: false,
  },
  {
    id: 'excise',
    en: 'Drinks and tobacco',
    ru: 'Напитки и табак',
    chapters: [
      [22, 22],
      [24, 24],
    ],
    share: 0.012,
    ...rest,
    goods: [
      goods('220300', 'Beer', 'Пиво'),
      goods('220421', 'Wine in bottles', 'Вино в бутылках'),
      goods('240220', 'Cigarettes', 'Сигареты'),
    ],
    usdPerTonne: { median: 3_500, spread: 1.8 },
    grossKg: { min: 15_000, max: 21_000 },
    netShare: 0.85,
    packages: ['CT', 'PX'],
    packageKg: 15,
    sensitive: true,
  },
  {
    id: 'other',
    en: 'Other goods',
    ru: 'Прочие товары',
    chapters: [
      [48, 48],
      [68, 70],
      [94, 96],
    ],
    share: 0.078,
    ...rest,
    goods: [
      goods('481810', 'Toilet paper', 'Бумага туалетная'),
      goods('690721', 'Ceramic tiles', 'Плитка керамическая'),
      goods('700529', 'Float glass', 'Стекло листовое'),
      goods('940360', 'Furniture of wood', 'Мебель деревянная'),
    ],
    usdPerTonne: { median: 1_500, spread: 1.7 },
    grossKg: { min: 12_000, max: 22_000 },
    netShare: 0.92,
    packages: ['PX', 'CT', 'PK'],
    packageKg: 40,
    sensitive: false,
  },
];

/** How often each group is drawn; weights of a mix add up to 1. */
export type CargoWeights = Readonly<Partial<Record<CargoId, number>>>;

const byId = new Map<string, CargoGroup>(CARGO_GROUPS.map((group) => [group.id, group]));

/** The group with this id. @throws RangeError if there is none. */
export function cargoGroupOf(id: string): CargoGroup {
  const group = byId.get(id);
  if (group === undefined) throw new RangeError(`no cargo group "${id}"`);
  return group;
}

/** The group that an HS code (chapter, or six digits) belongs to, or undefined. */
export function cargoGroupOfHs(hs: string): CargoGroup | undefined {
  const chapter = Number(hs.slice(0, 2));
  return CARGO_GROUPS.find(({ chapters }) =>
    chapters.some(([first, last]) => first <= chapter && chapter <= last),
  );
}

/** Share of each category that the report prints, by its own name. */
export const publishedShareOf = (name: string): number | undefined =>
  CORRIDOR_DATA.cargoMix.topCategories.find((category) => category.name === name)?.share;
