import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ONE_TRUCK } from '../../reports/fixtures/one-truck.ts';
import type { CommandAnswer, ErrorAnswer } from '../../reports/views/api.ts';
import type { Entry } from '../core/cell.ts';
import type { RunningServer } from './server.ts';
import { startServer } from './server.ts';
import type { Heard } from './testing.ts';
import { ask, give, StagedRun } from './testing.ts';

const TRAINER = 'trainer-token-of-the-test';
const SEAT = 'GE000104';
let run: StagedRun;
let server: RunningServer;

beforeEach(async () => {
  run = new StagedRun();
  server = await startServer({ source: run.source, port: 0, trainerToken: TRAINER });
});
afterEach(() => server.close());

const given = (command: unknown, token?: string): Promise<Heard> =>
  give(server.port, command, token);
const answer = ({ text }: Heard): CommandAnswer => JSON.parse(text) as CommandAnswer;
const refusal = ({ text }: Heard): ErrorAnswer['error'] => (JSON.parse(text) as ErrorAnswer).error;

const worldSays = (fact: Omit<Entry, 't' | 'n' | 's'>): void =>
  run.add({ t: run.clock.now, n: 'WORLD', s: 9_000 + run.source.entries, ...fact } as Entry);

/** Takes the seat and lets the world confirm it. */
async function sit(seat: string, person: string): Promise<string> {
  const { token } = answer(await given({ type: 'takeSeat', seat, person }, TRAINER));
  worldSays({ type: 'SeatTaken', seat, person });
  return token ?? '';
}

