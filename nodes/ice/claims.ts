/** Claims on the guarantee chain that are open: ICE takes one for a movement at a time (X820, rule C604). What is owed is not its business. */
import type { Message, Outcome } from '../../simulator/core/participant.ts';
import { asIs, Table } from '../../simulator/core/table.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { DAY } from '../../simulator/core/time.ts';
import { customsFact } from '../common/facts.ts';
import type { Body } from '../common/message-types.ts';

interface OpenClaim {
  readonly claimId: string;
  readonly from: string;
  readonly at: SimTime;
}

/** A claim whose end ICE never hears of, because it was settled inside one country, is forgotten after this time, in ms. */
const RETENTION_MS = 400 * DAY;

export class Claims {
  /** By MRN, the longest ago first. */
  readonly open = new Table<OpenClaim>('claims', asIs);

  /** Whether a claim comes second: another is open for the movement, and this is not its withdrawal. */
  isSecond({ sender, body }: Message): boolean {
    const { mrn, claimId, withdrawn } = body as Body<'X820'>;
    const open = this.open.get(mrn);
    if (open === undefined) return false;
    return withdrawn !== 1 || open.claimId !== claimId || open.from !== sender;
  }

  /** A claim opens with X820, and closes when it is withdrawn, cleared (X822), or the debt was collected otherwise (X152). */
  learn({ messageType, sender, body }: Message, now: SimTime, out: Outcome): void {
    if (messageType !== 'X820' && messageType !== 'X822' && messageType !== 'X152') return;
    const { mrn } = body as Body<'X820'>;
    if (messageType === 'X820' && (body as Body<'X820'>).withdrawn === 0) {
      const { claimId } = body as Body<'X820'>;
      out.put(this.open, mrn, { claimId, from: sender, at: now });
      out.fact(customsFact({ type: 'ClaimRegistered', claimId, mrn, from: sender }));
      return;
    }
    const open = this.open.get(mrn);
    if (open === undefined) return;
    out.put(this.open, mrn, undefined);
    out.fact(customsFact({ type: 'ClaimClosed', claimId: open.claimId, mrn }));
  }

  prune(now: SimTime, out: Outcome): void {
    for (const [mrn, { at }] of this.open.entries()) {
      if (at + RETENTION_MS > now) break;
      out.put(this.open, mrn, undefined);
    }
  }
}
