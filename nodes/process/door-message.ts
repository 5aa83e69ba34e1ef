/** What may come through a national door: a message of the catalogue that a party sends to its own country. */
import type { Message } from '../../simulator/core/participant.ts';
import { isoUtc } from '../../simulator/core/time.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { decodeMessage, formDefect, formDefects } from '../common/envelope.ts';
import type { FormDefect } from '../common/envelope.ts';
import { SCHEMA_VERSION } from '../common/limits.ts';
import { isMessageCode, MESSAGE_TYPES } from '../common/message-types.ts';
import type { Role } from '../common/message-types.ts';
import { ok, refused } from '../common/result.ts';
import type { Result } from '../common/result.ts';
import { newSecret } from './credentials.ts';

/** The body of S917. */
export interface DoorDefects {
  readonly messageId?: string;
  readonly errors: readonly FormDefect[];
}

/** Who stands outside: everybody else is an office or a node, and is not spoken for at a door. */
const OUTSIDE: ReadonlySet<Role> = new Set(['trader', 'driver', 'officer', 'guarantor']);

/**
 * Reads what was posted. The id, the time and the version are filled in where they are left out; a caller who may have to repeat gives the id
 * himself.
 */
export function readNational(text: string, now: SimTime): Result<Message, DoorDefects> {
  const decoded = decodeMessage(text);
  if (!decoded.ok) return refused({ errors: [decoded.defect] });
  const given = decoded.message as Partial<Message>;
  const message = {
    messageId: `d-${newSecret()}`,
    sentAt: isoUtc(now),
    schemaVersion: SCHEMA_VERSION,
    ...given,
  } as Message;
  const errors = isKeptOut(message.messageType)
    ? [
        formDefect(
          '/messageType',
          '92',
          'C109',
          `${message.messageType} does not come in by this door`,
        ),
      ]
    : formDefects(message);
  if (errors.length === 0) return ok(message);
  return refused(
    typeof given.messageId === 'string' ? { messageId: given.messageId, errors } : { errors },
  );
}

/** A type of the catalogue that offices, nodes or ICE send. */
function isKeptOut(messageType: string): boolean {
  if (!isMessageCode(messageType)) return false;
  const { exchange, from } = MESSAGE_TYPES[messageType];
  return exchange || !from.some((role) => OUTSIDE.has(role));
}
