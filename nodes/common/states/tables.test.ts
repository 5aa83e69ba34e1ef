import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTimerId } from '../timers.ts';
import type { Machine, StateRow } from './row.ts';
import {
  acceptsSequence,
  endsFinal,
  isFinal,
  MACHINES,
  NONE,
  ROWS,
  rowOf,
  rowsFor,
  statesOf,
  TABLES,
} from './tables.ts';

/** The catalogue of domain.md section 4, written out so that a mistyped code in a table is found. */
const CATALOGUE = new Set(
  `A801 A802 A803 A804 A805
   G810 G811 G812 G026 G225 G231 G228 G034 G037 X200 X201 X203 X205 X204 X209 G023 X820 X821 X822
   T015 T928 T056 T170 T028 T013 T004 T022 T014 T009 T060 N017 T054 T055 T051 T029 X010
   X001 X050 X002 X003 X114 X115 X160 X164 X165 N117 N118 X118 T058 X119 X180 X181 T182 X027 X038 X094 X095
   T007 T057 T043 T044 T025 X006 X024 X018 T019 X049 T045
   T140 T141 X142 X143 X144 X145 X059 X150 X151 X063 T035 X152
   S001 S002 S906 S917 S903 S070 S071 S971 S974 S975 S411 S802 S803`.split(/\s+/),
);

/** The machines whose rows move one object: departure and enquiry together, the others alone. */
const OBJECTS: readonly Machine[] = ['departure', 'transit', 'destination', 'guarantee', 'usage'];

const rowsOfObject = (machine: Machine): readonly StateRow[] => {
  const { rows, joins } = TABLES[machine];
  return joins ? [...rows, ...TABLES[joins].rows] : rows;
};
const sourcesOf = (row: StateRow): readonly string[] => {
  if (row.from === 'none') return [NONE];
  return row.from === 'anyFinal'
    ? statesOf(row.machine).filter((state) => isFinal(row.machine, state))
    : row.from;
};
const targetsOf = (row: StateRow, state: string): readonly string[] =>
  row.to === 'same' ? [state] : row.to;

test.for([
  ['departure', 'D', 39],
  ['transit', 'B', 14],
  ['destination', 'A', 20],
  ['guarantee', 'G', 9],
  ['usage', 'U', 9],
  ['enquiry', 'E', 20],
] as const)(
  'the table %s has the rows %s1 to %s%i, each once and in order',
  ([machine, letter, count]) => {
    const ids = Array.from({ length: count }, (_, i) => `${letter}${i + 1}`);
    expect(TABLES[machine].rows.map((row) => row.id)).toEqual(ids);
    expect(TABLES[machine].rows.every((row) => row.machine === machine)).toBe(true);
  },
);

describe('every row', () => {
  test.for(ROWS.map((row) => [row.id, row] as const))('%s', ([, row]) => {
    const states = statesOf(row.machine);
    if (typeof row.from !== 'string') expect(states).toEqual(expect.arrayContaining([...row.from]));
    if (row.to !== 'same') expect(states).toEqual(expect.arrayContaining([...row.to]));
    expect(sourcesOf(row)).not.toHaveLength(0);
    expect(row.on).not.toHaveLength(0);
    for (const on of row.on) {
      if (on.kind === 'timer') expect(isTimerId(on.timer)).toBe(true);
      if (on.kind === 'message' && on.codes !== 'any') {
        for (const code of on.codes) expect(CATALOGUE).toContain(code);
      }
    }
    for (const { code } of row.emits) expect(CATALOGUE).toContain(code);
    for (const timer of [...row.starts, ...row.stops]) expect(isTimerId(timer)).toBe(true);
    const texts = [row.text, row.guard, ...row.emits.map((emission) => emission.when)];
    for (const text of texts.filter((each) => each !== undefined)) {
      expect(text.en).toMatch(/^[\x20-\x7e]+$/);
      expect(text.ru).toMatch(/[а-яё]/);
    }
  });
});

test('every state of every object can be reached from its beginning', () => {
  for (const machine of OBJECTS) {
    const reached = new Set([NONE]);
    for (const state of reached) {
      for (const row of rowsOfObject(machine)) {
        if (sourcesOf(row).includes(state))
          targetsOf(row, state).forEach((next) => reached.add(next));
      }
    }
    expect([...reached].sort()).toEqual([NONE, ...statesOf(machine)].sort());
  }
});

