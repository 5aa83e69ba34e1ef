/** The records of an office of guarantee, and how the steps of this folder are written to them. */
import type { Outcome } from '../../../simulator/core/participant.ts';
import { asIs, Table } from '../../../simulator/core/table.ts';
import type { Row } from '../../../simulator/core/table.ts';
import type { Step } from '../../common/step.ts';
import { say } from '../../common/step.ts';
import { Records } from '../records.ts';
import type { Guarantee } from './guarantee.ts';
import { reviveGuarantee } from './guarantee.ts';
import type { Position } from './position.ts';
import type { Usage } from './usage.ts';
import { reviveUsage, usageKey } from './usage.ts';

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
  /** The last GRN serial, by year. */
  readonly serials = new Table<Count>('grnSerials', asIs);

  all(): Table<Row>[] {
    const { guarantees, grns, applications, usages, serials } = this;
    return [guarantees, grns, applications, usages.open, usages.closed, serials];
  }

  guaranteeByGrn(grn: string): Guarantee | undefined {
    const named = this.grns.get(grn);
    return named && this.guarantees.get(named.id);
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
  }

  /** Writes a step of a usage, with the books of its guarantee. */
  applyPosition(out: Outcome, { state, facts, effects }: Step<Position>): void {
    if (state === undefined) {
      say(out, { facts, effects });
      return;
    }
    const { guarantee, usage } = state;
    out.put(this.guarantees, guarantee.id, guarantee);
    this.usages.apply(out, usageKey(usage.grn, usage.mrn), { state: usage, facts, effects });
  }
}
