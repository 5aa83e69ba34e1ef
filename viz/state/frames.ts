/** One loop for the whole page: calls in order, once a frame, whatever moves. Rests while the page is hidden. */

type Frame = (wall: number) => void;

export class Frames {
  private readonly callbacks = new Set<Frame>();
  private handle = 0;

  /** @returns ends the calls. */
  add(callback: Frame): () => void {
    this.callbacks.add(callback);
    if (this.handle === 0) this.handle = requestAnimationFrame(this.run);
    return () => {
      this.callbacks.delete(callback);
      if (this.callbacks.size > 0) return;
      cancelAnimationFrame(this.handle);
      this.handle = 0;
    };
  }

  private readonly run = (wall: number): void => {
    this.handle = requestAnimationFrame(this.run);
    for (const callback of this.callbacks) callback(wall);
  };
}
