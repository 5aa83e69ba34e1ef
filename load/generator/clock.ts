/** The machine's clock as a load reads it: ms since it began, and how much of that time the generator was at work. */

export class LoadClock {
  private zero = performance.now();
  private worked = 0;
  private since = 0;

  /** The load begins. */
  start(): void {
    this.zero = performance.now();
    this.worked = 0;
  }

  now(): number {
    return performance.now() - this.zero;
  }

  /** Work begins. @returns now. */
  enter(): number {
    this.since = this.now();
    return this.since;
  }

  /** Work ends. */
  leave(): void {
    this.worked += this.now() - this.since;
  }

  /** Share of the time that it was at work. */
  get busy(): number {
    return this.worked / this.now();
  }
}
