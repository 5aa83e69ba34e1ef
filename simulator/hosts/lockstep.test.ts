/** A real scenario in real processes: whatever dies, breaks or runs elsewhere, the journal is the one of a run in a single process. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ICE } from '../../nodes/common/routing.ts';
import { newSecret } from '../../nodes/process/credentials.ts';
import { findRuntime, ownRuntime } from '../../nodes/process/runtimes.ts';
import { hasMosquitto, Mosquitto } from '../../nodes/process/testing/mosquitto.ts';
import type { FaultSpec } from '../faults/parameters.ts';
import type { ProcessOptions } from './lockstep-run.ts';
import { LockstepRun, runLockstep } from './lockstep-run.ts';
import { RealFaults } from './real-faults.ts';
import type { RunRequest } from './rehearsal.ts';
import { runVirtual } from './rehearsal.ts';
import { inProcesses, oneTruck, requestOf } from './testing/one-truck.ts';

/** Processes start slowly where others keep the machine busy. */
const BOUND = { timeout: 180_000 };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lockstep-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs window by window; gives the hash. */
async function hashOf(
  request: RunRequest,
  options: ProcessOptions,
  before: (window: number, run: LockstepRun) => Promise<void> | void,
): Promise<string> {
  const run = await LockstepRun.open(request, options);
  const { conductor, warm, processes } = run;
  try {
    for (let due; (due = conductor.nextDue()) < warm.watch.until;) {
      await before(conductor.windows, run);
      await conductor.window(due, warm.watch.until);
    }
    return (await run.finish('quiet', warm.watch.until)).sha256;
  } finally {
    await processes.stop();
  }
}

test(
  'ICE on any free port and every node die under way, and the journal is as if nobody had',
  BOUND,
  async () => {
    const request = requestOf(oneTruck());
    const deaths: string[] = [];
    const options = inProcesses(folder, { onDeath: (name) => void deaths.push(name) });
    const victims = ['ICE', 'GEO', 'AZE', 'KAZ', 'UZB', 'TKM'];
    const hash = await hashOf(request, options, (window, { processes }) => {
      if (window % 40 === 39) processes.player(victims.shift() ?? '')?.kill('SIGKILL');
    });
    expect(hash).toBe(runVirtual(request).sha256);
    expect(deaths).toEqual(expect.arrayContaining(['ICE', 'GEO', 'AZE']));
  },
);

test('where its stores cannot be made it does not begin, and says so once', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const opening = LockstepRun.open(requestOf(oneTruck()), inProcesses(file));
  await expect(opening).rejects.toThrow(/ENOTDIR|Not a directory/);
});

/** Some of each kind that is carried out for real as well; instants of the truck's journey. */
const FAULTS: readonly FaultSpec[] = [
  { fault: 'partition', at: '1h', lasts: '4h', node: 'GEO' },
  { fault: 'nodeCrash', at: '20h', lasts: '30m', node: 'AZE' },
  { fault: 'delay', at: '23h', lasts: '6h', by: '20s' },
  { fault: 'diskFull', at: '24h', lasts: '50m', node: 'KAZ' },
  { fault: 'slowConsumer', at: '25h', lasts: '20h', node: 'UZB' },
  { fault: 'loss', at: '30h', lasts: '12h' },
  { fault: 'iceCrash', when: { happens: 'TruckQueued' }, lasts: '40m' },
  { fault: 'brokerCrash', at: '60h', lasts: '2h' },
  { fault: 'expiredCertificate', at: '70h', lasts: '2h', node: 'KAZ' },
];

test(
  'faults are carried out for real on processes and lines, and the journal is that of their rules alone',
  BOUND,
  async () => {
    const request = requestOf(oneTruck(FAULTS));
    const deaths: string[] = [];
    const sentences: string[] = [];
    const watch = {
      onDeath: (name: string) => void deaths.push(name),
      onTrouble: (_: string, sentence: string) => void sentences.push(sentence),
    };
    const real = new RealFaults(() => undefined);
    const { sha256 } = await runLockstep(request, { ...inProcesses(folder, watch), real });
    expect(sha256).toBe(runVirtual(request).sha256);
    expect(real.done.map(({ act }) => act).toSorted()).toEqual([
      'delay',
      'fillDisk',
      'kill',
      'kill',
      'reset',
      'sever',
      'sever',
      'sever',
      'stop',
    ]);
    expect(deaths.toSorted()).toEqual(['AZE', 'ICE']);
    expect(sentences.join('\n')).toContain('the disk is full');
  },
);

if (hasMosquitto) {
  test(
    'does so over an outside broker, which dies and comes back under faults',
    BOUND,
    async () => {
      const request = requestOf(oneTruck(FAULTS.slice(1, 6)));
      const names = ['ICE', 'GEO', 'AZE', 'KAZ', 'UZB', 'TKM'];
      const secrets = Object.fromEntries(names.map((name) => [name, newSecret()]));
      const broker = await Mosquitto.start(secrets);
      const url = new URL(broker.url);
      url.username = ICE;
      url.password = secrets[ICE] ?? '';
      try {
        const options = { ...inProcesses(folder), broker: url.href, secrets };
        const hash = await hashOf(request, options, async (window) => {
          if (window % 100 !== 60) return;
          await broker.kill();
          await broker.begin();
        });
        expect(hash).toBe(runVirtual(request).sha256);
      } finally {
        await broker.close();
      }
    },
  );
}

const other = findRuntime(ownRuntime().name === 'deno' ? 'node' : 'deno');
if (other.ok) {
  test('does so with its processes on two runtimes', BOUND, async () => {
    const request = requestOf(oneTruck());
    const runtimes = { GEO: other.value, UZB: other.value };
    const { sha256 } = await runLockstep(request, { ...inProcesses(folder), runtimes });
    expect(sha256).toBe(runVirtual(request).sha256);
  });
}
