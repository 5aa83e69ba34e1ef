/** The last messages before a step failed: who told whom what, and what became of it. */
import { isMessageCode, MESSAGE_TYPES } from '../../nodes/common/message-types.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import type { SeenMessage } from './messages.ts';

export interface StoryLine {
  readonly t: SimTime;
  readonly code: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** The rule under which it was refused; empty where it was not. */
  readonly refused: string;
  readonly arrived: boolean;
}

/** As many messages as a person reads at a glance. */
const LINES = 6;

/** Receipts and publications say nothing about why a step failed. */
const isTelling = ({ code }: SeenMessage): boolean =>
  code !== 'S802' && !(isMessageCode(code) && MESSAGE_TYPES[code].receipt === true);

export const storyOf = (window: Iterable<SeenMessage>): StoryLine[] =>
  [...window]
    .filter(isTelling)
    .sort((a, b) => a.sentAt - b.sentAt)
    .slice(-LINES)
    .map(({ sentAt, code, from, to, refused, receivedBy }) => ({
      t: sentAt,
      code,
      name: isMessageCode(code) ? MESSAGE_TYPES[code].name : code,
      from,
      to,
      refused: refused ?? '',
      arrived: receivedBy.size > 0,
    }));
