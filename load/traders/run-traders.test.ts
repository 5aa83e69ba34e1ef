/** What a target may do to a load of traders: not be there, not know them, be no rehearsal, refuse what it should take, go away. */
import { afterEach, describe, expect, test } from 'vitest';
import { RealCast } from '../../nodes/process/testing/real-cast.ts';
import type { Profile } from '../profiles/profile.ts';
import { USUAL } from './cases.ts';
import type { TradersOptions } from './run-traders.ts';
import { runTraders } from './run-traders.ts';
import type { ShamOptions } from './testing/sham-doors.ts';
import { SHAM_SEAT, ShamDoors } from './testing/sham-doors.ts';

let doors: ShamDoors | undefined;
afterEach(async () => {
  await doors?.close();
  doors = undefined;
});

const countries = ['GEO', 'AZE'];
const PROFILE: Profile = {
  ...{ name: 'test', summary: { en: '', ru: '' }, stages: [{ seconds: 1, rate: 30 }] },
  ...{ warmUp: 0, arrivals: 'even', pace: 1e6, p99Most: 60_000 },
  mistakes: { repeated: 0, unreadable: 0, misnumbered: 0, intruding: 0 },
};

async function optionsFor(sham: Omit<ShamOptions, 'countries'> = {}): Promise<TradersOptions> {
  doors = await ShamDoors.open({ countries, ...sham });
  const { urls } = doors;
  return {
    doors: countries.map((country) => ({ country, url: urls[country] ?? '', ...SHAM_SEAT })),
    ...{ scheme: new RealCast({ countries }).scheme, profile: PROFILE, seed: '1' },
    mixture: { ...USUAL, right: 0.84, faulty: 0 },
  };
}

test('over HTTP: everything is answered, and nothing found', async () => {
  const report = await runTraders(await optionsFor({ realm: 'test' }));
  expect(report.checked.findings).toEqual([]);
  expect(report).toMatchObject({ through: 'door', notes: [], book: { declared: 32 } });
  expect(report.acknowledgement.count).toBeGreaterThan(100);
});

test('with one door it says what becomes of movements that leave the country', async () => {
  const options = await optionsFor();
  const report = await runTraders({ ...options, doors: options.doors.slice(0, 1) });
  expect(report.checked.findings).toEqual([]);
  expect(report.notes.map(({ en }) => en)).toEqual([
    expect.stringContaining('the doors of AZE are not part'),
  ]);
});

describe('it is refused in one sentence', () => {
  test('where nobody answers', async () => {
    const options = await optionsFor();
    await doors?.close();
    await expect(runTraders(options)).rejects.toMatchObject({ kind: 'surroundings' });
  });

  test('where the realm is not test', async () => {
    const refused = runTraders(await optionsFor({ realm: 'live' }));
    await expect(refused).rejects.toThrow('its realm is live, and loads are for the realm test');
  });

  test('where the door does not know the seat', async () => {
    const options = await optionsFor();
    const strangers = options.doors.map((door) => ({ ...door, secret: 'another one' }));
    const refused = runTraders({ ...options, doors: strangers });
    await expect(refused).rejects.toThrow('does not know the seat tester');
  });

  test('where a trader is refused his account', async () => {
    const status: ShamOptions['status'] = ({ messageType }) => (messageType === 'A801' ? 400 : 202);
    const refused = runTraders(await optionsFor({ status }));
    await expect(refused).rejects.toThrow('get no guarantee: the door does not take');
  });

  test('where no corridor begins', async () => {
    const options = await optionsFor();
    const refused = runTraders({ ...options, corridors: [] });
    await expect(refused).rejects.toThrow('no corridor begins there');
  });
});

test.for([
  ['T015', 5],
  ['N820', 30],
  ['N117', 5],
  ['G034', 5],
] as const)(
  'a right %s that the door refuses is a finding, and the rest goes on',
  async ([type, nth]) => {
    let count = 0;
    const status: ShamOptions['status'] = ({ messageType }) =>
      messageType === type && ++count === nth ? 400 : 202;
    const { checked } = await runTraders(await optionsFor({ status }));
    expect(checked.findings.map(({ kind }) => kind)).toEqual(['wronglyRefused']);
  },
);

test('a door that says for a while that it is busy is asked again', async () => {
  let count = 0;
  const status: ShamOptions['status'] = () => (++count % 20 === 0 ? 503 : 202);
  const { checked } = await runTraders(await optionsFor({ status }));
  expect(checked.findings).toEqual([]);
});

test('a door that goes away ends the load', async () => {
  const options = await optionsFor();
  const gone = runTraders({
    ...options,
    profile: { ...PROFILE, stages: [{ seconds: 30, rate: 30 }] },
    patienceMs: 500,
    onInterval: () => void doors?.close(),
  });
  await expect(gone).rejects.toThrow('does not answer for 0.5 s');
});
