/** `rehearse node`: one national application as a process of its own, with its insurer beside it and its national door open. */
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { insurerOf } from '../../nodes/common/routing.ts';
import { loadOrMakeSecrets, verifierOf } from '../../nodes/process/credentials.ts';
import { startNode } from '../../nodes/process/free-node.ts';
import type { NodeOptions } from '../../nodes/process/free-node.ts';
import { createOfficial } from '../../nodes/process/participants.ts';
import { Papers } from '../../nodes/process/security/papers.ts';
import { NODES } from '../../scenarios/semantics.ts';
import { didYouMean } from '../../scenarios/nearest.ts';
import { toldBy } from '../hosts/cast.ts';
import { Arguments } from './arguments.ts';
import { readBroker } from './broker.ts';
import { EXIT, Failure } from './failure.ts';
import { printLine } from './output.ts';
import { OPERATOR } from './own-door.ts';
import { mustLoad } from './scenario.ts';
import { secretIn } from './secrets.ts';
import { CLIENT_OPTIONS, isTls, ownFiles } from './security.ts';
import { untilInterrupted } from './serving.ts';

const OPTIONS = {
  country: 'text',
  ice: 'text',
  store: 'text',
  door: 'text',
  bind: 'text',
  secret: 'text',
  credentials: 'text',
  scenario: 'text',
  papers: 'text',
  signatures: 'flag',
  ...CLIENT_OPTIONS,
} as const;

export async function node(args: string[]): Promise<number> {
  const options = new Arguments(args, OPTIONS, { most: 0 });
  const country = needed(options, 'country', 'which country it is');
  const url = needed(options, 'ice', 'where ICE is, as mqtt://host:port');
  readBroker(url, 'ice');
  const storeDir = needed(options, 'store', 'a folder for what it must not lose');
  const told = toldBy(mustLoad(options.text('scenario') ?? 'pilot/pilot-corridors', []).scenario);
  const parameters = told.nodes[country];
  if (parameters === undefined) {
    throw new Failure(
      EXIT.usage,
      `there is no national application for ${country}`,
      didYouMean(country, NODES, `known are ${NODES.join(', ')}`),
    );
  }
  mkdirSync(storeDir, { recursive: true });
  const given = givenSecret(options, country);
  const secrets = loadOrMakeSecrets(
    storeDir,
    [country, OPERATOR],
    given === undefined ? {} : { [country]: given },
  );
  if (!secrets.ok) throw secrets.error;
  const insurer = insurerOf(country);
  const nodes = { [country]: { ...parameters, promptInsurer: true } };
  const ids = told.participants.includes(insurer) ? [country, insurer] : [country];
  const serving = untilInterrupted();
  const running = await startNode({
    plays: ids.map((id) => createOfficial(id, { ...told, nodes })),
    participants: told.participants,
    codes: told.codes,
    realm: 'test',
    storeDir,
    url,
    secret: secrets.value[country] ?? '',
    ...papersOf(options, country, url),
    door: {
      bind: options.text('bind') ?? '127.0.0.1',
      port: options.whole('door', 0, 65_535) ?? 8_090,
      seats: {
        [OPERATOR]: {
          verifier: await verifierOf(secrets.value[OPERATOR] ?? ''),
          parties: ['*'],
          operator: true,
        },
      },
    },
    onTrouble: (sentence) => process.stderr.write(`${sentence}\n`),
    onFailure: serving.fail,
  });
  printLine(
    `${country} serves its door at ${running.doorUrl ?? running.url}; credentials are in ${storeDir}/credentials.json; end with Ctrl-C`,
  );
  try {
    await serving.over;
  } finally {
    await running.close();
  }
  return EXIT.well;
}

/** What it shows and signs with: its folder among the papers, or files that are named. */
function papersOf(
  options: Arguments,
  country: string,
  url: string,
): Pick<NodeOptions, 'tls' | 'signing'> {
  const dir = options.text('papers');
  const papers = dir === undefined ? undefined : new Papers(resolve(dir));
  const tls = ownFiles(options, url) ?? (isTls(url) ? papers?.client(country) : undefined);
  const signatures = options.flag('signatures') ?? papers !== undefined;
  if (signatures && papers === undefined)
    throw new Failure(
      EXIT.usage,
      'it has no key to sign with',
      `name the folder that holds ${country} and public: --papers DIR`,
    );
  return {
    ...(tls === undefined ? {} : { tls }),
    ...(signatures && papers !== undefined ? { signing: papers.signing(country) } : {}),
  };
}

/** What ICE knows this country by. */
function givenSecret(options: Arguments, country: string): string | undefined {
  const file = options.text('credentials');
  return file === undefined
    ? options.text('secret')
    : secretIn(file, country, 'name the credentials.json in the store of ICE');
}

function needed(options: Arguments, name: keyof typeof OPTIONS, what: string): string {
  const text = options.text(name);
  if (text === undefined)
    throw new Failure(EXIT.usage, `a node must be told ${what}`, `add --${name}`);
  return text;
}
