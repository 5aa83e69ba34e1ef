import { expect, test } from 'vitest';
import { ownRuntime } from '../../nodes/process/runtimes.ts';
import { oneTruck } from '../hosts/testing/one-truck.ts';
import { Failure } from './failure.ts';
import { runtimesIn } from './runtimes.ts';

const own = ownRuntime();

test('each process that is named has its runtime; nobody else has one of his own', () => {
  expect(runtimesIn(undefined, oneTruck())).toEqual({});
  const text = `GEO=${own.name},ICE=${own.name},TKM=${own.name},WORLD=${own.name}`;
  expect(runtimesIn(text, oneTruck())).toEqual({ GEO: own, ICE: own, TKM: own, WORLD: own });
});

test.each([
  ['XXX=deno', 'there is no process of this run `XXX`'],
  ['geo=deno', 'there is no process of this run `geo`'],
  ['GEO', 'there is no runtime ``'],
  ['GEO=bun', 'there is no runtime `bun`'],
  ['GEO=deno,', undefined],
  [`ICE=${own.name},=node`, 'there is no process of this run ``'],
])('--runtime %s', (text, says) => {
  const outcome = (): unknown => {
    try {
      return runtimesIn(text, oneTruck());
    } catch (error) {
      return error instanceof Failure ? [error.exit, error.message] : error;
    }
  };
  if (says === undefined) expect(outcome()).toHaveProperty('GEO');
  else expect(outcome()).toEqual([2, `--runtime: ${says}`]);
});
