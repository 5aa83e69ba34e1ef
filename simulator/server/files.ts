/** Serves the built page from its folder: those files, nothing above them, nothing else. */
import { createReadStream, statSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { Refusal } from './refusal.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** @throws Refusal where there is no such file. */
export function sendFile(root: string, path: string, response: ServerResponse): void {
  const base = resolve(root);
  const file = resolve(join(base, path === '/' ? 'index.html' : path));
  const type = TYPES[extname(file)];
  if (!file.startsWith(base + sep) || type === undefined || !isFile(file)) {
    const built = isFile(join(base, 'index.html'));
    throw new Refusal(
      'notFound',
      built
        ? 'There is nothing at this address.'
        : 'The page is not built: run `npm run build` and load this again.',
    );
  }
  response.setHeader('content-type', type);
  // Names under assets/ carry a digest of what is in them.
  if (path.startsWith('/assets/'))
    response.setHeader('cache-control', 'private, max-age=31536000, immutable');
  createReadStream(file)
    .on('error', () => response.destroy())
    .pipe(response);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
