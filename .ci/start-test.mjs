// Runs `npm start` as the README says it, sees trucks move, ends it as Ctrl-C does, and finds the report. Prints one line.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const LIMIT_MS = 180_000;
const LOOK_EVERY_MS = 250;
const folder = join(mkdtempSync(join(tmpdir(), 'rehearse-start-')), 'run');
const args = ['start', '--', '--no-open', '--http', '0', '--mqtt', '0', '--out', folder];
const child = spawn('npm', args, { stdio: ['ignore', 'pipe', 'inherit'] });
const exited = new Promise((resolve) => child.on('exit', (code) => resolve(code)));
const deadline = setTimeout(() => give('it took too long'), LIMIT_MS);

let output = '';
let ending = false;
const url = await new Promise((resolve) => {
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (chunk) => {
    output += chunk;
    const found = /http:\/\/\S+/.exec(output);
    if (found !== null) resolve(new URL(found[0]));
  });
  void exited.then((code) => {
    if (!ending) give(`it ended with ${code} by itself`);
  });
});

const first = await positions();
for (;;) {
  const now = await positions();
  if (Object.keys(now).some((id) => first[id] !== undefined && first[id] < now[id])) break;
  await pause(LOOK_EVERY_MS);
}
ending = true;
child.kill('SIGINT');
const code = await exited;
if (code !== 0) give(`Ctrl-C ended it with ${code}`);
if (!existsSync(join(folder, 'report.html'))) give('there is no report');
clearTimeout(deadline);
process.stdout.write('npm start: trucks move, Ctrl-C leaves a report\n');

/** Kilometres that each driving truck has behind it, by the server's own picture. */
async function positions() {
  const answer = await fetch(new URL('/api/state', url));
  const { trial } = await answer.json();
  const driving = trial.trucks.rows.filter(({ doing }) => doing === 'driving');
  return Object.fromEntries(
    driving.map(({ id, km, toKm, t, until }) => [
      id,
      km + ((toKm - km) * (trial.now - t)) / (until - t),
    ]),
  );
}

function give(cause) {
  process.stderr.write(`npm start: ${cause}\n`);
  child.kill('SIGKILL');
  process.exit(1);
}
