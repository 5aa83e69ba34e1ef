/** How a message stands to the parties of its movement, by its type: what rule C604 asks of its ends, and what they learn by it. */
import type { Message } from '../../simulator/core/participant.ts';
import type { MessageCode } from '../common/message-types.ts';

export type Standing =
  /** Sent ahead on release: makes the parties known. */
  | 'announces'
  /** Anybody may ask the country of departure. */
  | 'asks'
  /** Rule C107 ties it to its question; with the record, whoever asked has a part in the movement from then on. */
  | 'answers'
  /** The country that is asked for an enquiry or a recovery has a part in the movement from then on. */
  | 'involves'
  /** To or from the country of departure, or between parties. */
  | 'compares'
  /** About a guarantee: before the release nobody but the country of departure knows the movement, after it every party may ask. */
  | 'covers'
  /** To the country of the guarantee, or to ICE itself. */
  | 'claims'
  /** Insurers of countries that the movement never saw share what was paid. */
  | 'clears';

const STANDINGS: { readonly [C in MessageCode]?: Standing } = {
  X001: 'announces',
  X050: 'announces',
  X160: 'announces',
  X002: 'asks',
  X114: 'asks',
  X164: 'asks',
  X027: 'asks',
  X003: 'answers',
  X115: 'answers',
  X165: 'answers',
  X038: 'answers',
  X095: 'answers',
  X201: 'answers',
  X142: 'involves',
  X150: 'involves',
  X094: 'compares',
  X200: 'covers',
  X820: 'claims',
  X822: 'clears',
};

/** Undefined: between parties. */
export const standingOf = (messageType: string): Standing | undefined =>
  STANDINGS[messageType as MessageCode];

/** The first that ICE hears of a movement. */
export const announces = ({ messageType }: Pick<Message, 'messageType'>): boolean =>
  standingOf(messageType) === 'announces';
