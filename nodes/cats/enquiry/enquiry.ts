/** The enquiry and recovery authority of a country, for its own movements (rows E1 to E20) and for those of others that it is asked about. */
import type { Department } from '../../common/step.ts';
import type { GuaranteeTables } from '../guarantee/tables.ts';
import type { Movements } from '../movement/movements.ts';
import type { Setting } from '../setting.ts';
import { AskedAuthority } from './asked/asked.ts';
import { decisionsOf, objectionsOf } from './decisions.ts';
import type { HeldElsewhere } from './elsewhere.ts';
import { messagesOf } from './messages.ts';
import { Refunds } from './refunds.ts';
import type { Neighbours } from './with-neighbours.ts';
import { messagesWithNeighbours } from './with-neighbours.ts';
import { timersOf } from './timers.ts';

/** What the authority uses of the rest of the node. */
export interface EnquiryNeeds {
  readonly setting: Setting;
  readonly movements: Movements;
  readonly guarantees: GuaranteeTables;
  readonly elsewhere: HeldElsewhere;
}

/** With its own records. */
export interface Authority extends EnquiryNeeds {
  readonly asked: AskedAuthority;
  readonly refunds: Refunds;
}

export function enquiryDepartment(needs: EnquiryNeeds, neighbours: Neighbours): Department {
  const { setting, movements, guarantees, elsewhere } = needs;
  const asked = new AskedAuthority(setting, elsewhere);
  const refunds = new Refunds(setting);
  const authority: Authority = { setting, movements, guarantees, elsewhere, asked, refunds };
  return {
    tables: [asked.records.open, asked.records.closed, refunds.open],
    messages: { ...messagesOf(authority), ...messagesWithNeighbours(authority, neighbours) },
    timers: timersOf(authority),
    decisions: decisionsOf(authority),
    objections: objectionsOf(authority),
    prune({ now, out }) {
      asked.records.prune(now, out);
    },
  };
}
