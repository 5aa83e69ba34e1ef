/**
 * The book of one guarantee as whoever uses it can keep it: he knows when he asked and when he was answered, not when the office wrote it down. So
 * it holds two sums, of what is surely reserved and of what may be, and tells between which two the office must stand. In cents.
 */

/** The sums at one moment. */
export interface Look {
  readonly sure: number;
  readonly may: number;
  readonly begun: number;
  readonly loosened: number;
}

export interface Bounds {
  readonly least: number;
  readonly most: number;
}

export class GuaranteeBook {
  readonly grn: string;
  readonly referenceAmount: number;
  private sure = 0;
  private may = 0;
  /** Sum of everything that ever might be reserved, and of everything that ever ceased to be surely reserved. */
  private begun = 0;
  private loosened = 0;

  constructor(grn: string, referenceAmount: number) {
    this.grn = grn;
    this.referenceAmount = referenceAmount;
  }

  /** A declaration leaves: from now on the office may reserve its amount. */
  mayReserve(amount: number): void {
    this.may += amount;
    this.begun += amount;
  }

  /** It is released (T029): the amount is reserved. */
  reserved(amount: number): void {
    this.sure += amount;
  }

  /** Something leaves that leads to the write-off: from now on the office may give the amount back. */
  mayGiveBack(amount: number): void {
    this.sure -= amount;
    this.loosened += amount;
  }

  /** It is written off (T045), or was never reserved (T055, T051): the amount is not held any more. */
  gaveBack(amount: number): void {
    this.may -= amount;
  }

  look(): Look {
    const { sure, may, begun, loosened } = this;
    return { sure, may, begun, loosened };
  }

  /** What the office can have held at any one moment since. */
  since({ sure, may, begun, loosened }: Look): Bounds {
    return {
      least: Math.max(0, sure - (this.loosened - loosened)),
      most: may + (this.begun - begun),
    };
  }
}
