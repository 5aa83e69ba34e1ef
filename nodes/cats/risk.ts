/** Risk analysis: a channel for a movement, and what it means for an officer (domain.md section 2.6). */
import type { Stream } from '../../simulator/core/chance.ts';
import type { Channel } from '../common/code-lists.ts';
import { CHANNELS } from '../common/code-lists.ts';
import type { PriorControl } from '../common/facts/transit.ts';
import type { AdvanceRecord } from '../common/messages/transit.ts';
import type { Declaration } from '../common/messages/parts.ts';
import { countryOfOffice } from '../common/numbers/office.ts';
import type { ChannelShares, NodeParameters, RiskProfile } from '../common/parameters.ts';
import type { Accounts } from './accounts/accounts.ts';

/** A channel, each as likely as its share. Draws once. */
export function drawChannel(stream: Stream, shares: ChannelShares): Channel {
  const u = stream.next();
  if (u < shares.green) return 'green';
  if (u < shares.green + shares.yellow) return 'yellow';
  return u < shares.green + shares.yellow + shares.orange ? 'orange' : 'red';
}

/** Control types (CL716) of a channel; a control that an officer orders on a green one is of the documents. */
export const controlsOf = (channel: Channel): string[] =>
  channel === 'green' ? [...CHANNELS.yellow.controls] : [...CHANNELS[channel].controls];

/** What goes with the advance records: N none, Y a profile was hit, R results are called for. */
export const riskCodeOf = (channel: Channel): string => {
  switch (channel) {
    case 'green':
      return 'N';
    case 'yellow':
    case 'orange':
      return 'Y';
    case 'red':
      return 'R';
  }
};

/** What the analysis says of a movement that stands at an office. */
export interface Risk {
  readonly channel: Channel;
  /** Why controls done elsewhere are not enough here; empty where they are, or where there were none. */
  readonly repeats: string;
}

const RECOGNISED: Risk = { channel: 'green', repeats: '' };

/**
 * The country's first profile that fits decides the channel, else it is as drawn. A control done by another office is respected,
 * unless the profile says why not.
 * @param controlledBy offices that have controlled the goods before.
 */
export function riskOf(
  declaration: Declaration,
  controlledBy: readonly string[],
  drawn: Channel,
  { riskProfiles }: NodeParameters,
  accounts: Accounts,
): Risk {
  const profile = riskProfiles?.find((each) => fits(each, declaration, accounts));
  if (controlledBy.length === 0) return { channel: profile?.channel ?? drawn, repeats: '' };
  return profile?.repeats === undefined
    ? RECOGNISED
    : { channel: profile.channel, repeats: profile.repeats };
}

/** A principal whom no country has published counts as new: level 0. */
function fits(
  { chapters, from, trustUpTo }: RiskProfile,
  { items, officeOfDeparture, principal }: Declaration,
  accounts: Accounts,
): boolean {
  if (chapters !== undefined && !items.some(({ hs6 = '' }) => chapters.includes(hs6.slice(0, 2)))) {
    return false;
  }
  if (from !== undefined && !from.includes(countryOfOffice(officeOfDeparture))) return false;
  if (trustUpTo === undefined) return true;
  const level = accounts.get(principal.tin ?? '')?.trustLevel ?? 0;
  return level <= trustUpTo;
}

const NO_OFFICES: readonly string[] = [];

/** The offices that have controlled the goods on their way here: departure with result A1, and those that the record names. */
export function controlledBefore({ declaration, controlResult, controls }: AdvanceRecord) {
  if (controlResult.code !== 'A1' && controls === undefined) return NO_OFFICES;
  const later = controls?.map(({ office }) => office) ?? [];
  return controlResult.code === 'A1' ? [declaration.officeOfDeparture, ...later] : later;
}

/** Where an officer orders what the analysis did not call for. */
const BY_OFFICER = 'decision of the officer';

/** Adds to the fact of a decision what became of controls done before; the same fact where there were none. */
export function withPriorControl<F extends object>(
  fact: F,
  { controlledBy, repeats }: { readonly controlledBy: readonly string[]; readonly repeats: string },
  controlled: boolean,
): F & PriorControl {
  if (controlledBy.length === 0) return fact;
  return controlled
    ? { ...fact, repeated: repeats === '' ? BY_OFFICER : repeats }
    : { ...fact, recognised: true };
}
