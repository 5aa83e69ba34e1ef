/** Pages of the dashboard for a file of tests: one browser, pages that remember nothing, and a watch on what they ask for and complain about. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { en } from '../locales/en.ts';
import { ru } from '../locales/ru.ts';
import { openBrowser, SMALLEST } from './browser.ts';

/** What a panel says while it waits for the server. */
const LOADING = new RegExp(`^(${en.panel.loading}|${ru.panel.loading})$`);

/** Asks again and again until it is so, or fails. */
export const eventually = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 20_000 });

export interface Look {
  readonly language?: 'en' | 'ru';
  readonly theme?: 'light' | 'dark';
  /** With all that moves only to please; without it by default. */
  readonly motion?: boolean;
  /** Complaints of the browser that the test itself provokes: it logs every answer that is no success. */
  readonly forgives?: RegExp;
  /** What shows that the page is there; the map by default. */
  readonly shows?: string;
}

export interface Pages {
  /** Opens an address on a page that remembers nothing, beside those that the test has open, and waits until the run is shown. */
  open(url: string, look?: Look): Promise<Page>;
  /** Ends what the test has begun, once its pages are closed. */
  after(end: () => unknown): void;
}

/** To be called once, at the top of a file. A test fails where its page reaches beyond this machine, or where anything breaks in it. */
export function usePages(): Pages {
  let browser: Browser;
  let open: WatchedPage[] = [];
  let ends: (() => unknown)[] = [];
  /** Pages of earlier tests, by how they look: a wiped one is had in a quarter of the time of a new one. */
  const idle = new Map<string, WatchedPage[]>();
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    const heard = open.flatMap(({ complaints }) => complaints);
    await Promise.all(open.map((one) => one.wipe()));
    for (const one of open) idle.set(one.kind, [...(idle.get(one.kind) ?? []), one]);
    for (const end of ends.reverse()) await end();
    [open, ends] = [[], []];
    expect(heard).toEqual([]);
  });

  return {
    async open(url, look = {}) {
      const kind = kindOf(look);
      const one = idle.get(kind)?.pop() ?? (await WatchedPage.open(browser, kind, look));
      open.push(one);
      one.forgives = look.forgives;
      await one.page.goto(url);
      await one.page
        .locator(look.shows ?? 'canvas')
        .first()
        .waitFor();
      return one.page;
    },
    after: (end) => void ends.push(end),
  };
}

const kindOf = ({ language = 'en', theme = 'light', motion = false }: Look): string =>
  [language, theme, motion].join();

class WatchedPage {
  readonly page: Page;
  readonly kind: string;
  forgives: RegExp | undefined;
  complaints: string[] = [];

  private constructor(page: Page, kind: string) {
    this.page = page;
    this.kind = kind;
    page.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      const own = hostname === '127.0.0.1' || protocol === 'about:';
      if (!own) this.complain(`asks ${request.url()}`);
    });
    page.on('pageerror', ({ stack, message }) => this.complain(stack ?? message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        this.complain(`${message.text()} ${message.location().url}`);
    });
  }

  static async open(browser: Browser, kind: string, look: Look): Promise<WatchedPage> {
    const context = await browser.newContext({
      viewport: SMALLEST,
      locale: look.language === 'ru' ? 'ru-RU' : 'en-GB',
      colorScheme: look.theme ?? 'light',
      reducedMotion: look.motion === true ? 'no-preference' : 'reduce',
    });
    return new WatchedPage(await context.newPage(), kind);
  }

  /** Leaves nothing of a test behind: neither what the page keeps nor what it has complained about. */
  async wipe(): Promise<void> {
    await this.page.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
    await this.page.goto('about:blank');
    this.complaints = [];
  }

  private complain(words: string): void {
    if (this.forgives?.test(words) !== true) this.complaints.push(words);
  }
}

/** Looks at something else without loading the page anew, as the browser's back and forward do; waits until it is there. */
export async function lookAt(page: Page, query: string): Promise<void> {
  await page.evaluate((search) => {
    history.pushState(null, '', `/?${search}`);
    dispatchEvent(new PopStateEvent('popstate'));
  }, query);
  await page.locator('aside').getByText(LOADING).waitFor({ state: 'detached' });
}
