/** What a load used up while it counted: shares of time, cores, bytes; and the meter that reads it. */
import { execFile } from 'node:child_process';
import { cpus } from 'node:os';
import { promisify } from 'node:util';
import type { Interval } from '../report/load-report.ts';
import type { ExchangeCounters, Part } from './exchange-metrics.ts';
import { PARTS, readCounters } from './exchange-metrics.ts';

export interface Usage {
  /** Over which it was read. */
  readonly seconds: number;
  readonly exchange?: ExchangeUsage;
  /** Cores that the process of an outside broker used. */
  readonly brokerCpu?: number;
  /** Cores of this machine in use, by whomever. */
  readonly machine?: { readonly busy: number; readonly cpus: number };
  /** Of one fdatasync of 4 KiB on the exchange's disk while nothing else used it, in ms. */
  readonly diskFlushMs?: number;
  /** Bytes a second that the way to the exchange carries. */
  readonly networkMost?: number;
}

export interface ExchangeUsage {
  /** Shares of the time of its main thread. */
  readonly busy: Readonly<Record<Part, number>>;
  /** Cores in use. */
  readonly cpu: number;
  /** Means, in ms. */
  readonly loopDelayMs: number;
  readonly flushMs: number;
  readonly flushesPerSecond: number;
  readonly bytesPerSecond: number;
}

export interface UsageSources {
  /** Address of the exchange's `/metrics`. */
  readonly metrics?: string;
  /** Process of an outside broker on this machine. */
  readonly brokerPid?: number;
  /** Measured once, before the search. */
  readonly diskFlushMs?: number;
  readonly networkMost?: number;
}

interface Reading {
  readonly at: number;
  readonly exchange: ExchangeCounters | undefined;
  readonly brokerCpu: number | undefined;
  readonly cores: { readonly busy: number; readonly all: number };
}

/** Reads at the two ends of the part of a load that counts. Give it every interval. */
export class UsageMeter {
  private readonly sources: UsageSources;
  private readonly from: number;
  private readonly until: number;
  private first: Promise<Reading> | undefined;
  private last: Promise<Reading> | undefined;

  /** @param from, until the part that counts, in seconds since the load began. */
  constructor(sources: UsageSources, from: number, until: number) {
    this.sources = sources;
    this.from = from;
    this.until = until;
    if (from <= 0) this.first = read(sources);
  }

  onInterval({ at }: Pick<Interval, 'at'>): void {
    if (at >= this.from) this.first ??= read(this.sources);
    if (at >= this.until) this.last ??= read(this.sources);
  }

  /** Undefined where the load ended before its time. */
  async usage(): Promise<Usage | undefined> {
    const [first, last] = [await this.first, await this.last];
    return first === undefined || last === undefined
      ? undefined
      : usageBetween(first, last, this.sources);
  }
}

function usageBetween(first: Reading, last: Reading, sources: UsageSources): Usage {
  const seconds = Math.max(0.001, (last.at - first.at) / 1_000);
  const { diskFlushMs, networkMost } = sources;
  const cores = last.cores.all - first.cores.all;
  const exchange =
    first.exchange === undefined || last.exchange === undefined
      ? undefined
      : exchangeUsage(first.exchange, last.exchange, seconds);
  return {
    seconds,
    ...(exchange === undefined ? {} : { exchange }),
    ...(first.brokerCpu === undefined || last.brokerCpu === undefined
      ? {}
      : { brokerCpu: (last.brokerCpu - first.brokerCpu) / seconds }),
    ...(cores <= 0
      ? {}
      : {
          machine: {
            busy: (cpus().length * (last.cores.busy - first.cores.busy)) / cores,
            cpus: cpus().length,
          },
        }),
    ...(diskFlushMs === undefined ? {} : { diskFlushMs }),
    ...(networkMost === undefined ? {} : { networkMost }),
  };
}

/** What it used between two readings of its metrics. */
export function exchangeUsage(
  first: ExchangeCounters,
  last: ExchangeCounters,
  seconds: number,
): ExchangeUsage {
  const meanMs = (name: 'loopDelay' | 'flush'): number => {
    const count = last[name].count - first[name].count;
    return count <= 0 ? 0 : (1_000 * (last[name].sum - first[name].sum)) / count;
  };
  const busy = Object.fromEntries(
    PARTS.map((part) => [part, (last.busy[part] - first.busy[part]) / seconds]),
  ) as Record<Part, number>;
  return {
    busy,
    cpu: (last.cpu - first.cpu) / seconds,
    loopDelayMs: meanMs('loopDelay'),
    flushMs: meanMs('flush'),
    flushesPerSecond: (last.flush.count - first.flush.count) / seconds,
    bytesPerSecond: (last.bytes - first.bytes) / seconds,
  };
}

async function read({ metrics, brokerPid }: UsageSources): Promise<Reading> {
  const [exchange, brokerCpu] = await Promise.all([readMetrics(metrics), cpuSecondsOf(brokerPid)]);
  const times = cpus().map((core) => core.times);
  const all = times.reduce((sum, t) => sum + t.user + t.nice + t.sys + t.idle + t.irq, 0);
  const idle = times.reduce((sum, t) => sum + t.idle, 0);
  return { at: performance.now(), exchange, brokerCpu, cores: { busy: all - idle, all } };
}

const METRICS_MS = 2_000;

/** Undefined where nobody answers in time: an exchange under load may have no time to tell of itself. */
async function readMetrics(url: string | undefined): Promise<ExchangeCounters | undefined> {
  if (url === undefined) return undefined;
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(METRICS_MS) });
    return answer.ok ? readCounters(await answer.text()) : undefined;
  } catch {
    return undefined;
  }
}

/** Of user and system time in `/proc/PID/stat` (proc(5), fields 14 and 15). */
const TICKS_PER_SECOND = 100;

/** CPU seconds of a process; undefined where this system does not tell. Read by `cat`, for Deno reads nothing of /proc without every permission. */
async function cpuSecondsOf(pid: number | undefined): Promise<number | undefined> {
  if (pid === undefined) return undefined;
  try {
    const { stdout } = await promisify(execFile)('cat', [`/proc/${String(pid)}/stat`]);
    return cpuSecondsIn(stdout);
  } catch {
    return undefined;
  }
}

/** The program's name, in brackets, may hold anything, so that fields are counted from behind it. */
export function cpuSecondsIn(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
