/** Reports of searches on simulated servers, for tests of what is made of them. */
import { both } from '../../../nodes/common/bilingual.ts';
import type { Probe } from '../probe.ts';
import type { About, CapacityReport } from '../report.ts';
import { capacityReport } from '../report.ts';
import type { SearchOptions } from '../search.ts';
import { search } from '../search.ts';
import type { Usage } from '../usage.ts';
import type { SimulatedServer } from './simulated-server.ts';
import { simulatedProbe } from './simulated-server.ts';

const HOLD = 20;
const CRITERION = { p99Most: 2_000, achievedLeast: 0.99 };
export const ABOUT: About = {
  ...{ target: 'mqtt://127.0.0.1:1883', profile: 'steady', seed: '1', seconds: 512 },
  flows: both('Movements of four messages each.', 'Перевозки по четыре сообщения.'),
  startedAt: '2026-11-30T09:14:00.000Z',
  criterion: { ...CRITERION, hold: HOLD, within: 0.03 },
};

export async function searched(
  server: Partial<SimulatedServer>,
  options: Partial<SearchOptions> = {},
  about: Partial<About> = {},
): Promise<CapacityReport> {
  const whole: SimulatedServer = {
    ...{ perSecond: 400, service: 'even', messagesPerMovement: 4, seed: '1', hold: HOLD },
    ...server,
  };
  const result = await search(withUsage(simulatedProbe(whole), whole), {
    ...{ criterion: CRITERION, start: 10, least: 0.05, most: 100_000, within: 0.03 },
    ...{ probesMost: 80, msMost: 1, now: () => 0 },
    ...options,
  });
  return capacityReport(result, { ...ABOUT, ...about });
}

/** As if its main thread waited for the disk, the longer the more it has to do. */
const withUsage =
  (probe: Probe, { perSecond, messagesPerMovement }: SimulatedServer): Probe =>
  async (rate, step) => {
    const load = Math.min(1, (rate * messagesPerMovement) / perSecond);
    const part = 0.1 * load;
    const usage: Usage = {
      seconds: 20,
      exchange: {
        busy: { read: part, step: part, write: part, flush: 0.6 * load, send: part },
        ...{ cpu: 0.4 * load, loopDelayMs: 2, flushMs: 0.9, flushesPerSecond: 600 * load },
        bytesPerSecond: 1e6 * load,
      },
      machine: { busy: 1.2 * load, cpus: 2 },
      ...{ diskFlushMs: 0.6, networkMost: 1e9 },
    };
    return { ...(await probe(rate, step)), usage };
  };
