// The launcher, from outside: which runtime it takes, what it lets through, what it says when it cannot.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const launcher = fileURLToPath(new URL('rehearse.js', import.meta.url));
// Vitest itself runs on Deno here; whoever types `npm start` has this one.
const NODE = 'node';

function rehearse(node: string, args: string[], cwd?: string) {
  return spawnSync(node, [launcher, ...args], {
    encoding: 'utf8',
    ...(cwd === undefined ? {} : { cwd }),
  });
}

test('the exit code and both streams of the program pass through, from any folder', () => {
  const refused = rehearse(NODE, ['no-such-verb'], '/');
  expect(refused.status).toBe(2);
  expect(refused.stdout).toBe('');
  expect(refused.stderr).toContain('no-such-verb');
  const helped = rehearse(NODE, ['help']);
  expect(helped.status).toBe(0);
  expect(helped.stdout).toContain('live');
  expect(helped.stderr).toBe('');
});

/** The Node that started the tests, and beside it the one that CI brings. */
const NODES = [...new Set([NODE, process.env['REHEARSE_NODE24'] ?? NODE])];

test.for(NODES)(
  'on Node (%s) it runs from 24 on, and an older one is told so in one sentence',
  (node) => {
    const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
    const { status, stdout, stderr } = rehearse(node, ['--runtime=node', 'help']);
    if (Number(version.slice(1).split('.')[0]) >= 24) {
      expect({ status, stdout, stderr }).toEqual({ ...onDeno(['help']), stderr: '' });
    } else {
      expect(status).toBe(3);
      expect(stderr).toMatch(/^rehearse on Node needs Node 24 or later and this is v[^\n]+\n$/);
    }
  },
);

function onDeno(args: string[]) {
  const { status, stdout, stderr } = rehearse(NODE, args);
  return { status, stdout, stderr };
}
