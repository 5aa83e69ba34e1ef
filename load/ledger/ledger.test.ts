import { describe, expect, test } from 'vitest';
import { Ledger } from './ledger.ts';
import type { Sending } from './ledger.ts';

const TEXT = '{"messageId":"GEO-L-1","body":{"office":"AZ000200"}}';
const SENDING: Sending = {
  ...{ n: 1, id: 'GEO-L-1', type: 'X001', from: 'GEO', to: ['AZE'], mrn: '26GE0002004H8T1VY4' },
  ...{ expected: 'taken', text: TEXT },
};
const WRONG: Sending = { ...SENDING, to: [], expected: { refused: 'C302' } };

/** What a ledger finds, when this has come to the countries. */
function found(sending: Sending, answers: (ledger: Ledger) => void): string[] {
  const ledger = new Ledger();
  ledger.onSent(sending);
  answers(ledger);
  ledger.close();
  return ledger.findings.map(({ kind, rule }) => `${kind} ${rule}`);
}
const acknowledged = (ledger: Ledger, by = 'GEO'): boolean =>
  ledger.onAcknowledged(1, SENDING.id, by);
const refused = (ledger: Ledger, rule: string, by = 'GEO'): boolean =>
  ledger.onRefused(1, SENDING.id, rule, by);
const delivered = (ledger: Ledger, to = 'AZE', now = 100, text = TEXT): string =>
  ledger.onDelivered(1, SENDING.id, to, text, now);

describe('right answers are not found fault with', () => {
  test.each<[string, Sending, (ledger: Ledger) => void]>([
    ['acknowledged and delivered', SENDING, (of) => (acknowledged(of), delivered(of))],
    ['delivered before the acknowledgement', SENDING, (of) => (delivered(of), acknowledged(of))],
    [
      'a repeat is acknowledged again',
      SENDING,
      (of) => (acknowledged(of), acknowledged(of), delivered(of), acknowledged(of)),
    ],
    [
      'ICE delivers again after T-ACK, having come to no receipt',
      SENDING,
      (of) => (acknowledged(of), delivered(of), delivered(of, 'AZE', 10_400)),
    ],
    [
      'the sender is told that it waits (C602)',
      SENDING,
      (of) => (acknowledged(of), refused(of, 'C602'), delivered(of), refused(of, 'C602')),
    ],
    [
      'to all: each has it once',
      { ...SENDING, to: ['AZE', 'KAZ'] },
      (of) => (acknowledged(of), delivered(of, 'AZE'), delivered(of, 'KAZ', 200)),
    ],
    ['a wrong one is refused', WRONG, (of) => refused(of, 'C302')],
    ['and told so again', WRONG, (of) => (refused(of, 'C302'), refused(of, 'C302'))],
  ])('%s', (_name, sending, answers) => {
    expect(found(sending, answers)).toEqual([]);
  });
});

describe('wrong answers are found', () => {
  test.each<[string, string[], Sending, (ledger: Ledger) => void]>([
    ['nothing comes back', ['unanswered C107'], SENDING, () => undefined],
    ['acknowledged alone', ['lost C603'], SENDING, (of) => acknowledged(of)],
    [
      'one of two does not have it',
      ['lost C603'],
      { ...SENDING, to: ['AZE', 'KAZ'] },
      (of) => (acknowledged(of), delivered(of)),
    ],
    [
      'other content',
      ['altered C101'],
      SENDING,
      (of) => (acknowledged(of), delivered(of, 'AZE', 100, TEXT.replace('AZ', 'GE'))),
    ],
    ['a right one is refused', ['wronglyRefused C302'], SENDING, (of) => refused(of, 'C302')],
    [
      'a right one is refused when it is through',
      ['wronglyRefused C302'],
      SENDING,
      (of) => (acknowledged(of), delivered(of), refused(of, 'C302')),
    ],
    ['a wrong one is taken', ['wronglyTaken C302'], WRONG, (of) => acknowledged(of)],
    ['refused under another rule', ['wronglyTaken C302'], WRONG, (of) => refused(of, 'C604')],
    [
      'a wrong one is refused and acknowledged',
      ['wronglyTaken C108'],
      WRONG,
      (of) => (refused(of, 'C302'), acknowledged(of)),
    ],
    [
      'a wrong one is refused and delivered',
      ['misdelivered C601'],
      WRONG,
      (of) => (refused(of, 'C302'), delivered(of)),
    ],
    [
      'a right one is refused and delivered',
      ['wronglyRefused C302', 'wronglyTaken C108'],
      SENDING,
      (of) => (refused(of, 'C302'), delivered(of)),
    ],
    [
      'a stranger has it as well, when it is through',
      ['misdelivered C601'],
      SENDING,
      (of) => (acknowledged(of), delivered(of), delivered(of, 'KAZ')),
    ],
    [
      'the acknowledgement comes to another country',
      ['misdelivered C601', 'unanswered C107'],
      SENDING,
      (of) => (delivered(of), acknowledged(of, 'KAZ')),
    ],
    [
      'the refusal comes to another country',
      ['misdelivered C601', 'unanswered C107'],
      WRONG,
      (of) => refused(of, 'C302', 'KAZ'),
    ],
    [
      'a repeat is passed on',
      ['doubled C108'],
      SENDING,
      (of) => (acknowledged(of), delivered(of), delivered(of, 'AZE', 103)),
    ],
    [
      'a repeat is passed on before the acknowledgement',
      ['doubled C108'],
      SENDING,
      (of) => (delivered(of), delivered(of, 'AZE', 103), acknowledged(of)),
    ],
    [
      'its receipt does not count',
      ['doubled C108'],
      SENDING,
      (of) => (acknowledged(of), delivered(of), delivered(of, 'AZE', 30_100)),
    ],
  ])('%s', (_name, kinds, sending, answers) => {
    expect(found(sending, answers)).toEqual(kinds);
  });

  test('what nobody has sent', () => {
    const kinds = found(SENDING, (ledger) => {
      acknowledged(ledger);
      delivered(ledger);
      ledger.onDelivered(7, 'GEO-L-7', 'AZE', TEXT, 100);
      ledger.onAcknowledged(8, 'GEO-L-8', 'GEO');
    });
    expect(kinds).toEqual(['altered C110', 'wronglyTaken C108']);
  });
});

describe('what cannot be read', () => {
  const findings = (answers: (ledger: Ledger) => void): string[] => {
    const ledger = new Ledger();
    answers(ledger);
    ledger.close();
    return ledger.findings.map(({ kind, rule }) => `${kind} ${rule}`);
  };

  test('is told of, and a load waits for it', () => {
    const ledger = new Ledger();
    ledger.onUnreadableSent('GEO');
    expect(ledger.size).toBe(1);
    ledger.onUnreadableAnswered('GEO', 'ICE-1');
    expect(ledger.size).toBe(0);
    // Until its receipt has come it is told again.
    ledger.onUnreadableAnswered('GEO', 'ICE-1');
    ledger.close();
    expect(ledger.findings).toEqual([]);
  });

  test('is found where nobody tells of it, and where nobody has sent it', () => {
    expect(findings((ledger) => ledger.onUnreadableSent('GEO'))).toEqual(['unanswered C101']);
    expect(
      findings((ledger) => {
        ledger.onUnreadableSent('GEO');
        ledger.onUnreadableAnswered('GEO', 'ICE-1');
        ledger.onUnreadableAnswered('GEO', 'ICE-2');
        ledger.onUnreadableAnswered('AZE', 'ICE-3');
      }),
    ).toEqual(['wronglyRefused C101', 'wronglyRefused C101']);
  });
});
