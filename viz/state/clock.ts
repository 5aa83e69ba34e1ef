/** Simulated time between two words of the server: runs on smoothly, never backwards by itself, never far past what the server has told. */
import type { ClockState } from '../../reports/views/api.ts';

/** Wall time that the clock runs on without a word, ms. */
const AHEAD_MS = 2_500;
/** A difference is made good over this long, ms, so that nothing jumps; a larger one than this many ms of wall time is jumped. */
const SLEW_MS = 600;
const JUMP_MS = 1_500;

export class SmoothClock {
  private told: ClockState = { now: 0, speed: 0, state: 'paused' };
  private toldAt = 0;
  /** What was shown beyond what was told, simulated ms; decays. */
  private lead = 0;

  get state(): ClockState['state'] {
    return this.told.state;
  }

  get speed(): number {
    return this.told.speed;
  }

  /** The server's word. @param wall ms of the wall clock. */
  tell(clock: ClockState, wall: number): void {
    const shown = this.now(wall);
    const lead = shown - clock.now;
    const pace = clock.state === 'running' ? clock.speed : 0;
    this.told = clock;
    this.toldAt = wall;
    this.lead = pace > 0 && Math.abs(lead) <= JUMP_MS * pace ? lead : 0;
  }

  /** Simulated time, ms. */
  now(wall: number): number {
    const passed = Math.max(0, wall - this.toldAt);
    if (this.told.state !== 'running') return this.told.now;
    const run = Math.min(passed, AHEAD_MS) * this.told.speed;
    return this.told.now + run + this.lead * Math.max(0, 1 - passed / SLEW_MS);
  }
}
