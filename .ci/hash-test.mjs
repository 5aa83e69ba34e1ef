// The same seed tells the same story: on Deno twice, on Node 24 under another time zone and locale, and in processes over a real broker.
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'rehearse-hash-'));
let runs = 0;

/** Runs a scenario and gives its summary; `node` is the path of a Node 24, or undefined for Deno. */
function run(args, { node, env = {} } = {}) {
  const out = join(folder, String(runs++));
  const launcher = ['simulator/cli/rehearse.js', ...(node === undefined ? [] : ['--runtime=node'])];
  const text = execFileSync(
    node ?? process.execPath,
    [...launcher, 'run', ...args, '--json', '--out', out],
    {
      encoding: 'utf8',
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 1 << 26,
    },
  );
  const summary = JSON.parse(text);
  process.stdout.write(
    `${args.join(' ')}${node === undefined ? '' : ' (Node)'}: ${summary.journal.sha256}\n`,
  );
  return summary;
}

function expect(holds, cause) {
  if (holds) return;
  process.stderr.write(`${cause}\n`);
  process.exit(1);
}

const node = process.env.REHEARSE_NODE24;
const elsewhere = { TZ: 'Asia/Kathmandu', LANG: 'ru_RU.UTF-8', LC_ALL: 'tr_TR.UTF-8' };
const pilot = ['pilot/pilot-corridors', '--seed', '1'];
const first = run(pilot);
const { declared, due, discharged } = first.movements;
expect(declared >= 500, `only ${declared} movements were declared`);
expect(discharged > 0 && due > 0, 'nothing was discharged');
expect(
  first.expectations.every(({ pass }) => pass),
  'an expectation failed',
);
expect(first.invariants.violations.length === 0, 'an invariant was violated');
expect(run(pilot).journal.sha256 === first.journal.sha256, 'the same run gave another hash');
expect(
  run(pilot, { env: elsewhere, ...(node === undefined ? {} : { node }) }).journal.sha256 ===
    first.journal.sha256,
  'another runtime, time zone or locale gave another hash',
);
expect(
  run(['pilot/pilot-corridors', '--seed', '2']).journal.sha256 !== first.journal.sha256,
  'another seed gave the same hash',
);
const truck = run(['pilot/one-truck']).journal.sha256;
expect(
  run(['pilot/one-truck', '--json-hops']).journal.sha256 === truck,
  'JSON hops gave another hash',
);
expect(
  run(['pilot/one-truck', '--host', 'lockstep']).journal.sha256 === truck,
  'lockstep gave another hash',
);
process.stdout.write('the same seed told the same story on every runtime and host\n');
