/** `rehearse replay`: the dashboard over a recorded run. */
import { spawn } from 'node:child_process';
import { openRecorded } from '../server/recorded-source.ts';
import { startServer } from '../server/server.ts';
import { Arguments } from './arguments.ts';
import { EXIT, Failure } from './failure.ts';
import { printLine } from './output.ts';
import { journalPath } from './recorded.ts';

const OPTIONS = { http: 'text', bind: 'text', open: 'flag' } as const;

export async function replay(args: string[]): Promise<number> {
  const options = new Arguments(args, OPTIONS, { least: 1, most: 1 });
  const [folder = ''] = options.words;
  const journal = journalPath(folder);
  const opened = openRecorded(folder);
  if (!opened.ok) {
    const { line, cause, try: advice } = opened.defect;
    throw new Failure(EXIT.usage, `${journal}:${String(line)}: ${cause}`, advice);
  }
  const { source } = opened;
  const bind = options.text('bind');
  const port = options.whole('http', 0, 65_535) ?? 8_080;
  const server = await startServer({ source, port, ...(bind === undefined ? {} : { bind }) });
  printLine(`${folder} is shown at ${server.url}`);
  if (options.flag('open') !== false) openPage(server.url);
  const reading = source.readAll();
  await interrupted();
  source.close();
  await Promise.all([reading, server.close()]);
  return EXIT.well;
}

/** Resolves at Ctrl-C, or when the system asks to end. */
const interrupted = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });

/** Opens a page in the user's browser where there is one; the address is printed anyway. */
export function openPage(url: string): void {
  const [program, ...args] = BROWSERS[process.platform] ?? ['xdg-open'];
  const child = spawn(program ?? 'xdg-open', [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

const BROWSERS: Readonly<Record<string, readonly string[]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};