test('no row leaves a final state, and each other state can be left', () => {
  for (const machine of OBJECTS) {
    for (const state of statesOf(machine)) {
      const next = rowsOfObject(machine)
        .filter((row) => sourcesOf(row).includes(state))
        .flatMap((row) => targetsOf(row, state));
      const leaves = next.some((target) => target !== state);
      expect([machine, state, leaves]).toEqual([machine, state, !isFinal(machine, state)]);
    }
  }
});

test('only D39 and B14 answer in a final state', () => {
  const answering = ROWS.filter((row) =>
    sourcesOf(row).some((state) => state !== NONE && isFinal(row.machine, state)),
  );
  expect(answering.map((row) => row.id)).toEqual(['D39', 'B14']);
});

test('a timer that a row waits for is started by a row of the same object', () => {
  for (const machine of OBJECTS) {
    const rows = rowsOfObject(machine);
    const started = new Set(rows.flatMap((row) => row.starts));
    for (const on of rows.flatMap((row) => row.on)) {
      if (on.kind === 'timer') expect(started).toContain(on.timer);
    }
  }
});

test('a timer that is stopped is started by a row of the same object', () => {
  for (const machine of OBJECTS) {
    const rows = rowsOfObject(machine);
    const started = new Set(rows.flatMap((row) => row.starts));
    for (const timer of rows.flatMap((row) => row.stops)) expect(started).toContain(timer);
  }
});

test('states have names in both languages', () => {
  for (const machine of MACHINES) {
    for (const { en, ru } of Object.values(TABLES[machine].states)) {
      expect(en).toMatch(/^[\x20-\x7e]+$/);
      expect(ru).toMatch(/[а-яё]/);
    }
  }
});

describe('rowsFor', () => {
  test.for([
    ['departure', NONE, { kind: 'message', code: 'T015' }, 'D1 D2 D3'],
    ['departure', 'released', { kind: 'message', code: 'X006' }, 'D31'],
    ['departure', 'enquiryRecommended', { kind: 'message', code: 'X006' }, 'E1'],
    ['departure', 'enquiryRecommended', { kind: 'message', code: 'X118' }, 'D27'],
    ['departure', 'arrived', { kind: 'message', code: 'X018' }, 'D33 D34'],
    ['departure', 'accepted', { kind: 'timer', timer: 'T-AUTOREL' }, 'D14'],
    ['departure', 'accepted', { kind: 'decision', decision: 'control' }, 'D13'],
    ['departure', 'writtenOff', { kind: 'message', code: 'X006' }, 'D39'],
    ['departure', 'writtenOff', { kind: 'timer', timer: 'T-LIMIT' }, ''],
    ['departure', 'submitted', { kind: 'message', code: 'X006' }, ''],
    ['transit', 'overdue', { kind: 'message', code: 'N117' }, 'B6 B7'],
    ['transit', 'overdue', { kind: 'timer', timer: 'T-PASS' }, ''],
    ['destination', 'arrived', { kind: 'decision', decision: 'A5' }, 'A14'],
    ['guarantee', 'underReview', { kind: 'decision', decision: 'grant' }, 'G5'],
    ['usage', 'reserved', { kind: 'internal', event: 'movementReleased' }, 'U4'],
    ['enquiry', 'released', { kind: 'timer', timer: 'T-LIMIT' }, 'D32'],
  ] as const)('%s, %s, %j: %s', ([machine, state, event, ids]) => {
    const rows = rowsFor(machine, state, event);
    expect(rows.map((row) => row.id).join(' ')).toBe(ids);
  });

  test('a state that the machine does not have is a mistake of the caller', () => {
    expect(() => rowsFor('transit', 'writtenOff', { kind: 'message', code: 'N117' })).toThrow(
      RangeError,
    );
    expect(() => isFinal('usage', 'none of these')).toThrow(RangeError);
  });
});

describe('walks of a movement that are legal', () => {
  test.for([
    ['straight through', 'D3 D9 D14 D20 D27 D27 D31 D33', 'writtenOff'],
    ['controlled', 'D3 D9 D13 D15 D20 D31 D33', 'writtenOff'],
    ['release requested after findings', 'D3 D9 D13 D16 D17 D20 D31 D33', 'writtenOff'],
    ['guarantee asked for three times', 'D3 D9 D14 D22 D22 D20', 'released'],
    ['guarantee never answered', 'D3 D9 D14 D22 D22 D22', 'guaranteeRegistering notReleased'],
    ['guarantee amended', 'D3 D9 D14 D21 D23 D20', 'released'],
    ['late', 'D3 D9 D14 D20 D32 D27 E1 D33', 'writtenOff'],
    ['recovered from the guarantor', 'D3 D9 D14 D20 D32 E2 E4 E12 E13 E17 E18', 'recovered'],
    ['late messages about a finished one', 'D3 D10 D39 D39', 'rejected'],
    ['nothing yet', '', 'none'],
  ] as const)('%s', ([, rows, states]) => {
    const ids = rows === '' ? [] : rows.split(' ');
    const acceptance = acceptsSequence('departure', ids);
    expect(acceptance).toMatchObject({ accepted: true });
    expect([...acceptance.states].sort().join(' ')).toBe(states);
  });
});

