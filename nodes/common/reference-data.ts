/** The reference data that ICE publishes as it changes (S802), as far as both ends must agree on it. */
import type { Body } from './message-types.ts';

/** Name of the list of countries that belong to the scheme. */
export const MEMBERS_LIST = 'members';

/** Alpha-2 codes of the countries in that list; entries that name none are passed over. */
export const memberCodes = ({ entries }: Pick<Body<'S802'>, 'entries'>): string[] =>
  entries.flatMap(({ country }) => (typeof country === 'string' ? [country] : []));
