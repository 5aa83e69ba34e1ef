/** Text for people in the two working languages of the corridors. Not a translation of the dashboard's own words: those are in `viz/locales`. */
export interface Bilingual {
  readonly en: string;
  readonly ru: string;
}

/** Keeps tables to one line a text. */
export const both = (en: string, ru: string): Bilingual => ({ en, ru });
