/** Recipients that do not hear: one does not read its socket, then it reads and sends no receipts. Whoever writes to them must not mind. */
import type { Message } from '../../simulator/core/participant.ts';
import { EXAMPLES } from '../../nodes/common/messages/examples.ts';
import { LIMITS, SCHEMA_VERSION } from '../../nodes/common/limits.ts';
import type { Body } from '../../nodes/common/message-types.ts';
import { makeMrn } from '../../nodes/common/numbers/mrn.ts';
import { ICE } from '../../nodes/common/routing.ts';
import { inboxFilter, intakeTopic } from '../../nodes/common/topics.ts';
import { countryOf } from '../../nodes/countries/countries.ts';
import * as mqtt from './mqtt-bytes.ts';
import type { Parties } from './packets.ts';
import { RawSocket } from './raw-socket.ts';

export interface Deaf {
  /** Bytes of the messages that were sent to it. */
  readonly bytes: number;
  /** Whether the connection that is not read was cut. */
  readonly isCut: boolean;
  /** Messages that came again to whoever sends no receipts. */
  readonly unreceipted: number;
}

const MESSAGES = 150;
/** So many documents make an advance record of some hundred thousand bytes. */
const ITEMS = 300;
const ANSWER_MS = 60_000;
const SILENT_MS = 1_500;

export async function deafPeers(
  port: number,
  { own, secret }: Parties,
  deaf: { readonly country: string; readonly secret: string },
): Promise<Deaf> {
  const subscriber = await subscribed(port, deaf);
  await hearAndReceipt(subscriber, deaf.country);
  subscriber.socket.pause();
  const publisher = await RawSocket.open(port);
  await publisher.login({ clientId: own, username: own, password: secret }, ANSWER_MS);
  let bytes = 0;
  for (let i = 0; i < MESSAGES; i++) {
    const message = advanceRecord(own, deaf.country, i);
    const payload = JSON.stringify(message);
    bytes += payload.length;
    publisher.send(mqtt.publish({ topic: intakeTopic(message), payload, id: i + 1 }));
    await acknowledged(publisher);
  }
  await new Promise((resolve) => setTimeout(resolve, 2 * LIMITS.drainTimeoutMs));
  subscriber.socket.resume();
  const isCut = await Promise.race([
    subscriber.closed.then(() => true),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), ANSWER_MS)),
  ]);
  subscriber.destroy();
  const silent = await subscribed(port, deaf);
  const came = new Set<string>();
  for (let answer = await silent.next(ANSWER_MS); typeof answer !== 'string';) {
    if (answer.type === mqtt.TYPE.publish) came.add(messageIn(answer.body).messageId);
    answer = await silent.next(came.size < MESSAGES ? ANSWER_MS : SILENT_MS);
  }
  silent.destroy();
  publisher.destroy();
  return { bytes, isCut, unreceipted: came.size };
}

/** As long as it behaves: ICE tries nobody who has never confirmed anything with more than one message. */
async function hearAndReceipt(socket: RawSocket, country: string): Promise<void> {
  let number = 0;
  for (;;) {
    const answer = await socket.next(SILENT_MS);
    if (typeof answer === 'string') return;
    if (answer.type !== mqtt.TYPE.publish) continue;
    const { messageId } = messageIn(answer.body);
    const receipt = {
      messageId: `${country}-n${++number}`,
      ...{ messageType: 'S002', sender: country, recipient: ICE },
      ...{ sentAt: new Date().toISOString(), schemaVersion: SCHEMA_VERSION },
      body: { messageIds: [messageId] },
    };
    const payload = JSON.stringify(receipt);
    socket.send(mqtt.publish({ topic: intakeTopic(receipt), payload, id: number }));
  }
}

/** What a PUBLISH at QoS 1 carries. */
export const messageIn = (body: Buffer): Message =>
  JSON.parse(body.toString('utf8', 4 + body.readUInt16BE(0))) as Message;

async function subscribed(
  port: number,
  { country, secret }: { readonly country: string; readonly secret: string },
): Promise<RawSocket> {
  const socket = await RawSocket.open(port);
  await socket.login({ clientId: country, username: country, password: secret }, ANSWER_MS);
  socket.send(mqtt.subscribe([inboxFilter(country)]));
  return socket;
}

async function acknowledged(socket: RawSocket): Promise<void> {
  for (;;) {
    const answer = await socket.next(ANSWER_MS);
    if (typeof answer === 'string')
      throw new Error(`the exchange is ${answer} to a message in order`);
    if (answer.type === mqtt.TYPE.puback) return;
  }
}

/** A long X001 of a movement of the sender's to the recipient. */
function advanceRecord(sender: string, recipient: string, number: number) {
  const [from, to] = [countryOf(sender), countryOf(recipient)];
  const record: Body<'X001'> = EXAMPLES.X001;
  const [item] = record.declaration.items;
  const serial6 = String(number).padStart(6, '0');
  const mrn = makeMrn({ year: 2026, country: from.iso2, office6: '000101', serial6 });
  const description = 'x'.repeat(500);
  return {
    messageId: `${sender}-deaf-${number}`,
    messageType: 'X001',
    sender,
    recipient,
    sentAt: new Date().toISOString(),
    schemaVersion: SCHEMA_VERSION,
    mrn,
    body: {
      ...record,
      offices: [`${to.iso2}000101`],
      declaration: {
        ...record.declaration,
        officeOfDeparture: `${from.iso2}000101`,
        officeOfDestination: `${to.iso2}000101`,
        officesOfTransit: [],
        items: Array.from({ length: ITEMS }, (_, i) => ({ ...item, number: i + 1, description })),
      },
    },
  };
}
