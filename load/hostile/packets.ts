/** Hostile packets: each kind with what must come of it, drawn from a stream. Bytes only; who sends them is `assault.ts`. */
import type { Stream } from '../../simulator/core/chance.ts';
import { integer } from '../../simulator/core/draws.ts';
import { LIMITS } from '../../nodes/common/limits.ts';
import * as mqtt from './mqtt-bytes.ts';

/** The country whose credentials they come with, and another one. */
export interface Parties {
  readonly own: string;
  readonly secret: string;
  readonly other: string;
}

/** What must come of a packet: the connection closed (or refused by CONNACK), a filter denied, an answer as to any other, or whatever it may be. */
export type Must = 'close' | 'deny' | 'answer' | 'any';

export interface HostilePacket {
  readonly kind: string;
  /** Whether the client has shown its credentials before. */
  readonly known: boolean;
  readonly must: Must;
  readonly bytes: Buffer;
}

type Make = (chance: Chances, parties: Parties) => Buffer;

/** What the packets draw: whole numbers and bytes. */
class Chances {
  private readonly stream: Stream;
  constructor(stream: Stream) {
    this.stream = stream;
  }

  whole(least: number, most: number): number {
    return integer(this.stream, least, most);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.whole(0, list.length - 1)] as T;
  }

  bytes(most: number): Buffer {
    return Buffer.from(Array.from({ length: this.whole(1, most) }, () => this.whole(0, 255)));
  }

  id(): number {
    return this.whole(1, 65_535);
  }
}

const login = ({ own, secret }: Parties, more: Partial<mqtt.Connect> = {}): Buffer =>
  mqtt.connect({ clientId: `${own}-h`, username: own, password: secret, ...more });

const intake = (from: string, to: string): string => `ice/v1/in/${from}/${to}/A/A803`;

/** Packets as a client or a server may send them, one of each type. */
const sound = (own: string): readonly Buffer[] => [
  mqtt.publish({ topic: intake(own, 'ICE') }),
  mqtt.subscribe([`ice/v1/out/${own}/#`]),
  mqtt.unsubscribe([`ice/v1/out/${own}/#`]),
  mqtt.PING,
  ...[mqtt.TYPE.puback, mqtt.TYPE.pubrec, mqtt.TYPE.pubcomp].map((type) =>
    mqtt.packet(type, 0, mqtt.number(7)),
  ),
  mqtt.packet(mqtt.TYPE.pubrel, 2, mqtt.number(7)),
  mqtt.packet(mqtt.TYPE.connack, 0, Buffer.from([0, 0])),
  mqtt.packet(mqtt.TYPE.suback, 0, Buffer.from([0, 1, 0])),
  mqtt.packet(mqtt.TYPE.unsuback, 0, mqtt.number(1)),
  mqtt.packet(mqtt.TYPE.pingresp, 0, Buffer.alloc(0)),
  mqtt.packet(mqtt.TYPE.disconnect, 0, Buffer.alloc(0)),
];

/** One byte is another, one is gone, or one is too much. */
function mutated(bytes: Buffer, chance: Chances): Buffer {
  const at = chance.whole(0, bytes.length - 1);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at + 1)];
  switch (chance.whole(0, 3)) {
    case 0:
      return Buffer.concat([before, Buffer.from([chance.whole(0, 255)]), after]);
    case 1:
      return Buffer.concat([before, after]);
    case 2:
      return Buffer.concat([before, chance.bytes(4), bytes.subarray(at)]);
    default:
      return Buffer.from(before);
  }
}

const HUGE = [0xff, 0xff, 0xff, 0x7f];
const LONGER = mqtt.lengthOf(LIMITS.packetBytes + 1);

/** Before CONNECT, or in its place. */
const STRANGERS: Readonly<Record<string, readonly [Must, Make]>> = {
  noise: ['any', (chance) => chance.bytes(200)],
  'another first packet': ['close', (chance, { own }) => chance.pick(sound(own))],
  'CONNECT with a wrong byte': ['any', (chance, parties) => mutated(login(parties), chance)],
  'another protocol': [
    'close',
    (chance, parties) =>
      login(parties, {
        protocol: chance.pick(['MQIsdp', 'mqtt', 'HTTP', '']),
        level: chance.pick([3, 4, 5]),
      }),
  ],
  'another level': [
    'close',
    (chance, parties) => login(parties, { level: chance.pick([0, 3, 5, 6, 131]) }),
  ],
  'no credentials': ['close', (_, { own }) => mqtt.connect({ clientId: own })],
  'a will for another': [
    'close',
    (chance, parties) =>
      login(parties, {
        will: {
          topic: chance.pick([
            intake(parties.other, 'ALL'),
            `ice/v1/out/${parties.other}/x`,
            '#',
            '',
          ]),
          payload: 'x',
          qos: chance.whole(0, 2),
        },
      }),
  ],
  'the client id of another': [
    'close',
    (_, parties) => login(parties, { clientId: parties.other }),
  ],
  'flags that do not fit': [
    'any',
    (chance, parties) => login(parties, { flags: chance.whole(0, 255) }),
  ],
  'a length without end': [
    'close',
    (chance) => Buffer.from([chance.whole(16, 255), ...HUGE.slice(0, 3), 0xff, 0xff]),
  ],
};

