/** ICE as `rehearse ice` starts it, safe on disk before it acknowledges, beside mosquitto that only relays: the same messages, the same clients. */
import {
  closeSync,
  fdatasyncSync,
  openSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { freePort, mosquittoPath } from '../../nodes/process/testing/mosquitto.ts';
import type { LoadOptions, LoadResult } from './exchange-load.ts';
import type { Figure } from './figures.ts';
import { figure } from './figures.ts';
import { PeerMissing, median } from './measure.ts';
import { inFolder, rehearse, runScript, serve } from './processes.ts';

const REPETITIONS = 5;
/** Some seconds of ICE; mosquitto is through sooner. */
const MESSAGES = 40_000;
/** 500 in flight in all, as in the first measurements of the brokers. */
const IN_FLIGHT = 100;

/** All countries that have a national application take part. */
const NODES = ['GEO', 'AZE', 'KAZ', 'UZB', 'TKM'];
const SCENARIO = `version: 1
id: bench-ice
extends: pilot/pilot-corridors
participants: [${NODES.join(', ')}]
observers: []
`;

/** Messages per second through ICE ÷ through mosquitto, medians of runs in turns. Throws `PeerMissing` without mosquitto. */
export async function benchIce(): Promise<Figure> {
  const program = mosquittoPath;
  if (program === undefined) throw new PeerMissing('mosquitto', 'apt-get install mosquitto');
  const ice: number[] = [];
  const relay: number[] = [];
  const flushes: number[] = [];
  let payloadBytes = 0;
  for (let i = 0; i < REPETITIONS; i++) {
    const alone = await inFolder((folder) => throughMosquitto(program, folder));
    relay.push(alone.messages / alone.seconds);
    const durable = await inFolder(throughIce);
    ice.push(durable.messages / durable.seconds);
    flushes.push(await inFolder(flushesPerSecond));
    ({ payloadBytes } = durable);
  }
  const measured = figure('ice-durable-throughput', median(ice), {
    what: 'mosquitto',
    value: median(relay),
  });
  const setting = `${String(NODES.length)} nodes, ${String(payloadBytes)}-byte messages, ${String(IN_FLIGHT * NODES.length)} in flight`;
  const disk = `${String(Math.round(median(flushes)))} fdatasync/s of 4 KiB beside it`;
  return { ...measured, what: `${measured.what}; ${setting}; ${disk}` };
}

async function throughIce(folder: string): Promise<LoadResult> {
  const scenario = join(folder, 'scenario.yaml');
  writeFileSync(scenario, SCENARIO);
  const [command, args] = rehearse([
    ...['ice', '--mqtt', '0', '--store', folder],
    ...['--scenario', scenario],
  ]);
  const ice = await serve(command, args, /mqtt:\/\/127\.0\.0\.1:(\d+)/);
  try {
    const secrets = readFileSync(join(folder, 'credentials.json'), 'utf8');
    const nodes = JSON.parse(secrets) as Record<string, string>;
    return await load({ through: 'ice', port: Number(ice.found[1]), nodes });
  } finally {
    await ice.stop();
  }
}

/** Options of measurements/mqtt.md: no store, no bounds, no waiting for larger packets. */
async function throughMosquitto(program: string, folder: string): Promise<LoadResult> {
  const port = await freePort();
  const config = join(folder, 'mosquitto.conf');
  const lines = [
    `listener ${String(port)} 127.0.0.1`,
    'allow_anonymous true',
    'persistence false',
    'set_tcp_nodelay true',
    'max_inflight_messages 0',
    'max_queued_messages 0',
  ];
  writeFileSync(config, `${lines.join('\n')}\n`);
  const broker = await serve(program, ['-c', config], / running/);
  try {
    const nodes = Object.fromEntries(NODES.map((node) => [node, 'any']));
    return await load({ through: 'broker', port, nodes });
  } finally {
    await broker.stop();
  }
}

const load = (options: Pick<LoadOptions, 'through' | 'port' | 'nodes'>): Promise<LoadResult> =>
  runScript('exchange-load.ts', [
    JSON.stringify({ ...options, messages: MESSAGES, inFlight: IN_FLIGHT }),
  ]);

const FLUSHES = 200;

/** What the disk gives to whoever appends a page and waits for it. */
function flushesPerSecond(folder: string): Promise<number> {
  const file = openSync(join(folder, 'flushes'), 'w');
  const page = new Uint8Array(4_096);
  const begun = performance.now();
  for (let i = 0; i < FLUSHES; i++) {
    writeSync(file, page);
    fdatasyncSync(file);
  }
  const seconds = (performance.now() - begun) / 1_000;
  closeSync(file);
  return Promise.resolve(FLUSHES / seconds);
}
