// Once before the tests of the page: viz/dist as new as its sources, and a Chromium. Plain JavaScript, like the builder that it calls.
import { ensureDashboard } from '../../simulator/cli/dashboard.js';
import { bringChromium } from '../chromium.ts';

export async function setup() {
  bringChromium();
  await withoutNodeEnv(ensureDashboard);
}

/** Vitest's NODE_ENV would make another page than the one that people get. */
async function withoutNodeEnv(build) {
  const { NODE_ENV } = process.env;
  delete process.env.NODE_ENV;
  try {
    await build();
  } finally {
    if (NODE_ENV !== undefined) process.env.NODE_ENV = NODE_ENV;
  }
}
