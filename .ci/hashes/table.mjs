// The table of scenarios against cells, as plain text: the beginning of each hash, and a point where a scenario is not run in a cell.

const DIGITS = 8;

/** What the letters over the columns stand for. */
export const legend = (cells) =>
  cells.map(({ name, zone }, i) => {
    const surroundings = Object.entries(zone).map(([key, value]) => `${key}=${value}`);
    return `${letter(i)}  ${name}, ${surroundings.join(' ')}`;
  });

export function table(cells, rows) {
  const width = Math.max(...rows.map(({ name }) => name.length));
  const line = (name, columns) =>
    [name.padEnd(width), ...columns.map((text) => text.padEnd(DIGITS))].join('  ').trimEnd();
  return [
    line(
      '',
      cells.map((_, i) => letter(i)),
    ),
    ...rows.map(({ name, made }) =>
      line(
        name,
        cells.map((cell) => made.get(cell)?.journal.sha256.slice(0, DIGITS) ?? '·'),
      ),
    ),
  ];
}

const letter = (i) => String.fromCharCode('a'.charCodeAt(0) + i);
