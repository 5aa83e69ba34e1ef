/** What a step has set under string keys and not written yet: mostly one or two, which a map would cost more than it saves. */

/** From so many on they are looked up in a map. */
const FEW = 8;

export class Pending<V> {
  private readonly keys: string[] = [];
  private readonly values: V[] = [];
  private places: Map<string, number> | undefined;

  get size(): number {
    return this.keys.length;
  }

  has(key: string): boolean {
    return this.placeOf(key) >= 0;
  }

  /** Undefined where nothing is set, too. */
  get(key: string): V | undefined {
    return this.values[this.placeOf(key)];
  }

  set(key: string, value: V): void {
    const place = this.placeOf(key);
    if (place >= 0) {
      this.values[place] = value;
      return;
    }
    this.places?.set(key, this.keys.length);
    this.values.push(value);
    if (this.keys.push(key) === FEW) this.places = new Map(this.keys.map((one, i) => [one, i]));
  }

  /** Hands over everything, in the order in which it was set first, and forgets it. */
  take(visit: (key: string, value: V) => void): void {
    for (let i = 0; i < this.keys.length; i++) visit(this.keys[i]!, this.values[i]!);
    this.keys.length = 0;
    this.values.length = 0;
    this.places = undefined;
  }

  private placeOf(key: string): number {
    return this.places === undefined ? this.keys.indexOf(key) : (this.places.get(key) ?? -1);
  }
}
