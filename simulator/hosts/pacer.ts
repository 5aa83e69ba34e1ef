/** Paces a lockstep run to the wall clock × speed: it alone decides when the next window may begin. Pause, speed and commands act at once. */
import type { Command } from '../core/participant.ts';
import type { SimTime } from '../core/time.ts';
import type { Conductor } from './conductor.ts';

/** The wall clock and its waiting, handed in so that tests need neither. */
export interface Wall {
  /** Milliseconds on a clock that never runs backwards. */
  now(): number;
  /** A wait of that time, which may be ended early. */
  wait(ms: number): Wait;
}

export interface Wait {
  readonly over: Promise<void>;
  end(): void;
}

/** Longest wait between two looks at the clock, so that watchers see time pass, in ms of wall clock. */
const LOOK_MS = 100;

export class Pacer {
  paused = false;
  private readonly conductor: Conductor;
  private readonly wall: Wall;
  /** The simulated time that belongs to a time of the wall clock. */
  private anchor: { wall: number; sim: SimTime };
  private rate: number;
  private stopping = false;
  private waiting: Wait | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(conductor: Conductor, speed: number, wall: Wall) {
    this.conductor = conductor;
    this.wall = wall;
    this.rate = speed;
    this.anchor = { wall: wall.now(), sim: conductor.now };
  }

  get speed(): number {
    return this.rate;
  }

  /** Simulated time now; never behind what has been run, and never ahead of what could be by more than a window. */
  now(): SimTime {
    if (this.paused) return Math.max(this.anchor.sim, this.conductor.now);
    const paced = this.anchor.sim + (this.wall.now() - this.anchor.wall) * this.rate;
    return Math.max(Math.floor(Math.min(paced, this.limit())), this.conductor.now);
  }

  /** Time does not pass what is still to be run. */
  private limit(): SimTime {
    return Math.max(this.conductor.nextDue(), this.conductor.now);
  }

  setSpeed(speed: number): void {
    this.setAnchor();
    this.rate = speed;
    this.changed();
  }

  pause(): void {
    this.setAnchor();
    this.paused = true;
    this.changed();
  }

  resume(): void {
    if (!this.paused) return;
    this.anchor = { wall: this.wall.now(), sim: this.now() };
    this.paused = false;
    this.changed();
  }

  stop(): void {
    this.stopping = true;
    this.changed();
  }

  command(destination: number, command: Command): void {
    this.conductor.command(destination, command);
    this.changed();
  }

  /** Somebody leaves or is back: the next window begins at once. */
  wake(): void {
    this.changed();
  }

  /** Called whenever something was run or the pace changed. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Runs until `end()` or until it is stopped; gives the simulated time reached. */
  async play(end: () => SimTime): Promise<SimTime> {
    while (!this.stopping && this.conductor.now < end()) {
      const due = Math.min(this.conductor.nextDue(), end());
      if (this.conductor.isAwaited) {
        await this.run(Math.max(this.conductor.now, Math.min(this.now(), due)), end());
      } else if (!this.paused && this.pacedNow() >= due) {
        if (due >= end()) return end();
        await this.run(due, end());
      } else await this.rest(due);
    }
    return Math.max(this.conductor.now, Math.min(this.now(), end()));
  }

  private async run(from: SimTime, end: SimTime): Promise<void> {
    await this.conductor.window(from, end);
    // A machine that cannot keep the pace falls behind, and does not try to catch up in a rush.
    if (!this.paused && this.pacedNow() > this.conductor.now + this.rate * 1_000) {
      this.anchor = { wall: this.wall.now(), sim: this.conductor.now };
    }
    this.tell();
  }

  private async rest(due: SimTime): Promise<void> {
    const left = this.paused ? LOOK_MS : (due - this.pacedNow()) / this.rate;
    this.waiting = this.wall.wait(Math.min(Math.max(left, 0), LOOK_MS));
    await this.waiting.over;
    this.waiting = undefined;
    this.tell();
  }

  private pacedNow(): SimTime {
    return this.anchor.sim + (this.wall.now() - this.anchor.wall) * this.rate;
  }

  private setAnchor(): void {
    this.anchor = { sim: this.now(), wall: this.wall.now() };
  }

  private changed(): void {
    this.waiting?.end();
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

/** The machine's own clock. */
export const machineWall: Wall = {
  now: () => performance.now(),
  wait(ms) {
    let end = (): void => undefined;
    const over = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      end = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    return { over, end };
  },
};
