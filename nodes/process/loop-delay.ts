/** How late the event loop comes to what is due: a tick each 10 ms, held against the clock. */
import type { Histogram } from './histogram.ts';

const TICK_MS = 10;

export class LoopDelay {
  private readonly histogram: Histogram;
  private timer: ReturnType<typeof setInterval> | undefined;
  private last = 0;

  /** @param histogram of the lateness, in seconds. */
  constructor(histogram: Histogram) {
    this.histogram = histogram;
  }

  begin(): void {
    this.last = performance.now();
    this.timer ??= setInterval(() => {
      const now = performance.now();
      this.histogram.observe(Math.max(0, now - this.last - TICK_MS) / 1_000);
      this.last = now;
    }, TICK_MS);
    // Whoever only waits for the next tick may end.
    this.timer.unref();
  }

  end(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
