/** Whether a page keeps within its window: what lies outside it, and which words are cut off. */
import type { Locator, Page } from 'playwright-core';

/**
 * What does not fit, named by its text; empty where all does. Cells of a list may be shortened, but not those that say which row it is;
 * whatever is drawn (SVG) is clipped by the map on purpose.
 */
export const misfits = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const nameOf = (one: Element): string =>
      `${one.tagName.toLowerCase()} “${(one.getAttribute('aria-label') ?? one.textContent).trim().slice(0, 60)}”`;
    const found = [...document.querySelectorAll<HTMLElement>('body :not(svg, svg *, option)')];
    const inSight = found.filter((one) => one.checkVisibility());
    const outside = inSight.filter((one) => {
      const { left, right, width } = one.getBoundingClientRect();
      return width > 0 && (left < -0.5 || right > innerWidth + 0.5);
    });
    const cut = inSight.filter((one) => {
      if (
        one.matches('[role="gridcell"]:not(:first-child)') ||
        one.querySelector('canvas') !== null
      )
        return false;
      const { overflowX, webkitLineClamp } = getComputedStyle(one);
      const shortened = webkitLineClamp !== 'none' && one.scrollHeight > one.clientHeight + 1;
      return shortened || (overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1);
    });
    return [
      ...outside.map((one) => `outside: ${nameOf(one)}`),
      ...cut.map((one) => `cut off: ${nameOf(one)}`),
    ];
  });

/** Whether something else lies over it, so that it cannot be read though it is there. */
export const isCovered = (locator: Locator): Promise<boolean> =>
  locator.evaluate((one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    const points = [left + 2, (left + right) / 2, right - 2].map(
      (x) => [x, (top + bottom) / 2] as const,
    );
    return points.some(([x, y]) => !one.contains(document.elementFromPoint(x, y)));
  });
