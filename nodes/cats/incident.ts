/** An incident on the way, from an office that registers it to the office of departure; and what it changes of a record (domain.md section 2.4). */
import type { Send } from '../../simulator/core/participant.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { isoUtc } from '../../simulator/core/time.ts';
import type { Incident } from '../common/messages/parts.ts';
import type { Body } from '../common/message-types.ts';
import type { Setting } from './setting.ts';

/** X180: registered here. */
export const toDeparture = (
  incident: Incident,
  mrn: string,
  office: string,
  officeOfDeparture: string,
  setting: Setting,
): Send => setting.toOffice('X180', officeOfDeparture, office, mrn, { mrn, office, incident });

/** The seals and means that goods travel with after an incident; those before where it names none. */
export interface Equipment {
  readonly seals: readonly string[];
  readonly means: Body<'T015'>['means'];
}

export const afterIncident = (
  { seals, means }: Equipment,
  { seals: newSeals, means: newMeans }: Incident,
): Equipment => ({ seals: newSeals?.identifiers ?? seals, means: newMeans ?? means });

/** Code 2: the office has put on new seals after a look at the truck (row B8). */
export const resealing = (
  identifiers: readonly string[],
  office: string,
  now: SimTime,
): Incident => ({
  code: '2',
  text: 'sealed anew by the office after a check',
  occurredAt: isoUtc(now),
  place: { qualifier: 'V', value: office },
  seals: { count: identifiers.length, identifiers: [...identifiers] },
});

/** The seals that the officer names; else the office's one seal for this movement. */
export const newSealsOf = (
  { seals }: Body<'N820'>,
  office: string,
  mrn: string,
): readonly string[] => seals?.identifiers ?? [`${office}-${mrn.slice(10, 16)}`];
