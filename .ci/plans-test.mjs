// The whole procedure by its scripts: every step passes, no row, rule or message is left out; the conformity plan again live, over a real broker,
// with the same journals. Other runtimes and hosts are the matter of `hash-test.mjs`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'rehearse-plans-'));

/** One JSON document that a verb prints. */
function rehearse(args) {
  const text = execFileSync(process.execPath, ['simulator/cli/rehearse.js', ...args, '--json'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1 << 28,
  });
  return JSON.parse(text);
}

/** Runs a plan, says how long it took, and holds it to its verdicts; the verb itself fails where a step does. */
function plan(name, where, more = []) {
  const out = join(folder, where);
  const begun = Date.now();
  const results = rehearse(['run', name, '--out', out, ...more]);
  const steps = results.flatMap((result) => result.steps);
  for (const { scenario, invariants } of results)
    expect(invariants.violations.length === 0, `${scenario} violates an invariant`);
  expect(
    steps.every(({ pass }) => pass),
    `a step of ${where} failed`,
  );
  const seconds = ((Date.now() - begun) / 1_000).toFixed(1);
  process.stdout.write(
    `${where}: ${results.length} scenarios, ${steps.length} steps, ${seconds} s\n`,
  );
  return { out, hashes: results.map(({ journal }) => journal.sha256).join() };
}

function expect(holds, cause) {
  if (holds) return;
  process.stderr.write(`${cause}\n`);
  process.exit(1);
}

const conformity = plan('conformity', 'conformity');
const procedure = plan('procedure', 'procedure');
execFileSync(
  process.execPath,
  ['simulator/cli/rehearse.js', 'spec', 'coverage', conformity.out, procedure.out, '--strict'],
  { stdio: 'inherit' },
);
for (const { out } of [conformity, procedure]) {
  const verdicts = rehearse(['check', out, '--again']);
  expect(
    verdicts.every(({ same, again }) => same && again.same),
    `a run of ${out} gives another journal when it is run again`,
  );
}
expect(
  plan('conformity', 'conformity-live', ['--host', 'live']).hashes === conformity.hashes,
  'the live host gave another journal',
);
process.stdout.write('the whole procedure is covered, and the same live\n');
