/** The generator of load itself: what it sends against an exchange that costs next to nothing, and what it shows of one that stands still. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { newSecret } from '../../nodes/process/credentials.ts';
import { startPaced } from '../capacity/testing/paced-exchange.ts';
import type { PacedOptions } from '../capacity/testing/paced-main.ts';
import { corridorFlows } from './corridor-flows.ts';
import { messagesPerMovement } from '../flows/flow.ts';
import type { Profile, Stage } from '../profiles/profile.ts';
import type { LoadReport } from '../report/load-report.ts';
import type { Figure } from './figures.ts';
import { figure } from './figures.ts';
import { inFolder, rehearse, ROOT } from './processes.ts';

const run = promisify(execFile);

/** More than any generator here can send. */
const NO_BOUND = 1e9;
/** Messages a second that the generator is asked for: somewhat more than is promised. */
const ASKED = 22_000;
const SECONDS = 12;
const WARM_UP = 4;

/** Messages a second that are sent, acknowledged and checked, and how late they leave. */
export async function benchGenerator(): Promise<readonly Figure[]> {
  const flows = await corridorFlows();
  const rate = Math.ceil(ASKED / messagesPerMovement(flows));
  const report = await loadOf({ perSecond: NO_BOUND }, [{ seconds: SECONDS, rate }]);
  const { achieved, schedule } = report;
  return [figure('generator-rate', achieved.messages), figure('generator-lateness', schedule.p99)];
}

const STALL_S = 10;
const RUN_S = 60;
const STALL_RATE = 100;

/** An exchange that is stopped for 10 s of 60: the 99th percentile beside what the arithmetic says. */
export async function benchStall(): Promise<Figure> {
  const stages = [{ seconds: RUN_S, rate: STALL_RATE }];
  const report = await loadOf({ perSecond: NO_BOUND }, stages, 0, (pid) => {
    setTimeout(
      () => {
        process.kill(pid, 'SIGSTOP');
        setTimeout(() => process.kill(pid, 'SIGCONT'), STALL_S * 1_000);
      },
      (RUN_S * 1_000) / 3,
    );
  });
  // Those that were to leave while it stood wait evenly between 10 s and nothing: 1 % of all wait longer than this.
  const arithmetic = (STALL_S - 0.01 * RUN_S) * 1_000;
  const off = Math.abs(report.acknowledgement.p99 / arithmetic - 1);
  return figure('generator-stall', off);
}

/** As people run it: a verb in a process of its own. What it objects to is no matter here. */
function loadOf(
  server: PacedOptions,
  stages: readonly Stage[],
  warmUp = WARM_UP,
  onStart: (pid: number) => void = () => undefined,
): Promise<LoadReport> {
  return inFolder(async (folder) => {
    const exchange = await startPaced(server);
    try {
      const [profile, credentials] = [join(folder, 'profile.json'), join(folder, 'secrets.json')];
      const out = join(folder, 'out');
      const secrets = Object.fromEntries(COUNTRIES.map((country) => [country, newSecret()]));
      writeFileSync(credentials, JSON.stringify(secrets));
      writeFileSync(profile, JSON.stringify({ ...PROFILE, stages, warmUp }));
      const [command, args] = rehearse([
        ...['load', '--profile', profile, '--out', out],
        ...['--target', exchange.url, '--credentials', credentials],
      ]);
      onStart(exchange.pid);
      await run(command, [...args], { cwd: ROOT }).catch(() => undefined);
      return JSON.parse(readFileSync(join(out, 'load.json'), 'utf8')) as LoadReport;
    } finally {
      await exchange.close();
    }
  });
}

const COUNTRIES = ['GEO', 'AZE', 'KAZ', 'UZB', 'TKM'];
const PROFILE: Omit<Profile, 'stages' | 'warmUp'> = {
  name: 'bench',
  summary: { en: 'bench', ru: 'замер' },
  arrivals: 'even',
  pace: 86_400,
  mistakes: { repeated: 0, unreadable: 0, misnumbered: 0, intruding: 0 },
  p99Most: 60_000,
};
