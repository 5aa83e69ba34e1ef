/** Risk analysis: a channel for a movement, and what it means for an officer (domain.md section 2.6). */
import type { Stream } from '../../simulator/core/chance.ts';
import type { Channel } from '../common/code-lists.ts';
import { CHANNELS } from '../common/code-lists.ts';
import type { ChannelShares } from '../common/parameters.ts';

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
