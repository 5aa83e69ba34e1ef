/** Stands in for k6's executors: one virtual user with its iterations, and open loops of a rate that rises and falls. */
import { current } from './execution.ts';
import type { Script } from './main.ts';
import { metrics } from './metrics.ts';

export interface ScenarioOptions {
  readonly executor: string;
  readonly exec?: string;
  readonly vus?: number;
  readonly iterations?: number;
  readonly maxDuration?: string;
  readonly startRate?: number;
  readonly rate?: number;
  readonly timeUnit?: string;
  readonly duration?: string;
  readonly stages?: readonly { readonly target: number; readonly duration: string }[];
  readonly preAllocatedVUs?: number;
  readonly maxVUs?: number;
}

interface Surroundings {
  readonly data: unknown;
  /** A virtual user's own copy of the script. */
  readonly load: () => Promise<Script>;
  readonly onError: (error: unknown) => void;
}

type Iteration = (data: unknown) => Promise<void>;

/** How often an open loop looks whether something is due, in ms. */
const LOOK_MS = 1;

export function runScenario(
  name: string,
  options: ScenarioOptions,
  around: Surroundings,
): Promise<void> {
  switch (options.executor) {
    case 'per-vu-iterations':
      return perVu(name, options, around);
    case 'ramping-arrival-rate':
    case 'constant-arrival-rate':
      return openLoop(name, options, around);
    default:
      throw new Error(`the stand-in has no executor ${options.executor}`);
  }
}

async function perVu(name: string, options: ScenarioOptions, around: Surroundings): Promise<void> {
  const { vus = 1, iterations = 1, maxDuration = '10m' } = options;
  if (vus !== 1 || iterations !== 1) throw new Error('the stand-in has one user and one iteration');
  const iterate = await userOf(options, around);
  Object.assign(current, { name, startTime: Date.now(), iterationInTest: 0 });
  let late: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<void>((resolve) => {
    late = setTimeout(resolve, msOf(maxDuration));
  });
  await Promise.race([iterate(around.data).catch(around.onError), over]);
  clearTimeout(late);
}

async function openLoop(
  name: string,
  options: ScenarioOptions,
  around: Surroundings,
): Promise<void> {
  const { preAllocatedVUs = 0, maxVUs = preAllocatedVUs } = options;
  const free: Iteration[] = [];
  for (let i = 0; i < Math.min(FIRST_USERS, maxVUs); i++) free.push(await userOf(options, around));
  let users = free.length;
  const startTime = Date.now();
  const running = new Set<Promise<void>>();
  let iteration = 0;
  for (const dueAt of moments(options)) {
    while (Date.now() - startTime < dueAt) await new Promise((then) => setTimeout(then, LOOK_MS));
    const iterate = free.pop() ?? (users++ < maxVUs ? await userOf(options, around) : undefined);
    if (iterate === undefined) {
      metrics.get('dropped_iterations')?.samples.push({ value: 1, tags: {} });
      continue;
    }
    Object.assign(current, { name, startTime, iterationInTest: iteration++ });
    const done = iterate(around.data)
      .catch(around.onError)
      .then(() => {
        free.push(iterate);
        running.delete(done);
      });
    running.add(done);
  }
  await Promise.all(running);
}

/** Made before the load; more of them only when they are needed. */
const FIRST_USERS = 4;

async function userOf(
  { exec = 'default' }: ScenarioOptions,
  { load }: Surroundings,
): Promise<Iteration> {
  const script = (await load()) as unknown as Record<string, Iteration | undefined>;
  const iterate = script[exec];
  if (iterate === undefined) throw new Error(`function '${exec}' not found in exports`);
  return iterate;
}

/** When iterations begin, in ms: the n-th one where the area under the rate is n (for an even rate: from 0 on). */
function* moments(options: ScenarioOptions): Generator<number> {
  const {
    executor,
    rate = 0,
    duration = '0s',
    startRate = 0,
    timeUnit = '1s',
    stages = [],
  } = options;
  const unit = msOf(timeUnit);
  if (executor === 'constant-arrival-rate') {
    for (let n = 0; (n * unit) / rate < msOf(duration); n++) yield (n * unit) / rate;
    return;
  }
  const ratesWhole = [startRate, ...stages.map(({ target }) => target)].every(Number.isInteger);
  if (!ratesWhole) throw new Error('rates of k6 are whole numbers');
  let [from, at, next, before] = [startRate / unit, 0, 1, 0];
  for (const stage of stages) {
    const [to, length] = [stage.target / unit, msOf(stage.duration)];
    const end = before + ((from + to) / 2) * length;
    for (; next <= end; next++) {
      const [area, slope] = [next - before, (to - from) / length];
      yield at + (2 * area) / (from + Math.sqrt(Math.max(0, from * from + 2 * slope * area)));
    }
    [before, at, from] = [end, at + length, to];
  }
}

/** Of a text as `90s` or `1500ms`. */
function msOf(text: string): number {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text) ?? [];
  const factor = { ms: 1, s: 1_000, m: 60_000 }[unit];
  if (factor === undefined) throw new Error(`${text} is no duration`);
  return Number(number) * factor;
}
