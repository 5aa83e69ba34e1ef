/** A process that serves until it is told to end, or cannot go on. */

export interface Serving {
  /** Settles at Ctrl-C, or when the system asks to end; fails with what made it impossible to go on. */
  readonly over: Promise<void>;
  readonly fail: (error: unknown) => void;
}

export function untilInterrupted(): Serving {
  let fail: (error: unknown) => void = () => undefined;
  const over = new Promise<void>((resolve, reject) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
    fail = (error) => reject(error instanceof Error ? error : new Error(String(error)));
  });
  return { over, fail };
}
