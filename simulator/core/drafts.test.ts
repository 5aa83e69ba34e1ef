import { describe, expect, test } from 'vitest';
import { Drafts } from './drafts.ts';
import { Outcome } from './participant.ts';
import { asIs, Table } from './table.ts';

interface Counted {
  readonly count: number;
}

const drafts = () =>
  new Drafts<Counted>(new Table<Counted>('counted', asIs, new Map([['a', { count: 1 }]])));

describe('a table within one step', () => {
  test('shows what the step has written, over what is committed', () => {
    const rows = drafts();
    rows.set('a', { count: 2 });
    rows.set('b', { count: 3 });
    expect([rows.get('a'), rows.get('b'), rows.get('c')]).toEqual([
      { count: 2 },
      { count: 3 },
      undefined,
    ]);
    rows.set('a', undefined);
    expect(rows.get('a')).toBeUndefined();
    expect(rows.table.get('a')).toEqual({ count: 1 });
  });

  test('hands each row to the outcome once, and forgets it', () => {
    const rows = drafts();
    const out = new Outcome();
    rows.set('a', { count: 2 });
    rows.set('b', { count: 3 });
    rows.set('a', { count: 4 });
    rows.flush(out);
    expect(out.puts.map(({ key, row }) => [key, row])).toEqual([
      ['a', { count: 4 }],
      ['b', { count: 3 }],
    ]);
    expect(rows.get('a')).toEqual({ count: 1 });
    rows.flush(out);
    expect(out.puts).toHaveLength(2);
  });

  test('names the table and the key of a row that must be there', () => {
    expect(() => drafts().of('z')).toThrow('the table counted has no row "z"');
  });
});
