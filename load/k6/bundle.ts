/** Makes of each script one file that k6 can run: `npm run k6:bundle` writes load/k6/dist. k6's own modules stay outside. */
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export const SCRIPTS = ['exchange', 'door'] as const;
export type Script = (typeof SCRIPTS)[number];

/** Writes `exchange.js` and `door.js` into the folder. @returns their paths. */
export async function bundleScripts(outDir = at('dist')): Promise<Record<Script, string>> {
  for (const name of SCRIPTS) await bundle(name, outDir);
  const paths = SCRIPTS.map((name) => [name, join(outDir, `${name}.js`)]);
  return Object.fromEntries(paths) as Record<Script, string>;
}

async function bundle(name: Script, outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: at('.'),
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: false,
      // k6's engine (Sobek) has most of ES2022 and not all of what came after.
      target: 'es2021',
      minify: false,
      lib: { entry: at(`${name}.ts`), formats: ['es'], fileName: name },
      rolldownOptions: {
        external: /^k6($|\/)/,
        // What our modules export is all that they do, and a schema does nothing: what a script does not use stays away.
        treeshake: {
          moduleSideEffects: false,
          manualPureFunctions: ['Type', 'Text', 'formDefect'],
        },
      },
    },
  });
}

if (import.meta.main) {
  const scripts = await bundleScripts();
  for (const path of Object.values(scripts)) process.stdout.write(`${path}\n`);
}
