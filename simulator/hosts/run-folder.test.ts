import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  FolderInUse,
  JOURNAL_FILE,
  makePlanFolder,
  makeRunFolder,
  PLAN_FILE,
  writeJson,
} from './run-folder.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rehearse-'));
});
afterEach(() => rmSync(root, { recursive: true }));

describe('the folder of a run', () => {
  test('is the next one that is free, whatever was deleted or left there', () => {
    const runs = join(root, 'runs');
    const next = () => makeRunFolder('one-truck', '7', undefined, runs);
    expect(next()).toBe(join(runs, 'one-truck-7-1'));
    expect(next()).toBe(join(runs, 'one-truck-7-2'));
    rmSync(join(runs, 'one-truck-7-1'), { recursive: true });
    mkdirSync(join(runs, 'one-truck-7-9'));
    mkdirSync(join(runs, 'one-truck-7-x'));
    mkdirSync(join(runs, 'one-truck-77-50'));
    writeFileSync(join(runs, 'one-truck-7-10'), 'a file, no folder');
    expect(next()).toBe(join(runs, 'one-truck-7-11'));
    expect(makeRunFolder('one-truck', '8', undefined, runs)).toBe(join(runs, 'one-truck-8-1'));
  });

  test('that was asked for is made with all above it, and may be there already', () => {
    const asked = join(root, 'a', 'b');
    expect(makeRunFolder('one-truck', '7', asked)).toBe(asked);
    expect(makeRunFolder('one-truck', '7', asked)).toBe(asked);
    expect(existsSync(asked)).toBe(true);
  });

  test('that cannot be made is an error of the file system', () => {
    writeFileSync(join(root, 'runs'), 'in the way');
    expect(() => makeRunFolder('one-truck', '7', undefined, join(root, 'runs'))).toThrow(
      /EEXIST|ENOTDIR/,
    );
    expect(() => makeRunFolder('one-truck', '7', join(root, 'runs', 'x'))).toThrow(
      /ENOTDIR|EEXIST|Not a directory/,
    );
  });
});

describe('the folder of a plan', () => {
  test('is the next one that is free, or the one asked for', () => {
    const runs = join(root, 'runs');
    expect(makePlanFolder('conformity', undefined, runs)).toBe(join(runs, 'conformity-1'));
    expect(makePlanFolder('conformity', undefined, runs)).toBe(join(runs, 'conformity-2'));
    const asked = join(root, 'a', 'b');
    expect(makePlanFolder('conformity', asked)).toBe(asked);
    expect(existsSync(asked)).toBe(true);
  });

  test.each([PLAN_FILE, JOURNAL_FILE])('is not one that holds a %s', (file) => {
    writeFileSync(join(root, file), '');
    expect(() => makePlanFolder('conformity', root)).toThrow(FolderInUse);
  });
});

test('JSON is written for people and for programs', () => {
  const path = join(root, 'summary.json');
  writeJson(path, { movements: { declared: 1 }, title: 'Поти' });
  expect(readFileSync(path, 'utf8')).toBe(
    '{\n  "movements": {\n    "declared": 1\n  },\n  "title": "Поти"\n}\n',
  );
});
