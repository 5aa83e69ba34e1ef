/** Folds a journal with bodies into flows: whole movements and account notices, in the proportions in which they came. */
import type { Entry } from '../../simulator/core/cell.ts';
import { composeMessage } from '../../simulator/core/participant.ts';
import type { Message } from '../../simulator/core/participant.ts';
import { isoUtc } from '../../simulator/core/time.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { SCHEMA_VERSION } from '../../nodes/common/limits.ts';
import { isMessageCode, MESSAGE_TYPES } from '../../nodes/common/message-types.ts';
import { ALL, ICE } from '../../nodes/common/routing.ts';
import { announces } from '../../nodes/ice/standing.ts';
import type { Flow, FlowMessage, Slot } from './flow.ts';

interface Seen {
  readonly at: SimTime;
  readonly message: Message;
}

export class FlowCollector {
  private readonly countries: ReadonlySet<string>;
  private readonly byMrn = new Map<string, Seen[]>();
  private readonly accounts: Seen[] = [];

  /** @param countries whose messages count; a movement that another country has a part in is left out. */
  constructor(countries: Iterable<string>) {
    this.countries = new Set(countries);
  }

  observe(entry: Entry, body: object | undefined): void {
    if (entry['type'] !== 'MessageSent' || body === undefined || !this.countries.has(entry.n))
      return;
    const { id, msg, from, to, mrn, lrn, re } = entry as unknown as Sent;
    const type = isMessageCode(msg) ? MESSAGE_TYPES[msg] : undefined;
    if (type?.exchange !== true || 'receipt' in type || to === ICE) return;
    const effect = {
      kind: 'send' as const,
      ...{ messageType: msg, to, body },
      ...(mrn === undefined ? {} : { mrn }),
      ...(lrn === undefined ? {} : { lrn }),
      ...(re === undefined ? {} : { correlationId: re }),
    };
    const message = composeMessage(effect, from, id, isoUtc(entry.t), SCHEMA_VERSION);
    const seen = { at: entry.t, message };
    if (mrn !== undefined) this.add(mrn, seen);
    else if (msg === 'A803' || msg === 'A804') this.accounts.push(seen);
  }

  /** Movements that were begun up to `until`, so that what came later is seen to its end, and the notices on accounts of that time. */
  flows(until: SimTime): Flow[] {
    const flows: Flow[] = [];
    for (const [mrn, seen] of this.byMrn) {
      const [first] = seen;
      if (first === undefined || first.at > until || !announces(first.message)) continue;
      if (seen.every(({ message: { recipient } }) => this.countries.has(recipient)))
        flows.push(flowOf('movement', mrn, seen));
    }
    for (const one of this.accounts) {
      const { tin } = one.message.body as { tin?: unknown };
      if (one.at <= until && typeof tin === 'string') flows.push(flowOf('account', tin, [one]));
    }
    return flows;
  }

  private add(mrn: string, seen: Seen): void {
    const known = this.byMrn.get(mrn);
    if (known === undefined) this.byMrn.set(mrn, [seen]);
    else known.push(seen);
  }
}

interface Sent {
  readonly id: string;
  readonly msg: string;
  readonly from: string;
  readonly to: string;
  readonly mrn?: string;
  readonly lrn?: string;
  readonly re?: string;
}

function flowOf(about: Flow['about'], number: string, seen: readonly Seen[]): Flow {
  const begun = seen[0]?.at ?? 0;
  const ids = new Map(seen.map(({ message }, n) => [message.messageId, n]));
  const messages = seen.map(({ at, message }, n): FlowMessage => {
    const { messageType: type, sender: from, recipient: to } = message;
    const needs = seen.findLastIndex(
      ({ message: { recipient } }, earlier) =>
        earlier < n && (recipient === from || recipient === ALL),
    );
    return { type, from, to, offset: at - begun, needs, ...template(message, number, ids) };
  });
  return { number, about, messages };
}

/** Not to be found in any message: control characters are escaped in JSON. */
const MARK = '\u0001';

/** Takes a message's text apart at everything that another movement has otherwise. */
function template(
  message: Message,
  number: string,
  ids: ReadonlyMap<string, number>,
): { readonly pieces: string[]; readonly slots: Slot[] } {
  const { sentAt } = message;
  const slots: Slot[] = [];
  const mark = (slot: Slot): string => {
    slots.push(slot);
    return MARK;
  };
  // The order of the slots is that of the text: a replacer is called as the text is written.
  const text = JSON.stringify(message, (key, value: unknown): unknown => {
    if (value === number) return mark({ is: 'number' });
    if (key === 'sentAt' && value === sentAt) return mark({ is: 'sentAt' });
    const of = typeof value === 'string' ? ids.get(value) : undefined;
    return of === undefined ? value : mark({ is: 'id', of });
  });
  return { pieces: text.split(JSON.stringify(MARK).slice(1, -1)), slots };
}
