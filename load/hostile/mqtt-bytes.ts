/** MQTT 3.1.1 packets as bytes, right or wrong as they are asked for: no check keeps anybody from making a bad one. */

export const TYPE = {
  connect: 1,
  connack: 2,
  publish: 3,
  puback: 4,
  pubrec: 5,
  pubrel: 6,
  pubcomp: 7,
  subscribe: 8,
  suback: 9,
  unsubscribe: 10,
  unsuback: 11,
  pingreq: 12,
  pingresp: 13,
  disconnect: 14,
} as const;

/** A packet of this type and these flags; the length is that of the body, unless another is given. */
export function packet(
  type: number,
  flags: number,
  body: Uint8Array,
  length: readonly number[] = lengthOf(body.length),
): Buffer {
  return Buffer.concat([Buffer.from([(type << 4) | flags, ...length]), body]);
}

/** The remaining length: seven bits a byte, least significant first [MQTT-2.2.3]. */
export function lengthOf(bytes: number): number[] {
  const digits: number[] = [];
  let left = bytes;
  do {
    digits.push((left & 127) | (left > 127 ? 128 : 0));
    left >>>= 7;
  } while (left > 0);
  return digits;
}

/** Two bytes of length, then UTF-8 [MQTT-1.5.3]. */
export function text(value: string | Uint8Array): Buffer {
  const bytes = Buffer.from(value as string);
  return Buffer.concat([number(bytes.length), bytes]);
}

export const number = (value: number): Buffer => Buffer.from([(value >> 8) & 255, value & 255]);

export interface Connect {
  readonly clientId: string;
  readonly username?: string;
  readonly password?: string;
  readonly will?: { readonly topic: string; readonly payload: string; readonly qos: number };
  readonly protocol?: string;
  readonly level?: number;
  /** In place of those that fit. */
  readonly flags?: number;
}

export function connect(options: Connect): Buffer {
  const { clientId, username, password, will, protocol = 'MQTT', level = 4 } = options;
  const fitting =
    2 |
    (will === undefined ? 0 : 4 | (will.qos << 3)) |
    (password === undefined ? 0 : 64) |
    (username === undefined ? 0 : 128);
  const body = Buffer.concat([
    ...[text(protocol), Buffer.from([level, options.flags ?? fitting]), number(60), text(clientId)],
    ...(will === undefined ? [] : [text(will.topic), text(will.payload)]),
    ...(username === undefined ? [] : [text(username)]),
    ...(password === undefined ? [] : [text(password)]),
  ]);
  return packet(TYPE.connect, 0, body);
}

export interface Publish {
  readonly topic: string | Uint8Array;
  readonly payload?: string | Uint8Array;
  /** 3 is none. */
  readonly qos?: number;
  readonly retain?: boolean;
  readonly dup?: boolean;
  readonly id?: number;
}

export function publish({
  topic,
  payload = '{}',
  qos = 1,
  retain = false,
  dup = false,
  id = 1,
}: Publish): Buffer {
  const flags = (dup ? 8 : 0) | (qos << 1) | (retain ? 1 : 0);
  const parts = [text(topic), ...(qos > 0 ? [number(id)] : []), Buffer.from(payload as string)];
  return packet(TYPE.publish, flags, Buffer.concat(parts));
}

export const subscribe = (filters: readonly (string | Uint8Array)[], qos = 1, id = 1): Buffer =>
  packet(
    TYPE.subscribe,
    2,
    Buffer.concat([number(id), ...filters.flatMap((filter) => [text(filter), Buffer.from([qos])])]),
  );

export const unsubscribe = (filters: readonly string[], id = 1): Buffer =>
  packet(TYPE.unsubscribe, 2, Buffer.concat([number(id), ...filters.map(text)]));

export const PING = packet(TYPE.pingreq, 0, Buffer.alloc(0));
