import { describe, expect, test } from 'vitest';
import type { Message } from '../../simulator/core/participant.ts';
import type { Profile } from '../profiles/profile.ts';
import type { Mixture } from './cases.ts';
import { USUAL } from './cases.ts';
import type { Simulated } from './testing/simulated-town.ts';
import { simulate } from './testing/simulated-town.ts';

const PROFILE: Profile = {
  ...{ name: 'test', summary: { en: '', ru: '' }, stages: [{ seconds: 60, rate: 20 }] },
  ...{ warmUp: 0, arrivals: 'even', pace: 86_400, p99Most: 2_000 },
  mistakes: { repeated: 0, unreadable: 0, misnumbered: 0, intruding: 0 },
};
/** The sham offices do not look at what is declared. */
const UNSPOILT: Mixture = { ...USUAL, right: 0.84, faulty: 0 };

const BASE: Simulated = {
  ...{ profile: PROFILE, mixture: UNSPOILT, latencyMs: 2 },
  ...{ members: ['GEO', 'AZE'], doors: ['GEO', 'AZE'] },
};

const typesOf = (sent: readonly { readonly message: Message }[]): Set<string> =>
  new Set(sent.map(({ message }) => message.messageType));

describe('an open loop', () => {
  test('declarations leave when the profile says, whatever the offices do, and what they waited is measured', async () => {
    const { sent, measured, ledger } = await simulate({ ...BASE, stall: [20_000, 30_000] });
    const declared = sent.filter(({ message }) => message.messageType === 'T015');
    expect(declared.map(({ at }) => Math.round(at))).toEqual(
      Array.from({ length: 1_200 }, (_, i) => (i + 0.5) * 50),
    );
    expect(ledger.findings).toEqual([]);
    const { T015 } = measured.byType;
    // One in six waits, evenly between 10 s and nothing.
    expect(T015!.p99 / 9_400).toBeCloseTo(1, 1);
    expect(T015!.p50).toBeLessThan(3);
    expect(T015!.count).toBe(1_200);
    expect(measured.schedule.max).toBe(0);
  });

  test('an answer is timed from when the declaration was to leave', async () => {
    const { measured, answers } = await simulate(BASE);
    // T028 follows the officer who accepts, T029 the one who decides on a control: one message more each.
    expect(answers.byType['T028']!.p50).toBeCloseTo(4, 1);
    expect(answers.byType['T029']!.p50).toBeCloseTo(6, 1);
    expect(measured.delivery.p50).toBeCloseTo(6, 1);
    expect(measured.delivery.count).toBe(1_200);
  });
});

describe('movements', () => {
  test('go to their write-off where all doors are there', async () => {
    const { sent, ledger, book, measured } = await simulate(BASE);
    expect(typesOf(sent)).toEqual(
      new Set(['T015', 'N820', 'N017', 'T054', 'N117', 'T007', 'G034']),
    );
    expect(ledger.findings).toEqual([]);
    expect(book.declared).toBe(book.released + book.refused);
    expect(measured.achieved.movements).toBeGreaterThan(19);
  });

  test('are invalidated after their release where the door of another country is not', async () => {
    const { sent, ledger, book } = await simulate({ ...BASE, doors: ['GEO'] });
    expect(typesOf(sent)).toEqual(new Set(['T015', 'N820', 'N017', 'T054', 'G034']));
    const invalidated = sent.filter(({ message }) =>
      String((message.body as { task?: string }).task).startsWith('invalidation/'),
    );
    expect(invalidated.length).toBeGreaterThan(800);
    expect(ledger.findings).toEqual([]);
    expect(book.exact).toBeGreaterThan(30);
  });
});

describe('an office that is wrong', () => {
  const nth = (every: number, type: string, wrong: (message: Message) => readonly Message[]) => {
    let count = 0;
    return (message: Message): readonly Message[] =>
      message.messageType === type && ++count % every === 0 ? wrong(message) : [message];
  };
  const kindsOf = async (tells: Simulated['tells']): Promise<Map<string, number>> => {
    const { ledger } = await simulate({ ...BASE, ...(tells === undefined ? {} : { tells }) });
    const kinds = new Map<string, number>();
    for (const { kind } of ledger.findings) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    return kinds;
  };

  test('releases what it refuses', async () => {
    const released = ({ mrn = '', ...message }: Message): Message => {
      const body = { mrn, releaseDate: message.sentAt, limitDate: message.sentAt };
      return { ...message, mrn, messageType: 'T029', body };
    };
    const kinds = await kindsOf(nth(40, 'T055', (message) => [released(message)]));
    expect([...kinds.keys()]).toEqual(['wrongRelease']);
    expect(kinds.get('wrongRelease')).toBeGreaterThan(0);
  });

  test('does not answer', async () => {
    const kinds = await kindsOf(nth(500, 'T029', () => []));
    expect(kinds).toEqual(new Map([['unanswered', 2]]));
  });

  test('says a cent too much of a guarantee', async () => {
    const dearer = (message: Message): Message[] => {
      const { exposure = 0, ...body } = message.body as { exposure?: number };
      return [{ ...message, body: { ...body, exposure: exposure + 0.01 } }];
    };
    const kinds = await kindsOf(nth(10, 'G037', dearer));
    expect([...kinds.keys()]).toEqual(['unbalanced']);
  });

  test('releases twice', async () => {
    const kinds = await kindsOf(nth(500, 'T029', (message) => [message, message]));
    expect(kinds).toEqual(new Map([['doubled', 2]]));
  });
});
