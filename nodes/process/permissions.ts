/** What each kind of process may do on Deno; what is not named here it is refused without asking. On Node there is no such list. */
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { RuntimeName } from './runtimes.ts';

/** The checkout, or wherever the software lies. */
const SOFTWARE = fileURLToPath(new URL('../../', import.meta.url));

export interface Needs {
  /** Folders that it writes: its store, its log. */
  readonly folders?: readonly string[];
  /** Files that it reads: its certificate and keys. */
  readonly files?: readonly string[];
  /** Addresses that it opens or calls, as `host:port` or `host`. */
  readonly net?: readonly string[];
  /** It handles so many messages that a larger space for young objects pays. */
  readonly isBusy?: boolean;
}

/** What a child sees of the environment: the way to its runtime and cache, the reader's zone and language, and what is meant for us. */
const ENVIRONMENT =
  /^(PATH|HOME|TMPDIR|TZ|LANG|LC_.*|DENO_DIR|NODE_COMPILE_CACHE|XDG_CACHE_HOME|REHEARSE_.*|SystemRoot|TEMP|USERPROFILE|LOCALAPPDATA)$/;

/** The broker's and the client's packages list the whole environment when they load, so they may; there is little in it. */
export function childEnvironment(
  own: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const env: Record<string, string> = { NO_COLOR: '1', DENO_NO_UPDATE_CHECK: '1' };
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && ENVIRONMENT.test(name)) env[name] = value;
  }
  return { ...env, ...own };
}

/** In MiB; the reason stands in simulator/cli/rehearse.js. */
const BUSY_HEAP = ['--min-semi-space-size=32', '--max-semi-space-size=64'];

/**
 * Arguments before the script. Absent on purpose: run, ffi, sys, and code from the network.
 * Where a process needs the network but no address is known, it gets none.
 */
export function runtimeArguments(
  { folders = [], files = [], net = [], isBusy = false }: Needs,
  runtime: RuntimeName,
): string[] {
  const heap = isBusy ? BUSY_HEAP : [];
  if (runtime === 'node') return ['--disable-warning=ExperimentalWarning', ...heap];
  return [
    'run',
    '--quiet',
    '--no-prompt',
    '--no-remote',
    '--no-config',
    '--node-modules-dir=manual',
    `--allow-read=${[SOFTWARE, ...folders, ...files].join(',')}`,
    ...(folders.length === 0 ? [] : [`--allow-write=${folders.join(',')}`]),
    ...(net.length === 0 ? [] : [`--allow-net=${net.join(',')}`]),
    '--allow-env',
    ...(heap.length === 0 ? [] : [`--v8-flags=${heap.join(',')}`]),
  ];
}
