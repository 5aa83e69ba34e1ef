/** The messages of a scripted run as they travel: sent, taken by ICE, received, refused; and what each step's window saw of them. */
import type { Entry } from '../../simulator/core/cell.ts';
import type { SimTime } from '../../simulator/core/time.ts';
import { known } from '../views/known-entry.ts';

export interface SeenMessage {
  readonly id: string;
  readonly code: string;
  readonly from: string;
  readonly to: string;
  /** Participant that sent it. */
  readonly sender: string;
  readonly mrn?: string;
  readonly lrn?: string;
  readonly correlationId?: string;
  readonly body: object | undefined;
  readonly sentAt: SimTime;
  takenAt: SimTime | undefined;
  /** When and in which place of the window's order each participant received it. */
  readonly receivedBy: Map<string, { readonly t: SimTime; readonly order: number }>;
  /** The rule under which it was refused. */
  refused: string | undefined;
  /** It came again and was dropped. */
  repeated: boolean;
}

const ICE = 'ICE';
const ALL = 'ALL';

export class MessageLog {
  /** Messages that are not yet where they are to go. */
  private readonly underWay = new Map<string, SeenMessage>();
  /** What was sent, taken or received in the window at hand. */
  window = new Set<SeenMessage>();
  private readonly all = new Map<string, SeenMessage>();
  private order = 0;

  /** A new window begins; what is under way may still arrive in it. */
  turn(): void {
    for (const { id } of this.window) if (!this.underWay.has(id)) this.all.delete(id);
    this.window = new Set();
  }

  step(entry: Entry, body: object | undefined): void {
    if (entry.by !== undefined) this.onCaused(entry.by, entry);
    const fact = known(entry);
    switch (fact.type) {
      case 'MessageSent':
        this.onSent(entry, body);
        break;
      case 'MessageTaken':
        this.mark(fact.id, (message) => (message.takenAt ??= fact.t));
        break;
      case 'MessageRefused':
      case 'MessageRejected':
        this.mark(fact.id, (message) => (message.refused = fact.rule));
        break;
      case 'RepeatDropped':
        this.mark(fact.id, (message) => (message.repeated = true));
        break;
      default:
        break;
    }
  }

  private onSent(entry: Entry, body: object | undefined): void {
    const text = (name: string): string | undefined => {
      const value = entry[name];
      return typeof value === 'string' ? value : undefined;
    };
    const [mrn, lrn, re] = [text('mrn'), text('lrn'), text('re')];
    const message: SeenMessage = {
      id: text('id') ?? '',
      code: text('msg') ?? '',
      from: text('from') ?? '',
      to: text('to') ?? '',
      sender: entry.n,
      ...(mrn === undefined ? {} : { mrn }),
      ...(lrn === undefined ? {} : { lrn }),
      ...(re === undefined ? {} : { correlationId: re }),
      body,
      sentAt: entry.t,
      takenAt: undefined,
      receivedBy: new Map(),
      refused: undefined,
      repeated: false,
    };
    this.all.set(message.id, message);
    this.underWay.set(message.id, message);
    this.window.add(message);
  }

  /** Whoever has an entry by a message has received it; ICE only where it is the recipient. */
  private onCaused(id: string, { n, t }: Entry): void {
    const message = this.all.get(id);
    if (message === undefined || (n === ICE && message.to !== ICE)) return;
    if (!message.receivedBy.has(n)) message.receivedBy.set(n, { t, order: this.order++ });
    this.window.add(message);
    if (message.to !== ALL) this.underWay.delete(id);
  }

  private mark(id: string, change: (message: SeenMessage) => void): void {
    const message = this.all.get(id);
    if (message === undefined) return;
    change(message);
    this.window.add(message);
  }
}
