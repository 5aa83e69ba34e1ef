/** The host `lockstep`: each node, ICE and the world a process of its own, exchange messages over a real MQTT broker, time in windows. */
import { mkdirSync } from 'node:fs';
import { ICE, WORLD } from '../../nodes/common/routing.ts';
import { brokerAddress } from '../../nodes/process/broker-address.ts';
import { newSecret } from '../../nodes/process/credentials.ts';
import type { History, Wire } from '../../nodes/process/protocol.ts';
import type { Entry } from '../core/cell.ts';
import { hashedLine } from '../core/node-hash.ts';
import type { SimTime } from '../core/time.ts';
import type { HostFact } from '../core/world-facts.ts';
import type { Agenda } from './agenda.ts';
import { Conductor } from './conductor.ts';
import type { ProcessPlayer } from './process-player.ts';
import type { ProcessWatch } from './process-watch.ts';
import { Relays } from './relays.ts';
import { startPlayer, tlsOf, wireOfIce } from './start-player.ts';
import type { LockstepOptions } from './start-player.ts';
import type { Awaited } from './vigil.ts';
import type { Handover } from './virtual.ts';

/** Time between two looks at who owes an answer, in ms of wall clock. */
const LOOK_MS = 250;
const AWAITED_MS = 1_000;

/** The processes of one run. */
export class Processes {
  readonly players: readonly ProcessPlayer[];
  /** Where nodes find the broker. */
  readonly url: string;
  /** Undefined where nodes reach the broker directly. */
  readonly relays: Relays | undefined;
  private readonly looking: ReturnType<typeof setInterval>;

  private constructor(
    players: readonly ProcessPlayer[],
    url: string,
    relays: Relays | undefined,
    watch: ProcessWatch,
  ) {
    this.players = players;
    this.url = url;
    this.relays = relays;
    let looked = performance.now();
    this.looking = setInterval(() => {
      const now = performance.now();
      // Of a machine that slept or is overloaded not all of the time counts: the others had none of it either.
      const passed = Math.min(now - looked, 2 * LOOK_MS);
      looked = now;
      for (const player of players) player.pass(passed);
      if (this.awaited().length > 0) watch.onAwaited?.();
    }, LOOK_MS);
    this.looking.unref();
  }

  /**
   * Starts all at once; nodes are told who they are when ICE has said where it is. All are ready when this settles.
   * @throws PlayerLost where one cannot start.
   */
  static async open(options: LockstepOptions): Promise<Processes> {
    const { told, broker, watch } = options;
    const nodes = Object.keys(told.codes);
    const secrets = options.secrets ?? Object.fromEntries(nodes.map((node) => [node, newSecret()]));
    mkdirSync(options.stores, { recursive: true });
    const relayed = broker === undefined ? nodes : [...nodes, ICE];
    const relays = options.relayed === true ? await Relays.open(relayed) : undefined;
    if (broker !== undefined) relays?.leadTo(broker);
    const begun: ProcessPlayer[] = [];
    const onMissing = (name: string, from: string): void => {
      options.onMissing?.([name, from]);
      begun.find((player) => player.name === from)?.ping();
    };
    const begin = (plays: readonly string[], wire: Wire | 'later' | undefined): ProcessPlayer => {
      const player = startPlayer(plays, wire, options, { watch, onMissing }, relays);
      begun.push(player);
      return player;
    };
    try {
      const world = told.participants.filter((id) => id !== ICE && !nodes.includes(id));
      begin([WORLD, ...world.filter((id) => id !== WORLD)], undefined);
      const ice = begin([ICE], await wireOfIce(options, secrets, relays));
      const apart = nodes.map((node) => ({ node, player: begin([node], 'later') }));
      const { url: opened = '' } = await ice.opened();
      // Credentials in a broker's address are ICE's own.
      const url = broker === undefined ? opened : brokerAddress(broker).url;
      relays?.leadTo(url);
      for (const { node, player } of apart) {
        const own = relays?.urlFor(node, url) ?? url;
        const tls = tlsOf(options.security ?? {}, node);
        player.greet({ kind: 'link', url: own, secret: secrets[node] ?? '', ...tls });
      }
      await Promise.all(begun.map((player) => player.opened()));
      return new Processes(begun, url, relays, watch);
    } catch (error) {
      await Promise.all(begun.map((player) => player.stop()));
      await relays?.close();
      throw error;
    }
  }

  /** Everybody continues from a virtual warm-up, exactly as after a crash. @param past entries so far, for the hashes. */
  async restore(
    handover: Handover,
    participants: readonly string[],
    past: ReadonlyMap<string, readonly string[]>,
  ): Promise<void> {
    const restoring = this.players.map((player) => {
      const ids = player.plays.map((index) => participants[index] ?? '');
      const cells = Object.fromEntries(
        player.plays.map((index, i) => [ids[i] ?? '', handover.cells[index]]),
      );
      const streams = handover.chance.streams.filter(([name]) =>
        ids.some((id) => name.startsWith(`${id}/`)),
      );
      player.next = nextOf(handover, player.plays);
      const history = ids.map((id): History => ({
        k: 'history',
        participant: id,
        lines: past.get(id) ?? [],
      }));
      return player.restore(history, {
        cells: cells as never,
        chance: { ...handover.chance, streams },
      });
    });
    await Promise.all(restoring);
  }

  conductor(
    start: SimTime,
    order: readonly string[],
    record: (entry: Entry, body: object | undefined) => void,
    begun: boolean,
    agenda: Agenda,
    note: (t: SimTime, fact: HostFact) => void,
  ): Conductor {
    return new Conductor(this.players, order, start, record, begun, agenda, note);
  }

  /** Ends all in order, ICE last, so that no node misses it; gives the hashes made in the processes. */
  async end(): Promise<ReadonlyMap<string, string>> {
    const isIce = ({ name }: ProcessPlayer): boolean => name === ICE;
    const nodes = this.players.filter((player) => !isIce(player));
    const hashes = await Promise.all(nodes.map((player) => player.end()));
    for (const ice of this.players.filter(isIce)) hashes.push(await ice.end());
    await this.close();
    return new Map(hashes.flatMap((part) => Object.entries(part)));
  }

  async stop(): Promise<void> {
    await Promise.all(this.players.map((player) => player.stop()));
    await this.close();
  }

  player(name: string): ProcessPlayer | undefined {
    return this.players.find((player) => player.name === name);
  }

  /** Who has owed an answer for longer than a busy machine takes. */
  awaited(): Awaited[] {
    const owing = this.players.flatMap((player) => player.awaited() ?? []);
    return owing.filter(({ forMs }) => forMs >= AWAITED_MS);
  }

  private async close(): Promise<void> {
    clearInterval(this.looking);
    await this.relays?.close();
  }

  /** Process ids by participant, for whoever wants to see that they are real. */
  pids(): Record<string, number | undefined> {
    return Object.fromEntries(this.players.map((player) => [player.name, player.pid]));
  }
}

/** When the first of their own events is due, from what they handed over. */
const nextOf = (handover: Handover, plays: readonly number[]): SimTime =>
  Math.min(
    ...plays.flatMap((index) => (handover.cells[index]?.timers ?? []).map(([, , at]) => at)),
  );

/** Gathers the hashed lines of a warm-up by participant. */
export function historyKeeper(): { lines: Map<string, string[]>; keep: (entry: Entry) => void } {
  const lines = new Map<string, string[]>();
  return {
    lines,
    keep(entry) {
      const own = lines.get(entry.n);
      if (own === undefined) lines.set(entry.n, [hashedLine(entry)]);
      else own.push(hashedLine(entry));
    },
  };
}
