/** Functions that run inside the page, where they alone can see what is on screen. Each stands by itself: Playwright carries over its text. */

interface Probe {
  /** Requests so far; each has its number. */
  asked: number;
  /** Called in the frame after the one that shows the state which the server has answered to a request. */
  onShown: (number: number) => void;
  /** Of the press that is timed. */
  shown: Promise<number>;
}

/** Settles when two frames running differ on the map's canvas. Pulses of messages must be off (reduced motion): what moves is a truck or a ship. */
export function firstMotion(): Promise<void> {
  return new Promise((resolve) => {
    let last: Uint8ClampedArray | undefined;
    const look = (): void => {
      const canvas = document.querySelector('canvas');
      const context = canvas?.getContext('2d');
      if (canvas === null || context === null || context === undefined || canvas.width === 0) {
        requestAnimationFrame(look);
        return;
      }
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      const before = last;
      const isDrawn = data.some((value) => value > 0);
      last = isDrawn ? data : undefined;
      if (before?.length === data.length && data.some((value, i) => value !== before[i])) resolve();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/** Frames per second over some time. */
export function framesIn(ms: number): Promise<number> {
  return new Promise((resolve) => {
    let frames = 0;
    let begun = 0;
    const count = (now: number): void => {
      if (begun === 0) begun = now;
      else frames++;
      if (now - begun >= ms) resolve((1_000 * frames) / (now - begun));
      else requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
}

/** From now on the page tells when a state that it asks for is on screen. To be run before the page's own code. */
export function listenForAnswers(): void {
  const probe: Probe = { asked: 0, onShown: () => undefined, shown: Promise.resolve(0) };
  const numbers = new WeakMap<Response, number>();
  const ask = window.fetch.bind(window);
  window.fetch = async (input, init): Promise<Response> => {
    const number = ++probe.asked;
    const response = await ask(input, init);
    numbers.set(response, number);
    return response;
  };
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is called with its own `this` below
  const read = Response.prototype.json;
  Response.prototype.json = async function (this: Response): Promise<unknown> {
    const answer: unknown = await read.call(this);
    // The page draws it in its next frame; when the one after that begins, it has been painted.
    const shown = (): void => probe.onShown(numbers.get(this) ?? 0);
    if (this.url.includes('/api/state')) requestAnimationFrame(() => requestAnimationFrame(shown));
    return answer;
  };
  Object.assign(window, { probe });
}

/** The next press of the pointer is timed. */
export function armForPress(): void {
  const { probe } = window as unknown as { readonly probe: Probe };
  probe.shown = new Promise((resolve) => {
    const onPress = (): void => {
      const pressedAt = performance.now();
      const before = probe.asked;
      probe.onShown = (number) => {
        if (number > before) resolve(performance.now() - pressedAt);
      };
    };
    window.addEventListener('pointerdown', onPress, { capture: true, once: true });
  });
}

/** Milliseconds from that press until the state that it asks for is on screen; fails where it does not come. */
export function shownAfterPress(mostMs: number): Promise<number> {
  const { probe } = window as unknown as { readonly probe: Probe };
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('what was asked for is not shown')), mostMs);
  });
  return Promise.race([probe.shown, late]);
}
