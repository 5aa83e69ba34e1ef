/** Which messages ICE has dealt with, taken or refused, so that each counts once (rule C108). */
import type { Message, Outcome } from '../../simulator/core/participant.ts';
import { asIs, Table } from '../../simulator/core/table.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { LIMITS } from '../common/limits.ts';

interface Known {
  readonly at: SimTime;
  /** Of what was sent under the id: a repeat has the same, another message has not. */
  readonly stamp: number;
  readonly refused?: true;
}

/** What a message is to those that came before; undefined: it is new. */
export type Before = 'taken' | 'refused' | 'other';

export class Seen {
  /** By sender and messageId, the longest ago first. */
  readonly table = new Table<Known>('seen', asIs);

  /** @returns what became of the same message before, or that its id was used for `other`. */
  before(key: string, message: Message): Before | undefined {
    const known = this.table.get(key);
    if (known === undefined) return undefined;
    if (known.stamp !== stampOf(message)) return 'other';
    return known.refused === true ? 'refused' : 'taken';
  }

  note(key: string, message: Message, refused: boolean, at: SimTime, out: Outcome): void {
    const stamp = stampOf(message);
    out.put(this.table, key, refused ? { at, stamp, refused } : { at, stamp });
  }

  /** Forgets what no repeat can follow any more. */
  prune(now: SimTime, out: Outcome): void {
    for (const [key, { at }] of this.table.entries()) {
      if (at + LIMITS.repeatMemoryMs > now) break;
      out.put(this.table, key, undefined);
    }
  }
}

/** Small integers take no room of their own. */
const STAMP_MOST = 0x3fff_ffff;

/**
 * A number from the envelope and the plain values at the top of the body, which two messages under one id hardly share; what
 * is nested deeper is not looked at, for it would cost every message more. The message may be anything at all.
 */
function stampOf(message: Readonly<Partial<Record<keyof Message, unknown>>>): number {
  const { sentAt, messageType, recipient, mrn, body } = message;
  let stamp = 0;
  for (const value of [sentAt, messageType, recipient, mrn]) stamp = stamped(stamp, value);
  if (typeof body !== 'object' || body === null) return stamped(stamp, body);
  for (const value of Object.values(body)) stamp = stamped(stamp, value);
  return stamp;
}

function stamped(before: number, value: unknown): number {
  if (typeof value !== 'string' && typeof value !== 'number') return before;
  const text = String(value);
  let stamp = before;
  for (let i = 0; i < text.length; i++) stamp = (31 * stamp + text.charCodeAt(i)) & STAMP_MOST;
  return stamp;
}
