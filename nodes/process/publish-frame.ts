/** A PUBLISH packet at QoS 1 as bytes [MQTT-3.3]: ICE writes some thousand a second, and nothing in them varies but this. */

const PUBLISH_QOS_1 = 0x32;

/**
 * @param topic ASCII.
 * @param id packet identifier, 1 to 65535.
 */
export function publishFrame(topic: string, payload: string | Uint8Array, id: number): Buffer {
  const payloadBytes = typeof payload === 'string' ? Buffer.byteLength(payload) : payload.length;
  const remaining = 2 + topic.length + 2 + payloadBytes;
  const lengthBytes = remaining < 128 ? 1 : remaining < 16_384 ? 2 : remaining < 2_097_152 ? 3 : 4;
  const frame = Buffer.allocUnsafe(1 + lengthBytes + remaining);
  frame[0] = PUBLISH_QOS_1;
  let at = 1;
  let left = remaining;
  for (let i = 0; i < lengthBytes; i++) {
    const more = i + 1 < lengthBytes ? 128 : 0;
    frame[at++] = (left & 127) | more;
    left >>>= 7;
  }
  at = frame.writeUInt16BE(topic.length, at);
  at += frame.write(topic, at, 'latin1');
  at = frame.writeUInt16BE(id, at);
  if (typeof payload === 'string') frame.write(payload, at, 'utf8');
  else frame.set(payload, at);
  return frame;
}
