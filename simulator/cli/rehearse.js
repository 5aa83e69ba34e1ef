#!/usr/bin/env node
// The command `rehearse`: finds the runtime, hands it main.ts and stays out of the way. Plain JavaScript, for any Node from 20.19 on.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDashboard } from './dashboard.js';

/** Exit code of the command line for "the surroundings failed" (design: 0 well, 1 verdict, 2 usage, 3 surroundings). */
const SURROUNDINGS_FAILED = 3;

/** The first Node that runs TypeScript and SQLite without a flag, and that the hashes are compared on. */
const NODE_NEEDED = 24;

/**
 * What the simulator may do on Deno; a name left out is refused without asking. Absent on purpose: ffi, and import of code from the network.
 * Nodes, ICE and the world, as processes of their own, are started by the hosts with less.
 */
const DENO_FLAGS = [
  '--quiet',
  '--no-prompt',
  '--no-remote',
  '--no-config',
  '--node-modules-dir=manual',
  '--allow-read',
  '--allow-write',
  '--allow-net',
  '--allow-env',
  '--allow-run',
  '--allow-sys',
];

/**
 * For ICE and for whoever loads it, in MiB: what they make for a message lives for some milliseconds, and with the small space for young objects that
 * runtimes begin with the collector takes a tenth more of their time. The same stands in nodes/process/permissions.ts, for children.
 */
const BUSY = ['ice', 'load', 'capacity'];
const BUSY_HEAP = ['--min-semi-space-size=32', '--max-semi-space-size=64'];

/** Two of the same signal closer than this are one: a terminal tells the whole group, and npm then tells us again. */
const SAME_SIGNAL_MS = 400;

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];

const mainFile = fileURLToPath(new URL('main.ts', import.meta.url));

await start(process.argv.slice(2));

async function start(args) {
  const onNode = args[0] === '--runtime=node';
  const given = onNode ? args.slice(1) : args;
  if (showsPage(given)) await ensureDashboard();
  if (process.versions.deno !== undefined) {
    process.argv.splice(1, Infinity, mainFile, ...given);
    await import('./main.ts');
    return;
  }
  const heap = BUSY.includes(given[0]) ? BUSY_HEAP : [];
  const [program, flags, environment] = onNode ? nodeRuntime(heap) : denoRuntime(heap);
  runInPlace(program, [...flags, mainFile, ...given], { ...process.env, ...environment });
}

/** A load has a page only where it is asked for. */
function showsPage([verb, ...options]) {
  if (verb !== 'load') return verb === 'live' || verb === 'replay';
  return options.some((option) => /^--http(=|$)/.test(option));
}

function nodeRuntime(heap) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < NODE_NEEDED) {
    giveUp(
      `rehearse on Node needs Node ${NODE_NEEDED} or later and this is ${process.version}; ` +
        'without it, use Deno, which comes with npm ci: npm run -s rehearse -- VERB',
    );
  }
  // In the environment rather than among the flags, so that the processes that a run starts are as quiet.
  const quiet = '--disable-warning=ExperimentalWarning';
  return [
    process.execPath,
    heap,
    { NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} ${quiet}`.trim() },
  ];
}

function denoRuntime(heap) {
  const program = findDeno();
  if (program === null) {
    giveUp(
      'Deno is not installed for this machine; run npm ci in the checkout, ' +
        `or use Node ${NODE_NEEDED} or later: npm run -s rehearse:node -- VERB`,
    );
  }
  const flags = heap.length === 0 ? [] : [`--v8-flags=${heap.join(',')}`];
  return [program, ['run', ...DENO_FLAGS, ...flags], { DENO_NO_UPDATE_CHECK: '1' }];
}

/** The real binary, never the package's shim: a shim neither passes signals on nor ends with its parent. */
function findDeno() {
  const require = createRequire(import.meta.url);
  const name = process.platform === 'win32' ? 'deno.exe' : 'deno';
  const machine = `${process.platform}-${process.arch}${process.platform === 'linux' ? '-glibc' : ''}`;
  // The second is where the binary lies when install scripts were not allowed to link it into the first.
  for (const wanted of ['deno/package.json', `@deno/${machine}/package.json`]) {
    try {
      const candidate = join(dirname(require.resolve(wanted)), name);
      if (existsSync(candidate)) return candidate;
    } catch {
      // Not installed here: the next candidate decides.
    }
  }
  return null;
}

/**
 * Runs the program as if it stood in our place: our streams, our exit code, each signal once. It gets a process group of its own
 * because a terminal sends Ctrl-C to the whole foreground group, and it would then arrive both from there and from us.
 */
function runInPlace(program, args, env) {
  const child = spawn(program, args, {
    stdio: 'inherit',
    env,
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const lastAt = new Map();
  const passOn = (signal) => {
    const now = performance.now();
    const repeated = now - (lastAt.get(signal) ?? -Infinity) < SAME_SIGNAL_MS;
    lastAt.set(signal, now);
    if (!repeated) child.kill(signal);
  };
  if (process.platform === 'win32') {
    // The console tells the program itself; we only have to outlive it.
    for (const signal of FORWARDED) process.on(signal, () => {});
  } else {
    for (const signal of FORWARDED) process.on(signal, () => passOn(signal));
  }
  child.on('error', (error) => giveUp(`could not start ${program}: ${error.message}`));
  child.on('exit', (code, signal) => {
    process.exit(code ?? 128 + (constants.signals[signal] ?? 0));
  });
}

function giveUp(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(SURROUNDINGS_FAILED);
}