describe('walks that are not', () => {
  test.for([
    ['departure', 'D3 D20', 1, 'submitted'],
    ['departure', 'D9', 0, 'none'],
    ['departure', 'D1 D9', 1, 'rejected'],
    ['departure', 'D3 D9 D14 D20 D31 D33 D31', 6, 'writtenOff'],
    ['departure', 'D3 D9 B6', 2, 'accepted'],
    ['transit', 'B1 B6 B6', 2, 'passed'],
    ['destination', 'A6', 0, 'none'],
    ['usage', 'U1 U4 U3', 2, 'inUse'],
    ['guarantee', 'G1 G2 nonsense', 2, 'awaitUndertaking'],
  ] as const)('%s: %s breaks at %i', ([machine, walk, at, state]) => {
    const rows = walk.split(' ');
    expect(acceptsSequence(machine, rows)).toEqual({
      accepted: false,
      at,
      row: rows[at],
      states: [state],
    });
  });
});

/** Takes legal rows, chosen by the numbers given, from the beginning of an object. */
function walk(machine: Machine, choices: readonly number[]): { ids: string[]; states: string[] } {
  const ids: string[] = [];
  const states = [NONE];
  for (const choice of choices) {
    const state = states.at(-1) ?? NONE;
    const legal = rowsOfObject(machine)
      .filter((row) => sourcesOf(row).includes(state))
      .flatMap((row) => targetsOf(row, state).map((next) => [row.id, next] as const));
    if (legal.length === 0) break;
    const [id, next] = legal[choice % legal.length] as readonly [string, string];
    ids.push(id);
    states.push(next);
  }
  return { ids, states };
}

const machines = fc.constantFrom(...OBJECTS);
const choices = fc.array(fc.nat({ max: 10_000 }), { maxLength: 60 });

test('a legal walk never leaves a final state', () => {
  fc.assert(
    fc.property(machines, choices, (machine, numbers) => {
      const { states } = walk(machine, numbers);
      const end = states.findIndex((state) => state !== NONE && isFinal(machine, state));
      if (end >= 0) expect(new Set(states.slice(end)).size).toBe(1);
    }),
  );
});

test('the reference machine accepts every legal walk and knows where it ended', () => {
  fc.assert(
    fc.property(machines, choices, (machine, numbers) => {
      const { ids, states } = walk(machine, numbers);
      const acceptance = acceptsSequence(machine, ids);
      expect(acceptance).toMatchObject({ accepted: true });
      expect(acceptance.states).toContain(states.at(-1));
    }),
  );
});

test('the reference machine agrees with a naive one on any sequence', () => {
  const naive = (machine: Machine, ids: readonly string[]): boolean => {
    let possible = new Set([NONE]);
    for (const id of ids) {
      const row = rowOf(id);
      const next = new Set<string>();
      for (const state of possible) {
        if (row && rowsOfObject(machine).includes(row) && sourcesOf(row).includes(state)) {
          targetsOf(row, state).forEach((target) => next.add(target));
        }
      }
      if (next.size === 0) return false;
      possible = next;
    }
    return true;
  };
  const spoilt = fc.tuple(machines, choices, fc.nat({ max: 59 }), fc.constantFrom(...ROWS));
  fc.assert(
    fc.property(spoilt, ([machine, numbers, at, row]) => {
      const { ids } = walk(machine, numbers);
      const changed = ids.map((id, i) => (i === at ? row.id : id));
      expect(acceptsSequence(machine, changed).accepted).toBe(naive(machine, changed));
    }),
  );
});

test('a row tells whether it can end the life of its object', () => {
  const ending = ROWS.filter((row) => row.from !== 'anyFinal' && endsFinal(row)).map(
    (row) => row.id,
  );
  expect(ending).toEqual(
    expect.arrayContaining(['D1', 'D22', 'D33', 'B6', 'A13', 'G8', 'U6', 'E8', 'E16']),
  );
  expect(ending).not.toContain('D20');
});
