/** The movements of the pilot corridors, for benches that send them: as `rehearse load` takes them out of a run. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Flow } from '../flows/flow.ts';
import { inFolder, rehearse, ROOT } from './processes.ts';

export const corridorFlows = (): Promise<readonly Flow[]> =>
  inFolder((folder) => {
    const file = join(folder, 'flows.json');
    const [command, args] = rehearse(['load', '--write-flows', file]);
    execFileSync(command, args, { cwd: ROOT, stdio: 'ignore' });
    const { flows } = JSON.parse(readFileSync(file, 'utf8')) as { flows: readonly Flow[] };
    return Promise.resolve(flows);
  });
