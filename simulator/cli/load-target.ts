/** What a load goes to: an exchange that was named, or one that is started for it. */
import { resolve } from 'node:path';
import { startExchange } from '../../load/exchange/own-exchange.ts';
import type { LoadTarget } from '../../load/generator/countries.ts';
import { brokerAddress } from '../../nodes/process/broker-address.ts';
import { readSecrets } from '../../nodes/process/credentials.ts';
import type { Secrets } from '../../nodes/process/credentials.ts';
import { Papers } from '../../nodes/process/security/papers.ts';
import { clientContext } from '../../nodes/process/security/tls-client.ts';
import type { Told } from '../hosts/cast.ts';
import { readBroker } from './broker.ts';
import { EXIT, Failure } from './failure.ts';

export interface OpenTarget {
  readonly target: LoadTarget;
  /** Of one that was started here. */
  readonly metrics?: string;
  /** Where the store of one that was started here lies. */
  readonly folder?: string;
  close(): Promise<void>;
}

export interface NamedTarget {
  readonly url: string;
  /** File of the countries' secrets. */
  readonly credentials: string | undefined;
  /** Folder of their certificates and keys. */
  readonly papers: string | undefined;
}

/** @throws Failure where it is no address, or the countries' secrets cannot be read. */
export function namedTarget({ url: text, credentials, papers }: NamedTarget): OpenTarget {
  const url = readBroker(text, 'target');
  if (credentials === undefined)
    throw new Failure(
      EXIT.usage,
      'the countries need their secrets to connect',
      'name the exchange’s credentials.json with --credentials',
    );
  const secrets = secretsIn(credentials);
  const target = { ...addressOf(url), ...papersOf(papers, url), secrets, through: 'ice' as const };
  return { target, close: () => Promise.resolve() };
}

/**
 * Starts an ICE on an empty store.
 * @param broker address of an outside broker that it is a client of.
 * @param credentials file of the secrets that this broker knows; undefined: it lets anybody in.
 */
export async function ownTarget(
  told: Told,
  broker: string | undefined,
  credentials: string | undefined,
): Promise<OpenTarget> {
  const exchange = await startExchange({
    told,
    onTrouble: (line) => process.stderr.write(`${line}\n`),
    ...(broker === undefined ? {} : { broker }),
    ...(credentials === undefined ? {} : { secrets: secretsIn(credentials) }),
  });
  const through = broker === undefined ? ('ice' as const) : ('broker' as const);
  const { url, secrets, metricsUrl: metrics, folder } = exchange;
  const target = { ...addressOf(new URL(brokerAddress(url).url)), secrets, through };
  return { target, metrics, folder, close: () => exchange.close() };
}

export function addressOf(url: URL): Pick<LoadTarget, 'host' | 'port'> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const standard = url.protocol === 'mqtts:' ? 8_883 : 1_883;
  return { host, port: url.port === '' ? standard : Number(url.port) };
}

/** What the countries show and sign with, where the exchange asks for it. */
function papersOf(dir: string | undefined, url: URL): Pick<LoadTarget, 'tls' | 'signing'> {
  const isTls = url.protocol === 'mqtts:';
  if (dir === undefined) return isTls ? { tls: () => clientContext({}) } : {};
  const papers = new Papers(resolve(dir));
  const signing: LoadTarget['signing'] = (country) => papers.signing(country);
  return isTls ? { signing, tls: (country) => clientContext(papers.client(country)) } : { signing };
}

function secretsIn(path: string): Secrets {
  const secrets = readSecrets(path);
  if (!secrets.ok) throw secrets.error;
  return secrets.value;
}
