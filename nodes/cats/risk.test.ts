import { describe, expect, it } from 'vitest';
import { DAY, isoUtc } from '../../simulator/core/time.ts';
import type { Body } from '../common/message-types.ts';
import type { RiskProfile } from '../common/parameters.ts';
import { Account } from './accounts/account.ts';
import { accountTable } from './accounts/accounts.ts';
import type { Variant } from './node-bench.ts';
import {
  advanceRecord,
  declarationTo,
  exampleNode,
  MRN,
  NO_COVER,
  NodeBench,
  PLATE,
  SEAL,
  START,
  TRADER,
} from './node-bench.ts';
import { controlledBefore, riskOf } from './risk.ts';

const machines: RiskProfile = { id: 'machines', chapters: ['84'], channel: 'red' };
const declaration = declarationTo(NO_COVER);

const channel = (riskProfiles: readonly RiskProfile[], accounts = accountTable()) =>
  riskOf(declaration, [], 'yellow', exampleNode('AZE', { riskProfiles }), accounts).channel;

const known = (trustLevel: number) => {
  const accounts = accountTable();
  accounts.commit(
    TRADER,
    new Account({
      tin: TRADER,
      name: 'Colchis Trade',
      status: 'active',
      roles: ['principal'],
      trustLevel,
      validFrom: START,
      validTo: START + DAY,
      home: 'GEO',
      applicant: '',
      applicationId: '',
    }),
  );
  return accounts;
};

describe('the channel', () => {
  it('is as drawn where no profile fits', () => {
    expect(channel([])).toBe('yellow');
    expect(channel([{ ...machines, chapters: ['24'] }])).toBe('yellow');
    expect(channel([{ ...machines, from: ['KZ'] }])).toBe('yellow');
  });

  it('is that of the first profile that fits in all it says', () => {
    expect(channel([{ ...machines, from: ['KZ'] }, machines])).toBe('red');
    expect(channel([{ ...machines, from: ['GE'], channel: 'orange' }, machines])).toBe('orange');
  });

  it('heeds how far the principal is trusted; one whom nobody knows is new', () => {
    const doubted: RiskProfile = { id: 'doubted', trustUpTo: 1, channel: 'red' };
    expect(channel([doubted])).toBe('red');
    expect(channel([doubted], known(1))).toBe('red');
    expect(channel([doubted], known(2))).toBe('yellow');
  });
});

it('controls before are that of departure with A1, and those that the record names', () => {
  const date = isoUtc(START);
  expect(controlledBefore(advanceRecord([]))).toEqual([]);
  const controls = [{ office: 'AZ000200', result: { code: 'A1', date } }];
  expect(controlledBefore(advanceRecord([], { controls }))).toEqual(['AZ000200']);
  const controlResult = { code: 'A1', date };
  expect(controlledBefore(advanceRecord([], { controls, controlResult }))).toEqual([
    'GE000101',
    'AZ000200',
  ]);
});

const CONTROLLED = { controlResult: { code: 'A1', date: isoUtc(START) } };
const REPEATS: RiskProfile = { ...machines, repeats: 'machines are counted on entry' };

describe('a control by another country at the border', () => {
  const OFFICE = 'AZ000200';
  const task = `presentation/${MRN}/${OFFICE}`;
  const presented = (variant: Variant, seals = [SEAL]): NodeBench => {
    const bench = new NodeBench(exampleNode('AZE', variant));
    bench.tell('X050', advanceRecord([OFFICE], CONTROLLED), { sender: 'GEO', mrn: MRN });
    const body: Body<'N117'> = { mrn: MRN, office: OFFICE, identification: PLATE, seals };
    return bench.tell('N117', body, { sender: PLATE, recipient: OFFICE });
  };

  it('is recognised, whatever the profiles', () => {
    const bench = presented({ riskProfiles: [machines] });
    expect(bench.of('N810')[0]?.body.proposed).toBe('pass');
    expect(bench.decide(task, 'pass').facts('PassageGranted')).toMatchObject([
      { recognised: true, controlled: false },
    ]);
  });

  it('is repeated where the profile says why', () => {
    const bench = presented({ riskProfiles: [REPEATS] });
    expect(bench.of('N810')[0]?.body).toMatchObject({ proposed: 'check', channel: 'red' });
    expect(bench.decide(task, 'check').facts('EntryCheckBegun')).toMatchObject([
      { repeated: REPEATS.repeats, channel: 'red' },
    ]);
  });

  it('is repeated for other seals, and by the officer’s own decision', () => {
    const other = presented({}, ['OTHER']).decide(task, 'check');
    expect(other.facts('EntryCheckBegun')).toMatchObject([
      { repeated: 'another truck or other seals' },
    ]);
    const strict = presented({}).decide(task, 'check');
    expect(strict.facts('EntryCheckBegun')).toMatchObject([
      { repeated: 'decision of the officer' },
    ]);
  });

  it('is not spoken of where there was none', () => {
    const bench = new NodeBench(exampleNode('AZE'));
    bench.tell('X050', advanceRecord([OFFICE]), { sender: 'GEO', mrn: MRN });
    const body: Body<'N117'> = { mrn: MRN, office: OFFICE, identification: PLATE, seals: [SEAL] };
    bench.tell('N117', body, { sender: PLATE, recipient: OFFICE }).decide(task, 'check');
    expect(bench.facts('EntryCheckBegun')[0]).not.toHaveProperty('repeated');
  });
});

describe('a control by another country at destination', () => {
  const OFFICE = 'KZ000300';
  const arrived = (riskProfiles: readonly RiskProfile[]): NodeBench => {
    const bench = new NodeBench(exampleNode('KAZ', { riskProfiles }));
    bench.tell('X001', advanceRecord([OFFICE], CONTROLLED), { sender: 'GEO', mrn: MRN });
    const body: Body<'T007'> = {
      mrn: MRN,
      office: OFFICE,
      arrivedAt: isoUtc(START),
      simplified: 0,
      identification: PLATE,
      seals: [SEAL],
    };
    return bench.tell('T007', body, { sender: PLATE, recipient: OFFICE });
  };
  const task = `arrivalDecision/${MRN}`;

  it('is recognised', () => {
    const bench = arrived([machines]).decide(task, 'noControl');
    expect(bench.facts('GoodsReleased')).toMatchObject([{ row: 'A13', recognised: true }]);
  });

  it('is repeated where the profile says why', () => {
    const bench = arrived([REPEATS]);
    expect(bench.of('N810')[0]?.body).toMatchObject({ proposed: 'control', channel: 'red' });
    bench.decide(task, 'control');
    expect(bench.facts('DestinationControlDecided')).toMatchObject([{ repeated: REPEATS.repeats }]);
  });
});
