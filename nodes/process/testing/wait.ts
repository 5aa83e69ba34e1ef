/** Waiting for what happens, in tests: on events, never on a clock; a bound says what did not come. */

/** Values that arrive one by one, and whoever waits for them. */
export class Arrived<T> {
  readonly all: T[] = [];
  private waiters: { matches: (value: T) => boolean; resolve: (value: T) => void }[] = [];

  readonly push = (value: T): void => {
    this.all.push(value);
    const served = this.waiters.filter(({ matches }) => matches(value));
    this.waiters = this.waiters.filter((waiter) => !served.includes(waiter));
    for (const { resolve } of served) resolve(value);
  };

  /** The first value, past or to come, that matches. */
  next(what: string, matches: (value: T) => boolean = () => true, boundMs = 20_000): Promise<T> {
    const known = this.all.find(matches);
    if (known !== undefined) return Promise.resolve(known);
    return within(
      boundMs,
      what,
      new Promise<T>((resolve) => this.waiters.push({ matches, resolve })),
      () => JSON.stringify(this.all.slice(-5)),
    );
  }

  /** The first moment at which this many have come. */
  async count(what: string, count: number, boundMs = 20_000): Promise<readonly T[]> {
    if (this.all.length < count) await this.next(what, () => this.all.length >= count, boundMs);
    return this.all;
  }
}

/** Fails with a sentence where the promise does not settle in time. */
export async function within<T>(
  boundMs: number,
  what: string,
  promise: Promise<T>,
  seen?: () => string,
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const bound = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new Error(
          `${what}: not within ${boundMs} ms${seen === undefined ? '' : `; last seen: ${seen()}`}`,
        ),
      );
    }, boundMs);
  });
  try {
    return await Promise.race([promise, bound]);
  } finally {
    clearTimeout(timer);
  }
}
