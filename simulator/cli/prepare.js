// What npm runs after installing: builds the dashboard, so that the first `npm start` is quick. Plain JavaScript, for any Node.
import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureDashboard } from './dashboard.js';

// The scripts say `exec node ...`: without it a shell stands between npm and us, dies of Ctrl-C and npm leaves before the report is
// written. The shell of Windows has no such word, so it gets one.
const bin = fileURLToPath(new URL('../../node_modules/.bin/', import.meta.url));
if (process.platform === 'win32' && existsSync(bin)) writeFileSync(`${bin}exec.cmd`, '@%*\r\n');

await ensureDashboard();
