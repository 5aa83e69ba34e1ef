/** Kills its own process some instant after the main thread has said COMMIT, and so while it can do nothing else. No part of a run. */
import process from 'node:process';
import { workerData } from 'node:worker_threads';

export interface Fuse {
  /** 0 until it is lit. */
  readonly lit: Int32Array;
  readonly afterUs: number;
}

const { lit, afterUs } = workerData as Fuse;
Atomics.wait(lit, 0, 0);
const litAt = performance.now();
// No timer is as fine as a commit is short.
while ((performance.now() - litAt) * 1_000 < afterUs);
process.kill(process.pid, 'SIGKILL');
