// Runs one scenario or plan in one cell and gives its summaries; a run that fails is told, not thrown.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { overMosquitto } from './mosquitto.mjs';

const LIMIT_MS = 600_000;
const NODE_NEEDED = 24;
/** Exit code of the command line for a run that went to its end and did not do well. */
const VERDICT = 1;
const execute = promisify(execFile);

export class Runner {
  #folder;
  #runs = 0;

  constructor(folder) {
    this.#folder = folder;
  }

  /** @returns the job, with the summary of each scenario in it, and what went wrong if anything did. */
  async run(job) {
    const out = join(this.#folder, String(this.#runs++));
    try {
      const text = job.cell.mosquitto
        ? await overMosquitto(`${out}-broker`, (url) => this.#rehearse(job, out, ['--broker', url]))
        : await this.#rehearse(job, out, []);
      return { ...job, summaries: [JSON.parse(text)].flat(), troubles: [] };
    } catch (error) {
      return { ...job, ...failureOf(error, `${job.args.join(' ')}: ${job.cell.name}`) };
    }
  }

  async #rehearse({ cell, args }, out, more) {
    const onNode = cell.runtime === 'node';
    const launcher = ['simulator/cli/rehearse.js', ...(onNode ? ['--runtime=node'] : [])];
    const options = [
      ...['--host', cell.host, '--json', '--out', out],
      ...(cell.hops ? ['--json-hops'] : []),
      ...(cell.children === undefined ? [] : ['--runtime', cell.children]),
      ...more,
    ];
    const { stdout } = await execute(
      onNode ? node24() : process.execPath,
      [...launcher, 'run', ...args, ...options],
      { env: this.#environment(cell), timeout: LIMIT_MS, maxBuffer: 1 << 28 },
    );
    return stdout;
  }

  /** With what Node has compiled kept between the processes, of which there are hundreds. */
  #environment({ zone }) {
    const cache = join(this.#folder, 'compiled');
    const node = { REHEARSE_NODE24: node24(), NODE_COMPILE_CACHE: cache };
    return { ...process.env, ...node, ...zone, LANG: zone.LC_ALL };
  }
}

/** Where the verdict of the run is bad there are summaries as well, and their hashes are compared all the same. */
function failureOf({ code, stdout, stderr, message }, where) {
  if (code !== VERDICT || !stdout) {
    const said = String(stderr ?? '').trim();
    return { summaries: [], troubles: [`${where} failed: ${said === '' ? message : said}`] };
  }
  const summaries = [JSON.parse(stdout)].flat();
  const troubles = summaries.flatMap(({ scenario, invariants, expectations, steps = [] }) => {
    const missed = [...expectations, ...steps].filter(({ pass }) => !pass);
    const causes = [...invariants.violations, ...missed].map((cause) => JSON.stringify(cause));
    return causes.map((cause) => `${where}: ${scenario} did not do well: ${cause}`);
  });
  return { summaries, troubles };
}

/** The Node that the hashes are compared on: the one named, or this one. */
function node24() {
  const named = process.env.REHEARSE_NODE24;
  if (named !== undefined) return named;
  if (Number(process.versions.node.split('.')[0]) >= NODE_NEEDED) return process.execPath;
  throw new Error(`this is Node ${process.version}; name a Node 24 in REHEARSE_NODE24`);
}
