import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asIs, Table } from './table.ts';

interface Count {
  readonly n: number;
}
const filled = (...keys: string[]): Table<Count> => {
  const table = new Table<Count>('counts', asIs);
  keys.forEach((key, n) => table.commit(key, { n }));
  return table;
};
const keysOf = (table: Table<Count>): string[] => [...table.entries()].map(([key]) => key);

describe('a table', () => {
  test('keeps rows in the order of their insertion, changed or not', () => {
    const table = filled('c', 'a', 'b');
    table.commit('a', { n: 7 });
    expect(keysOf(table)).toEqual(['c', 'a', 'b']);
    table.commit('c', undefined);
    table.commit('c', { n: 8 });
    expect(keysOf(table)).toEqual(['a', 'b', 'c']);
    expect([table.size, table.has('a'), table.get('a'), table.get('x')]).toEqual([
      3,
      true,
      { n: 7 },
      undefined,
    ]);
  });

  test.each(['__proto__', 'constructor', '', '1', '0'])(
    'takes %j as a key like any other',
    (key) => {
      const table = filled('z');
      table.commit(key, { n: 1 });
      expect(keysOf(table)).toEqual(['z', key]);
      expect(table.get(key)).toEqual({ n: 1 });
    },
  );

  test('comes back from JSON in its order, with rows revived', () => {
    class Held {
      readonly n: number;
      constructor(n: number) {
        this.n = n;
      }
    }
    const revive = (json: unknown) => new Held((json as Count).n);
    const table = new Table<Held>('held', revive);
    for (const key of ['2', 'b', '1']) table.commit(key, new Held(key.length));
    const again = new Table<Held>('held', revive);
    again.commit('gone', new Held(0));
    again.restore(JSON.parse(JSON.stringify(table.save())) as [string, unknown][]);
    expect([...again.entries()]).toEqual([...table.entries()]);
    expect(again.get('b')).toBeInstanceOf(Held);
  });

  test('and one that shares its records go their own ways', () => {
    const table = filled('a', 'b');
    const fork = filled('c');
    fork.share(table);
    fork.commit('a', { n: 9 });
    table.commit('b', undefined);
    expect([table.get('a'), fork.get('b'), fork.has('c')]).toEqual([{ n: 0 }, { n: 1 }, false]);
  });

  test('a store that follows its changes has the same rows in the same order', () => {
    const change = fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd'),
      row: fc.option(fc.nat()),
    });
    fc.assert(
      fc.property(fc.array(change), fc.array(fc.array(change)), (before, batches) => {
        const table = new Table<Count>('counts', asIs);
        const write = ({ key, row }: { key: string; row: number | null }) =>
          table.commit(key, row === null ? undefined : { n: row });
        before.forEach(write);
        let stored = table.save();
        table.trackChanges();
        for (const batch of batches) {
          batch.forEach(write);
          table.takeDirty((key, inserted) => {
            stored = follow(stored, table, key, inserted);
          });
          expect(stored).toEqual(table.save());
          expect(dirtyOf(table)).toEqual([]);
        }
      }),
    );
  });

  test('remembers no changes until it is asked to', () => {
    const table = filled('a');
    expect(dirtyOf(table)).toEqual([]);
    expect(table.isDirty).toBe(false);
    table.trackChanges();
    table.trackChanges();
    table.commit('a', { n: 1 });
    expect(table.isDirty).toBe(true);
    expect(dirtyOf(table)).toEqual([['a', false, true]]);
  });
});

function dirtyOf(table: Table<Count>): unknown[] {
  const keys: unknown[] = [];
  table.takeDirty((...key) => void keys.push(key));
  return keys;
}

/** What a store does with one changed key: append what is new, replace in its place what is not, remove what is gone. */
function follow(
  stored: [string, unknown][],
  table: Table<Count>,
  key: string,
  inserted: boolean,
): [string, unknown][] {
  const row = table.get(key);
  if (row === undefined || inserted) {
    const others = stored.filter(([other]) => other !== key);
    return row === undefined ? others : [...others, [key, row]];
  }
  return stored.map(([other, old]) => [other, other === key ? row : old]);
}
