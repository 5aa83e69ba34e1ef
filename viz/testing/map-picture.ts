/** What tests can tell of the map's canvas: whether it has changed, and where something is drawn. */
import type { Page } from 'playwright-core';

/** The picture itself, as an address that holds it. */
export const mapPicture = (page: Page): Promise<string> =>
  page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

/** The middle of all that is drawn on the canvas, where the mouse finds it; null while nothing is. With one truck on the road, the truck. */
export const middleOfMap = (page: Page): Promise<{ x: number; y: number } | null> =>
  page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { width, height } = canvas;
    // A copy: the page's own canvas stays as quick to draw on as it is.
    const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    copy?.drawImage(canvas, 0, 0);
    const data = copy?.getImageData(0, 0, width, height).data;
    const box = canvas.getBoundingClientRect();
    let [sum, x, y] = [0, 0, 0];
    data?.forEach((value, i) => {
      if (i % 4 !== 3 || value === 0) return;
      const pixel = (i - 3) / 4;
      sum += value;
      x += value * (pixel % width);
      y += value * Math.floor(pixel / width);
    });
    if (sum === 0) return null;
    return {
      x: box.left + (x / sum) * (box.width / width),
      y: box.top + (y / sum) * (box.height / height),
    };
  });
