/** A line of progress with an estimate, on a terminal's standard error. */
import { durationText } from '../core/time.ts';

/** Time between two drawings, in ms. */
const EVERY_MS = 200;

export class Progress {
  private readonly what: string;
  private readonly begun = performance.now();
  private drawnAt = 0;
  private readonly shown = process.stderr.isTTY;

  constructor(what: string) {
    this.what = what;
  }

  /** @param share done, 0 to 1. @param detail what people want to see beside it. */
  show(share: number, detail: string): void {
    const now = performance.now();
    if (!this.shown || now - this.drawnAt < EVERY_MS) return;
    this.drawnAt = now;
    const done = Math.max(0, Math.min(1, share));
    const width = 24;
    const filled = Math.round(done * width);
    const left =
      done > 0.01
        ? ` · ${durationText(Math.round(((now - this.begun) * (1 - done)) / done))} left`
        : '';
    const bar = `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`;
    process.stderr.write(
      `\r\x1b[2K${this.what} ${bar} ${String(Math.floor(done * 100))} %${left} · ${detail}`,
    );
  }

  /** Removes the line. */
  end(): void {
    if (this.shown) process.stderr.write('\r\x1b[2K');
  }
}
