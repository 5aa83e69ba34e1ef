/** A column of a list. */
export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  /** CSS grid track. */
  readonly width: string;
  readonly right?: boolean;
  /** What rows are ordered by. */
  readonly by: (row: Row) => string | number;
}
