/** ICE or a national application on its own clock, as a child of a test: `free-main.ts ice|GEO OPTIONS-AS-JSON`. */
import process from 'node:process';
import { ICE } from '../../common/routing.ts';
import type { CrashAt } from '../crash-points.ts';
import type { Verifiers } from '../credentials.ts';
import type { DoorOptions } from '../door.ts';
import { startIce } from '../free-ice.ts';
import { startNode } from '../free-node.ts';
import { serveFree } from '../process.ts';
import type { GateFiles, SigningFiles, TlsFiles } from '../security/papers.ts';
import type { CastSpec } from './real-cast.ts';
import { RealCast, TWO } from './real-cast.ts';

export interface FreeMainOptions {
  readonly storeDir: string;
  readonly door: DoorOptions;
  /** Absent: two countries. */
  readonly cast?: CastSpec;
  readonly crashAt?: CrashAt;
  readonly pagesMost?: number;
  /** Of ICE. */
  readonly ice?: {
    readonly port: number;
    readonly verifiers: Verifiers;
    readonly tls?: GateFiles;
  };
  /** Of ICE behind an outside broker. */
  readonly broker?: { readonly url: string; readonly username: string; readonly password: string };
  /** Of a node. */
  readonly node?: { readonly url: string; readonly secret: string; readonly tls?: TlsFiles };
  readonly signing?: SigningFiles;
}

const [id = '', text = '{}'] = process.argv.slice(2);
const { ice, broker, node, cast: spec = TWO, ...options } = JSON.parse(text) as FreeMainOptions;
const cast = new RealCast(spec);
const { participants, codes } = cast;
const common = { ...options, participants, codes, realm: 'test' } as const;

await serveFree(
  (hooks) => {
    if (id !== ICE && node !== undefined)
      return startNode({ ...common, ...hooks, ...node, plays: cast.node(id) });
    const front =
      broker === undefined
        ? ({ kind: 'embedded', bind: '127.0.0.1', port: 0, verifiers: {}, ...ice } as const)
        : ({ kind: 'broker', ...broker } as const);
    return startIce({ ...common, ...hooks, participant: cast.ice(), front });
  },
  {
    announce: ({ url, doorUrl }) =>
      void process.stdout.write(`${JSON.stringify({ url, doorUrl })}\n`),
    logDir: options.storeDir,
    endsWithInput: true,
  },
);
