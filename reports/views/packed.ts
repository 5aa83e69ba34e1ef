/** A trial as it travels to the page: in columns instead of rows, with routes told once. Says what the snapshot says, in half the text. */
import type { Row, SavedRows } from './rows.ts';
import type { MovementView, TruckView } from './trial-rows.ts';
import type { TrialSnapshot } from './trial-state.ts';

/** One field of all rows: the values, or, of lists, the different ones among them with the number of each row's. */
type Column =
  readonly unknown[] | { readonly values: readonly unknown[]; readonly numbers: readonly number[] };

export interface PackedRows {
  readonly edition: number;
  readonly count: number;
  readonly columns: Readonly<Record<string, Column>>;
}

/** The rows that are many; the others travel as they are. */
export interface PackedTrial extends Omit<TrialSnapshot, 'trucks' | 'movements'> {
  readonly trucks: PackedRows;
  readonly movements: PackedRows;
}

export const packTrial = (trial: TrialSnapshot): PackedTrial => ({
  ...trial,
  trucks: packRows(trial.trucks),
  movements: packRows(trial.movements),
});

export const unpackTrial = (packed: PackedTrial): TrialSnapshot => ({
  ...packed,
  trucks: unpackRows<TruckView>(packed.trucks),
  movements: unpackRows<MovementView>(packed.movements),
});

/** All rows of one kind have the same fields. */
function packRows<R extends Row>({ edition, rows }: SavedRows<R>): PackedRows {
  const fields = Object.keys(rows[0] ?? {}) as (keyof R & string)[];
  const columns = fields.map((field) => [field, packColumn(rows.map((row) => row[field]))]);
  return {
    edition,
    count: rows.length,
    columns: Object.fromEntries(columns) as PackedRows['columns'],
  };
}

function unpackRows<R extends Row>({ edition, count, columns }: PackedRows): SavedRows<R> {
  const rows = Array.from({ length: count }, (): Record<string, unknown> => ({}));
  for (const [field, column] of Object.entries(columns)) {
    const values = unpackColumn(column);
    for (let i = 0; i < count; i++) (rows[i] as Record<string, unknown>)[field] = values[i];
  }
  return { edition, rows: rows as unknown as R[] };
}

/** Lists that differ in more than this share of all rows are left as they are. */
const VARIED = 0.25;

function packColumn(all: readonly unknown[]): Column {
  if (!Array.isArray(all[0])) return all;
  const known = new Map<string, number>();
  const values: unknown[] = [];
  const numbers: number[] = [];
  for (const value of all) {
    const key = JSON.stringify(value);
    let number = known.get(key);
    if (number === undefined) {
      number = values.push(value) - 1;
      if (number > all.length * VARIED) return all;
      known.set(key, number);
    }
    numbers.push(number);
  }
  return { values, numbers };
}

const unpackColumn = (column: Column): readonly unknown[] =>
  'numbers' in column ? column.numbers.map((number) => column.values[number]) : column;
