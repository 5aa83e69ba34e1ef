/** `npm run docs`: writes the pages of docs/ that mirror the code; with `--check` only says which are stale (exit 1). */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { documents, LIMITS_SOURCE } from '../../reports/docs/documents.ts';
import { EXIT } from './failure.ts';
import { faultPages } from './fault-pages.ts';
import { invariantPages } from './invariant-pages.ts';
import { metricPages } from './metric-pages.ts';
import { mutantPages } from './mutant-pages.ts';
import { printLine } from './output.ts';

const root = new URL('../../', import.meta.url);

function docs(check: boolean): number {
  const limits = readFileSync(new URL(LIMITS_SOURCE, root), 'utf8');
  const pages = [
    ...documents(limits),
    ...faultPages(),
    ...invariantPages(),
    ...mutantPages(),
    ...metricPages(),
  ];
  let stale = 0;
  for (const { name, text } of pages) {
    const path = new URL(`docs/${name}`, root);
    if (existsSync(path) && readFileSync(path, 'utf8') === text) continue;
    stale++;
    if (!check) writeFileSync(path, text);
    printLine(check ? `docs/${name} is stale: run npm run docs` : `docs/${name} written`);
  }
  return check && stale > 0 ? EXIT.verdict : EXIT.well;
}

process.exitCode = docs(process.argv.includes('--check'));
