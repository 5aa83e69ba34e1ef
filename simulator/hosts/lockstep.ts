/** The host `lockstep`: each node, ICE and the world a process of its own, exchange messages over a real MQTT broker, time in windows. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ICE, WORLD } from '../../nodes/common/routing.ts';
import { newSecret, verifiersOf } from '../../nodes/process/credentials.ts';
import type { History, Hello, Wire } from '../../nodes/process/protocol.ts';
import type { Flush } from '../../nodes/process/store-file.ts';
import type { Entry } from '../core/cell.ts';
import { hashedLine } from '../core/node-hash.ts';
import type { SimTime } from '../core/time.ts';
import type { Told } from './cast.ts';
import { Conductor } from './conductor.ts';
import type { ProcessWatch } from './process-player.ts';
import { ProcessPlayer } from './process-player.ts';
import type { Staged } from './script-of.ts';
import type { Handover } from './virtual.ts';

export interface LockstepOptions {
  readonly told: Told;
  readonly seed: string;
  /** Folder of the participants' stores. */
  readonly stores: string;
  /** `FULL` where a crash is to be survived, `OFF` where speed counts. */
  readonly flush: Flush;
  readonly bodies: boolean;
  readonly bind: string;
  /** Port of the embedded broker; 0 for any that is free. */
  readonly mqtt: number;
  /** An outside broker instead of the embedded one. */
  readonly broker?: string;
  readonly watch: ProcessWatch;
}

const script = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const NODE_SCRIPT = script('../../nodes/process/main.ts');
const WORLD_SCRIPT = script('./world-process.ts');

/** The processes of one run. */
export class Processes {
  readonly players: readonly ProcessPlayer[];
  /** Where nodes find the broker. */
  readonly url: string;

  private constructor(players: readonly ProcessPlayer[], url: string) {
    this.players = players;
    this.url = url;
  }

  /**
   * Starts all at once; nodes are told who they are when ICE has said where it is. All are ready when this settles.
   * @throws PlayerLost where one cannot start.
   */
  static async open(options: LockstepOptions): Promise<Processes> {
    const { told, broker } = options;
    const nodes = Object.keys(told.codes);
    const secrets = Object.fromEntries(nodes.map((node) => [node, newSecret()]));
    mkdirSync(options.stores, { recursive: true });
    const begun: ProcessPlayer[] = [];
    const begin = (plays: readonly string[], wire: Wire | 'later' | undefined): ProcessPlayer => {
      const player = startPlayer(plays, wire, options);
      begun.push(player);
      return player;
    };
    try {
      const world = told.participants.filter((id) => id !== ICE && !nodes.includes(id));
      begin([WORLD, ...world.filter((id) => id !== WORLD)], undefined);
      const ice = begin([ICE], await wireOfIce(options, secrets));
      const apart = nodes.map((node) => ({ node, player: begin([node], 'later') }));
      const url = (await ice.opened()).url ?? broker ?? '';
      for (const { node, player } of apart)
        player.greet({ kind: 'link', url, secret: secrets[node] ?? '' });
      await Promise.all(begun.map((player) => player.opened()));
      return new Processes(begun, url);
    } catch (error) {
      await Promise.all(begun.map((player) => player.stop()));
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
    staged: readonly Staged[],
  ): Conductor {
    const commands = staged.map(({ at, to, command }) => ({
      at,
      destination: order.indexOf(to),
      command,
    }));
    return new Conductor(this.players, order, start, record, begun, commands);
  }

  /** Ends all in order, ICE last, so that no node misses it; gives the hashes made in the processes. */
  async end(): Promise<ReadonlyMap<string, string>> {
    const isIce = ({ name }: ProcessPlayer): boolean => name === ICE;
    const nodes = this.players.filter((player) => !isIce(player));
    const hashes = await Promise.all(nodes.map((player) => player.end()));
    for (const ice of this.players.filter(isIce)) hashes.push(await ice.end());
    return new Map(hashes.flatMap((part) => Object.entries(part)));
  }

  async stop(): Promise<void> {
    await Promise.all(this.players.map((player) => player.stop()));
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

async function wireOfIce(
  options: LockstepOptions,
  secrets: Readonly<Record<string, string>>,
): Promise<Wire> {
  const { broker, bind, mqtt } = options;
  if (broker === undefined)
    return { kind: 'embedded', bind, port: mqtt, verifiers: await verifiersOf(secrets) };
  const { username, password } = new URL(broker);
  return {
    kind: 'broker',
    url: broker,
    ...(username === ''
      ? {}
      : { username: decodeURIComponent(username), password: decodeURIComponent(password) }),
  };
}

function startPlayer(
  plays: readonly string[],
  wire: Wire | 'later' | undefined,
  options: LockstepOptions,
): ProcessPlayer {
  const { told, seed, bodies, stores, flush, watch } = options;
  const name = plays[0] ?? '';
  const dir = join(stores, name);
  mkdirSync(dir, { recursive: true });
  const hello: Hello = {
    k: 'hello',
    plays,
    participants: told.participants,
    codes: told.codes,
    seed,
    realm: 'test',
    parameters: parametersOf(name, told),
    bodies,
    store: { dir, flush },
    ...(wire === undefined || wire === 'later' ? {} : { wire }),
  };
  const spec = {
    name,
    script: name === WORLD ? WORLD_SCRIPT : NODE_SCRIPT,
    needs: { folders: [dir], net: wire === undefined ? [] : [addressOf(wire, options)] },
  };
  return new ProcessPlayer(spec, hello, Infinity, watch, wire !== 'later');
}

/** What a process may reach: the broker, and nothing else; of one whose port is any that is free, the machine is known. */
function addressOf(wire: Wire | 'later', { broker, bind, mqtt }: LockstepOptions): string {
  if (wire !== 'later') return wire.kind === 'embedded' ? wire.bind : new URL(wire.url).host;
  if (broker !== undefined) return new URL(broker).host;
  const host = bind.includes(':') ? `[${bind}]` : bind;
  return mqtt === 0 ? host : `${host}:${String(mqtt)}`;
}

/** The world is told everything; ICE and a node the scheme, and the node its own country. */
const parametersOf = (name: string, told: Told): unknown => {
  if (name === WORLD) return told;
  const own = told.nodes[name];
  return { scheme: told.scheme, nodes: own === undefined ? {} : { [name]: own } };
};