/** After CONNECT. */
const KNOWN: Readonly<Record<string, readonly [Must, Make]>> = {
  'a second CONNECT': ['close', (_, parties) => login(parties)],
  'a packet with a wrong byte': [
    'any',
    (chance, { own }) => mutated(chance.pick(sound(own)), chance),
  ],
  'a packet of a server': ['any', (chance, { own }) => chance.pick(sound(own).slice(8, 12))],
  'a type that there is none of': [
    'close',
    (chance) => mqtt.packet(chance.pick([0, 15]), 0, chance.bytes(9)),
  ],
  'an announced giant': [
    'close',
    (chance) => mqtt.packet(3, 2, chance.bytes(20), chance.pick([HUGE, LONGER])),
  ],
  'publish for another': [
    'close',
    (chance, { own, other }) =>
      mqtt.publish({
        topic: chance.pick([
          intake(other, own),
          `ice/v1/out/${other}/ICE/S/S001`,
          'ice/v1/public/realm',
          '$SYS/x',
        ]),
        id: chance.id(),
      }),
  ],
  'publish to a filter': [
    'close',
    (chance, { own }) =>
      mqtt.publish({
        topic: chance.pick([`ice/v1/in/${own}/#`, `ice/v1/in/${own}/+/A/A803`, '', '/']),
      }),
  ],
  'publish at another quality': [
    'close',
    (chance, { own }) =>
      mqtt.publish({ topic: intake(own, 'ICE'), qos: chance.pick([0, 2, 3]), id: chance.id() }),
  ],
  'publish without an id': [
    'close',
    (_, { own }) => mqtt.publish({ topic: intake(own, 'ICE'), id: 0 }),
  ],
  'publish to bytes': [
    'close',
    (chance) =>
      mqtt.publish({ topic: Buffer.concat([Buffer.from('ice/v1/in/'), chance.bytes(30)]) }),
  ],
  'publish retained, again and again': [
    'answer',
    (chance, { own }) =>
      Buffer.concat(
        Array.from({ length: chance.whole(2, 5) }, () =>
          mqtt.publish({
            topic: intake(own, 'ICE'),
            retain: true,
            dup: true,
            id: 9,
            payload: chance.bytes(40),
          }),
        ),
      ),
  ],
  'subscribe to what is others’': [
    'deny',
    (chance, { own, other }) =>
      mqtt.subscribe([
        chance.pick([
          ...[
            '#',
            '+/#',
            'ice/v1/out/#',
            `ice/v1/out/${other}/#`,
            'ice/v1/out/+/ICE/S/S001',
            '$SYS/#',
          ],
          ...[
            `$share/g/ice/v1/out/${own}/#`,
            `ice/v1/in/${own}/#`,
            'ice/v1/in/#',
            `ice/v1/out/${own}`,
          ],
        ]),
      ]),
  ],
  'subscribe to what is no filter': [
    'any',
    (chance, { own }) =>
      mqtt.subscribe([
        chance.pick([
          `ice/v1/out/${own}/#/x`,
          `ice/v1/out/${own}/a+`,
          `ice/v1/out/${own}/a#`,
          '',
          '\u0000',
        ]),
      ]),
  ],
  'subscribe to nothing': ['close', () => mqtt.subscribe([])],
  'subscribe to much': [
    'answer',
    (chance, { own }) =>
      mqtt.subscribe(
        Array.from({ length: 200 }, (_, i) => `ice/v1/out/${own}/${chance.id()}/${i}`),
      ),
  ],
  'unsubscribe from anything': [
    'answer',
    (chance) => mqtt.unsubscribe(['#', `a/${chance.id()}`, 'ice/v1/out/+/#'], chance.id()),
  ],
  'answers to what was never asked': [
    'any',
    (chance) =>
      mqtt.packet(chance.pick([4, 5, 6, 7]), chance.pick([0, 2]), mqtt.number(chance.id())),
  ],
  'half a packet': [
    'any',
    (chance, { own }) => chance.pick(sound(own)).subarray(0, chance.whole(1, 3)),
  ],
};

const ALL_KINDS: readonly (readonly [kind: string, known: boolean, must: Must, make: Make])[] = [
  ...Object.entries(STRANGERS).map(([kind, [must, make]]) => [kind, false, must, make] as const),
  ...Object.entries(KNOWN).map(([kind, [must, make]]) => [kind, true, must, make] as const),
];

/** So many packets, each kind as often as any other. */
export function* hostilePackets(
  count: number,
  stream: Stream,
  parties: Parties,
): IterableIterator<HostilePacket> {
  const chance = new Chances(stream);
  for (let i = 0; i < count; i++) {
    const [kind, known, must, make] = chance.pick(ALL_KINDS);
    yield { kind, known, must, bytes: make(chance, parties) };
  }
}
