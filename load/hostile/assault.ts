/** Throws hostile packets at a broker, many connections at once, and counts what comes of each kind. */
import * as mqtt from './mqtt-bytes.ts';
import type { HostilePacket, Parties } from './packets.ts';
import { RawSocket } from './raw-socket.ts';

/** What came of a packet: it ended the connection, was refused by CONNACK, denied by SUBACK, answered, or waits for more. */
export type Came = 'closed' | 'refused' | 'denied' | 'answered' | 'waits';

export interface Assault {
  readonly packets: number;
  /** By kind. */
  readonly came: ReadonlyMap<string, ReadonlyMap<Came, number>>;
  /** What should have come otherwise, as a sentence each. */
  readonly wrong: readonly string[];
}

const AT_ONCE = 24;
/** A packet that makes the broker wait for the rest of it is given up after this time. */
const SILENT_MS = 150;
/** What must be answered is waited for. */
const ANSWER_MS = 20_000;
/** Packets on one connection, as long as it lasts. */
const PER_CONNECTION = 20;

export async function assault(
  packets: Iterator<HostilePacket>,
  port: number,
  parties: Parties,
): Promise<Assault> {
  const came = new Map<string, Map<Came, number>>();
  const wrong: string[] = [];
  let count = 0;
  const note = (packet: HostilePacket, what: Came): void => {
    count++;
    const kinds = came.get(packet.kind) ?? new Map<Came, number>();
    came.set(packet.kind, kinds.set(what, (kinds.get(what) ?? 0) + 1));
    if (!ALLOWED[packet.must].includes(what))
      wrong.push(`${packet.kind}: ${what}, ${packet.bytes.subarray(0, 200).toString('hex')}`);
  };
  const attackers = Array.from({ length: AT_ONCE }, (_, i) =>
    new Attacker(port, parties, i).attack(packets, note),
  );
  await Promise.all(attackers);
  return { packets: count, came, wrong };
}

const ALLOWED: Readonly<Record<HostilePacket['must'], readonly Came[]>> = {
  close: ['closed', 'refused'],
  deny: ['denied', 'closed'],
  answer: ['answered', 'denied'],
  any: ['closed', 'refused', 'denied', 'answered', 'waits'],
};

class Attacker {
  private readonly port: number;
  private readonly parties: Parties;
  private readonly clientId: string;
  private known: RawSocket | undefined;
  private used = 0;

  constructor(port: number, parties: Parties, number: number) {
    this.port = port;
    this.parties = parties;
    this.clientId = `${parties.own}-h${number}`;
  }

  /** One after the other, until there are none. */
  async attack(
    packets: Iterator<HostilePacket>,
    note: (packet: HostilePacket, came: Came) => void,
  ): Promise<void> {
    for (let next = packets.next(); next.done !== true; next = packets.next()) {
      const packet = next.value;
      note(packet, packet.known ? await this.asKnown(packet) : await this.asStranger(packet));
    }
    this.known?.destroy();
  }

  private async asStranger({ bytes, must }: HostilePacket): Promise<Came> {
    const socket = await RawSocket.open(this.port);
    socket.send(bytes);
    const answer = await socket.next(must === 'any' ? SILENT_MS : ANSWER_MS);
    socket.destroy();
    if (answer === 'closed') return 'closed';
    if (answer === 'silent') return 'waits';
    return answer.type === mqtt.TYPE.connack && answer.body[1] !== 0 ? 'refused' : 'answered';
  }

  private async asKnown({ bytes, must }: HostilePacket): Promise<Came> {
    const socket = await this.login();
    socket.send(bytes);
    // Whoever still listens answers this; who is about to be cut off may be answered as well, so he is not asked.
    if (must !== 'close') socket.send(mqtt.PING);
    const came = await this.hear(socket, must === 'any' ? SILENT_MS : ANSWER_MS);
    // After what may close it later, the next packet would be blamed.
    if (must === 'any' || ++this.used >= PER_CONNECTION) socket.destroy();
    return came;
  }

  private async hear(socket: RawSocket, boundMs: number): Promise<Came> {
    let isDenied = false;
    for (;;) {
      const answer = await socket.next(boundMs);
      if (answer === 'closed') return 'closed';
      if (answer === 'silent') return 'waits';
      if (answer.type === mqtt.TYPE.suback) isDenied = answer.body.includes(128, 2);
      if (answer.type === mqtt.TYPE.pingresp) return isDenied ? 'denied' : 'answered';
    }
  }

  private async login(): Promise<RawSocket> {
    if (this.known?.socket.destroyed === false && this.known.isOpen) return this.known;
    const { own: username, secret: password } = this.parties;
    const { clientId } = this;
    const socket = await RawSocket.open(this.port);
    const code = await socket.login({ clientId, username, password }, ANSWER_MS);
    if (code !== 0) throw new Error(`a client with good credentials is not let in: ${code}`);
    this.known = socket;
    this.used = 0;
    return socket;
  }
}
