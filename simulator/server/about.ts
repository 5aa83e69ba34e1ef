/** What the page must know of a run beside its journal: the scenario's texts and span, the offices of its countries. */
import type { OfficeInfo } from '../../reports/views/api.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import { durationMs, startOf } from '../../scenarios/semantics.ts';
import type { Bilingual } from '../../nodes/common/bilingual.ts';
import { both } from '../../nodes/common/bilingual.ts';
import { FAULTS } from '../faults/catalogue.ts';
import { countryOf, isNodeCountry } from '../../nodes/countries/countries.ts';
import { parseIsoUtc } from '../core/time.ts';
import { SCENARIO_FILE, SUMMARY_FILE } from '../hosts/run-folder.ts';
import type { JournalHeader } from '../journal/entry.ts';
import type { RunAbout } from './source.ts';

/** What goes wrong, by kind of fault. */
export const FAULT_TEXTS: Readonly<Record<string, Bilingual>> = Object.fromEntries(
  FAULTS.map(({ id, text }) => [id, text]),
);

/** The customs offices of these countries (ISO alpha-3); countries without a node have none. */
export const officesOfCountries = (countries: readonly string[]): readonly OfficeInfo[] =>
  countries.filter(isNodeCountry).flatMap((iso3) => {
    const { offices, timeZone } = countryOf(iso3);
    return offices.map(({ code, country, place, name, roles, hours }) => ({
      code,
      country,
      place,
      name: both(name.en, name.ru),
      roles,
      hours,
      utcOffsetMin: timeZone.utcOffsetMin,
    }));
  });

/** @param lastsMs length of what is measured, where it is not the scenario's own. */
export function aboutScenario(
  scenario: Scenario,
  given: Pick<RunAbout, 'mode' | 'host' | 'folder'>,
  lastsMs = durationMs(scenario.lasts),
): RunAbout {
  const start = startOf(scenario) ?? 0;
  const { title, story, participants, observers = [] } = scenario;
  return {
    ...given,
    title: both(title.en, title.ru),
    story: both(story.en.trim(), story.ru.trim()),
    span: { begin: start - durationMs(scenario.warmUp), start, end: start + lastsMs },
    participants,
    observers,
    offices: officesOfCountries(participants),
    faults: FAULT_TEXTS,
  };
}

/** @param beside reads a JSON file of the run's folder; a journal by itself has none, and is shown all the same. */
export function aboutRecorded(
  header: JournalHeader,
  folder: string,
  beside: (name: string) => unknown,
): RunAbout {
  const summary = beside(SUMMARY_FILE) as { host?: unknown } | undefined;
  const host = typeof summary?.host === 'string' ? summary.host : 'virtual';
  const given = { mode: 'replay', host, folder } as const;
  const scenario = beside(SCENARIO_FILE) as Scenario | undefined;
  if (scenario !== undefined) return aboutScenario(scenario, given);
  const start = parseIsoUtc(header.start) ?? 0;
  const participants = header.participants.filter(isNodeCountry);
  return {
    ...given,
    title: both(header.scenario, header.scenario),
    story: both('', ''),
    span: { begin: start, start, end: start },
    participants,
    observers: [],
    offices: officesOfCountries(participants),
    faults: FAULT_TEXTS,
  };
}
