/** A story as a page of its own, in one language: the picture, the rule, the messages, the command. */
import type { Language } from '../render/format.ts';
import { htmlPage } from '../render/html-page.ts';
import { escapeText } from '../render/svg.ts';
import type { ToldStory } from './telling.ts';
import { STORY_WORDS } from './words.ts';

/** @param picture as SVG. */
export function storyPage(told: ToldStory, picture: string, language: Language): string {
  const word = (name: keyof typeof STORY_WORDS): string => escapeText(STORY_WORDS[name][language]);
  const items = (lines: readonly string[], none: string): string =>
    lines.length === 0
      ? `<p>${none}</p>\n`
      : `<ul>\n${lines.map((line) => `<li>${escapeText(line)}</li>\n`).join('')}</ul>\n`;
  const letters = told.letters.map(
    ({ at, way, what, fate }) =>
      `<li>${escapeText(`${at}, ${way}: ${what}`)}${fate === '' ? '' : ` <strong>(${escapeText(fate)})</strong>`}</li>\n`,
  );
  const body = [
    `<h1>${escapeText(told.title)}</h1>\n`,
    `<p class="soft">${escapeText(told.found)}</p>\n`,
    `<div class="verdict failed"><strong>${escapeText(told.rule)}</strong>\n`,
    `<p>${escapeText(told.seenAt)}<br>${escapeText(told.seen)}</p></div>\n`,
    `<figure>${picture}</figure>\n`,
    `<h2>${word('messages')}</h2>\n`,
    letters.length === 0 ? `<p>${word('noMessages')}</p>\n` : `<ol>\n${letters.join('')}</ol>\n`,
    `<h2>${word('faults')}</h2>\n`,
    items(told.faults, word('noFaults')),
    ...(told.duties.length === 0 ? [] : [`<h2>${word('duties')}</h2>\n`, items(told.duties, '')]),
    `<h2>${word('again')}</h2>\n<pre>${escapeText(told.command)}</pre>\n`,
  ];
  return htmlPage(told.title, language, body.join(''));
}
