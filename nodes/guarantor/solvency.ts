/** Whether an insurer can pay: while it cannot, it signs nothing and pays no claim, and what comes due waits. What insurers owe each other is cleared as ever. */
import type { Outcome } from '../../simulator/core/participant.ts';
import { asIs, Table } from '../../simulator/core/table.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import type { FaultCommand } from '../../simulator/core/world-faults.ts';
import { customsFact } from '../common/facts.ts';

interface Insolvency {
  readonly until: SimTime;
}

export class Solvency {
  /** By the fault behind it. */
  readonly table = new Table<Insolvency>('insolvency', asIs);

  /** When it can pay again; in the past, it can. */
  get restoredAt(): SimTime {
    let last = 0;
    for (const [, { until }] of this.table.entries()) last = Math.max(last, until);
    return last;
  }

  /** Told by hosts: no message says so, customs hear of it by other ways. */
  onFault(command: FaultCommand, out: Outcome): void {
    const { id } = command;
    const others = this.table.size - (this.table.has(id) ? 1 : 0);
    if (command.type === 'fault') {
      const { until } = command;
      out.put(this.table, id, { until });
      if (others === 0) out.fact(customsFact({ type: 'PaymentsStopped', until }));
    } else if (this.table.has(id)) {
      out.put(this.table, id, undefined);
      if (others === 0) out.fact(customsFact({ type: 'PaymentsResumed' }));
    }
  }
}
