/** The messages of a journal as a story needs them: who sent what to whom because of what, and what became of it. */
import type { Role } from '../../nodes/common/message-types.ts';
import { isMessageCode, MESSAGE_TYPES } from '../../nodes/common/message-types.ts';
import type { Entry } from '../../simulator/core/cell.ts';
import { known } from '../views/known-entry.ts';
import type { EntryOf } from '../views/known-entry.ts';
import type { Lane, LaneKind, StoryMessage } from '../views/movement-messages.ts';
import { travelsOverIce } from '../views/trial-network.ts';

export interface Letter extends StoryMessage {
  /** MRN or LRN of the movement that it is about; empty where it is about none. */
  readonly about: string;
  /** The message that made its sender send it. */
  readonly cause: string | null;
}

type Draft = { -readonly [K in keyof Letter]: Letter[K] };

const WORLD = 'WORLD';
const ICE = 'ICE';
const OUTSIDE: ReadonlySet<Role> = new Set<Role>(['trader', 'driver', 'officer']);

/** A step of a participant: its entries are numbered on, at one instant; only the first names its cause. */
interface Step {
  readonly t: number;
  readonly s: number;
  readonly by: string;
}

export class Letters {
  private readonly drafts = new Map<string, Draft>();
  private readonly steps = new Map<string, Step>();
  /** Nodes by the country code that their offices begin with. */
  private readonly nodes = new Map<string, string>();
  /** LRN of each movement that has an MRN. */
  private readonly lrns = new Map<string, string>();

  /** @returns the message that caused the step which the entry is of; null for what nobody told its participant to do. */
  step(entry: Entry): string | null {
    if (entry.by !== undefined) this.onReceived(entry.by, entry);
    const cause = this.causeOf(entry);
    const fact = known(entry);
    switch (fact.type) {
      case 'MessageSent':
        this.drafts.set(fact.id, this.draft(fact, cause));
        break;
      case 'MovementAccepted':
        this.lrns.set(fact.mrn, fact.lrn);
        break;
      case 'MessageTaken':
        this.amend(fact.id, (draft) => (draft.takenAt ??= fact.t));
        break;
      case 'MessageRefused':
      case 'MessageRejected':
        this.amend(fact.id, (draft) => (draft.refused = fact.rule));
        break;
      case 'MessageRepeated':
        this.amend(fact.id, (draft) => draft.repeats++);
        break;
      default:
        if (entry.type === 'FaultStruck') this.strike(entry);
    }
    return cause;
  }

  get(id: string): Letter | undefined {
    return this.drafts.get(id);
  }

  /** In the order in which they were sent. */
  all(): Iterable<Letter> {
    return this.drafts.values();
  }

  /** Whether two names are of one movement: its MRN and its LRN. */
  same(about: string, movement: string): boolean {
    if (about === '' || movement === '') return false;
    return (this.lrns.get(about) ?? about) === (this.lrns.get(movement) ?? movement);
  }

  private causeOf({ n, t, s, by }: Entry): string | null {
    const before = this.steps.get(n);
    const cause = by ?? (before?.t === t && before.s === s - 1 ? before.by : undefined);
    if (cause === undefined) this.steps.delete(n);
    else this.steps.set(n, { t, s, by: cause });
    return cause ?? null;
  }

  private amend(id: string, change: (draft: Draft) => void): void {
    const draft = this.drafts.get(id);
    if (draft !== undefined) change(draft);
  }

  private strike({ n: by, id, fault, is }: Entry): void {
    if (typeof id !== 'string' || typeof fault !== 'string' || typeof is !== 'string') return;
    this.amend(id, (draft) => (draft.struck ??= { fault, is, by }));
  }

  private draft(fact: EntryOf<'MessageSent'>, cause: string | null): Draft {
    const { id, msg, n, from, to, t, re } = fact;
    const type = isMessageCode(msg) ? MESSAGE_TYPES[msg] : undefined;
    return {
      id,
      code: msg,
      name: type?.name ?? msg,
      from: n === WORLD ? playedAs(from, type?.from ?? []) : n,
      to: this.recipientOf(fact, type?.to ?? []),
      sender: from,
      recipient: to,
      overIce: travelsOverIce(id),
      sentAt: t,
      takenAt: null,
      receivedAt: null,
      correlation: re ?? null,
      refused: null,
      repeats: 0,
      body: null,
      about: fact.mrn ?? fact.lrn ?? '',
      cause,
      struck: null,
    };
  }

  /** As far as the address tells; who really took it is known when it did. */
  private recipientOf({ n, to }: EntryOf<'MessageSent'>, roles: readonly Role[]): string {
    if (roles.length > 0 && roles.every((role) => OUTSIDE.has(role))) return outsider(roles);
    if (to.length === 3 || to.startsWith('FI-')) return to;
    return this.nodes.get(to.slice(0, 2)) ?? (n === WORLD ? 'other' : n);
  }

  /** ICE only passes on what is meant for others. */
  private onReceived(id: string, { n, t }: Entry): void {
    const draft = this.drafts.get(id);
    if (draft === undefined || draft.receivedAt !== null || (n === ICE && draft.to !== ICE)) return;
    draft.receivedAt = t;
    if (n === WORLD) return;
    draft.to = n;
    if (!draft.overIce && n.length === 3) this.nodes.set(draft.recipient.slice(0, 2), n);
  }
}

/** The world plays people, and insurers where a script does. */
const playedAs = (party: string, roles: readonly Role[]): string =>
  party.startsWith('FI-') ? party : outsider(roles);

function outsider(roles: readonly Role[]): LaneKind {
  const [role] = roles.filter((one) => OUTSIDE.has(one));
  return role === 'driver' || role === 'officer' ? role : 'trader';
}

/** People first, then the nodes as they come, ICE beside the first of them, insurers last. */
export function lanesOf(letters: readonly Letter[]): Lane[] {
  const ids = new Set(letters.flatMap(({ from, to }) => [from, to]));
  const people = ['trader', 'driver', 'officer', 'other'].filter((id) => ids.has(id));
  const nodes = [...ids].filter((id) => id.length === 3 && id !== ICE);
  const insurers = [...ids].filter((id) => id.startsWith('FI-'));
  const needsIce = ids.has(ICE) || letters.some(({ overIce }) => overIce);
  const ordered = [
    ...people,
    ...nodes.slice(0, 1),
    ...(needsIce ? [ICE] : []),
    ...nodes.slice(1),
    ...insurers,
  ];
  return ordered.map((id) => ({ id, kind: kindOf(id) }));
}

function kindOf(id: string): LaneKind {
  if (id === ICE) return 'ice';
  if (id.startsWith('FI-')) return 'insurer';
  return id === 'trader' || id === 'driver' || id === 'officer' ? id : 'other';
}
