/** `rehearse ice`: ICE as a process of its own, on its own clock, with its broker inside or on an outside one. */
import { mkdirSync } from 'node:fs';
import { ICE } from '../../nodes/common/routing.ts';
import { brokerAddress } from '../../nodes/process/broker-address.ts';
import { loadOrMakeSecrets, verifiersOf } from '../../nodes/process/credentials.ts';
import type { Secrets } from '../../nodes/process/credentials.ts';
import { parseCrashAt } from '../../nodes/process/crash-points.ts';
import type { IceFront } from '../../nodes/process/free-ice.ts';
import { startIce } from '../../nodes/process/free-ice.ts';
import { createOfficial } from '../../nodes/process/participants.ts';
import type { Security } from '../../nodes/process/security/security.ts';
import { toldBy } from '../hosts/cast.ts';
import { Arguments } from './arguments.ts';
import { readBroker } from './broker.ts';
import { EXIT, Failure } from './failure.ts';
import { printLine } from './output.ts';
import { OPERATOR, ownDoor } from './own-door.ts';
import { changePapers, PAPER_OPTIONS } from './papers.ts';
import { mustLoad } from './scenario.ts';
import { SECURITY_OPTIONS, securityFor } from './security.ts';
import { untilInterrupted } from './serving.ts';

const OPTIONS = {
  store: 'text',
  mqtt: 'text',
  broker: 'text',
  bind: 'text',
  http: 'text',
  scenario: 'text',
  'crash-at': 'text',
  ...SECURITY_OPTIONS,
  ...PAPER_OPTIONS,
} as const;

export async function ice(args: string[]): Promise<number> {
  const options = new Arguments(args, OPTIONS, { most: 0 });
  const storeDir = options.text('store');
  if (storeDir === undefined)
    throw new Failure(
      EXIT.usage,
      'ICE needs a folder for what it must not lose',
      'name it with --store',
    );
  const broker = options.text('broker');
  if (broker !== undefined) readBroker(broker);
  const told = toldBy(mustLoad(options.text('scenario') ?? 'pilot/pilot-corridors', []).scenario);
  mkdirSync(storeDir, { recursive: true });
  const countries = Object.keys(told.codes);
  if (await changePapers(options, countries, storeDir)) return EXIT.well;
  const security = await securityFor(options, countries, storeDir, broker);
  const secrets = loadOrMakeSecrets(storeDir, countries);
  if (!secrets.ok) throw secrets.error;
  const door = await ownDoor(options, 'http', storeDir);
  const serving = untilInterrupted();
  const crashAt = parseCrashAt(options.text('crash-at') ?? '');
  const running = await startIce({
    participant: createOfficial(ICE, told),
    participants: told.participants,
    codes: told.codes,
    realm: 'test',
    storeDir,
    front: await frontOf(options, secrets.value, security),
    ...(security.signing === undefined ? {} : { signing: security.signing(ICE) }),
    ...(door === undefined ? {} : { door }),
    ...(crashAt === undefined ? {} : { crashAt }),
    onTrouble: (sentence) => process.stderr.write(`${sentence}\n`),
    onFailure: serving.fail,
  });
  printLine(
    `ICE is at ${running.url}; the countries' credentials are in ${storeDir}/credentials.json; end with Ctrl-C`,
  );
  if (running.doorUrl !== undefined)
    printLine(
      `its /healthz, /metrics and, for the operator, /facts are at ${running.doorUrl}; the credential of \`${OPERATOR}\` is in the same file`,
    );
  if (security.authority !== undefined)
    printLine(
      `certificates and keys are in ${security.authority.papers.dir}: hand each country its own folder and \`public\`; messages must ${security.signing === undefined ? 'not ' : ''}be signed`,
    );
  try {
    await serving.over;
  } finally {
    await running.close();
  }
  return EXIT.well;
}

async function frontOf(
  options: Arguments,
  secrets: Secrets,
  { gate, client }: Security,
): Promise<IceFront> {
  const url = options.text('broker');
  if (url === undefined) {
    const port = options.whole('mqtt', 0, 65_535) ?? 1_883;
    return {
      kind: 'embedded',
      bind: options.text('bind') ?? '127.0.0.1',
      port,
      verifiers: await verifiersOf(secrets),
      ...(gate === undefined ? {} : { tls: gate }),
    };
  }
  const tls = client === undefined ? {} : { tls: client(ICE) };
  return { kind: 'broker', ...brokerAddress(url), ...tls };
}
