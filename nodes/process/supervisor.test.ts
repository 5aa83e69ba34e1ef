import { spawn } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { LIMITS } from '../common/limits.ts';
import { Supervised } from './supervisor.ts';
import { Arrived, within } from './testing/wait.ts';

const script = (name: string): string => fileURLToPath(new URL(`testing/${name}`, import.meta.url));

/** A supervised echo, and everything it does. */
class Echo {
  readonly lines = new Arrived<string>();
  readonly complaints = new Arrived<string>();
  readonly deaths = new Arrived<string>();
  readonly givenUp = new Arrived<number | null>();
  readonly child: Supervised;
  starts = 0;

  constructor(file = script('echo-main.ts')) {
    this.child = new Supervised(
      { name: 'echo', script: file, args: () => [`start-${this.starts}`] },
      {
        onStart: () => {
          this.starts++;
        },
        onLine: this.lines.push,
        onComplaint: this.complaints.push,
        onDeath: ({ code, signal }) => this.deaths.push(signal ?? `code ${code ?? '?'}`),
        onGivenUp: ({ code }) => this.givenUp.push(code),
      },
    );
  }
}

let echo: Echo | undefined;
afterEach(() => echo?.child.stop());

test('speaks in lines with its child, which runs the same binary', async () => {
  echo = new Echo();
  await echo.lines.next('ready', (line) => line.startsWith('ready'));
  echo.child.send('one');
  echo.child.send('two');
  await echo.lines.next('the second', (line) => line === 'echo two');
  expect(echo.lines.all).toEqual(['ready start-0', 'echo one', 'echo two']);
});

test('starts a child again that was killed', async () => {
  echo = new Echo();
  await echo.lines.next('ready');
  echo.child.kill();
  await echo.lines.next('ready again', (line) => line === 'ready start-1');
  expect(echo.deaths.all).toEqual(['SIGKILL']);
});

test('does not start again a child that ended well, or that says it cannot go on', async () => {
  echo = new Echo();
  await echo.lines.next('ready');
  echo.child.send('exit 3');
  expect(await echo.givenUp.next('given up')).toBe(3);
  expect(echo.starts).toBe(1);
  const other = new Echo();
  await other.lines.next('ready');
  await other.child.stop();
  expect(other.deaths.all).toEqual([]);
  expect(other.starts).toBe(1);
});

test('passes on what a child complains of, without a stack trace', async () => {
  echo = new Echo();
  await echo.lines.next('ready');
  echo.child.send('throw');
  await echo.deaths.next('its death');
  expect(echo.complaints.all.join('\n')).toContain('thrown on purpose');
  expect(echo.complaints.all.filter((line) => /^\s+at /.test(line))).toEqual([]);
});

test('gives up on a child that dies again and again', async () => {
  echo = new Echo(script('no-such-file.ts'));
  await echo.givenUp.next('given up', undefined, 50_000);
  expect(echo.starts).toBe(LIMITS.startsPerMinute);
});

test('children end when their parent is killed', async () => {
  const runtime =
    process.versions['deno'] === undefined
      ? []
      : ['run', '-A', '--no-config', '--node-modules-dir=manual'];
  const parent = spawn(process.execPath, [...runtime, script('parent-main.ts')], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const pids = new Arrived<number>();
  parent.stdout.on('data', (chunk: Buffer) => pids.push(Number(chunk.toString().trim())));
  const pid = await pids.next('the pid of the child');
  expect(isAlive(pid)).toBe(true);
  parent.kill('SIGKILL');
  const gone = async (): Promise<void> => {
    while (isAlive(pid)) await new Promise((resolve) => setImmediate(resolve));
  };
  await within(5_000, 'the end of the child', gone());
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
