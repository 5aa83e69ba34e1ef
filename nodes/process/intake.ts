/** What a client of the exchange may have put on its intake: read once, its sender held against its connection. Content is ICE's business. */
import { isAscii } from 'node:buffer';
import type { Message } from '../../simulator/core/participant.ts';
import {
  BAD_SIGNATURE,
  decodeMessage,
  disguise,
  formDefect,
  UNREADABLE,
  unreadable,
} from '../common/envelope.ts';
import type { FormDefect } from '../common/envelope.ts';
import { LIMITS } from '../common/limits.ts';
import { domainLetter, parseIntakeTopic } from '../common/topics.ts';
import type { IntakeAddress } from '../common/topics.ts';
import { UNSIGNED } from './security/signatures.ts';
import type { Proof } from './security/signatures.ts';

export type Intake =
  /** For ICE's step: the message, or what stands for one that cannot be read. `text` is what came, to be passed on as it is. */
  | { readonly kind: 'message'; readonly message: Message; readonly text: string }
  | { readonly kind: 'unreadable'; readonly message: Message }
  /**
   * It is not proven that the client has written it (rule C110). `message` stands for it, and says nothing that ICE could take for the name of a
   * message: the client may have one of that name under way, and must go on sending it.
   */
  | { readonly kind: 'unproven'; readonly reason: string; readonly message: Message }
  /** A false sender or topic: the connection is closed for it. `message`: for ICE's step, where rule C110 is broken. */
  | { readonly kind: 'refused'; readonly reason: string; readonly message?: Message };

const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * @param client the country whose credentials the connection has shown.
 * @param proof holds signatures against the senders' keys, where messages are to be signed.
 */
export function readIntake(
  client: string,
  topic: string,
  payload: Uint8Array,
  proof: Proof = UNSIGNED,
): Intake {
  const address = addressOf(topic);
  const { from = '' } = address ?? {};
  if (from !== client) {
    const reason = `may not publish to ${topic}`;
    return { kind: 'refused', reason, message: disguise(client, from) };
  }
  if (payload.length > LIMITS.messageBytes) {
    const cause = `the message is longer than ${LIMITS.messageBytes} bytes`;
    return spoilt(client, formDefect('/', '39', 'C105', cause));
  }
  const text = textOf(payload);
  if (text === undefined) {
    return spoilt(client, formDefect('/', '52', 'C101', 'the message is not UTF-8'));
  }
  const decoded = decodeMessage(text);
  if (!decoded.ok) return spoilt(client, decoded.defect);
  const { message } = decoded;
  const { sender, recipient, messageType } = message as Partial<Message>;
  if (typeof sender !== 'string') {
    return spoilt(client, formDefect('/sender', '13', 'C102', 'the message names no sender'));
  }
  if (sender !== client) {
    const reason = `the sender is ${sender}, not ${client} (C110)`;
    const original = proof === UNSIGNED ? message : undefined;
    return { kind: 'refused', reason, message: disguise(client, sender, original) };
  }
  const objection = proof.objection(message);
  if (objection !== undefined) {
    const { pointer, code } = BAD_SIGNATURE;
    const defect = formDefect(pointer, code, 'C110', objection);
    return { kind: 'unproven', reason: objection, message: unreadable(client, defect) };
  }
  if (typeof recipient !== 'string' || typeof messageType !== 'string') {
    return { kind: 'message', message, text };
  }
  if (messageType === UNREADABLE) {
    return spoilt(client, formDefect('/messageType', '12', 'C109', 'no message has this type'));
  }
  if (!isAddress(address, recipient, messageType)) {
    return { kind: 'refused', reason: `${topic} is not the topic of its message` };
  }
  return { kind: 'message', message, text };
}

/** Topics are few, and each is met a thousand times. */
const addresses = new Map<string, IntakeAddress | undefined>();
const ADDRESSES_MOST = 1_000;

function addressOf(topic: string): IntakeAddress | undefined {
  if (addresses.has(topic)) return addresses.get(topic);
  const address = parseIntakeTopic(topic);
  if (addresses.size === ADDRESSES_MOST) addresses.clear();
  addresses.set(topic, address);
  return address;
}

/** Whether the message belongs on that topic, whose sender it has. */
const isAddress = (
  address: IntakeAddress | undefined,
  recipient: string,
  messageType: string,
): boolean =>
  address?.to === recipient &&
  address.messageType === messageType &&
  address.domain === domainLetter(messageType);

const spoilt = (client: string, defect: FormDefect): Intake => ({
  kind: 'unreadable',
  message: unreadable(client, defect),
});

function textOf(payload: Uint8Array): string | undefined {
  // Nearly all are ASCII, of which Latin-1 is read ten times as fast.
  if (isAscii(payload)) return asBuffer(payload).toString('latin1');
  try {
    return utf8.decode(payload);
  } catch {
    return undefined;
  }
}
