/** Business checks of what happened on the way, as the driver reports it (N180) or tells with the arrival (T007). */
import type { SimTime } from '../../../simulator/core/time.ts';
import { parseIsoUtc } from '../../../simulator/core/time.ts';
import type { IncidentCode } from '../code-lists.ts';
import { INCIDENTS } from '../code-lists.ts';
import type { Incident } from '../messages/parts.ts';
import type { SchemeParameters } from '../parameters.ts';
import type { CheckOf, Findings } from './check.ts';

export interface IncidentReported {
  readonly incident: Incident;
  /** Where it stands in the message: `/body/incident`. */
  readonly at: string;
  readonly now: SimTime;
  readonly scheme: SchemeParameters;
}

const ROAD_VEHICLE = 30;
const ROAD_TRAILER = 31;

export const INCIDENT_CHECKS: readonly CheckOf<IncidentReported>[] = [
  {
    rule: 'C103',
    find: ({ incident: { code, place }, at }, findings) => {
      if (!isIncidentCode(code)) findings.add(`${at}/code`, 12, code);
      if (PLACES[place.qualifier] === undefined) {
        findings.add(`${at}/place/qualifier`, 12, place.qualifier);
      }
    },
  },
  {
    rule: 'C104',
    find: ({ incident: { occurredAt }, at, now }, findings) => {
      const occurred = parseIsoUtc(occurredAt);
      if (occurred === undefined || occurred > now)
        findings.add(`${at}/occurredAt`, 14, occurredAt);
    },
  },
  { rule: 'C328', find: findMissingGroups },
  {
    rule: 'C315',
    find: ({ incident: { seals }, at }, findings) => {
      if (seals !== undefined && seals.count !== seals.identifiers.length)
        findings.add(`${at}/seals/count`, 14, seals.count);
    },
  },
  {
    rule: 'C316',
    find: ({ incident: { seals }, at }, findings) => {
      seals?.identifiers.forEach((identifier, i, all) => {
        if (all.indexOf(identifier) < i)
          findings.add(`${at}/seals/identifiers/${String(i)}`, 14, identifier);
      });
    },
  },
  {
    rule: 'C321',
    find: ({ incident: { means = [] }, at }, findings) => {
      means.forEach(({ type, identification }, i) => {
        const registered = type === ROAD_VEHICLE || type === ROAD_TRAILER;
        if (registered && identification !== identification.toUpperCase())
          findings.add(`${at}/means/${String(i)}/identification`, 14, identification);
      });
    },
  },
];

/** The group that the code needs (C0240), and a place of the kind that its qualifier says (C0460). */
function findMissingGroups(
  { incident: { code, seals, means, place }, at, scheme }: IncidentReported,
  findings: Findings,
): void {
  const needs = isIncidentCode(code) ? needOf(code) : undefined;
  if (needs === 'equipment' && seals === undefined) findings.add(`${at}/seals`, 13);
  if (needs === 'transhipment' && means === undefined) findings.add(`${at}/means`, 13);
  const fitsQualifier = PLACES[place.qualifier]?.(place.value, scheme) ?? true;
  if (!fitsQualifier) findings.add(`${at}/place/value`, 13, place.value);
}

/** What a place is given as, by its qualifier. */
const PLACES: Readonly<Record<string, (value: string, scheme: SchemeParameters) => boolean>> = {
  U: (value) => /^[A-Z]{2}[A-Z2-9]{3}$/.test(value),
  V: (value, { offices }) => offices[value] !== undefined,
  W: (value) => /^-?\d{1,2}(\.\d+)?,\s?-?\d{1,3}(\.\d+)?$/.test(value),
  Z: () => true,
};

const isIncidentCode = (code: string): code is IncidentCode => Object.hasOwn(INCIDENTS, code);

function needOf(code: IncidentCode): 'equipment' | 'transhipment' | undefined {
  const incident = INCIDENTS[code];
  return 'needs' in incident ? incident.needs : undefined;
}
