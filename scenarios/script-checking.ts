/** What every check of a script uses: its names, and whether a name, a country, a place or an office is there when a step comes. */
import { findOffice } from '../nodes/countries/offices.ts';
import type { OfficeRole } from '../nodes/countries/parameters.ts';
import { CORRIDOR_DATA, findPlace } from './data/corridors.ts';
import { didYouMean } from './nearest.ts';
import type { Scenario } from './schema.ts';
import type { NameInfo, NameKind } from './script-names.ts';
import type { Report } from './semantics.ts';
import type { Path } from './source.ts';
import { officeIn } from './steps.ts';

/** What is known when a step of the script is checked. */
export interface Checking {
  readonly scenario: Scenario;
  readonly names: ReadonlyMap<string, NameInfo>;
  readonly report: Report;
}

/** Whether a country takes part. */
export function checkParticipant({ scenario, report }: Checking, path: Path, node: string): void {
  const { participants } = scenario;
  if (participants.includes(node)) return;
  const advice = didYouMean(node, participants, `participants are ${participants.join(', ')}`);
  report(path, `${node} does not take part`, advice);
}

/** Whether a name is there, of the kind wanted, when the step comes. */
export function checkName(
  { names, report }: Checking,
  path: Path,
  name: string,
  kind: NameKind | 'any',
  step: number,
): void {
  const info = names.get(name);
  const alike = [...names].filter(([, one]) => kind === 'any' || one.kind === kind);
  const known = alike.map(([own]) => own);
  if (info === undefined || (kind !== 'any' && info.kind !== kind)) {
    const what = kind === 'any' ? 'nothing' : `no ${kind}`;
    const advice = known.length === 0 ? WHERE_NAMED[kind] : `known are ${known.join(', ')}`;
    report(path, `${what} is called ${name} in this script`, didYouMean(name, known, advice));
  } else if (info.from > step)
    report(path, `${name} is not declared before this step`, 'declare it in an earlier step');
}

export const WHERE_NAMED: Readonly<Record<NameKind | 'any', string>> = {
  trader: 'name it under `given.traders`',
  guarantee: 'name it under `given.guarantees`',
  authorisation: 'name it under `given.authorisations`',
  movement: 'let a trader declare it in an earlier step',
  any: 'name it under `given`, or declare it in an earlier step',
};

const PLACES = CORRIDOR_DATA.places.map(({ id }) => id);

/** Whether the corridor data has a place. */
export function checkPlace({ report }: Checking, path: Path, place: string): boolean {
  if (findPlace(place) !== undefined) return true;
  const advice = didYouMean(place, PLACES, 'see scenarios/data/corridors.json');
  report(path, `there is no place or post \`${place}\` in the corridor data`, advice);
  return false;
}

const ROLE_WORDS: Readonly<Record<OfficeRole, string>> = {
  DEP: 'of departure',
  TRA: 'of transit',
  TXT: 'of exit',
  DES: 'of destination',
  GUA: 'of guarantee, enquiry and recovery',
  ENQ: 'of enquiry',
  REC: 'of recovery',
  INC: 'that registers incidents',
};

/** Whether a place has an office with a role, in a country that takes part; a code need only be one. */
export function checkOffice(
  checking: Checking,
  path: Path,
  at: string,
  role: OfficeRole | undefined,
): boolean {
  const { scenario, report } = checking;
  const isCode = /^[A-Z]{2}/.test(at);
  if (!isCode && !checkPlace(checking, path, at)) return false;
  const code = officeIn(at, role);
  const office = code === undefined ? undefined : findOffice(code);
  if (office === undefined) {
    const what = role === undefined ? '' : ` ${ROLE_WORDS[role]}`;
    report(
      path,
      isCode ? `there is no customs office ${at}` : `there is no customs office${what} at ${at}`,
      'choose another place: see nodes/countries',
    );
    return false;
  }
  if (scenario.participants.includes(office.country)) return true;
  report(path, `${at} lies in ${office.country}, which does not take part`, 'choose another place');
  return false;
}
