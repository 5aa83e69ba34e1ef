/** The insurer as issuer and as member of the pool: losses that another has paid for it (X822), what it cedes of them, and what comes back. */
import type { SimTime } from '../../simulator/core/time.ts';
import { isoUtc, parseIsoUtc } from '../../simulator/core/time.ts';
import { Table } from '../../simulator/core/table.ts';
import type { Body } from '../common/message-types.ts';
import type { MessageOf } from '../common/step.ts';
import type { Account, Line } from './books.ts';
import { Loss, reviveLoss } from './loss.ts';
import type { Office } from './office.ts';
import type { Instant } from './settlement.ts';
import type { Cents, Part } from './shares.ts';
import { divideLoss, shareOut, toCents, toMoney } from './shares.ts';

/** Books of a share in a loss, by who bears it; its own shares are expense, those of others are owed to it. */
const BORNE: Readonly<Record<Part['role'], Account>> = {
  issuer: 'retainedLosses',
  pool: 'receivableFromPool',
  reinsurer: 'reinsuranceRecoverable',
};
/** And of money that comes back: what is not its own it owes. */
const OWED: Readonly<Record<Part['role'], Account>> = {
  issuer: 'retainedLosses',
  pool: 'payableToPool',
  reinsurer: 'payableToReinsurer',
};

export class Issuing {
  readonly table = new Table<Loss>('losses', reviveLoss);
  private readonly office: Office;

  constructor(office: Office) {
    this.office = office;
  }

  /** X822 from the own node: what it is about, the role of the share says that is this insurer's. */
  onClearing({ messageId, body }: MessageOf<'X822'>, at: Instant): void {
    const { self } = this.office;
    const own = body.shares.filter(({ party }) => party === self);
    for (const { role, amount } of own) {
      const share = toCents(amount);
      if (role === 'issuer') this.takeLoss(body, at);
      else if (role === 'pool') this.takeShare(body, share, at);
      else if (role === 'recourse') this.takeBack(body, share, messageId, at);
      else if (role === 'refund') this.takeRefund(body, at);
    }
  }

  /** Another insurer has paid: the issuer owes it all, keeps its retention, and cedes the rest at once. */
  private takeLoss(body: Body<'X822'>, at: Instant): void {
    const { claimId, mrn, grn, currency, netDate } = body;
    if (this.table.get(claimId) !== undefined) return;
    const { office } = this;
    const amount = toCents(body.amount);
    const parts = divideLoss(amount, office.self, office.insurance, office.members);
    const fields = { claimId, mrn, grn, currency, parts, amount, recovered: 0, refunded: 0 };
    const loss = new Loss(fields);
    at.out.put(this.table, claimId, loss);
    const { about } = loss;
    const borne = parts.map((part): Line => [this.accountOf(part, BORNE), part.amount]);
    const lines: Line[] = [...borne, ['payableToFronting', -amount]];
    office.books.post({ entry: 'lossTaken', about, lines }, at.out);
    const dueFromOthers = borne.filter(([account]) => !OWN.includes(account));
    const settled = inCash([['payableToFronting', -amount], ...dueFromOthers]);
    office.settlement.settleOn(`loss/${claimId}`, dayOf(netDate, at), about, settled, at);
    this.tell(loss, parts, (role) => role, amount, netDate, at);
    if (office.insurance.recourse) office.settlement.note({ kind: 'recourse', claimId }, at);
  }

  /** A share of a loss that another member of the pool has issued. */
  private takeShare({ claimId, mrn, grn, netDate }: Body<'X822'>, share: Cents, at: Instant): void {
    const about = { claim: claimId, mrn, grn };
    const owed: Line = ['payableToIssuer', -share];
    const lines: Line[] = [['poolLosses', share], owed];
    this.office.books.post({ entry: 'cessionTaken', about, lines }, at.out);
    const day = dayOf(netDate, at);
    this.office.settlement.settleOn(`cession/${claimId}`, day, about, inCash([owed]), at);
  }

  /** Money back of such a share. @param messageId tells one time from another. */
  private takeBack(
    { claimId, mrn, grn, netDate }: Body<'X822'>,
    share: Cents,
    messageId: string,
    at: Instant,
  ): void {
    // The issuer's own copy tells it nothing new.
    if (this.table.get(claimId) !== undefined) return;
    const about = { claim: claimId, mrn, grn };
    const due: Line = ['receivableFromIssuer', share];
    const lines: Line[] = [due, ['poolLosses', -share]];
    this.office.books.post({ entry: 'recourseShared', about, lines }, at.out);
    const day = dayOf(netDate, at);
    this.office.settlement.settleOn(`back/${messageId}`, day, about, inCash([due]), at);
  }

