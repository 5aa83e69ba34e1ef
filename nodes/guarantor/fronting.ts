/** The insurer as the one that fronts: customs of its own country claims on it (X820), it accepts or disputes, pays, and clears with the issuer. */
import { uniform } from '../../simulator/core/draws.ts';
import { roundHalfUp } from '../../simulator/core/maths.ts';
import type { Draws } from '../../simulator/core/participant.ts';
import { Table } from '../../simulator/core/table.ts';
import { isoUtc } from '../../simulator/core/time.ts';
import { customsFact } from '../common/facts.ts';
import type { Body } from '../common/message-types.ts';
import type { MessageOf } from '../common/step.ts';
import { refuse, say, send } from '../common/step.ts';
import { FrontedClaim, reviveFrontedClaim } from './fronted-claim.ts';
import type { Office } from './office.ts';
import type { Instant } from './settlement.ts';
import type { Cents } from './shares.ts';
import { toCents, toMoney } from './shares.ts';

/** Timer: an accepted claim is paid. */
export const PAYMENT = 'payment';

interface At extends Instant {
  readonly draws: Draws;
}

export class Fronting {
  readonly table = new Table<FrontedClaim>('claims', reviveFrontedClaim);
  private readonly office: Office;

  constructor(office: Office) {
    this.office = office;
  }

  /** X820: a claim, or the withdrawal of one. */
  onClaim(message: MessageOf<'X820'>, at: At): void {
    const { claimId, withdrawn } = message.body;
    const claim = this.table.get(claimId);
    if (withdrawn === 1) {
      this.withdraw(claim, message, at);
      return;
    }
    const rule = this.objection(message.body);
    if (claim !== undefined) say(at.out, refuse(message, 'C202', '92'));
    else if (rule !== undefined) say(at.out, refuse(message, rule, '14', '/body'));
    else this.take(message, at);
  }

  /** N820 `claim/<id>`: an officer of the insurer decides instead of the rule. */
  onDecision(message: MessageOf<'N820'>, at: At): void {
    const { task, decision, reason } = message.body;
    const claim = this.table.get(task.startsWith(TASK) ? task.slice(TASK.length) : '');
    if (claim === undefined) {
      say(at.out, refuse(message, 'C201', '90', '/body/task'));
      return;
    }
    const open = claim.status === 'accepted' || claim.status === 'disputed';
    const solvent = this.office.solvency.restoredAt <= at.now;
    if (decision === 'pay' && open && solvent) this.pay(claim, at);
    else if (decision === 'accept' && claim.status === 'disputed') this.accept(claim, at);
    else if (decision === 'dispute' && claim.status === 'accepted') {
      at.out.stopTimer(PAYMENT, claim.claimId);
      this.dispute(claim, reason ?? 'disputed by the insurer', at);
    } else if (DECISIONS.includes(decision)) say(at.out, refuse(message, 'C202', '92'));
    else say(at.out, refuse(message, 'C103', '12', '/body/decision'));
  }

  onPayment(claimId: string, at: Instant): void {
    const claim = this.table.get(claimId);
    if (claim?.status !== 'accepted') return;
    const { restoredAt } = this.office.solvency;
    if (restoredAt > at.now) at.out.startTimer(PAYMENT, claimId, restoredAt);
    else this.pay(claim, at);
  }

  /** The monthly clearing: the issuer owes all of it. */
  clear(claimId: string, { now, out }: Instant): void {
    const claim = this.table.get(claimId);
    if (claim?.status !== 'paid' || claim.cleared) return;
    const { office } = this;
    const netDate = now + office.insurance.settlementMs;
    out.put(this.table, claimId, claim.asCleared());
    const lines = [
      ['receivableFromIssuer', claim.amount],
      ['claimsPaid', -claim.amount],
    ] as const;
    office.books.post({ entry: 'claimCleared', about: claim.about, lines }, out);
    const settled = [
      ['cash', claim.amount],
      ['receivableFromIssuer', -claim.amount],
    ] as const;
    const at = { now, out };
    office.settlement.settleOn(`claim/${claimId}`, netDate, claim.about, settled, at);
    out.effects.push(office.clear(this.clearing(claim, 'issuer', isoUtc(netDate))));
  }

  /** The monthly clearing of what customs has paid back: it is the issuer's. */
  refund(claimId: string, { now, out }: Instant): void {
    const claim = this.table.get(claimId);
    if (claim?.status !== 'refunded') return;
    const { office } = this;
    const netDate = now + office.insurance.settlementMs;
    const settled = [
      ['payableToIssuer', claim.amount],
      ['cash', -claim.amount],
    ] as const;
    const at = { now, out };
    office.settlement.settleOn(`refund/${claimId}`, netDate, claim.about, settled, at);
    out.effects.push(office.clear(this.clearing(claim, 'refund', isoUtc(netDate))));
  }

  /** The rule that a claim breaks: customs claims on the insurer of its own country, once for a movement, in the scheme currency, under a GRN that somebody has issued. */
  private objection({ countryOfDebt, currency, mrn, grn }: Body<'X820'>): string | undefined {
    const { parameters } = this.office;
    if (countryOfDebt !== parameters.iso2) return 'C604';
    if (currency !== parameters.scheme.currency) return 'C416';
    if (this.office.issuerOf(grn) === undefined) return 'C403';
    for (const [, claim] of this.table.entries()) {
      if (claim.mrn === mrn && claim.stands) return 'C604';
    }
    return undefined;
  }

