/** How somebody looks at the run: what is selected, which list is open, language, colours, time zone. Kept in the address and in this browser. */
import { CORRIDOR_DATA } from '../../scenarios/data/corridors.ts';
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { en } from '../locales/en.ts';
import type { Language } from '../locales/format.ts';
import { Format } from '../locales/format.ts';
import type { Locale } from '../locales/locale.ts';
import { ru } from '../locales/ru.ts';
import type { Address, Kind, ListKind, Selection } from './address.ts';
import { addressText, parseAddress } from './address.ts';
import type { Theme } from './choices.ts';
import { chosen, remember } from './choices.ts';

/** Clocks that the bar offers beside UTC: the capital of each country of the pilot. */
const CLOCKS: Readonly<Record<string, Bilingual>> = {
  GEO: { en: 'Tbilisi', ru: 'Тбилиси' },
  AZE: { en: 'Baku', ru: 'Баку' },
  KAZ: { en: 'Astana', ru: 'Астана' },
  UZB: { en: 'Tashkent', ru: 'Ташкент' },
  TKM: { en: 'Ashgabat', ru: 'Ашхабад' },
};

export interface ClockChoice {
  /** A country, or `UTC`. */
  readonly id: string;
  readonly name: string;
  readonly offsetMin: number;
}

export class View {
  selection = $state.raw<Selection | null>(null);
  list = $state<ListKind | null>(null);
  language = $state<Language>('en');
  theme = $state<Theme>('light');
  /** A country's clock, or UTC. */
  clock = $state('UTC');
  /** The side panel at its double width. */
  wide = $state(false);
  /** What the pointer is over on the map or in a list: shown lightly. */
  hovered = $state.raw<Selection | null>(null);
  readonly clocks: readonly ClockChoice[] = $derived.by(() =>
    [...this.countries.filter((id) => id in CLOCKS), 'UTC'].map((id) => ({
      id,
      name: CLOCKS[id]?.[this.language] ?? id,
      offsetMin: CORRIDOR_DATA.countries.find(({ iso3 }) => iso3 === id)?.utcOffsetMin ?? 0,
    })),
  );
  readonly text: Locale = $derived(this.language === 'ru' ? ru : en);
  readonly format: Format = $derived(
    new Format(this.language, this.clocks.find(({ id }) => id === this.clock)?.offsetMin ?? 0),
  );
  private readonly countries: readonly string[];
  private at: number | undefined;

  /** @param countries whose clocks are offered; the first one's is shown until another is chosen. */
  constructor(countries: readonly string[]) {
    this.countries = countries;
    this.read(parseAddress(location.search));
    const { language, theme, clock } = chosen();
    this.language = language;
    this.theme = theme;
    this.clock = clock ?? countries[0] ?? 'UTC';
  }

  /** A text of the domain in the page's language. */
  say(text: Bilingual): string {
    return text[this.language];
  }

  select(kind: Kind, id: string): void {
    this.selection = { kind, id };
    this.write('push');
  }

  unselect(): void {
    this.selection = null;
    this.write('push');
  }

  isSelected(kind: Kind, id: string): boolean {
    return this.selection?.kind === kind && this.selection.id === id;
  }

  toggleList(list: ListKind): void {
    this.list = this.list === list ? null : list;
    this.write('replace');
  }

  /** The instant that the address names; undefined for the present. */
  showAt(at: number | undefined): void {
    this.at = at;
    this.write('replace');
  }

  get startAt(): number | undefined {
    return this.at;
  }

  setLanguage(language: Language): void {
    this.language = language;
    remember({ language });
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    remember({ theme });
  }

  setClock(clock: string): void {
    this.clock = clock;
    remember({ clock });
  }

  /** The browser's back and forward change what is looked at; the instant stays the one shown, and the address is made to say so. */
  onPopState(): void {
    const { selection, list } = parseAddress(location.search);
    this.read({ selection, list, at: this.at });
    this.write('replace');
  }

  private read({ selection, list, at }: Address): void {
    this.selection = selection;
    this.list = list;
    this.at = at;
  }

  private write(how: 'push' | 'replace'): void {
    const { selection, list, at } = this;
    const url = `${location.pathname}${addressText({ selection, list, at })}`;
    if (how === 'push') history.pushState(null, '', url);
    else history.replaceState(null, '', url);
  }
}
