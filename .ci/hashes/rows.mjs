// What each cell made of each scenario, one row a scenario and length, and which of it differs from what the reference made.
import { firstDifference } from './difference.mjs';

/** In the order of the plans, and in a plan by name. */
export function rowsOf(results) {
  const rows = new Map();
  for (const { cell, args, summaries } of results)
    for (const summary of summaries) {
      const [plan] = args[0].split('/');
      const name = [`${plan}/${summary.scenario}`, ...args.slice(1)].join(' ');
      const row = rows.get(name) ?? { name, made: new Map() };
      row.made.set(cell, summary);
      rows.set(name, row);
    }
  return [...rows.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @returns how many hashes stand beside one of the reference, and a sentence for each that is another. */
export async function compare(rows, reference) {
  let compared = 0;
  const differing = [];
  for (const { name, made } of rows) {
    const expected = made.get(reference);
    for (const [cell, given] of made) {
      // Where the reference itself has failed, that is told already.
      if (cell === reference || expected === undefined) continue;
      compared++;
      if (given.journal.sha256 === expected.journal.sha256) continue;
      const where = await firstDifference(expected.journal.path, given.journal.path);
      differing.push(`${name}: ${cell.name} differs from ${reference.name} ${where}`);
    }
  }
  return { compared, differing };
}
