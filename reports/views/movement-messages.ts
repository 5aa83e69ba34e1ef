/** The messages about one movement as a sequence diagram needs them: lanes in order, and who sent what to whom when. */
import type { Role } from '../../nodes/common/message-types.ts';
import { isMessageCode, MESSAGE_TYPES } from '../../nodes/common/message-types.ts';
import type { Entry } from '../../simulator/core/cell.ts';
import type { EntryOf } from './known-entry.ts';
import { known } from './known-entry.ts';
import type { MovementView } from './trial-rows.ts';
import { travelsOverIce } from './trial-network.ts';

export type LaneKind =
  | 'trader'
  | 'departure'
  | 'ice'
  | 'transit'
  | 'destination'
  | 'guarantee'
  | 'insurer'
  | 'driver'
  | 'officer'
  | 'other';

/** A lane is one party: `id` is a participant for nodes, ICE and insurers, else the kind itself. */
export interface Lane {
  readonly id: string;
  readonly kind: LaneKind;
}

export interface StoryMessage {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** Ids of lanes. */
  readonly from: string;
  readonly to: string;
  /** Sender and recipient as the envelope names them: a TIN, an office, a plate, a node. */
  readonly sender: string;
  readonly recipient: string;
  readonly overIce: boolean;
  readonly sentAt: number;
  readonly takenAt: number | null;
  readonly receivedAt: number | null;
  /** Id of the message that it answers. */
  readonly correlation: string | null;
  /** The rule under which it was refused. */
  readonly refused: string | null;
  readonly repeats: number;
  /** The first fault that struck it on its way, how, and from whom it was going. */
  readonly struck: { readonly fault: string; readonly is: string; readonly by: string } | null;
  readonly body: object | null;
}

type Draft = { -readonly [K in keyof StoryMessage]: StoryMessage[K] };

const WORLD = 'WORLD';
const ICE = 'ICE';
/** Roles that stand outside a node: the world plays them. */
const OUTSIDE: ReadonlySet<Role> = new Set<Role>(['trader', 'driver', 'officer']);
const ORDER: readonly LaneKind[] = [
  'trader',
  'departure',
  'guarantee',
  'insurer',
  'ice',
  'transit',
  'destination',
  'driver',
  'officer',
  'other',
];

export class MessageTeller {
  private readonly movement: Readonly<MovementView>;
  private readonly drafts = new Map<string, Draft>();

  constructor(movement: Readonly<MovementView>) {
    this.movement = movement;
  }

  step(entry: Entry, body: object | undefined): void {
    if (entry.by !== undefined) this.onReceived(entry.by, entry);
    const fact = known(entry);
    switch (fact.type) {
      case 'MessageSent':
        this.drafts.set(fact.id, this.draft(fact, body));
        break;
      case 'MessageTaken': {
        const draft = this.drafts.get(fact.id);
        if (draft !== undefined) draft.takenAt ??= fact.t;
        break;
      }
      case 'MessageRefused':
      case 'MessageRejected': {
        const draft = this.drafts.get(fact.id);
        if (draft !== undefined) draft.refused = fact.rule;
        break;
      }
      case 'MessageRepeated': {
        const draft = this.drafts.get(fact.id);
        if (draft !== undefined) draft.repeats++;
        break;
      }
      case 'FaultStruck': {
        const draft = this.drafts.get(fact.id);
        if (draft !== undefined) draft.struck ??= { fault: fact.fault, is: fact.is, by: fact.n };
        break;
      }
      default:
        break;
    }
  }

  messages(): StoryMessage[] {
    return [...this.drafts.values()];
  }

