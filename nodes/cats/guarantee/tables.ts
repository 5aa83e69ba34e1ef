/** The records of an office of guarantee, and how the steps of this folder are written to them. */
import type { Outcome } from '../../../simulator/core/participant.ts';
import { asIs, Table } from '../../../simulator/core/table.ts';
import type { Row } from '../../../simulator/core/table.ts';
import type { Step } from '../../common/step.ts';
import { say } from '../../common/step.ts';
import { Records } from '../records.ts';
import type { Guarantee } from './guarantee.ts';
import { reviveGuarantee } from './guarantee.ts';
import type { Called, OpenClaim } from './on-x820-claim.ts';
import type { Position } from './position.ts';
import type { Usage } from './usage.ts';
import { reviveUsage, usageKey } from './usage.ts';
import { followed, isSeries, newVoucher, voucherId } from './vouchers.ts';

/** A pointer to a guarantee. */
interface Named {
  readonly id: string;
}

interface Count {
  readonly last: number;
}

/** Made once for each node. Other departments go through `onRelease`. */
export class GuaranteeTables {
  /** By id, which is the application's messageId. */
  readonly guarantees = new Table<Guarantee>('guarantees', reviveGuarantee);
  /** The guarantee that a GRN was allotted to. */
  readonly grns = new Table<Named>('grns', asIs);
  /** The application that a trader has open, by his TIN. */
  readonly applications = new Table<Named>('guaranteeApplications', asIs);
  /** By `usageKey`. */
  readonly usages = new Records<Usage>('usages', reviveUsage);
  /** Claims that are open, by MRN. */
  readonly claims = new Table<OpenClaim>('guaranteeClaims', asIs);
  /** The last GRN serial, by year. */
  readonly serials = new Table<Count>('grnSerials', asIs);

  all(): Table<Row>[] {
    const { guarantees, grns, applications, usages, claims, serials } = this;
    return [guarantees, grns, applications, usages.open, usages.closed, claims, serials];
  }

  guaranteeByGrn(grn: string): Guarantee | undefined {
    const named = this.grns.get(grn);
    return named && this.guarantees.get(named.id);
  }

  /** What a movement may use: not a series, only its vouchers. */
  coverByGrn(grn: string): Guarantee | undefined {
    const guarantee = this.guaranteeByGrn(grn);
    return guarantee !== undefined && isSeries(guarantee) ? undefined : guarantee;
  }

  /** The guarantee itself, or the series that a voucher was sold under. */
  seriesOf(guarantee: Guarantee): Guarantee {
    const { series } = guarantee;
    return (series === '' ? undefined : this.guarantees.get(series)) ?? guarantee;
  }

  vouchersOf(series: Guarantee): Guarantee[] {
    return series.vouchers.flatMap((grn) => this.guarantees.get(voucherId(series, grn)) ?? []);
  }

  usage(grn: string, mrn: string): Usage | undefined {
    return this.usages.get(usageKey(grn, mrn));
  }

  /** The usage of a guarantee by a movement, with the guarantee. */
  position(grn: string, mrn: string): Position | undefined {
    const guarantee = this.guaranteeByGrn(grn);
    const usage = guarantee && this.usage(grn, mrn);
    return usage && { guarantee, usage };
  }

  /** All open uses of a movement; looks through all that are open, which only claims ask for. */
  positionsOf(mrn: string): Position[] {
    const positions: Position[] = [];
    for (const usage of this.openUsages()) {
      const guarantee = usage.mrn === mrn ? this.guaranteeByGrn(usage.grn) : undefined;
      if (guarantee !== undefined) positions.push({ guarantee, usage });
    }
    return positions;
  }

  *openUsages(): Iterable<Usage> {
    for (const [, usage] of this.usages.open.entries()) yield usage;
  }

  /** The application that a trader has open. */
  openApplication(tin: string): Guarantee | undefined {
    const named = this.applications.get(tin);
    return named && this.guarantees.get(named.id);
  }

  /** The next GRN serial of a year. */
  nextSerial(year: number): number {
    return (this.serials.get(String(year))?.last ?? 0) + 1;
  }

  noteSerial(year: number, serial: number, out: Outcome): void {
    out.put(this.serials, String(year), { last: serial });
  }

  /** Writes a step of a guarantee, and what points to it. */
  applyGuarantee(out: Outcome, step: Step<Guarantee>): void {
    if (step.state !== undefined) this.putGuarantee(out, step.state);
    say(out, step);
  }

  private putGuarantee(out: Outcome, guarantee: Guarantee): void {
    const { id, holderTin, status, grn } = guarantee;
    const openId = this.applications.get(holderTin)?.id;
    if (status === 'awaitUndertaking' || status === 'underReview') {
      if (openId !== id) out.put(this.applications, holderTin, { id });
    } else if (openId === id) out.put(this.applications, holderTin, undefined);
    if (grn !== '' && !this.grns.has(grn)) out.put(this.grns, grn, { id });
    out.put(this.guarantees, id, guarantee);
    if (isSeries(guarantee) && status !== 'closed') this.putVouchers(out, guarantee);
  }

  /** Vouchers are made with the grant of their series, and follow it up to its run-off; what is closed has none that is open. */
  private putVouchers(out: Outcome, series: Guarantee): void {
    for (const grn of series.vouchers) {
      const id = voucherId(series, grn);
      const before = this.guarantees.get(id);
      const after = before === undefined ? newVoucher(series, grn) : followed(before, series);
      if (before === undefined) out.put(this.grns, grn, { id });
      if (after !== before) out.put(this.guarantees, id, after);
    }
  }

  /** Writes a step of a usage, with the books of its guarantee. */
  applyPosition(out: Outcome, { state, facts, effects }: Step<Position>): void {
    if (state !== undefined) this.putPosition(out, state);
    say(out, { facts, effects });
  }

  /** Writes a step of a claim: all usages that it calls or settles. */
  applyClaim(out: Outcome, mrn: string, { state, facts, effects }: Step<Called>): void {
    if (state !== undefined) {
      for (const position of state.positions) this.putPosition(out, position);
      out.put(this.claims, mrn, state.claim);
    }
    say(out, { facts, effects });
  }

  private putPosition(out: Outcome, { guarantee, usage }: Position): void {
    out.put(this.guarantees, guarantee.id, guarantee);
    const step = { state: usage, facts: NOTHING, effects: NOTHING };
    this.usages.apply(out, usageKey(usage.grn, usage.mrn), step);
  }
}

const NOTHING: readonly never[] = [];
