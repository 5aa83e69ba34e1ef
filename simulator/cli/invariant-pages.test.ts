/** The pages about invariants say what the list says. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { INVARIANTS } from '../journal/invariants/invariants.ts';
import { invariantPages } from './invariant-pages.ts';

const pages = invariantPages().map(({ name, text }) => [name, text] as const);

test.each(pages)('docs/%s is up to date (npm run docs writes it)', (name, text) => {
  expect(readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')).toBe(text);
});

test.each(pages)('docs/%s has a row for each', (_, text) => {
  const rows = text.split('\n').flatMap((line) => /^\| `(\w+)`/.exec(line)?.[1] ?? []);
  expect(rows).toEqual(INVARIANTS.map(({ id }) => id));
});
