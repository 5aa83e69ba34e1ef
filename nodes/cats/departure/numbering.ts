/** The serials of MRNs: one count for each office and year, never used twice. */
import { asIs, Table } from '../../../simulator/core/table.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import type { Outcome } from '../../../simulator/core/participant.ts';
import { countryOfOffice, office6Of } from '../../common/numbers/office.ts';
import type { Mrn, ProcedureLetter } from '../../common/numbers/mrn.ts';
import { makeMrn } from '../../common/numbers/mrn.ts';

interface Count {
  readonly last: number;
}

export class MrnNumbering {
  /** By office and year. */
  readonly counts = new Table<Count>('mrnSerials', asIs);
  private readonly letter: ProcedureLetter;

  /** @param letter procedure letter of the scheme (domain.md section 9.6). */
  constructor(letter: string) {
    this.letter = letter as ProcedureLetter;
  }

  /** The next MRN of an office; at most one in a step. */
  allot(office: string, now: SimTime, out: Outcome): Mrn {
    const year = new Date(now).getUTCFullYear();
    const key = `${office}/${String(year)}`;
    const last = (this.counts.get(key)?.last ?? 0) + 1;
    out.put(this.counts, key, { last });
    return makeMrn({
      year,
      country: countryOfOffice(office),
      office6: office6Of(office),
      serial6: last.toString(36).toUpperCase().padStart(6, '0'),
      letter: this.letter,
    });
  }
}
