/** Decides when a run is over: at its horizon, or once every movement that the scenario lists has come to its end. */
import type { Entry } from '../core/cell.ts';
import type { SimTime } from '../core/time.ts';
import { MINUTE } from '../core/time.ts';

/** Time left after the last end, so that what is under way still arrives; longer than any lockstep window. */
const GRACE_MS = 10 * MINUTE;

/** Facts with which a declaration comes to its end. */
const ENDS: ReadonlySet<string> = new Set([
  'DeclarationRejected',
  'DeclarationRefused',
  'ReleaseDenied',
  'MovementWrittenOff',
]);

export class EndWatch {
  /** The run ends before this instant. */
  until: SimTime;
  private readonly listed: number | undefined;
  private ended = 0;
  private left = 0;

  /** @param listed movements to wait for; undefined runs to the horizon. */
  constructor(horizon: SimTime, listed: number | undefined) {
    this.until = horizon;
    this.listed = listed;
  }

  observe(entry: Entry): void {
    if (this.listed === undefined) return;
    if (ENDS.has(entry.type)) this.ended++;
    else if (entry.type === 'TruckLeft') this.left++;
    else return;
    // Who was rejected may declare again, so that there can be more ends than movements.
    if (this.ended >= this.listed && this.left >= this.listed)
      this.until = Math.min(this.until, entry.t + GRACE_MS);
  }
}
