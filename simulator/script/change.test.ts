/** Whatever a script changes in a message: the value asked for is there, everything else is as it was, and nothing crashes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Reading } from './change.ts';
import { changed, resolved, Unknown } from './change.ts';
import type { NamedRow } from './named.ts';

const NAMED: Readonly<Record<string, NamedRow>> = {
  colchis: { kind: 'trader', tin: 'GE1', account: 'approved', declarations: 1, awaits: '' },
  g1: { kind: 'guarantee', application: 'WORLD-1', grn: '26GE000000000001A', accessCode: 'A1B2' },
  g2: { kind: 'guarantee', application: 'WORLD-2', grn: '', accessCode: '' },
  c521: { kind: 'authorisation', applied: true, number: 'GEC521-1' },
};
const READING: Reading = { now: Date.UTC(2026, 6, 14, 6), row: (name) => NAMED[name] };

describe('a reference', () => {
  test.each([
    ['$colchis.tin', 'GE1'],
    ['$g1.grn', '26GE000000000001A'],
    ['$g1.accessCode', 'A1B2'],
    ['$c521.number', 'GEC521-1'],
    ['$now', '2026-07-14T06:00:00.000Z'],
    ['$now+8d', '2026-07-22T06:00:00.000Z'],
    ['$now-90m', '2026-07-14T04:30:00.000Z'],
    ['no reference', 'no reference'],
    ['$', '$'],
    [7, 7],
    [null, null],
    [[{ a: '$g1.grn' }], [{ a: '26GE000000000001A' }]],
  ])('%j → %j', (value, wanted) => {
    expect(resolved(value, READING)).toEqual(wanted);
  });

  test('to a GRN with a wrong digit differs from the GRN in one place', () => {
    const wrong = resolved('$g1.grnWithWrongDigit', READING) as string;
    expect([...wrong].filter((letter, i) => letter !== '26GE000000000001A'[i])).toHaveLength(1);
  });

  test.each(['$g2.grn', '$g2.accessCode', '$nobody.tin'])('%s is not known yet', (text) => {
    expect(() => resolved(text, READING)).toThrow(Unknown);
  });
});

const MESSAGE = { mrn: 'M', body: { mass: 5, goods: [{ code: 'a' }, { code: 'b' }], 'a/b~': 1 } };

describe('a change', () => {
  test.each<[string, unknown, unknown]>([
    ['/body/mass', 6, { ...MESSAGE, body: { ...MESSAGE.body, mass: 6 } }],
    ['/mrn', '$g1.accessCode', { ...MESSAGE, mrn: 'A1B2' }],
    ['/mrn', null, { body: MESSAGE.body }],
    ['/body/goods/0', null, { ...MESSAGE, body: { ...MESSAGE.body, goods: [{ code: 'b' }] } }],
    ['/body/a~1b~0', 2, { ...MESSAGE, body: { ...MESSAGE.body, 'a/b~': 2 } }],
    ['/body/new/deep', 1, { ...MESSAGE, body: { ...MESSAGE.body, new: { deep: 1 } } }],
    ['/body/absent', null, MESSAGE],
    ['/body/goods/7', null, MESSAGE],
    ['/body/goods/-1', null, MESSAGE],
  ])('%s to %j', (pointer, value, wanted) => {
    expect(changed(MESSAGE, { [pointer]: value }, READING)).toEqual(wanted);
  });

  test.each(['-', '2', '9', '4294967294', '99999999999', 'x', ''])(
    'under %j of a list of two makes three',
    (key) => {
      const { goods } = (
        changed(MESSAGE, { [`/body/goods/${key}`]: { code: 'c' } }, READING) as typeof MESSAGE
      ).body;
      expect(goods).toEqual([{ code: 'a' }, { code: 'b' }, { code: 'c' }]);
    },
  );

  test('leaves the order of keys, and the message that it was made from', () => {
    const before = JSON.stringify(MESSAGE);
    const copy = changed(MESSAGE, { '/body/mass': 6 }, READING);
    expect(JSON.stringify(copy)).toBe(before.replace('5', '6'));
    expect(JSON.stringify(MESSAGE)).toBe(before);
  });

  test('puts its value where the pointer says, whatever stood there', () => {
    const key = fc.stringMatching(/^[a-z_]{1,9}$/).filter((text) => text !== '');
    fc.assert(
      fc.property(
        fc.object({ withNullPrototype: false }),
        fc.array(fc.oneof(key, fc.constant('__proto__')), { minLength: 1, maxLength: 4 }),
        fc.integer(),
        (message, path, value) => {
          const pointer = path.map((part) => `/${part}`).join('');
          const copy = changed({ it: message }, { [`/it${pointer}`]: value }, READING);
          // As JSON, so that a key is its own wherever it stands.
          expect(JSON.stringify(under(copy, ['it', ...path]))).toBe(String(value));
          expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
        },
      ),
    );
  });
});

function under(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (node, key) => Object.entries(node ?? {}).find(([own]) => own === key)?.[1],
    value,
  );
}
