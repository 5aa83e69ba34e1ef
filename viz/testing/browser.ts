/** A real Chromium, for tests, pictures and benches of the dashboard. It reaches nothing beyond the pages it is told to open. */
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';
import { bringChromium } from '../chromium.ts';

/** The smallest screen that the dashboard is made for, in CSS pixels. */
export const SMALLEST = { width: 1366, height: 768 } as const;

/** Without a sandbox because CI is root; without the services that would look for the internet; drawn in software, the same everywhere. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** @throws Error with a sentence that says what to install, where there is no Chromium and none can be brought. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: bringChromium(), args: [...FLAGS] });
