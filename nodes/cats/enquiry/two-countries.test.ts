import { describe, expect, it } from 'vitest';
import { DAY } from '../../../simulator/core/time.ts';
import { REAL_TIMERS } from '../../common/timers.ts';
import { exampleNode, NodeBench, TRADER } from '../node-bench.ts';
import { recommended, released, reply } from './bench.ts';

const T = REAL_TIMERS;

/** Georgia, where the movement began, and Kazakhstan, with an exchange between them that loses nothing. */
class Pair {
  readonly georgia: NodeBench;
  readonly kazakhstan = new NodeBench(exampleNode('KAZ'));
  readonly mrn: string;
  private readonly carried = new Set<string>();

  constructor({ bench, mrn }: { bench: NodeBench; mrn: string }) {
    this.georgia = bench;
    this.mrn = mrn;
    this.kazakhstan.pass(bench.now - this.kazakhstan.now).clear();
  }

  /** Time passes in both, and all that they write to each other arrives. */
  pass(ms = 0): this {
    this.georgia.pass(ms);
    this.kazakhstan.pass(ms);
    for (let round = 0; round < 9; round++) {
      this.carry(this.georgia, this.kazakhstan, 'KAZ');
      this.carry(this.kazakhstan, this.georgia, 'GEO');
    }
    return this;
  }

  private carry(from: NodeBench, to: NodeBench, name: string): void {
    for (const message of from.sent.filter(({ recipient }) => recipient === name)) {
      const { sender, messageId, messageType } = message;
      const id = `${sender} ${messageId}`;
      if (messageType === 'S002' || this.carried.has(id)) continue;
      this.carried.add(id);
      to.receive(message);
    }
  }
}

const CROSSED = ['AZ000200', 'KZ000200'];

describe('goods that vanish in Kazakhstan (S19, example E6)', () => {
  it('are looked for, and what is owed is paid by the guarantor there', () => {
    const pair = new Pair(recommended(CROSSED));
    const { georgia, kazakhstan, mrn } = pair;
    georgia.decide(`enquiry/${mrn}`, 'openEnquiry');
    pair.pass();
    const reason = 'entered at the border, not seen again';
    kazakhstan.decide(`enquiryAnswer/${mrn}`, 'ownRecovery', { reason });
    pair.pass();
    expect(georgia.rows()).toEqual(['E3', 'E10', 'E15']);
    // 16 560, with interest for eight days.
    expect(kazakhstan.of('T035')[0]).toMatchObject({ recipient: TRADER, body: { amount: 16_596 } });

    pair.pass(T['T-PAY']);
    expect(georgia.rows()).toEqual(['E3', 'E10', 'E15', 'U7']);
    const claimId = kazakhstan.of('X820')[0]?.body.claimId ?? '';
    reply(kazakhstan, { claimId, mrn, status: 'paid' }, 'FI-KAZ');
    pair.pass();
    expect(georgia.rows()).toEqual(['E3', 'E10', 'E15', 'U7', 'E16']);
    expect(georgia.of('T045')).toHaveLength(1);
    expect([...georgia.refusals(), ...kazakhstan.refusals()]).toEqual([]);
  });

  it('are asked back about, found on no list, and the recovery is handed over', () => {
    const pair = new Pair(recommended(CROSSED));
    const { georgia, kazakhstan, mrn } = pair;
    georgia.decide(`enquiry/${mrn}`, 'openEnquiry');
    kazakhstan.clear();
    pair.pass();
    kazakhstan.decide(`enquiryAnswer/${mrn}`, 'askMore');
    pair.pass();
    kazakhstan.decide(`enquiryAnswer/${mrn}`, 'nothingKnown');
    pair.pass();
    georgia.decide(`recovery/${mrn}`, 'transferRecovery');
    pair.pass();
    kazakhstan.decide(`recoveryRequest/${mrn}`, 'accept');
    pair.pass();
    kazakhstan.decide(`payment/asked/${mrn}`, 'paid');
    pair.pass();
    expect(georgia.rows()).toEqual(['E3', 'E11', 'E9', 'E14', 'E15', 'E16', 'U6']);
    expect([...georgia.refusals(), ...kazakhstan.refusals()]).toEqual([]);
  });
});

describe('the country of departure', () => {
  it('may be the one that is asked, too: both sides live in one node', () => {
    const { bench, mrn } = released([], {
      officeOfDestination: 'GE000300',
      officesOfTransit: [],
      countriesOfRouting: ['GE'],
    });
    bench.pass(8 * DAY).clear();
    bench.decide(`enquiry/${mrn}`, 'openEnquiry');
    bench.decide(`enquiryAnswer/${mrn}`, 'askMore');
    bench.decide(`enquiryAnswer/${mrn}`, 'ownRecovery');
    expect(bench.rows()).toEqual(['E3', 'E11', 'E10', 'E15']);
    bench.pass(T['T-PAY']);
    const claimId = bench.of('X820')[0]?.body.claimId ?? '';
    reply(bench, { claimId, mrn, status: 'paid' });
    expect(bench.rows()).toEqual(['E3', 'E11', 'E10', 'E15', 'U7', 'E16']);
    expect(bench.refusals()).toEqual([]);
    expect(bench.tableSizes()).toMatchObject({ tasks: 0, enquiries: 0, movements: 0 });
  });
});
