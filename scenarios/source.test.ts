import { describe, expect, test } from 'vitest';
import type { Part, Path } from './source.ts';
import { defectText, readYaml, sortedDefects } from './source.ts';

const TEXT = `# A comment first.
version: 1
title: { en: One, ru: Один }
participants: [GEO,
  AZE]
traffic:
  - movement:
      from: ge-poti
      "to":
        uz-tashkent
  -
    flows: pilot
scheme:
  currency: USD
empty:
`;

function source(text = TEXT) {
  const read = readYaml('a.yaml', text);
  if (!read.ok) throw new Error(read.defects[0]?.cause);
  return read.source;
}

describe('a place', () => {
  test.each<[Path, Part, string]>([
    [['version'], 'key', '2:1'],
    [['version'], 'value', '2:10'],
    [['title'], 'value', '3:8'],
    [['title', 'ru'], 'key', '3:19'],
    [['title', 'ru'], 'value', '3:23'],
    [['participants', 1], 'value', '5:3'],
    [['traffic'], 'value', '6:1'],
    [['traffic', 0], 'value', '7:5'],
    [['traffic', 0, 'movement'], 'value', '7:5'],
    [['traffic', 0, 'movement', 'from'], 'value', '8:13'],
    [['traffic', 0, 'movement', 'to'], 'key', '9:7'],
    [['traffic', 0, 'movement', 'to'], 'value', '10:9'],
    [['traffic', 1], 'value', '12:5'],
    [['scheme'], 'value', '13:1'],
    [['empty'], 'key', '15:1'],
    [['empty'], 'value', '15:1'],
    // What does not exist is looked for where it would stand.
    [['scheme', 'creditOn'], 'value', '13:1'],
    [['title', 'en', 'deeper'], 'value', '3:14'],
    [['nothing', 'at', 'all'], 'value', '2:1'],
    [['traffic', 7, 'x'], 'value', '6:1'],
    [[], 'value', '2:1'],
  ])('of %j, its %s, is %s', (path, part, place) => {
    const { line, column } = source().placeOf(path, part);
    expect(`${String(line)}:${String(column)}`).toBe(place);
  });

  test('is known of what is there, and only of that', () => {
    const known = source();
    const there: Path[] = [[], ['traffic', 0, 'movement'], ['empty']];
    const absent: Path[] = [['traffic', 2], ['toString'], ['version', 'x']];
    expect(there.filter((path) => !known.has(path))).toEqual([]);
    expect(absent.filter((path) => known.has(path))).toEqual([]);
  });
});

describe('what is no YAML is refused with its place', () => {
  test.each([
    ['a tab for a blank', 'a:\n\tb: 1\n', 2],
    ['a quote that does not end', 'a: "one\nb: 2\n', 1],
    ['a list that does not end', 'a: [1, 2\nb: 3\n', 1],
    ['a key that stands twice', 'a: 1\nb: 2\na: 3\n', 3],
    ['two documents', 'a: 1\n---\nb: 2\n', 2],
    ['a colon in a plain text', 'a: one: two\n', 1],
  ])('%s', (_, text, line) => {
    const read = readYaml('a.yaml', text);
    expect(read.ok).toBe(false);
    if (read.ok) return;
    expect(read.defects[0]).toMatchObject({ file: 'a.yaml' });
    expect(read.defects[0]?.line).toBeGreaterThanOrEqual(line);
    expect(read.defects[0]?.cause).not.toContain('\n');
  });

  test('but no more than twenty mistakes at once', () => {
    const read = readYaml('a.yaml', 'a: 1\n'.repeat(100));
    expect(read.ok ? [] : read.defects).toHaveLength(20);
  });
});

test.each([
  ['that repeats', 'a: &part [1]\nb: *part\n', 2, 4],
  ['that is a loop', 'a: &self\n  - *self\n', 2, 5],
  ['that multiplies', 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n', 2, 8],
  ['as a key', 'a: &k one\n*k : two\n', 2, 1],
])('an alias %s is refused where it stands', (_, text, line, column) => {
  const read = readYaml('a.yaml', text);
  expect(read).toMatchObject({ ok: false, defects: [{ line, column }] });
});

test.each([
  ['nothing', ''],
  ['a comment', '# only this\n'],
  ['a word', 'one-truck'],
  ['a number', '7'],
  ['a list', '- 1\n'],
])('%s is YAML, whatever it may be good for', (_, text) => {
  expect(readYaml('a.yaml', text).ok).toBe(true);
});

test('a defect is one sentence with its place, and many stand in reading order', () => {
  const defect = (file: string, line: number, column: number) => ({
    file,
    line,
    column,
    cause: 'it is wrong',
    try: 'right it',
  });
  expect(defectText(defect('a.yaml', 3, 4))).toBe('a.yaml:3:4: it is wrong; right it');
  expect(defectText(defect('--set seed=x', 1, 6))).toBe('--set seed=x: it is wrong; right it');
  const all = [defect('b', 1, 1), defect('a', 10, 1), defect('a', 2, 9), defect('a', 2, 1)];
  expect(
    sortedDefects(all).map(({ file, line, column }) => `${file}${String(line)}:${String(column)}`),
  ).toEqual(['a2:1', 'a2:9', 'a10:1', 'b1:1']);
});
