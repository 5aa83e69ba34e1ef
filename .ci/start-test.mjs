// Runs `npm start` as the README says it, sees trucks move, ends it as Ctrl-C does, and finds the report. Prints one line.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LIMIT_MS = 180_000;
const folder = join(mkdtempSync(join(tmpdir(), 'rehearse-start-')), 'run');
const args = ['start', '--', '--no-open', '--http', '0', '--mqtt', '0', '--out', folder];
const child = spawn('npm', args, { stdio: ['ignore', 'pipe', 'inherit'] });
const exited = new Promise((resolve) => child.on('exit', (code) => resolve(code)));
const deadline = setTimeout(() => give('it took too long'), LIMIT_MS);

let output = '';
const url = await new Promise((resolve) => {
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (chunk) => {
    output += chunk;
    const found = /http:\/\/\S+/.exec(output);
    if (found !== null) resolve(new URL(found[0]));
  });
  void exited.then((code) => give(`it ended with ${code} before it was up`));
});

const first = await positions();
for (;;) {
  const now = await positions();
  if (Object.keys(now).some((id) => first[id] !== undefined && first[id] !== now[id])) break;
}
child.kill('SIGINT');
const code = await exited;
if (code !== 0) give(`Ctrl-C ended it with ${code}`);
if (!existsSync(join(folder, 'report.html'))) give('there is no report');
clearTimeout(deadline);
process.stdout.write('npm start: trucks move, Ctrl-C leaves a report\n');

/** Where each moving truck is going, by the server's own picture. */
async function positions() {
  const answer = await fetch(new URL('/api/state', url));
  const { trial } = await answer.json();
  return Object.fromEntries(
    trial.trucks.rows.map((truck) => [truck.id, JSON.stringify(truck.motion)]),
  );
}

function give(cause) {
  process.stderr.write(`npm start: ${cause}\n`);
  child.kill('SIGKILL');
  process.exit(1);
}
