/** What keeps its order on the way: messages of one movement, what is said of one account, and whether a country is there arrive as they were sent. */
import type { Message } from '../../simulator/core/participant.ts';

/** Of messages that keep no order. */
export const NO_LANE = '';

export function laneOf({ mrn, messageType, sender, body }: Message): string {
  if (mrn !== undefined) return mrn;
  switch (messageType) {
    case 'A803':
    case 'A804':
      return String((body as { readonly tin?: unknown } | null)?.tin);
    case 'S070':
    case 'S071':
    case 'S971':
      return sender;
    default:
      return NO_LANE;
  }
}
