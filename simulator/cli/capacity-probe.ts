/** Probes for a capacity search: loads of a fixed rate, on an exchange that was named, on one started here, or on mosquitto alone. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diskFlushMs, loopbackBytesPerSecond } from '../../load/capacity/limits.ts';
import { TargetLost } from '../../load/capacity/probe.ts';
import type { OpenProbe, Probe, ProbeOptions } from '../../load/capacity/probe.ts';
import { UsageMeter } from '../../load/capacity/usage.ts';
import type { UsageSources } from '../../load/capacity/usage.ts';
import { countriesOf, lengthOf, messagesPerMovement } from '../../load/flows/flow.ts';
import type { Flow } from '../../load/flows/flow.ts';
import { runLoad } from '../../load/generator/run-load.ts';
import { readProfile } from '../../load/profiles/read.ts';
import { ALL } from '../../nodes/common/routing.ts';
import { ProcessFault } from '../../nodes/process/fault.ts';
import type { Arguments } from './arguments.ts';
import { reachBroker } from './broker.ts';
import { EXIT, Failure } from './failure.ts';
import { flowsFor, toldFor } from './load-flows.ts';
import { addressOf, namedTarget, ownTarget } from './load-target.ts';
import type { OpenTarget } from './load-target.ts';

/** A rate is not told from another in less, in s. */
const HOLD_LEAST = 5;

/** @throws Failure where the target is not there, is no test, or the profile is none. */
export async function openProbe(args: Arguments, options: ProbeOptions): Promise<OpenProbe> {
  const profile = readProfile(options.profile);
  await reachBroker(options.broker);
  const flows = flowsFor(args);
  const opened = await openTarget(args, options, flows);
  const { target, metrics = options.metrics, folder = tmpdir() } = opened;
  const sources: UsageSources = {
    diskFlushMs: diskFlushMs(folder),
    networkMost: await loopbackBytesPerSecond(),
    ...(metrics === undefined ? {} : { metrics }),
    ...(options.brokerPid === undefined ? {} : { brokerPid: options.brokerPid }),
  };
  // Until as many movements end as begin.
  const warmUp = Math.max(2, Math.ceil(lengthOf(flows, profile.pace) / 1_000) + 1);
  const probe: Probe = async (rate, { share }) => {
    const held = Math.max(HOLD_LEAST, Math.round((options.holdMs / 1_000) * share));
    const seconds = warmUp + held;
    const meter = new UsageMeter(sources, warmUp, seconds);
    try {
      const report = await runLoad({
        ...{ target, flows, seed: options.seed, signal: options.signal },
        profile: { ...profile, stages: [{ seconds, rate }], warmUp, arrivals: 'even' },
        onInterval: (interval) => meter.onInterval(interval),
      });
      if (report.broken !== undefined) throw new TargetLost(report.broken);
      const usage = await meter.usage();
      return usage === undefined ? { report } : { report, usage };
    } catch (error) {
      if (error instanceof ProcessFault) throw new TargetLost(error.text, { cause: error });
      throw error;
    }
  };
  const mean = messagesPerMovement(flows).toFixed(1);
  const countries = countriesOf(flows).filter((country) => country !== ALL);
  return {
    probe,
    target: `mqtt://${target.host}:${String(target.port)}`,
    flows: {
      en: `${mean} messages a movement, ${String(countries.length)} countries (${countries.join(', ')})`,
      ru: `${mean.replace('.', ',')} сообщения на перевозку, стран: ${String(countries.length)} (${countries.join(', ')})`,
    },
    close: () => opened.close(),
  };
}

function openTarget(
  args: Arguments,
  { through, target, broker, credentials }: ProbeOptions,
  flows: readonly Flow[],
): Promise<OpenTarget> {
  if (through === 'relay') return mosquittoAlone(flows);
  if (target !== undefined)
    return Promise.resolve(namedTarget({ url: target, credentials, papers: args.text('papers') }));
  return ownTarget(toldFor(args, flows), broker, credentials);
}

const MOSQUITTO_MS = 10_000;

/** As in the first measurements of brokers: no store, no bounds, no waiting for larger packets. */
async function mosquittoAlone(flows: readonly Flow[]): Promise<OpenTarget> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'rehearse-mosquitto-'));
  const config = join(folder, 'mosquitto.conf');
  const lines = [
    `listener ${String(port)} 127.0.0.1`,
    ...['allow_anonymous true', 'persistence false', 'set_tcp_nodelay true'],
    ...['max_inflight_messages 0', 'max_queued_messages 0', ''],
  ];
  writeFileSync(config, lines.join('\n'));
  const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/local/sbin` };
  const child = spawn('mosquitto', ['-c', config], { stdio: ['ignore', 'ignore', 'pipe'], env });
  const exited = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  const close = async (): Promise<void> => {
    child.kill();
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  const isUp = new Promise<boolean>((resolve) => {
    const late = setTimeout(() => resolve(false), MOSQUITTO_MS);
    child.stderr.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes(' running')) resolve(true);
    });
    void exited.then(() => {
      clearTimeout(late);
      resolve(false);
    });
  });
  if (!(await isUp)) {
    await close();
    const advice = 'install it (Debian: apt-get install mosquitto), or leave out --beside';
    throw new Failure(EXIT.surroundings, 'mosquitto does not start here', advice);
  }
  // It lets in anybody.
  const secrets = Object.fromEntries(countriesOf(flows).map((country) => [country, 'any']));
  const url = new URL(`mqtt://127.0.0.1:${String(port)}`);
  return { target: { ...addressOf(url), secrets, through: 'relay' }, folder, close };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
