/** Whether ICE takes a message: form, sender, route, party and correlation, in this order; the first that fails answers. */
import type { Message } from '../../simulator/core/participant.ts';
import { formDefects, UNREADABLE } from '../common/envelope.ts';
import type { FormDefect } from '../common/envelope.ts';
import { isMessageCode, MESSAGE_TYPES } from '../common/message-types.ts';
import type { MessageType } from '../common/message-types.ts';
import type { SchemeParameters } from '../common/parameters.ts';
import { ALL, ICE } from '../common/routing.ts';
import type { RuleCode } from '../common/rules/rules.ts';
import { functionalErrorOf } from '../common/rules/rules.ts';
import type { Parties } from './parties.ts';

export type Refusal =
  | { readonly kind: 'form'; readonly defects: readonly FormDefect[] }
  | {
      readonly kind: 'content';
      readonly rule: RuleCode;
      readonly code: string;
      readonly pointer: string;
    };

/** Requests whose answers ICE expects, by their messageId; the value is who was asked. */
export type OpenRequests = (messageId: string) => string | undefined;

/** Why ICE refuses a message, or undefined where it takes it. */
export function refusalOf(
  message: Message,
  scheme: SchemeParameters,
  parties: Parties,
  requests: OpenRequests,
): Refusal | undefined {
  if (message.messageType === UNREADABLE) {
    return { kind: 'form', defects: [(message.body as { defect: FormDefect }).defect] };
  }
  const defects = formDefects(message);
  if (defects.length > 0) return { kind: 'form', defects };
  const { messageType, sender, recipient } = message;
  const type = isMessageCode(messageType) ? MESSAGE_TYPES[messageType] : undefined;
  if (type === undefined || !maySend(type, sender, scheme)) return content('C109', '/messageType');
  if (!hasRoute(type, recipient, scheme)) return content('C601', '/recipient');
  if (type.answers !== undefined && requests(message.correlationId ?? '') !== sender) {
    return content('C107', '/correlationId');
  }
  if (!parties.allows(message)) return content('C604', '/mrn');
  return undefined;
}

/** Members send what the catalogue lets a node send over ICE; observers only say whether they are there. */
function maySend(type: MessageType, sender: string, scheme: SchemeParameters): boolean {
  if (!type.exchange || type.from.every((role) => role === 'ice')) return false;
  if (Object.hasOwn(scheme.members, sender)) return true;
  return scheme.observers.includes(sender) && type.name === 'Heartbeat';
}

function hasRoute(type: MessageType, recipient: string, scheme: SchemeParameters): boolean {
  if (recipient === ICE) return type.to.includes('ice') || type.to.includes('allNodes');
  if (recipient === ALL) return type.to.includes('allNodes');
  return Object.hasOwn(scheme.members, recipient);
}

const content = (rule: RuleCode, pointer: string): Refusal => ({
  kind: 'content',
  rule,
  code: String(functionalErrorOf(rule)),
  pointer,
});
