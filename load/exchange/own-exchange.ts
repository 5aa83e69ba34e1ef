/** Starts an ICE on this machine, on an empty store, to be loaded; ends it, and removes what it left. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brokerAddress } from '../../nodes/process/broker-address.ts';
import { newSecret, verifierOf, verifiersOf } from '../../nodes/process/credentials.ts';
import type { Secrets } from '../../nodes/process/credentials.ts';
import { ProcessFault } from '../../nodes/process/fault.ts';
import { spawnChild } from '../../nodes/process/supervisor.ts';
import type { IceMainOptions } from './ice-main.ts';

const SCRIPT = fileURLToPath(new URL('ice-main.ts', import.meta.url));
const WATCHER = 'load';

export interface OwnExchange {
  /** Where nodes connect: ICE itself, or the broker before it. */
  readonly url: string;
  readonly secrets: Secrets;
  /** Its metrics. */
  readonly metricsUrl: string;
  readonly pid: number;
  /** Where its store lies. */
  readonly folder: string;
  close(): Promise<void>;
}

export interface OwnExchangeOptions {
  /** Of whom the exchange is. */
  readonly told: IceMainOptions['told'];
  /** Address of an outside broker with ICE as its client; absent: the broker is inside. */
  readonly broker?: string;
  /** By which countries connect; absent: new ones, which an outside broker has to let in as anybody. */
  readonly secrets?: Secrets;
  readonly onTrouble?: (sentence: string) => void;
}

/** @throws ProcessFault where it does not come up. */
export async function startExchange({
  told,
  broker,
  secrets = newSecrets(told),
  onTrouble = () => undefined,
}: OwnExchangeOptions): Promise<OwnExchange> {
  const folder = mkdtempSync(join(tmpdir(), 'rehearse-load-'));
  const secret = newSecret();
  const seats = { [WATCHER]: { verifier: await verifierOf(secret), parties: [], operator: true } };
  const options: IceMainOptions = {
    ...{ told, storeDir: folder, verifiers: await verifiersOf(secrets) },
    door: { bind: '127.0.0.1', port: 0, seats },
    ...(broker === undefined ? {} : { broker: brokerAddress(broker) }),
  };
  const host = broker === undefined ? [] : [new URL(broker).host];
  let complaint = '';
  let isUp: (addresses: { url: string; doorUrl: string }) => void = () => undefined;
  const up = new Promise<{ url: string; doorUrl: string }>((resolve) => (isUp = resolve));
  const child = spawnChild(
    {
      name: 'ICE',
      script: SCRIPT,
      args: () => [JSON.stringify(options)],
      needs: { folders: [folder], net: ['127.0.0.1', ...host], isBusy: true },
    },
    {
      onLine: (line) => isUp(JSON.parse(line) as { url: string; doorUrl: string }),
      onComplaint(line) {
        complaint = line;
        onTrouble(line);
      },
    },
  );
  const close = async (): Promise<void> => {
    child.end();
    await child.exited;
    rmSync(folder, { recursive: true, force: true });
  };
  const addresses = await Promise.race([up, child.exited.then(() => undefined)]);
  if (addresses === undefined) {
    await close();
    throw new ProcessFault('surroundings', 'ICE', `it did not start: ${complaint}`, '');
  }
  const { url, doorUrl } = addresses;
  return {
    url: broker ?? url,
    secrets,
    metricsUrl: `${doorUrl}/metrics`,
    pid: child.pid,
    folder,
    close,
  };
}

const newSecrets = ({ codes }: IceMainOptions['told']): Secrets =>
  Object.fromEntries(Object.keys(codes).map((node) => [node, newSecret()]));
