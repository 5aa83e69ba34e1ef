// Builds the dashboard (viz/ into viz/dist) and runs the tests of both projects. Nothing here reaches the network.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at('viz'),
  base: './',
  plugins: [svelte({ configFile: at('svelte.config.js') })],
  build: {
    outDir: at('viz/dist'),
    emptyOutDir: true,
    target: 'es2022',
    // A rehearsal, and a load on an exchange.
    rolldownOptions: { input: [at('viz/index.html'), at('viz/load.html')] },
    sourcemap: false,
    // A map and its drawing code come in one file; the page is served from this machine.
    chunkSizeWarningLimit: 2000,
  },
  server: { host: '127.0.0.1' },
  test: {
    root: at('.'),
    // Generous, because two cores are shared by everything that CI runs.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        test: {
          name: 'core',
          root: at('.'),
          environment: 'node',
          include: ['{simulator,nodes,scenarios,reports,load}/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        root: at('.'),
        test: {
          name: 'viz',
          root: at('.'),
          environment: 'node',
          include: ['viz/**/*.test.ts'],
          globalSetup: at('viz/testing/setup.js'),
        },
      },
    ],
  },
});
