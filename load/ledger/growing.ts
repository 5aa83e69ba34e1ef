/** A typed array that grows with the highest place written; where nothing was written stands 0. */

type Typed = Uint8Array | Uint32Array;

export class Growing<T extends Typed> {
  private readonly make: new (length: number) => T;
  private values: T;

  constructor(make: new (length: number) => T) {
    this.make = make;
    this.values = new make(1_024);
  }

  get(at: number): number {
    return this.values[at] ?? 0;
  }

  set(at: number, value: number): void {
    if (at >= this.values.length) {
      const grown = new this.make(Math.max(at + 1, 2 * this.values.length));
      grown.set(this.values);
      this.values = grown;
    }
    this.values[at] = value;
  }
}
