/** What became of a mutant, in plain values that a worker can hand over, with the story of a violation in both languages. */
import type { Bilingual } from '../../../nodes/common/bilingual.ts';
import { both } from '../../../nodes/common/bilingual.ts';
import { storyPage } from '../../../reports/story/page.ts';
import { storyPicture } from '../../../reports/story/picture.ts';
import { violationStory } from '../../../reports/story/story.ts';
import type { Telling } from '../../../reports/story/telling.ts';
import { tell } from '../../../reports/story/telling.ts';
import { storyText } from '../../../reports/story/text.ts';
import { namesOf } from '../../../scenarios/data/names.ts';
import { reproductionOf, scenarioText } from '../../explore/file.ts';
import { FAULT_TEXTS, officesOfCountries } from '../../server/about.ts';
import { INVARIANTS } from '../../journal/invariants/invariants.ts';
import type { ScriptCatch, SeedCatch, StorySize, Trial } from './trial.ts';

export interface MutantReport {
  readonly id: string;
  readonly text: Bilingual;
  readonly at: string;
  readonly breaks: string;
  /** Why it is no mutant worth looking for: the smallest rehearsal fails with it. */
  readonly tooWrong: string | undefined;
  /** All scripts that find it. */
  readonly scripts: readonly ScriptCatch[];
  readonly seed: SeedReport | undefined;
}

export interface SeedReport {
  readonly scenario: string;
  readonly seed: number;
  readonly invariant: string;
  readonly detail: string;
  readonly size: StorySize;
  /** All that the small scenario sends until it is seen, of which the story tells those that matter. */
  readonly messagesInRun: number;
  /** Runs that it took to make it small. */
  readonly tries: number;
  readonly story: Bilingual;
  /** The story as a page, with its picture. */
  readonly page: Bilingual;
  /** The small scenario, as a file. */
  readonly file: string;
}

export function reportOf({ mutant, scripts, seed, tooWrong }: Trial): MutantReport {
  const { id, text, at, breaks } = mutant;
  const found = seed === undefined ? undefined : seedReport(id, seed);
  return { id, text, at, breaks, tooWrong, scripts, seed: found };
}

function seedReport(mutant: string, { scenario: from, seed, shrunk, size }: SeedCatch): SeedReport {
  const { scenario, violation, entries, tries } = shrunk;
  const { invariant, detail } = violation;
  const story = violationStory(entries, violation);
  const telling = (language: 'en' | 'ru'): Telling => ({
    language,
    rule: INVARIANTS.find(({ id }) => id === invariant)?.text ?? both(invariant, invariant),
    names: namesOf(officesOfCountries(scenario.participants)),
    faultText: (kind) => FAULT_TEXTS[kind] ?? both(kind, kind),
    found: { scenario: from, seed: String(seed) },
    command: `rehearse mutants ${mutant}`,
  });
  const told = (language: 'en' | 'ru'): string =>
    storyText(tell(story, telling(language)), language);
  const page = (language: 'en' | 'ru'): string =>
    storyPage(tell(story, telling(language)), storyPicture(story, telling(language)), language);
  const comment = `Shows the mutant ${mutant}, and nothing with the right participants.`;
  const small = reproductionOf(scenario, violation, { scenario: mutant, seed });
  return {
    ...{ scenario: from, seed, invariant, detail, size, tries },
    messagesInRun: entries.filter(({ entry }) => entry.type === 'MessageSent').length,
    story: both(told('en'), told('ru')),
    page: both(page('en'), page('ru')),
    file: scenarioText(small, comment),
  };
}

/** What caught it first; undefined where it survives. */
export function caughtBy({
  scripts,
  seed,
}: MutantReport):
  { readonly scenario: string; readonly at: string; readonly size: StorySize } | undefined {
  const [script] = scripts;
  if (script !== undefined) return script;
  return seed === undefined
    ? undefined
    : {
        scenario: `${seed.scenario}, seed ${String(seed.seed)}`,
        at: seed.invariant,
        size: seed.size,
      };
}

/** Whether it is a mutant as it should be: passes the smallest rehearsal, and is caught. */
export const isWell = (report: MutantReport): boolean =>
  report.tooWrong === undefined && caughtBy(report) !== undefined;
