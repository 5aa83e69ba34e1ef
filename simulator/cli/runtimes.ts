/** `--runtime GEO=node,ICE=deno`: on which runtime each process of a run is started. */
import { ICE, WORLD } from '../../nodes/common/routing.ts';
import type { Runtime } from '../../nodes/process/runtimes.ts';
import { findRuntime, RUNTIME_NAMES } from '../../nodes/process/runtimes.ts';
import { didYouMean } from '../../scenarios/nearest.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import { EXIT, Failure } from './failure.ts';

/** @throws Failure where a name is unknown; ProcessFault where this machine has no such runtime. */
export function runtimesIn(
  text: string | undefined,
  { participants, observers = [] }: Scenario,
): Record<string, Runtime> {
  const processes = [WORLD, ICE, ...participants, ...observers];
  return Object.fromEntries(
    (text ?? '')
      .split(',')
      .filter((part) => part !== '')
      .map((part) => {
        const [name = '', runtime = ''] = part.split('=');
        return [oneOf(name, processes, 'process of this run'), runtimeCalled(runtime)];
      }),
  );
}

/** @throws Failure, ProcessFault */
export function runtimeCalled(name: string): Runtime {
  const found = findRuntime(oneOf(name, RUNTIME_NAMES, 'runtime'));
  if (!found.ok) throw found.error;
  return found.value;
}

function oneOf<T extends string>(text: string, known: readonly T[], what: string): T {
  const found = known.find((name) => name === text);
  if (found !== undefined) return found;
  throw new Failure(
    EXIT.usage,
    `--runtime: there is no ${what} \`${text}\``,
    didYouMean(text, known, `known are ${known.join(', ')}; write --runtime GEO=node,ICE=deno`),
  );
}
