/** Writes a violation down: the small scenario that shows it, the journal of its run, and the story in both languages. */
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import { storyPage } from '../../reports/story/page.ts';
import { storyPicture } from '../../reports/story/picture.ts';
import { violationStory } from '../../reports/story/story.ts';
import type { Telling } from '../../reports/story/telling.ts';
import { tell } from '../../reports/story/telling.ts';
import { storyText } from '../../reports/story/text.ts';
import { namesOf } from '../../scenarios/data/names.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import { reproductionOf, scenarioText } from '../explore/file.ts';
import type { FaultsWanted } from '../explore/scenario-of-seed.ts';
import { scenarioOfSeed } from '../explore/scenario-of-seed.ts';
import type { Kept } from '../explore/seed.ts';
import type { ShrinkProgress } from '../explore/shrink.ts';
import { shrink, sizeOf } from '../explore/shrink.ts';
import type { Found } from '../explore/sweep.ts';
import { FAULTS } from '../faults/catalogue.ts';
import type { Recast } from '../hosts/cast.ts';
import type { RunRequest } from '../hosts/rehearsal.ts';
import { runVirtual } from '../hosts/rehearsal.ts';
import { JOURNAL_FILE, makeRunFolder, SCENARIO_FILE, writeJson } from '../hosts/run-folder.ts';
import type { Violation } from '../journal/invariants/invariant.ts';
import { INVARIANTS } from '../journal/invariants/invariants.ts';
import { officesOfCountries } from '../server/about.ts';
import { mustLoad } from './scenario.ts';
import { RunBooks, summarise } from './summary.ts';

const REPRODUCTION_FILE = 'reproduction.yaml';
const LANGUAGES = ['en', 'ru'] as const;

export interface ReproduceRequest {
  readonly scenario: Scenario;
  readonly faults: FaultsWanted;
  readonly found: Found;
  readonly folder: string;
  /** Who plays in whose place, here too. */
  readonly recast?: Recast;
  /** How to see it again; by running the file where it is not said. */
  readonly command?: (file: string) => string;
  readonly onProgress?: (progress: ShrinkProgress) => void;
}

export interface Reproduction {
  readonly text: Bilingual;
  readonly summary: {
    readonly file: string;
    readonly stories: Bilingual;
    readonly command: string;
    readonly tries: number;
    readonly size: Omit<ShrinkProgress, 'tries'>;
    readonly messages: number;
    readonly violation: Violation;
  };
}

/** Shrinks the violation of a seed and writes it into a folder. */
export function reproduce(request: ReproduceRequest): Reproduction {
  const { found, folder, recast, onProgress } = request;
  const { invariant } = found.violation;
  const recasting = recast === undefined ? {} : { recast };
  const shrunk = shrink({
    scenario: scenarioOfSeed(request.scenario, found.seed, request.faults),
    invariant,
    ...recasting,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  const origin = { scenario: request.scenario.id, seed: found.seed };
  const file = join(makeRunFolder('', '', folder), REPRODUCTION_FILE);
  const comment = `Found by \`rehearse explore\`: ${origin.scenario}, seed ${String(origin.seed)}.`;
  const small = reproductionOf(shrunk.scenario, shrunk.violation, origin);
  writeFileSync(file, scenarioText(small, comment));
  const { entries, violation, scenario } = rerun(file, folder, invariant, recasting);
  const story = violationStory(entries, violation);
  const command = request.command?.(shown(file)) ?? `rehearse run ${shown(file)}`;
  const tellings = LANGUAGES.map((language): Telling => ({
    language,
    rule: INVARIANTS.find(({ id }) => id === invariant)?.text ?? both(invariant, invariant),
    names: namesOf(officesOfCountries(scenario.participants)),
    faultText: (kind) => FAULTS.find(({ id }) => id === kind)?.text ?? both(kind, kind),
    found: { scenario: origin.scenario, seed: String(origin.seed) },
    command,
  }));
  const [en = '', ru = ''] = tellings.map((telling) => {
    const told = tell(story, telling);
    const page = storyPage(told, storyPicture(story, telling), telling.language);
    writeFileSync(storyFile(folder, telling.language), page);
    return storyText(told, telling.language);
  });
  const stories = both(storyFile(folder, 'en'), storyFile(folder, 'ru'));
  return {
    text: both(`${en}\n  ${stories.en}`, `${ru}\n  ${stories.ru}`),
    summary: {
      file,
      stories,
      command,
      tries: shrunk.tries,
      size: sizeOf(scenario),
      messages: story.letters.length,
      violation,
    },
  };
}

const storyFile = (folder: string, language: string): string =>
  join(folder, `story.${language}.html`);

const shown = (file: string): string => {
  const here = relative(process.cwd(), file);
  return here.startsWith('..') ? file : here;
};

/** Runs the file as anybody would, with a journal. @throws where it does not show the violation after all. */
function rerun(
  file: string,
  folder: string,
  invariant: string,
  recasting: Pick<RunRequest, 'recast'>,
): { scenario: Scenario; entries: readonly Kept[]; violation: Violation } {
  const { scenario } = mustLoad(file, []);
  const seed = String(scenario.seed);
  const books = new RunBooks(scenario);
  const entries: Kept[] = [];
  const begun = performance.now();
  writeJson(join(folder, SCENARIO_FILE), scenario);
  const result = runVirtual({
    scenario,
    seed,
    journal: join(folder, JOURNAL_FILE),
    bodies: true,
    ...recasting,
    observers: [
      (entry, body) => void entries.push({ entry, body }),
      (entry, body) => books.observe(entry, body),
    ],
  });
  const wallMs = performance.now() - begun;
  const run = { scenario, seed, host: 'virtual', folder, result, books, wallMs };
  const { invariants } = summarise(run);
  const violation = invariants.violations.find((one) => one.invariant === invariant);
  if (violation === undefined) throw new Error(`${file} does not show ${invariant}`);
  return { scenario, entries, violation };
}
