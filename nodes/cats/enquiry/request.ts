/** X142, the question to the authority of another country, and X059, which takes it back. */
import type { Effect, Send } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc } from '../../../simulator/core/time.ts';
import type { Body } from '../../common/message-types.ts';
import { countryOfOffice } from '../../common/numbers/office.ts';
import type { Movement } from '../movement/movement.ts';
import type { Setting } from '../setting.ts';
import { authorityOf, ownAuthority } from './authority.ts';
import { enquiryOf } from './record.ts';

/** The authority of the country where the goods were to arrive, or have arrived as far as is known. */
export const authorityAt = (office: string, setting: Setting): string =>
  authorityOf(countryOfOffice(office), 'ENQ', setting) ?? ownAuthority(setting);

/** What the question says beside the movement. */
export interface Inquired {
  /** The office where the goods were to arrive. */
  readonly destination: string;
  readonly consignee?: string;
  /** When the answer is due: 28 or 40 days from now (rule C209). */
  readonly until: SimTime;
}

/** X142: where the goods are; of goods that have arrived, what the control there found (D35). */
export function enquiryRequest(
  { mrn, arrivedAt }: Movement,
  { destination, consignee, until }: Inquired,
  now: SimTime,
  setting: Setting,
): Send {
  const enquirer = ownAuthority(setting);
  const resultsOnly = arrivedAt === 0 ? 0 : 1;
  const office = resultsOnly === 1 ? destination : authorityAt(destination, setting);
  const body: { -readonly [K in keyof Body<'X142'>]: Body<'X142'>[K] } = {
    mrn,
    office,
    enquirer,
    requestDate: isoUtc(now),
    limitForResponse: isoUtc(until),
    resultsOnly,
    contact: `enquiry authority ${enquirer}`,
  };
  if (consignee !== undefined) body.consignee = consignee;
  return setting.toOffice('X142', office, enquirer, mrn, body);
}

/** X059 to whoever was asked, if anybody was: the enquiry is moot. */
export function cancelEnquiry(movement: Movement, now: SimTime, setting: Setting): Effect[] {
  const { mrn } = movement;
  const { asked } = enquiryOf(movement);
  if (asked === '') return [];
  const body = { mrn, date: isoUtc(now) };
  return [setting.toOffice('X059', asked, ownAuthority(setting), mrn, body)];
}
