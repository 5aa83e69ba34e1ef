/** What waits to be taken into a commit, by whom it comes from: taken in turn, so that whoever sends much holds up nobody else. */

export class Offers<T> {
  private readonly queues = new Map<number, T[]>();
  private waiting = 0;

  get size(): number {
    return this.waiting;
  }

  put(source: number, offer: T): void {
    const queue = this.queues.get(source);
    if (queue === undefined) this.queues.set(source, [offer]);
    else queue.push(offer);
    this.waiting++;
  }

  /** The oldest of each source, at most `most` in all: where that is not all, each has the same share, and what one leaves goes to the others. */
  take(most: number): T[] {
    const taken: T[] = [];
    let room = Math.min(most, this.waiting);
    while (room > 0) {
      const share = Math.max(1, Math.floor(room / this.queues.size));
      for (const [source, queue] of this.queues) {
        if (room === 0) break;
        const part = queue.splice(0, Math.min(share, room));
        for (const offer of part) taken.push(offer);
        room -= part.length;
        // Set anew, it comes last in the next turn.
        this.queues.delete(source);
        if (queue.length > 0) this.queues.set(source, queue);
      }
    }
    this.waiting -= taken.length;
    return taken;
  }
}
