/** How each process of a lockstep run is started: what it is told, what it may reach, on which runtime it runs. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ICE, WORLD } from '../../nodes/common/routing.ts';
import { brokerAddress } from '../../nodes/process/broker-address.ts';
import type { Secrets } from '../../nodes/process/credentials.ts';
import { verifiersOf } from '../../nodes/process/credentials.ts';
import type { Hello, Wire } from '../../nodes/process/protocol.ts';
import type { Runtime } from '../../nodes/process/runtimes.ts';
import { readsOf } from '../../nodes/process/security/security.ts';
import type { Security } from '../../nodes/process/security/security.ts';
import type { TlsFiles } from '../../nodes/process/security/papers.ts';
import type { Flush } from '../../nodes/process/store-file.ts';
import type { Told } from './cast.ts';
import { ProcessPlayer } from './process-player.ts';
import type { Fellows, ProcessWatch } from './process-watch.ts';
import type { Relays } from './relays.ts';
import type { Patience } from './vigil.ts';

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
  /** Of the nodes, where the outside broker knows them; otherwise new ones. */
  readonly secrets?: Secrets;
  /** Certificates and signatures on the wire; neither where it is left out. */
  readonly security?: Security;
  /** By process; the runtime of this one where it is left out. */
  readonly runtimes?: Readonly<Record<string, Runtime>>;
  /** How long a silent node is waited for; for ever where it is left out. */
  readonly patience?: Patience;
  /** Whether every line to the broker leads through a relay. */
  readonly relayed?: boolean;
  /** Called now and then while one of these waits for what the other sent. */
  readonly onMissing?: (names: readonly string[]) => void;
  readonly watch: ProcessWatch;
}

/** How long a window waits for messages on the wire before it says which, where somebody looks after the lines, in ms of wall clock. */
const MISSING_MS = 500;

const script = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const NODE_SCRIPT = script('../../nodes/process/main.ts');
const WORLD_SCRIPT = script('./world-process.ts');

/** @param wire `later` where it is not known yet: the process waits for `greet`; undefined where it has none. */
export function startPlayer(
  plays: readonly string[],
  wire: Wire | 'later' | undefined,
  options: LockstepOptions,
  fellows: Fellows,
  relays: Relays | undefined,
): ProcessPlayer {
  const { told, seed, bodies, stores, flush, security = {}, runtimes = {}, patience } = options;
  const name = plays[0] ?? '';
  const dir = join(stores, name);
  mkdirSync(dir, { recursive: true });
  const isWatched = patience !== undefined || relays !== undefined;
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
    ...(wire === undefined ? {} : signingOf(security, name)),
    ...(isWatched ? { waitMs: MISSING_MS } : {}),
  };
  const net = wire === undefined ? [] : [relays?.addressOf(name) ?? addressOf(wire, options)];
  const runtime = runtimes[name];
  const spec = {
    name,
    script: name === WORLD ? WORLD_SCRIPT : NODE_SCRIPT,
    needs: { folders: [dir], files: wire === undefined ? [] : readsOf(security, name, ICE), net },
    ...(runtime === undefined ? {} : { runtime }),
  };
  // The world plays many: a run cannot go on without it.
  const own = name === WORLD ? undefined : patience;
  return new ProcessPlayer(spec, hello, Infinity, fellows, wire !== 'later', own);
}

const signingOf = ({ signing }: Security, name: string): Pick<Hello, 'signing'> =>
  signing === undefined ? {} : { signing: signing(name) };

/** For a wire that calls on the broker. */
export const tlsOf = ({ client }: Security, name: string): { readonly tls?: TlsFiles } =>
  client === undefined ? {} : { tls: client(name) };

export async function wireOfIce(
  { broker, bind, mqtt, security = {} }: LockstepOptions,
  secrets: Secrets,
  relays: Relays | undefined,
): Promise<Wire> {
  if (broker === undefined) {
    const verifiers = await verifiersOf(secrets);
    const { gate: tls } = security;
    return { kind: 'embedded', bind, port: mqtt, verifiers, ...(tls && { tls }) };
  }
  const { url, ...credentials } = brokerAddress(broker);
  return {
    kind: 'broker',
    url: relays?.urlFor(ICE, url) ?? url,
    ...tlsOf(security, ICE),
    ...credentials,
  };
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
