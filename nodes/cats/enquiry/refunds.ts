/** A guarantor who has paid gets his money back where the regular end of the transit is shown in time (T-REFUND); the movement itself is over. */
import { asIs, Table } from '../../../simulator/core/table.ts';
import { customsFact } from '../../common/facts.ts';
import type { MessageOf, Moment, Step } from '../../common/step.ts';
import { refuse, say } from '../../common/step.ts';
import type { GuaranteeClaim } from '../movement/debt.ts';
import type { Setting } from '../setting.ts';
import type { Claimed } from './claim.ts';
import { withdrawFromInsurer } from './claim.ts';

interface Refundable {
  readonly mrn: string;
  /** What he has paid. */
  readonly amount: number;
  readonly claim: GuaranteeClaim;
  readonly claimed: Claimed;
}

export class Refunds {
  /** By MRN. */
  readonly open = new Table<Refundable>('refunds', asIs);
  private readonly setting: Setting;

  constructor(setting: Setting) {
    this.setting = setting;
  }

  has(mrn: string): boolean {
    return this.open.has(mrn);
  }

  /** Row E18: he has paid. */
  note(claim: GuaranteeClaim, claimed: Claimed, amount: number, { now, out }: Moment): void {
    const { mrn } = claimed;
    out.put(this.open, mrn, { mrn, amount, claim, claimed });
    out.startTimer('T-REFUND', mrn, now + this.setting.timers['T-REFUND']);
  }

  /** Proof is accepted after the end: nothing is left to write off (row E20), the insurer gets back what he paid (X820 withdrawn). */
  prove(message: MessageOf<'N820'>, mrn: string, { now, out }: Moment): void {
    const refund = this.open.get(mrn);
    const accepted = message.body.decision === 'acceptProof';
    if (refund === undefined || !accepted) {
      say(out, refuse(message, 'C202', '92'));
      return;
    }
    out.put(this.open, mrn, undefined);
    out.stopTimer('T-REFUND', mrn);
    out.fact(customsFact({ type: 'RefundDue', mrn, amount: refund.amount }));
    out.effects.push(withdrawFromInsurer(refund.claim, refund.claimed, now, this.setting));
  }

  /** T-REFUND. */
  lapse(mrn: string, { out }: Moment): void {
    const refund = this.open.get(mrn);
    if (refund === undefined) return;
    out.put(this.open, mrn, undefined);
    out.fact(customsFact({ type: 'RefundRightEnded', mrn, amount: refund.amount }));
  }

  /** Only acceptance leads to a refund. */
  objection(message: MessageOf<'N820' | 'N017'>): Step<never> | undefined {
    const accepted = 'decision' in message.body && message.body.decision === 'acceptProof';
    return accepted ? undefined : refuse(message, 'C202', '92');
  }
}
