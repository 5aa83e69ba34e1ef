/** Named instants at which a process can be made to die by SIGKILL, for the tests of recovery. Off unless asked for. */
import process from 'node:process';
import { Worker } from 'node:worker_threads';
import type { Fuse } from './crash-thread.ts';

export const CRASH_POINTS = [
  /** The step has run; nothing of it is written. */
  'beforeCommit',
  /** Everything is written into the transaction; COMMIT is not said. */
  'withinCommit',
  /** COMMIT is said, and the disk is at it: the last write may be torn. */
  'duringCommit',
  /** It is safe, and nobody knows: nothing is acknowledged, nothing has left. */
  'afterCommit',
  /** It is acknowledged on the wire, and nothing that follows from it has left. */
  'afterPuback',
] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];

export interface CrashAt {
  readonly point: CrashPoint;
  /** Dies when it comes there for this time, from 1. */
  readonly count: number;
  /** During a commit: how long after COMMIT was said, in µs. */
  readonly afterUs?: number;
}

/** `afterCommit:3`; undefined for anything else. */
export function parseCrashAt(text: string): CrashAt | undefined {
  const [name, count = '1', ...more] = text.split(':');
  const point = CRASH_POINTS.find((known) => known === name);
  if (point === undefined || more.length > 0 || !/^[1-9]\d{0,8}$/.test(count)) return undefined;
  return { point, count: Number(count) };
}

export class CrashPoints {
  private readonly at: CrashAt | undefined;
  private readonly fuse: Int32Array | undefined;
  private reached = 0;

  constructor(at: CrashAt | undefined) {
    this.at = at;
    this.fuse = at?.point === 'duringCommit' ? lay(at.afterUs ?? 0) : undefined;
  }

  /** Whether it is to die there. */
  watches(point: CrashPoint): boolean {
    return this.at?.point === point;
  }

  /** The process has come to this point. */
  pass(point: CrashPoint): void {
    if (this.at?.point !== point || ++this.reached !== this.at.count) return;
    if (this.fuse === undefined) process.kill(process.pid, 'SIGKILL');
    else {
      Atomics.store(this.fuse, 0, 1);
      Atomics.notify(this.fuse, 0);
    }
  }

  /** A transaction is complete but for COMMIT, which is said next. */
  committing(): void {
    this.pass('withinCommit');
    this.pass('duringCommit');
  }
}

/** COMMIT keeps the main thread until the disk has it; another one must kill it meanwhile. */
function lay(afterUs: number): Int32Array {
  const lit = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const workerData: Fuse = { lit, afterUs };
  new Worker(new URL('crash-thread.ts', import.meta.url), { workerData }).unref();
  return lit;
}
