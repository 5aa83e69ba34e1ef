/** Named instants at which a process can be made to die by SIGKILL, for the tests of recovery. Off unless asked for. */
import process from 'node:process';

export const CRASH_POINTS = ['beforeCommit', 'afterCommit', 'afterPuback'] as const;
export type CrashPoint = (typeof CRASH_POINTS)[number];

export interface CrashAt {
  readonly point: CrashPoint;
  /** Dies when it comes there for this time, from 1. */
  readonly count: number;
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
  private reached = 0;

  constructor(at: CrashAt | undefined) {
    this.at = at;
  }

  /** Whether it is to die there. */
  watches(point: CrashPoint): boolean {
    return this.at?.point === point;
  }

  /** The process has come to this point. */
  pass(point: CrashPoint): void {
    if (this.at?.point === point && ++this.reached === this.at.count)
      process.kill(process.pid, 'SIGKILL');
  }
}
