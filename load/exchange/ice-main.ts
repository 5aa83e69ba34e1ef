/** An ICE to load, as a child of whoever loads it: `ice-main.ts OPTIONS-AS-JSON`. Says where it is in one line, and ends with its input. */
import process from 'node:process';
import { ICE } from '../../nodes/common/routing.ts';
import type { Verifiers } from '../../nodes/process/credentials.ts';
import type { DoorOptions } from '../../nodes/process/door.ts';
import { startIce } from '../../nodes/process/free-ice.ts';
import { createOfficial } from '../../nodes/process/participants.ts';
import type { Told } from '../../nodes/process/participants.ts';
import { serveFree } from '../../nodes/process/process.ts';
import type { CountryCodes } from '../../nodes/common/routing.ts';

export interface IceMainOptions {
  readonly told: Told & { readonly participants: readonly string[]; readonly codes: CountryCodes };
  readonly storeDir: string;
  readonly door: DoorOptions;
  /** Absent: the broker is inside. */
  readonly broker?: {
    readonly url: string;
    readonly username?: string;
    readonly password?: string;
  };
  readonly verifiers: Verifiers;
}

const options = JSON.parse(process.argv[2] ?? '{}') as IceMainOptions;
const { told, storeDir, door, broker, verifiers } = options;
const { participants, codes } = told;

await serveFree(
  (hooks) =>
    startIce({
      ...{ participants, codes, storeDir, door, realm: 'test' as const },
      participant: createOfficial(ICE, told),
      front:
        broker === undefined
          ? { kind: 'embedded', bind: '127.0.0.1', port: 0, verifiers }
          : { kind: 'broker', ...broker },
      ...hooks,
    }),
  {
    announce: ({ url, doorUrl }) =>
      void process.stdout.write(`${JSON.stringify({ url, doorUrl })}\n`),
    logDir: storeDir,
    endsWithInput: true,
  },
);
