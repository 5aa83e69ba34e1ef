/** A PUBLISH packet as bytes [MQTT-3.3]: ICE writes some thousand a second, and nothing in them varies but this. */

const PUBLISH_QOS_0 = 0x30;
const PUBLISH_QOS_1 = 0x32;
/** First byte, remaining length, length of the topic, packet identifier: that many bytes at the most. */
const HEAD_MOST = 9;

/** Room that a packet needs at the most, in bytes. */
export const publishRoom = (topic: string, payload: string | Uint8Array): number =>
  HEAD_MOST + topic.length + (typeof payload === 'string' ? 3 * payload.length : payload.length);

/**
 * Writes a packet.
 * @param topic ASCII.
 * @param id packet identifier at QoS 1, 1 to 65535; 0: the packet is at QoS 0.
 * @param at where it begins; there must be `publishRoom` from there on.
 * @returns where it ends.
 */
export function writePublish(
  frame: Buffer,
  at: number,
  topic: string,
  payload: string | Uint8Array,
  id: number,
): number {
  const idBytes = id === 0 ? 0 : 2;
  const headBytes = 2 + topic.length + idBytes;
  // Nearly all payloads are ASCII: their length is known before they are written.
  let lengthBytes = lengthBytesOf(headBytes + payload.length);
  const start = at + 1 + lengthBytes + headBytes;
  const payloadBytes = write(frame, start, payload);
  const remaining = headBytes + payloadBytes;
  const wanted = lengthBytesOf(remaining);
  if (wanted !== lengthBytes) {
    frame.copyWithin(start + wanted - lengthBytes, start, start + payloadBytes);
    lengthBytes = wanted;
  }
  let place = at;
  frame[place++] = id === 0 ? PUBLISH_QOS_0 : PUBLISH_QOS_1;
  for (let i = 1, left = remaining; i <= lengthBytes; i++, left >>>= 7) {
    frame[place++] = (left & 127) | (i < lengthBytes ? 128 : 0);
  }
  frame[place++] = topic.length >> 8;
  frame[place++] = topic.length & 255;
  for (let i = 0; i < topic.length; i++) frame[place++] = topic.charCodeAt(i);
  if (id !== 0) {
    frame[place++] = id >> 8;
    frame[place++] = id & 255;
  }
  return place + payloadBytes;
}

/** A packet by itself. */
export function publishFrame(topic: string, payload: string | Uint8Array, id: number): Buffer {
  const frame = Buffer.allocUnsafe(publishRoom(topic, payload));
  return frame.subarray(0, writePublish(frame, 0, topic, payload, id));
}

function write(frame: Buffer, at: number, payload: string | Uint8Array): number {
  if (typeof payload === 'string') return frame.write(payload, at, 'utf8');
  frame.set(payload, at);
  return payload.length;
}

const lengthBytesOf = (remaining: number): number =>
  remaining < 128 ? 1 : remaining < 16_384 ? 2 : remaining < 2_097_152 ? 3 : 4;
