/** What a language of the page must say. English is the measure; every other file has the same shape, or does not compile. */
import type { en } from './en.ts';

export type Locale = typeof en;

/** `en` has the words in the singular and the plural; languages with more forms bring their own rule. */
export type Plural = (count: number) => string;
