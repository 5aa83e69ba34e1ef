/** The door of a process that serves no parties: HTTP for whoever watches it. */
import { loadOrMakeSecrets, verifierOf } from '../../nodes/process/credentials.ts';
import type { DoorOptions } from '../../nodes/process/door.ts';
import type { Arguments } from './arguments.ts';

/** Name under which whoever runs a process comes to its door, for all parties. */
export const OPERATOR = 'operator';

/**
 * @param option with its port; undefined where it is not given.
 * @param storeDir keeps the operator's credential.
 */
export async function ownDoor(
  options: Arguments,
  option: string,
  storeDir: string,
): Promise<DoorOptions | undefined> {
  const port = options.whole(option, 0, 65_535);
  if (port === undefined) return undefined;
  const secrets = loadOrMakeSecrets(storeDir, [OPERATOR]);
  if (!secrets.ok) throw secrets.error;
  const verifier = await verifierOf(secrets.value[OPERATOR] ?? '');
  return {
    bind: options.text('bind') ?? '127.0.0.1',
    port,
    seats: { [OPERATOR]: { verifier, parties: [], operator: true } },
  };
}
