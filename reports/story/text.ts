/** A story as short text for a terminal: a screenful at the most. */
import type { Language } from '../render/format.ts';
import type { ToldLetter, ToldStory } from './telling.ts';
import { STORY_WORDS } from './words.ts';

export function storyText(told: ToldStory, language: Language): string {
  const word = (name: keyof typeof STORY_WORDS): string => STORY_WORDS[name][language];
  const list = (lines: readonly string[], none: string): string[] =>
    (lines.length === 0 ? [none] : lines).map((line) => `  ${line}`);
  return [
    told.title,
    told.found,
    `${word('rule')}:`,
    `  ${told.rule}`,
    `${word('seen')}:`,
    `  ${told.seenAt}`,
    `  ${told.seen}`,
    `${word('faults')}:`,
    ...list(told.faults, word('noFaults')),
    `${word('messages')}:`,
    ...list(columns(told.letters), word('noMessages')),
    ...(told.duties.length === 0 ? [] : [`${word('duties')}:`, ...list(told.duties, '')]),
    `${word('again')}:`,
    `  ${told.command}`,
  ].join('\n');
}

/** Numbered as in the picture. */
function columns(letters: readonly ToldLetter[]): string[] {
  const width = Math.max(0, ...letters.map(({ way }) => way.length));
  return letters.map(({ at, way, what, fate }, i) => {
    const number = `${String(i + 1)}.`.padStart(3);
    const end = fate === '' ? '' : `  (${fate})`;
    return `${number} ${at}  ${way.padEnd(width)}  ${what}${end}`;
  });
}
