/** Trust levels by record (domain.md section 8.2, rule 4): down for findings and unpaid debts, up after a clean month with enough discharges. */
import type { Outcome } from '../../../simulator/core/participant.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { NodeParameters } from '../../common/parameters.ts';
import { insurerOf } from '../../common/routing.ts';
import { send } from '../../common/step.ts';
import {
  guaranteeToLodge,
  isReduced,
  LOWEST_LEVEL,
  percentageOf,
  previousMonth,
  PROMOTION,
} from '../../common/trust-level.ts';
import type { Account } from '../accounts/account.ts';
import { isInForce } from '../accounts/account.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { publicationOf } from '../accounts/publication.ts';
import type { Guarantee } from './guarantee.ts';
import { toMoney } from './ledger.ts';
import type { GuaranteeTables } from './tables.ts';

interface Instant {
  readonly now: SimTime;
  readonly out: Outcome;
}

/** Guarantees that the step has changed already, by id: what is written here comes on top. */
type Changed = ReadonlyMap<string, Guarantee>;
const NONE: Changed = new Map();

export class TrustLevels {
  private readonly accounts: Accounts;
  private readonly tables: GuaranteeTables;
  private readonly parameters: NodeParameters;

  constructor(accounts: Accounts, tables: GuaranteeTables, parameters: NodeParameters) {
    this.accounts = accounts;
    this.tables = tables;
    this.parameters = parameters;
  }

  /** A control has found something major (B1) that stands: down one level. Of traders of other countries their own country keeps the record. */
  onFinding(tin: string, mrn: string, at: Instant): void {
    const account = this.own(tin);
    if (account === undefined) return;
    const level = Math.max(LOWEST_LEVEL, account.trustLevel - 1);
    this.change(account, level, `major discrepancies found on ${mrn}`, at, NONE);
  }

  /** The principal has not paid what he owes, so that the guarantor is called: to the lowest level. */
  onUnpaid(tin: string, mrn: string, at: Instant, changed: Changed): void {
    const account = this.own(tin);
    if (account === undefined) return;
    this.change(account, LOWEST_LEVEL, `debt for ${mrn} not paid`, at, changed);
  }

  /** Monthly: who was clean for the whole month and sent enough comes one level higher; everybody's count begins anew. */
  review(at: Instant): void {
    const { discharges, highestLevel } = this.parameters.scheme.promotion ?? PROMOTION;
    const since = previousMonth(at.now);
    for (const [tin, count] of this.takeDischarges(at)) {
      const account = this.own(tin);
      if (account === undefined || !isInForce(account, at.now)) continue;
      const clean = account.cleanSince <= since && count.discharges >= discharges;
      if (!clean || account.trustLevel >= highestLevel) continue;
      const reason = `a clean month with ${String(count.discharges)} discharges`;
      this.change(account, account.trustLevel + 1, reason, at, count.reset);
    }
  }

  /** Discharges of each holder since the last review, which are set to nought. */
  private takeDischarges({ out }: Instant) {
    const counts = new Map<string, { discharges: number; reset: Map<string, Guarantee> }>();
    for (const [id, guarantee] of this.tables.guarantees.entries()) {
      if (guarantee.discharges === 0) continue;
      const { holderTin } = guarantee;
      const count = counts.get(holderTin) ?? { discharges: 0, reset: new Map() };
      const reset = guarantee.with({ discharges: 0 });
      count.discharges += guarantee.discharges;
      count.reset.set(id, reset);
      counts.set(holderTin, count);
      out.put(this.tables.guarantees, id, reset);
    }
    return counts;
  }

  private own(tin: string): Account | undefined {
    const account = this.accounts.get(tin);
    return account?.home === this.parameters.country ? account : undefined;
  }

  /** The account, its publication, and the guarantees that follow; a level that stays still begins the month anew. */
  private change(
    account: Account,
    trustLevel: number,
    reason: string,
    { now, out }: Instant,
    changed: Changed,
  ): void {
    const { tin, trustLevel: before } = account;
    const state = account.with({ trustLevel, cleanSince: now });
    out.put(this.accounts, tin, state);
    if (trustLevel === before) return;
    out.fact(customsFact({ type: 'TrustLevelChanged', tin, before, trustLevel, reason }));
    out.effects.push(publicationOf(state, this.parameters.iso2));
    for (const [id, stored] of this.tables.guarantees.entries()) {
      if (stored.holderTin !== tin) continue;
      const guarantee = changed.get(id) ?? stored;
      const level = levelAfter(guarantee, before, trustLevel);
      if (level !== guarantee.level) this.update(guarantee, level, reason, out);
    }
  }

  /** G225 to holder and guarantor where the share changes: what is covered stays as it is. */
  private update(guarantee: Guarantee, level: number, reason: string, out: Outcome): void {
    const percentage = percentageOf(level);
    out.put(this.tables.guarantees, guarantee.id, guarantee.with({ level, percentage }));
    if (percentage === guarantee.percentage) return;
    const { grn, applicant, ledger } = guarantee;
    const guaranteeAmount = toMoney(guaranteeToLodge(ledger.referenceAmount, level));
    out.fact(customsFact({ type: 'GuaranteeUpdated', grn, percentage, guaranteeAmount, reason }));
    const { country, officeOfGuarantee: from } = this.parameters;
    const body = { grn, percentage, guaranteeAmount, reason };
    out.effects.push(send('G225', applicant, body, { from }));
    out.effects.push(send('G225', insurerOf(country), body, { from }));
  }
}

/** A guarantee that the level bears on never stands above its holder; it rises with him if it stood where he did. */
function levelAfter({ type, status, level }: Guarantee, before: number, after: number): number {
  const stands = status === 'active' || status === 'suspended';
  if (!isReduced(type) || !stands) return level;
  if (after < level) return after;
  return level === before ? after : level;
}
