import { delimiter } from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';
import { findRuntime, ownRuntime } from './runtimes.ts';
import type { Surroundings } from './runtimes.ts';

const NODE = process.platform === 'win32' ? 'node.exe' : 'node';

/** A machine with these programs, and what each says of its version. */
const machine = (
  programs: Readonly<Record<string, string | undefined>>,
  variable?: string,
): Surroundings => ({
  variable,
  path: ['/old', '/new'].join(delimiter),
  exists: (program) => Object.hasOwn(programs, program),
  version: (program) => programs[program],
});

test('its own runtime is the one that it runs on', () => {
  const own = ownRuntime();
  expect(findRuntime(own.name, machine({}))).toEqual({ ok: true, value: own });
});

if (ownRuntime().name === 'deno') {
  const old = `/old/${NODE}`;
  const recent = `/new/${NODE}`;

  test.each([
    [
      'the first on PATH that is new enough',
      machine({ [old]: 'v20.19.0', [recent]: 'v24.1.0' }),
      recent,
    ],
    [
      'the one that is named',
      machine({ [recent]: 'v24.1.0', '/mine': 'v25.0.0' }, '/mine'),
      '/mine',
    ],
  ])('Node is %s', (_, surroundings, program) => {
    expect(findRuntime('node', surroundings)).toEqual({
      ok: true,
      value: { name: 'node', program },
    });
  });

  test.each([
    [
      'there is none',
      machine({}),
      'PATH: a child on Node needs Node 24 or later, and there is none',
    ],
    [
      'it is too old',
      machine({ [old]: 'v20.19.0' }),
      `${old}: a child on Node needs Node 24 or later, and this is v20.19.0`,
    ],
    [
      'what is named is no Node',
      machine({ '/mine': undefined }, '/mine'),
      '/mine: a child on Node needs Node 24 or later, and this is no Node',
    ],
    [
      'what is named is not there',
      machine({ [recent]: 'v24.1.0' }, '/mine'),
      '/mine: a child on Node needs Node 24 or later, and there is none',
    ],
  ])('says so where %s', (_, surroundings, says) => {
    const found = findRuntime('node', surroundings);
    expect(found.ok ? found.value : found.error.text).toBe(
      `${says}; name one in REHEARSE_NODE24 or put it on PATH, or let the child run on Deno`,
    );
  });
}