  private take(message: MessageOf<'X820'>, at: At): void {
    const { claimId, mrn, grn, principalSum, interest, currency } = message.body;
    const claim = new FrontedClaim({
      claimId,
      mrn,
      grn,
      amount: toCents(principalSum) + toCents(interest),
      currency,
      authority: message.sender,
      requestId: message.messageId,
      status: 'accepted',
      cleared: false,
    });
    const ground = this.groundOf(message.body, claim.amount);
    if (ground === undefined) this.accept(claim, at);
    else this.dispute(claim, ground, at);
  }

  /** What the scheme lets the insurer dispute of its own accord. */
  private groundOf({ undeclaredGoods }: Body<'X820'>, amount: Cents): string | undefined {
    const { disputes } = this.office.insurance;
    const { claimCeiling } = this.office.parameters.scheme;
    if (disputes.includes('everything')) return 'the insurer disputes every claim';
    if (disputes.includes('undeclaredGoods') && undeclaredGoods === 1)
      return 'the goods were not declared';
    const above = claimCeiling !== undefined && amount > toCents(claimCeiling);
    return disputes.includes('aboveCeiling') && above
      ? 'the claim is above the ceiling of the scheme'
      : undefined;
  }

  /** Accepted, and paid within T-CLAIM, the sooner the better its clerks work. */
  private accept(claim: FrontedClaim, at: At): void {
    const { paysFrom, paysTo } = this.office.insurance;
    const term = this.office.parameters.scheme.timers['T-CLAIM'];
    const after = roundHalfUp(uniform(at.draws.stream('payments'), paysFrom, paysTo) * term);
    at.out.startTimer(PAYMENT, claim.claimId, at.now + after);
    this.answer(claim, 'accepted', at);
  }

  private dispute(claim: FrontedClaim, ground: string, at: Instant): void {
    this.answer(claim, 'disputed', at, { ground });
  }

  private pay(claim: FrontedClaim, at: Instant): void {
    const { amount, claimId } = claim;
    at.out.stopTimer(PAYMENT, claimId);
    const lines = [
      ['claimsPaid', amount],
      ['cash', -amount],
    ] as const;
    this.office.books.post({ entry: 'claimPaid', about: claim.about, lines }, at.out);
    this.office.settlement.note({ kind: 'claim', claimId }, at);
    this.answer(claim, 'paid', at, { paidAmount: toMoney(amount) });
  }

  /** X821, in answer to the claim. */
  private answer(
    claim: FrontedClaim,
    status: 'accepted' | 'disputed' | 'paid',
    at: Instant,
    more: { readonly paidAmount?: number; readonly ground?: string } = {},
  ): void {
    const { claimId, mrn, authority, requestId } = claim;
    this.put(claim.as(status), at, more.ground);
    const body = { claimId, mrn, status, date: isoUtc(at.now), ...more };
    at.out.effects.push(send('X821', authority, body, { correlationId: requestId, mrn }));
  }

  /** Withdrawn before it was paid; or, after that, customs pays the money back. */
  private withdraw(claim: FrontedClaim | undefined, message: MessageOf<'X820'>, at: Instant): void {
    if (claim === undefined) {
      say(at.out, refuse(message, 'C201', '90'));
      return;
    }
    switch (claim.status) {
      case 'accepted':
      case 'disputed':
        at.out.stopTimer(PAYMENT, claim.claimId);
        this.put(claim.as('withdrawn'), at);
        break;
      case 'paid':
        this.takeBack(claim, at);
        break;
      case 'withdrawn':
      case 'refunded':
        say(at.out, refuse(message, 'C202', '92'));
    }
  }

  /** What has not been cleared yet need not be; else the money is the issuer's. */
  private takeBack(claim: FrontedClaim, at: Instant): void {
    const { claimId, amount, cleared } = claim;
    this.put(claim.as('refunded'), at);
    const lines = [
      ['cash', amount],
      [cleared ? 'payableToIssuer' : 'claimsPaid', -amount],
    ] as const;
    this.office.books.post({ entry: 'refundReceived', about: claim.about, lines }, at.out);
    if (cleared) this.office.settlement.note({ kind: 'refund', claimId }, at);
    else this.office.settlement.forget({ kind: 'claim', claimId }, at.out);
  }

  private put(claim: FrontedClaim, { out }: Instant, ground?: string): void {
    const { claimId, mrn, grn, status, amount } = claim;
    out.put(this.table, claimId, claim);
    const fact = { claim: claimId, mrn, grn, status, amount: toMoney(amount) };
    const reason = ground === undefined ? {} : { ground };
    out.fact(customsFact({ type: 'ClaimDecided', ...fact, ...reason }));
  }

  private clearing(
    { claimId, mrn, grn, currency, amount }: FrontedClaim,
    role: 'issuer' | 'refund',
    netDate: string,
  ): Body<'X822'> {
    const money = toMoney(amount);
    const party = this.office.issuerOf(grn) ?? this.office.self;
    const shares = [{ role, party, amount: money }];
    // Claims are in the scheme currency, so nothing is exchanged.
    return { claimId, mrn, grn, currency, amount: money, fx: 1, shares, netDate };
  }
}

/** How an officer of the insurer names a claim. */
const TASK = 'claim/';
const DECISIONS: readonly string[] = ['accept', 'dispute', 'pay'];
