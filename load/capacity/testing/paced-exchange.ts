/** Starts an exchange of known capacity as a child, for the self-tests of generator and search. */
import { fileURLToPath } from 'node:url';
import { spawnChild } from '../../../nodes/process/supervisor.ts';
import type { PacedAddress, PacedOptions } from './paced-main.ts';

const SCRIPT = fileURLToPath(new URL('paced-main.ts', import.meta.url));

export interface PacedExchange extends PacedAddress {
  /** Settles when it is gone, by itself or by `close`. */
  readonly exited: Promise<unknown>;
  close(): Promise<void>;
}

/** @throws Error with what it said, where it does not start. */
export async function startPaced(options: PacedOptions): Promise<PacedExchange> {
  let isUp: (address: PacedAddress) => void = () => undefined;
  const up = new Promise<PacedAddress>((resolve) => (isUp = resolve));
  let complaint = '';
  const child = spawnChild(
    {
      name: 'paced',
      script: SCRIPT,
      args: () => [JSON.stringify(options)],
      needs: { net: ['127.0.0.1'] },
    },
    {
      onLine: (line) => isUp(JSON.parse(line) as PacedAddress),
      onComplaint: (line) => (complaint = line),
    },
  );
  const address = await Promise.race([up, child.exited.then(() => undefined)]);
  if (address === undefined) throw new Error(`the paced exchange did not start: ${complaint}`);
  const close = async (): Promise<void> => {
    child.end();
    await child.exited;
  };
  return { ...address, exited: child.exited, close };
}
