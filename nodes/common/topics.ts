/** MQTT topics of the exchange (design: nodes publish to `in`, ICE alone publishes to `out` and `public`). */
import { domainOf, isMessageCode } from './message-types.ts';
import type { Message } from '../../simulator/core/participant.ts';

export const ROOT = 'ice/v1';
export const PUBLIC_FILTER = `${ROOT}/public/#`;
export const INTAKE_FILTER = `${ROOT}/in/#`;

export const inboxFilter = (country: string): string => `${ROOT}/out/${country}/#`;
export const publicTopic = (name: string): string => `${ROOT}/public/${name}`;

/** Where a node publishes a message. */
export const intakeTopic = (
  message: Pick<Message, 'sender' | 'recipient' | 'messageType'>,
): string =>
  `${ROOT}/in/${message.sender}/${message.recipient}/${domainLetter(message.messageType)}/${message.messageType}`;

/** Where ICE publishes it for the node `to`. */
export const outboxTopic = (to: string, message: Pick<Message, 'sender' | 'messageType'>): string =>
  `${ROOT}/out/${to}/${message.sender}/${domainLetter(message.messageType)}/${message.messageType}`;

export interface IntakeAddress {
  readonly from: string;
  readonly to: string;
  readonly domain: string;
  readonly messageType: string;
}

/** Parts of an intake topic, or undefined where it is none. */
export function parseIntakeTopic(topic: string): IntakeAddress | undefined {
  const [root, version, direction, from, to, domain, messageType, ...more] = topic.split('/');
  if (`${root ?? ''}/${version ?? ''}` !== ROOT || direction !== 'in' || more.length > 0)
    return undefined;
  if (!from || !to || !domain || !messageType) return undefined;
  return { from, to, domain, messageType };
}

/** The level of a topic that stands for the domain of the message. */
export const domainLetter = (messageType: string): string =>
  isMessageCode(messageType) ? domainOf(messageType) : messageType.slice(0, 1);
