/** Numbers under which a load sends movements: none that an earlier load on the same exchange can have used within days. */
import { makeMrn, mrnParts } from '../../nodes/common/numbers/mrn.ts';
import type { Flow } from './flow.ts';

/** Six characters of an MRN, each of 36. */
const SERIALS = 36 ** 6;
/** Movements in a second that the numbers are good for. */
const PER_SECOND = 5_000;

export class Numbers {
  /** Part of every message id of this load. */
  readonly run: string;
  private serial: number;

  /** @param startedAt Unix ms. */
  constructor(startedAt: number) {
    const seconds = Math.floor(startedAt / 1_000);
    this.run = `L${seconds.toString(36)}`;
    this.serial = (seconds * PER_SECOND) % SERIALS;
  }

  /** The number of one more movement, or account, like that of the flow: of the same year and office. */
  next({ about, number }: Flow): string {
    this.serial = (this.serial + 1) % SERIALS;
    const serial6 = this.serial.toString(36).toUpperCase().padStart(6, '0');
    if (about === 'account') return `${number.slice(0, 2)}${serial6}`;
    const { year, country, office, letter } = mrnParts(number);
    return makeMrn({
      ...{ year, country, office6: office.slice(2), serial6 },
      ...(letter === undefined ? {} : { letter }),
    });
  }
}
