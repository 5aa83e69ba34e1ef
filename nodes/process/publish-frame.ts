/** A PUBLISH packet as bytes [MQTT-3.3]: ICE writes some thousand a second, and nothing in them varies but this. */

const PUBLISH_QOS_0 = 0x30;
const PUBLISH_QOS_1 = 0x32;

/**
 * @param topic ASCII.
 * @param id packet identifier at QoS 1, 1 to 65535; 0: the packet is at QoS 0.
 */
export function publishFrame(topic: string, payload: string | Uint8Array, id: number): Buffer {
  const payloadBytes = typeof payload === 'string' ? Buffer.byteLength(payload) : payload.length;
  const remaining = 2 + topic.length + (id === 0 ? 0 : 2) + payloadBytes;
  const lengthBytes = remaining < 128 ? 1 : remaining < 16_384 ? 2 : remaining < 2_097_152 ? 3 : 4;
  const frame = Buffer.allocUnsafe(1 + lengthBytes + remaining);
  frame[0] = id === 0 ? PUBLISH_QOS_0 : PUBLISH_QOS_1;
  let at = 1;
  let left = remaining;
  for (let i = 1; i <= lengthBytes; i++) {
    frame[at++] = (left & 127) | (i < lengthBytes ? 128 : 0);
    left >>>= 7;
  }
  at = frame.writeUInt16BE(topic.length, at);
  // Of ASCII the two are one, and on Deno 'latin1' costs eight times as much.
  at += frame.write(topic, at, 'utf8');
  if (id !== 0) at = frame.writeUInt16BE(id, at);
  if (typeof payload === 'string') frame.write(payload, at, 'utf8');
  else frame.set(payload, at);
  return frame;
}
