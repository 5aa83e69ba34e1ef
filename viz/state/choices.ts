/** What somebody has chosen once for all pages of this project: language, colours, clock. Kept in this browser. */
import type { Language } from '../locales/format.ts';

export type Theme = 'light' | 'dark';

const KEY = 'rehearse.view';

interface Choices {
  readonly language: Language;
  readonly theme: Theme;
  /** A country, or `UTC`; undefined: none was chosen. */
  readonly clock: string | undefined;
}

/** What was chosen; else what the browser prefers. */
export function chosen(): Choices {
  const kept = remembered();
  return {
    language: kept.language ?? (navigator.language.startsWith('ru') ? 'ru' : 'en'),
    theme: kept.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'),
    clock: kept.clock,
  };
}

export function remember(choice: Partial<Choices>): void {
  localStorage.setItem(KEY, JSON.stringify({ ...remembered(), ...choice }));
}

function remembered(): Partial<Choices> {
  try {
    return (JSON.parse(localStorage.getItem(KEY) ?? '{}') ?? {}) as Partial<Choices>;
  } catch {
    return {};
  }
}