  /** The monthly clearing of recourse: what the principal's deposit holds goes to all who have borne the loss. */
  recourse(claimId: string, at: Instant): void {
    const loss = this.table.get(claimId);
    if (loss === undefined) return;
    const { office } = this;
    const amount = Math.min(loss.open, office.deposits.heldFor(loss.grn));
    if (amount <= 0 || !office.deposits.move(loss.grn, -amount)) return;
    const netDate = at.now + office.insurance.settlementMs;
    const source: Line = ['depositsHeld', amount];
    const back = this.giveBack(loss, amount, source, `recourse/${claimId}`, netDate, at);
    at.out.put(this.table, claimId, loss.less(back, { recovered: loss.recovered + amount }));
  }

  /** Customs has paid back: first the principal, from whose deposit it came, then all others. */
  private takeRefund({ claimId, netDate, amount }: Body<'X822'>, at: Instant): void {
    const loss = this.table.get(claimId);
    if (loss === undefined || loss.refunded > 0) return;
    const { office } = this;
    const refund = toCents(amount);
    const toDeposit = Math.min(refund, loss.recovered);
    const { about } = loss;
    // Where the guarantee is over, the principal gets the money itself.
    const kept = office.deposits.move(loss.grn, toDeposit);
    const due: Line = ['receivableFromFronting', toDeposit];
    const restored: Line = [kept ? 'depositsHeld' : 'cash', -toDeposit];
    office.books.post({ entry: 'refundReceived', about, lines: [due, restored] }, at.out);
    const day = dayOf(netDate, at);
    office.settlement.settleOn(`restored/${claimId}`, day, about, inCash([due]), at);
    const rest = refund - toDeposit;
    const source: Line = ['receivableFromFronting', rest];
    const back = rest > 0 ? this.giveBack(loss, rest, source, `shared/${claimId}`, day, at) : [];
    at.out.put(this.table, claimId, loss.less(back, { refunded: refund }));
  }

  /** Money that comes back flows in the same shares as the loss did: to whom how much. @param source where it comes from, as a debit. */
  private giveBack(
    loss: Loss,
    amount: Cents,
    source: Line,
    id: string,
    day: SimTime,
    at: Instant,
  ): readonly Part[] {
    const { office } = this;
    const parts = shareOut(amount, loss.parts);
    const owed = parts.map((part): Line => [this.accountOf(part, OWED), -part.amount]);
    const entry = source[0] === 'depositsHeld' ? 'recourseTaken' : 'refundShared';
    const { about } = loss;
    office.books.post({ entry, about, lines: [source, ...owed] }, at.out);
    const open = [source, ...owed].filter(([account]) => !OWN.includes(account));
    office.settlement.settleOn(id, day, about, inCash(open), at);
    this.tell(loss, parts, () => 'recourse', amount, isoUtc(day), at);
    return parts;
  }

  /** X822 to the other members of the pool, where they have a part in it. */
  private tell(
    { claimId, mrn, grn, currency }: Loss,
    parts: readonly Part[],
    roleOf: (role: Part['role']) => string,
    amount: Cents,
    netDate: string,
    at: Instant,
  ): void {
    const { office } = this;
    if (!parts.some(({ role, party }) => role === 'pool' && party !== office.self)) return;
    const shares = parts.map((part) => ({
      role: roleOf(part.role),
      party: part.party,
      amount: toMoney(part.amount),
    }));
    const body = { claimId, mrn, grn, currency, amount: toMoney(amount), fx: 1, shares, netDate };
    at.out.effects.push(office.clear(body));
  }

  /** Its own share in the pool is a loss of its own. */
  private accountOf(part: Part, accounts: Readonly<Record<Part['role'], Account>>): Account {
    return part.role === 'pool' && part.party === this.office.self
      ? 'poolLosses'
      : accounts[part.role];
  }
}

/** Accounts that are not settled between insurers: what it bears itself, and what it holds for principals. */
const OWN: readonly Account[] = ['retainedLosses', 'poolLosses', 'depositsHeld'];

/** Closes what is owed and due, with cash against it. */
function inCash(open: readonly Line[]): Line[] {
  const cash = open.reduce((sum, [, amount]) => sum + amount, 0);
  return [['cash', cash], ...open.map(([account, amount]): Line => [account, -amount])];
}

const dayOf = (netDate: string, { now }: Instant): SimTime => parseIsoUtc(netDate) ?? now;
