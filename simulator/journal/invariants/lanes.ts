/** Who stands before whom: what waits in one lane leaves it in the order in which it came. Judges nothing. */

export class Lanes {
  /** Most lanes have one that waits. */
  private readonly lanes = new Map<string, string | string[]>();

  get size(): number {
    return this.lanes.size;
  }

  enter(lane: string, id: string): void {
    const waiting = this.lanes.get(lane);
    if (waiting === undefined) this.lanes.set(lane, id);
    else if (typeof waiting === 'string') this.lanes.set(lane, [waiting, id]);
    else waiting.push(id);
  }

  /** @returns whoever came before and is still there; undefined where it was its turn, or it never came. */
  leave(lane: string, id: string): string | undefined {
    const waiting = this.lanes.get(lane);
    if (waiting === id) {
      this.lanes.delete(lane);
      return undefined;
    }
    if (waiting === undefined || typeof waiting === 'string') return undefined;
    const place = waiting.indexOf(id);
    if (place < 0) return undefined;
    const [first] = waiting;
    waiting.splice(place, 1);
    if (waiting.length === 0) this.lanes.delete(lane);
    return place === 0 ? undefined : first;
  }
}