describe('steering', () => {
  test('is the trainer’s', async () => {
    for (const command of [
      { type: 'pause' },
      { type: 'resume' },
      { type: 'setSpeed', speed: 600 },
      { type: 'stop' },
    ])
      expect((await given(command, TRAINER)).status).toBe(200);
    expect(run.asked).toEqual(['pause', 'resume', 'setSpeed 600', 'stop']);
  });

  test('lets countries leave and join, on another runtime if wanted', async () => {
    expect((await given({ type: 'leave', node: 'KAZ' }, TRAINER)).status).toBe(200);
    run.away.add('KAZ');
    const join = { type: 'join', node: 'KAZ', runtime: 'node' };
    expect((await given(join, TRAINER)).status).toBe(200);
    expect(run.asked).toEqual(['leave KAZ', 'join KAZ node']);
  });

  test.for([
    [{ type: 'leave', node: 'KAZ' }, 'conflict'],
    [{ type: 'join', node: 'GEO' }, 'conflict'],
    [{ type: 'leave', node: 'ICE' }, 'notFound'],
    [{ type: 'join', node: 'XXX' }, 'notFound'],
    [{ type: 'join', node: 'KAZ', runtime: 'bun' }, 'badRequest'],
    [{ type: 'leave' }, 'badRequest'],
  ] as const)('refuses %o with %s', async ([command, code]) => {
    run.away.add('KAZ');
    const refused = refusal(await given(command, TRAINER));
    expect(refused.code).toBe(code);
    expect(refused.message).not.toBe('');
  });

  test('is refused without a token, with a seat’s, and with one that nobody has', async () => {
    const officer = await sit(SEAT, 'Nino');
    expect(refusal(await given({ type: 'pause' })).code).toBe('unauthorised');
    expect(refusal(await given({ type: 'pause' }, officer)).code).toBe('forbidden');
    expect(refusal(await given({ type: 'pause' }, 'another')).code).toBe('unauthorised');
    expect(run.asked).toEqual([]);
  });

  test.for([
    [{ type: 'setSpeed', speed: 0 }, 400],
    [{ type: 'setSpeed', speed: '60' }, 400],
    [{ type: 'fly' }, 400],
    [{}, 400],
    [[], 400],
    [{ type: 'takeSeat', seat: 'XX000001', person: 'Nino' }, 404],
    [{ type: 'takeSeat', seat: SEAT, person: '<b>' }, 400],
    [{ type: 'takeSeat', seat: SEAT, person: 'bot.GE000104' }, 400],
    [{ type: 'takeSeat', seat: SEAT, person: 'bot-2' }, 400],
    [{ type: 'takeSeat', seat: SEAT, person: 'fault borderClosed-1' }, 400],
    [{ type: 'takeSeat', seat: SEAT, person: 'N'.repeat(36) }, 400],
  ] as const)('%j is answered %i with a sentence', async ([command, status]) => {
    const heard = await given(command, TRAINER);
    expect(heard.status).toBe(status);
    expect(refusal(heard).message).toMatch(/^[A-Z`].*\.$/);
  });

  test.for([
    { type: 'fault', actor: 'fault borderClosed-1', fault: 'borderClosed', id: 'x', until: 1 },
    { type: 'fault', seat: SEAT, fault: 'officerAbsent', office: SEAT },
    { type: 'faultHeals', actor: 'fault borderClosed-1', id: 'borderClosed-1' },
  ])('a fault is nobody’s to give: %j', async (command) => {
    const officer = await sit(SEAT, 'Nino');
    for (const token of [TRAINER, officer, undefined])
      expect((await given(command, token)).status).toBe(400);
    expect(run.commands.map(({ type }) => type)).toEqual(['takeSeat']);
  });

  test('ends with the run', async () => {
    run.clock = { ...run.clock, state: 'ended' };
    expect(refusal(await given({ type: 'resume' }, TRAINER)).code).toBe('conflict');
  });
});

describe('a seat', () => {
  test('is taken by the trainer, decided at, and handed back', async () => {
    run.play(7); // the question of acceptance is open
    const token = await sit(SEAT, 'Nino');
    const task = 'acceptance/GE1234567-0001';
    expect(
      (await given({ type: 'decide', task, decision: 'accept', reason: 'agrees' }, token)).status,
    ).toBe(200);
    expect((await given({ type: 'returnSeat' }, token)).status).toBe(200);
    expect(run.commands).toEqual([
      { type: 'takeSeat', actor: 'Nino', seat: SEAT },
      { type: 'decide', actor: 'Nino', seat: SEAT, task, decision: 'accept', reason: 'agrees' },
      { type: 'returnSeat', actor: 'Nino', seat: SEAT },
    ]);
    expect(refusal(await given({ type: 'decide', task, decision: 'accept' }, token)).code).toBe(
      'unauthorised',
    );
  });

  test('opens to a code, once', async () => {
    const { code = '' } = answer(await given({ type: 'inviteSeat', seat: SEAT }, TRAINER));
    expect(refusal(await given({ type: 'takeSeat', seat: SEAT, person: 'Nino' })).code).toBe(
      'forbidden',
    );
    expect(
      refusal(await given({ type: 'takeSeat', seat: 'GE000101', person: 'Nino', code })).code,
    ).toBe('forbidden');
    const written = `${code.slice(0, 4).toLowerCase()} ${code.slice(4)}`;
    expect(
      answer(await given({ type: 'takeSeat', seat: SEAT, person: 'Nino', code: written })).token,
    ).toBeTruthy();
    expect(refusal(await given({ type: 'takeSeat', seat: SEAT, person: 'Gela', code })).code).toBe(
      'forbidden',
    );
  });

  test('shuts its door after many wrong codes', async () => {
    await given({ type: 'inviteSeat', seat: SEAT }, TRAINER);
    for (let i = 0; i < 20; i++)
      await given({ type: 'takeSeat', seat: SEAT, person: 'Nino', code: `WRONG${String(i)}` });
    const heard = await given({ type: 'takeSeat', seat: SEAT, person: 'Nino', code: 'WRONG' });
    expect(refusal(heard)).toMatchObject({ code: 'unavailable' });
  });

  test('belongs to one person: nobody takes it from him, and he gets it back on a new page', async () => {
    const first = await sit(SEAT, 'Nino');
    const other = await given({ type: 'takeSeat', seat: SEAT, person: 'Gela' }, TRAINER);
    expect(refusal(other)).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Nino') as string,
    });
    const again = answer(await given({ type: 'takeSeat', seat: SEAT, person: 'Nino' }, TRAINER));
    expect(again.token).not.toBe(first);
    expect(run.commands).toHaveLength(1);
    expect(refusal(await given({ type: 'returnSeat' }, first)).code).toBe('unauthorised');
  });

  test('does not decide for another office, nor what the procedure does not allow, nor what is decided', async () => {
    run.play(7);
    const task = 'acceptance/GE1234567-0001';
    const elsewhere = await sit('GE000101', 'Gela');
    const foreign = await given({ type: 'decide', task, decision: 'accept' }, elsewhere);
    expect(foreign.status).toBe(403);
    expect(refusal(foreign).message).toContain(SEAT);
    const mine = await sit(SEAT, 'Nino');
    expect(
      refusal(await given({ type: 'decide', task, decision: 'noControl' }, mine)).message,
    ).toContain('accept, refuse');
    run.add(ONE_TRUCK.find(({ type }) => type === 'TaskDecided') as Entry);
    expect(refusal(await given({ type: 'decide', task, decision: 'accept' }, mine)).code).toBe(
      'conflict',
    );
    expect(run.commands.some(({ type }) => type === 'decide')).toBe(false);
  });

  test('decides on its own account what the procedure leaves to it, and nothing else', async () => {
    const mine = await sit(SEAT, 'Nino');
    const task = 'invalidation/26GE000104H8T1VYY4';
    const decide = (decision: string, about = task): Promise<Heard> =>
      given({ type: 'decide', task: about, decision, reason: 'wrong goods' }, mine);
    expect((await decide('invalidate')).status).toBe(200);
    const decided = { type: 'decide', actor: 'Nino', seat: SEAT, task, decision: 'invalidate' };
    expect(run.commands.at(-1)).toEqual({ ...decided, reason: 'wrong goods' });
    expect(refusal(await decide('grant')).message).toContain('invalidate');
    for (const about of ['riskDecision/26GE000104H8T1VYY4', 'invalidation/', 'invalidation'])
      expect(refusal(await decide('invalidate', about)).code).toBe('conflict');
  });

  test('is needed to decide: the trainer decides nothing', async () => {
    run.play(7);
    const task = 'acceptance/GE1234567-0001';
    expect((await given({ type: 'decide', task, decision: 'accept' }, TRAINER)).status).toBe(403);
    expect((await given({ type: 'decide', task, decision: 'accept' })).status).toBe(401);
  });
});

describe('the door', () => {
  test.for([
    [{ headers: { host: 'rehearse.example' } }, 421],
    [{ headers: { host: '127.0.0.1.example:80' } }, 421],
    [{ headers: { origin: 'http://elsewhere.example' } }, 403],
    [{ method: 'DELETE' }, 405],
    [{ method: 'POST' }, 405],
  ] as const)('turns away %j with %i', async ([options, status]) => {
    const heard = await ask(server.port, '/api/run', options);
    expect(heard.status).toBe(status);
    expect(refusal(heard).message).toMatch(/\.$/);
  });

  test.for([{ host: 'localhost' }, { host: `LOCALHOST:80` }, { host: '[::1]:8080' }])(
    'lets in %j',
    async (headers) => {
      expect((await ask(server.port, '/healthz', { headers })).status).toBe(200);
    },
  );

  test('takes only small JSON', async () => {
    const post = (type: string, body: string): Promise<Heard> =>
      ask(
        server.port,
        '/api/commands',
        { method: 'POST', headers: { 'content-type': type } },
        body,
      );
    expect((await post('text/plain', '{"type":"pause"}')).status).toBe(400);
    expect((await post('application/json', '{')).status).toBe(400);
    expect((await post('application/json', `{"type":"${'x'.repeat(5_000)}"}`)).status).toBe(413);
    expect((await ask(server.port, '/api/commands')).status).toBe(405);
  });

  test('lets no file out but the page’s own', async () => {
    for (const path of [
      '/../package.json',
      '/%2e%2e/package.json',
      '/nothing.js',
      '/assets/../../vite.config.ts',
    ])
      expect((await ask(server.port, path)).status).toBe(404);
  });

  test('is strict about what the page may load', async () => {
    const { headers } = await ask(server.port, '/api/run');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  test('says nothing of what broke inside', async () => {
    const faults: unknown[] = [];
    const broken = new StagedRun();
    Object.defineProperty(broken.source, 'header', {
      get: () => {
        throw new Error('/secret/path');
      },
    });
    const other = await startServer({
      source: broken.source,
      port: 0,
      onFault: (fault) => faults.push(fault),
    });
    const heard = await ask(other.port, '/api/run');
    await other.close();
    expect(heard.status).toBe(500);
    expect(heard.text).not.toContain('secret');
    expect(faults).toHaveLength(1);
  });

  test('tells its metrics', async () => {
    run.play(40);
    const { text, headers } = await ask(server.port, '/metrics');
    expect(headers['content-type']).toContain('openmetrics');
    expect(text).toContain('rehearse_entries_total 40\n');
    expect(text).toContain('rehearse_node_up{node="ICE"} 1\n');
    expect(text.endsWith('# EOF\n')).toBe(true);
  });

  test('says which port is taken', async () => {
    await expect(startServer({ source: run.source, port: server.port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });
});
