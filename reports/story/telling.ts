/** The sentences of a story in one language, from which text and page are made. */
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import { isoUtc } from '../../simulator/core/time.ts';
import type { Language } from '../render/format.ts';
import { filled, messageWords } from '../verdict/wording.ts';
import { struckText } from '../views/struck-text.ts';
import type { Names } from '../views/waiting-text.ts';
import type { Letter } from './letters.ts';
import type { FaultAtWork, ViolationStory } from './story.ts';
import { PARTIES, STORY_WORDS } from './words.ts';

/** What a story cannot know by itself. */
export interface Telling {
  readonly language: Language;
  /** Text of the invariant. */
  readonly rule: Bilingual;
  readonly names: Names;
  /** What a kind of fault is. */
  readonly faultText: (kind: string) => Bilingual;
  readonly found: { readonly scenario: string; readonly seed: string };
  /** How to see it again. */
  readonly command: string;
}

export interface ToldLetter {
  /** `07-14 18:00:05`. */
  readonly at: string;
  /** `Trader → Georgia`. */
  readonly way: string;
  /** `T015 Declaration submission`. */
  readonly what: string;
  /** What became of it; empty where it simply arrived. */
  readonly fate: string;
}

export interface ToldStory {
  readonly title: string;
  readonly found: string;
  readonly rule: string;
  readonly seenAt: string;
  readonly seen: string;
  readonly faults: readonly string[];
  readonly letters: readonly ToldLetter[];
  readonly duties: readonly string[];
  readonly command: string;
}

export function tell(story: ViolationStory, telling: Telling): ToldStory {
  const { violation, letters, faults, duties } = story;
  const { language, rule, found, command } = telling;
  const say = (text: Bilingual, ...values: readonly string[]): string =>
    filled(text, ...values)[language];
  const { movement, run, seenAt } = STORY_WORDS;
  const about = violation.mrn === undefined ? '' : say(movement, violation.mrn);
  const where = violation.node === '' ? say(run) : partyName(violation.node, telling);
  return {
    title: say(STORY_WORDS.title, violation.invariant),
    found: say(STORY_WORDS.found, found.scenario, found.seed),
    rule: rule[language],
    seenAt: say(seenAt, momentText(violation.t), where, about),
    seen: numbered(violation.detail, letters, language),
    faults: faults.map((fault) => faultLine(fault, telling)),
    letters: letters.map((letter) => toldLetter(letter, telling)),
    duties: duties.map((duty) => duty[language]),
    command,
  };
}

/** Messages that a sentence names by their ids, with their numbers in the list. */
const numbered = (text: string, letters: readonly Letter[], language: Language): string =>
  text.replace(/[\w-]+/g, (word) => {
    const place = letters.findIndex(({ id }) => id === word);
    return place < 0 ? word : filled(STORY_WORDS.numbered, word, String(place + 1))[language];
  });

export const partyName = (id: string, { language, names }: Telling): string =>
  (PARTIES[id] ?? names(id))[language];

/** `07-14 18:00:05`, UTC; the year is the scenario's. */
export const momentText = (t: number): string => isoUtc(t).slice(5, 19).replace('T', ' ');

function toldLetter(letter: Letter, telling: Telling): ToldLetter {
  const { code, from, to, sentAt } = letter;
  return {
    at: momentText(sentAt),
    way: `${partyName(from, telling)} → ${partyName(to, telling)}`,
    what: messageWords({ code, waits: false })[telling.language],
    fate: fatesOf(letter)
      .map((fate) => fate[telling.language])
      .join(', '),
  };
}

function fatesOf({ refused, struck, repeats, receivedAt }: Letter): Bilingual[] {
  return [
    ...(struck === null ? [] : [struckText(struck.is, both(struck.fault, struck.fault))]),
    ...(refused === null ? [] : [filled(STORY_WORDS.refused, refused)]),
    ...(repeats === 0 ? [] : [filled(STORY_WORDS.repeated, String(repeats))]),
    ...(receivedAt === null && refused === null ? [STORY_WORDS.notReceived] : []),
  ];
}

function faultLine({ id, kind, from, until, on }: FaultAtWork, telling: Telling): string {
  const { language, faultText } = telling;
  const struck = on.map((one) => partyName(one, telling)).join(', ');
  const values = [id, faultText(kind)[language], struck, momentText(from), momentText(until)];
  return filled(STORY_WORDS.fault, ...values)[language];
}
