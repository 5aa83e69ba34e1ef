/** A national application that now and then releases what it must not, on its own clock, as a child of a test: `planted-main.ts GEO OPTIONS-AS-JSON`. */
import process from 'node:process';
import { coversNowAndThen } from '../../../nodes/mutants/seldom.ts';
import { startNode } from '../../../nodes/process/free-node.ts';
import { serveFree } from '../../../nodes/process/process.ts';
import type { FreeMainOptions } from '../../../nodes/process/testing/free-main.ts';
import { RealCast, TWO } from '../../../nodes/process/testing/real-cast.ts';

export interface PlantedOptions extends FreeMainOptions {
  /** One wrong release in so many refusals. */
  readonly every: number;
}

const [id = '', text = '{}'] = process.argv.slice(2);
const { every, node, cast: spec = TWO, ...options } = JSON.parse(text) as PlantedOptions;
const cast = new RealCast(spec);
const { participants, codes, scheme } = cast;
const [application, ...others] = cast.node(id);
const planted = coversNowAndThen(every)(application!, { scheme, nodes: {} });

await serveFree(
  (hooks) =>
    startNode({
      ...{ ...options, participants, codes, realm: 'test' as const },
      ...hooks,
      ...node!,
      plays: [planted, ...others],
    }),
  {
    announce: ({ url, doorUrl }) =>
      void process.stdout.write(`${JSON.stringify({ url, doorUrl })}\n`),
    logDir: options.storeDir,
    endsWithInput: true,
  },
);
