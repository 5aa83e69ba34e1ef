/** ICE, safe on disk before it acknowledges, beside mosquitto that only relays: the same messages, the same clients. */
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
import { PeerMissing, median, runtimeArgs } from './measure.ts';
import { here, inFolder, runScript, serve } from './processes.ts';

const REPETITIONS = 5;

/** What both are loaded with. */
type Load = Pick<LoadOptions, 'messages' | 'inFlight' | 'rate'>;

/** Some seconds of ICE; mosquitto is through sooner. 500 in flight in all, as in the first measurements of the brokers. */
const AS_FAST_AS_IT_GOES: Load = { messages: 200_000, inFlight: 50 };
const AT_A_RATE: Load = { messages: 14_000, inFlight: 0, rate: 2_000 };
/** How much slower than mosquitto the half of the messages may be that is faster, beside one flush. */
const TIMES_SLOWER = 6;

/** One load through both, in turns. */
interface Pair {
  readonly alone: LoadResult;
  readonly durable: LoadResult;
  /** Flushes of the disk beside them, a second. */
  readonly flushes: number;
}

/** Messages per second through ICE ÷ through mosquitto, medians. Throws `PeerMissing` without mosquitto. */
export async function benchIce(): Promise<Figure> {
  const pairs = await inTurns(AS_FAST_AS_IT_GOES);
  const rates = (of: 'alone' | 'durable'): number =>
    median(pairs.map(({ [of]: { messages, seconds } }) => messages / seconds));
  const peer = { what: 'mosquitto', value: rates('alone') };
  const inFlight = `${String(AS_FAST_AS_IT_GOES.inFlight * NODES.length)} in flight`;
  return explained(figure('ice-durable-throughput', rates('durable'), peer), pairs, inFlight);
}

/** Until half of the messages have arrived, each from the instant at which it was to leave, medians. Throws `PeerMissing` without mosquitto. */
export async function benchIceLatency(): Promise<Figure> {
  const pairs = await inTurns(AT_A_RATE);
  const half = (of: 'alone' | 'durable'): number =>
    median(pairs.map(({ [of]: { p50Ms = NaN } }) => p50Ms));
  const flushMs = 1_000 / median(pairs.map(({ flushes }) => flushes));
  const [alone, durable] = [half('alone'), half('durable')];
  const peer = {
    what: `${String(TIMES_SLOWER)} × ${alone.toFixed(3)} ms of mosquitto + a flush of ${flushMs.toFixed(3)} ms`,
    value: TIMES_SLOWER * alone + flushMs,
  };
  return explained(figure('ice-durable-latency', durable, peer), pairs, 'open loop');
}

async function inTurns(load: Load): Promise<readonly Pair[]> {
  const program = mosquittoPath;
  if (program === undefined) throw new PeerMissing('mosquitto', 'apt-get install mosquitto');
  const pairs: Pair[] = [];
  for (let i = 0; i < REPETITIONS; i++) {
    const alone = await inFolder((folder) => throughMosquitto(program, folder, load));
    const durable = await inFolder((folder) => throughIce(folder, load));
    pairs.push({ alone, durable, flushes: await inFolder(flushesPerSecond) });
  }
  return pairs;
}

function explained(measured: Figure, pairs: readonly Pair[], how: string): Figure {
  const bytes = String(pairs[0]?.durable.payloadBytes);
  const setting = `${String(NODES.length)} nodes, ${bytes}-byte messages, ${how}`;
  const flushes = Math.round(median(pairs.map((pair) => pair.flushes)));
  const disk = `${String(flushes)} fdatasync/s of 4 KiB beside it`;
  return { ...measured, what: `${measured.what}; ${setting}; ${disk}` };
}

const NODES = ['GEO', 'AZE', 'KAZ', 'UZB', 'TKM', 'ARM', 'KGZ', 'MDA', 'TJK', 'UKR'];

async function throughIce(folder: string, options: Load): Promise<LoadResult> {
  const args = [...iceArgs(), here('ten-countries.ts'), folder];
  const ice = await serve(process.execPath, args, /mqtt:\/\/127\.0\.0\.1:(\d+)/);
  try {
    const secrets = readFileSync(join(folder, 'credentials.json'), 'utf8');
    const nodes = JSON.parse(secrets) as Record<string, string>;
    return await load({ ...options, through: 'ice', port: Number(ice.found[1]), nodes });
  } finally {
    await ice.stop();
  }
}

/** As `rehearse` gives them to a runtime that is to be ICE. */
function iceArgs(): readonly string[] {
  const heap = ['--min-semi-space-size=32', '--max-semi-space-size=64'];
  const args = runtimeArgs();
  return args.length === 0 ? heap : [...args, `--v8-flags=${heap.join(',')}`];
}

/** Options of measurements/mqtt.md: no store, no bounds, no waiting for larger packets. */
async function throughMosquitto(
  program: string,
  folder: string,
  options: Load,
): Promise<LoadResult> {
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
    return await load({ ...options, through: 'broker', port, nodes });
  } finally {
    await broker.stop();
  }
}

const load = (options: LoadOptions): Promise<LoadResult> =>
  runScript('exchange-load.ts', [JSON.stringify(options)]);

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