  /** Lanes that carry a message, from the trader over the nodes to driver and officer. */
  lanes(): Lane[] {
    const used = new Set<string>();
    for (const { from, to, overIce } of this.drafts.values()) {
      used.add(from).add(to);
      if (overIce) used.add(ICE);
    }
    const lanes = [...used].map((id) => ({ id, kind: this.kindOf(id) }));
    const { transit } = this.movement;
    const along = ({ id }: Lane): number => transit.findIndex(({ node }) => node === id);
    return lanes.sort(
      (a, b) =>
        ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind) ||
        along(a) - along(b) ||
        (a.id < b.id ? -1 : 1),
    );
  }

  private kindOf(id: string): LaneKind {
    const { node, destination, transit } = this.movement;
    if (id === ICE) return 'ice';
    if (id === node) return 'departure';
    if (id === destination?.node) return 'destination';
    if (transit.some((leg) => leg.node === id)) return 'transit';
    if (id.startsWith('FI-')) return 'insurer';
    return (ORDER as readonly string[]).includes(id) ? (id as LaneKind) : 'other';
  }

  private draft(fact: EntryOf<'MessageSent'>, body: object | undefined): Draft {
    return {
      id: fact.id,
      code: fact.msg,
      name: isMessageCode(fact.msg) ? MESSAGE_TYPES[fact.msg].name : fact.msg,
      from: this.laneFrom(fact),
      to: this.laneTo(fact),
      sender: fact.from,
      recipient: fact.to,
      overIce: travelsOverIce(fact.id),
      sentAt: fact.t,
      takenAt: null,
      receivedAt: null,
      correlation: fact.re ?? null,
      refused: null,
      repeats: 0,
      struck: null,
      body: body ?? null,
    };
  }

  private laneFrom({ n, msg, from }: EntryOf<'MessageSent'>): string {
    const roles = isMessageCode(msg) ? MESSAGE_TYPES[msg].from : [];
    if (n === WORLD) return this.outside(roles, from);
    return isGuaranteeOffice(roles) && n === this.movement.node ? 'guarantee' : n;
  }

  private laneTo({ n, msg, to }: EntryOf<'MessageSent'>): string {
    const roles = isMessageCode(msg) ? MESSAGE_TYPES[msg].to : [];
    if (isGuaranteeOffice(roles) && n === this.movement.node) return 'guarantee';
    if (roles.length > 0 && roles.every((role) => OUTSIDE.has(role)))
      return this.outside(roles, to);
    return (
      this.nodeNamed(to) ??
      (n === WORLD || isOffice(to) ? this.nodeOfOffice(to, n) : this.outside(roles, to))
    );
  }

  /** Which of the roles outside a node a party plays. */
  private outside(roles: readonly Role[], party: string): LaneKind {
    const mine = roles.filter((role) => OUTSIDE.has(role));
    if (mine.length === 1) return mine[0] as 'trader' | 'driver' | 'officer';
    if (party === this.movement.plate) return 'driver';
    return isOffice(party) && mine.includes('officer') ? 'officer' : 'trader';
  }

  /** A participant named as such. */
  private nodeNamed(party: string): string | undefined {
    return party.length === 3 || party.startsWith('FI-') ? party : undefined;
  }

  /** The node of an office; until the movement has met the office, the sender's own. */
  private nodeOfOffice(office: string, otherwise: string): string {
    const { movement } = this;
    if (office === movement.office) return movement.node;
    const leg = [...movement.transit, movement.destination].find((at) => at?.office === office);
    return leg?.node ?? otherwise;
  }

  /** The recipient's first entry tells for sure who took it. */
  private onReceived(id: string, { n, t }: Entry): void {
    const draft = this.drafts.get(id);
    if (draft === undefined || draft.receivedAt !== null || (n === ICE && draft.to !== ICE)) return;
    draft.receivedAt = t;
    if (n !== WORLD && draft.to !== 'guarantee') draft.to = n;
  }
}

const isGuaranteeOffice = (roles: readonly Role[]): boolean =>
  roles.length === 1 && roles[0] === 'officeOfGuarantee';

/** Office codes have two letters and six characters. */
const isOffice = (party: string): boolean => party.length === 8 && !party.startsWith('FI-');
