/** Who belongs to the scheme while it runs: members that are approved, and the version of the reference data that says so (rules C601, C605). */
import type { Outcome } from '../../simulator/core/participant.ts';
import { asIs, Table } from '../../simulator/core/table.ts';
import type { Body } from '../common/message-types.ts';
import type { SchemeParameters } from '../common/parameters.ts';
import { MEMBERS_LIST } from '../common/reference-data.ts';

interface Standing {
  /** Nodes, in the order of the scheme. */
  readonly approved: readonly string[];
  /** Raised with every change; the lists that never change stay at 1. */
  readonly version: number;
}

export class Membership {
  /** One row, once anything has changed. */
  readonly table = new Table<Standing>('membership', asIs);
  private readonly members: ReadonlyMap<string, string>;
  private readonly initial: Standing;
  private readonly oldest: number;

  constructor({ members, approved, oldestReferenceData = 1 }: SchemeParameters) {
    this.members = new Map(Object.entries(members));
    const nodes = [...this.members.keys()];
    const standing = approved === undefined ? nodes : nodes.filter((id) => approved.includes(id));
    this.initial = { approved: standing, version: 1 };
    this.oldest = oldestReferenceData;
  }

  /** Whether the node belongs to the scheme, approved or not yet. */
  isMember(node: string): boolean {
    return this.members.has(node);
  }

  isApproved(node: string): boolean {
    return this.standing.approved.includes(node);
  }

  /** Whether somebody is kept out from the start: then the nodes have to be told. */
  get isPartial(): boolean {
    return this.initial.approved.length < this.members.size;
  }

  /** Rule C605. @param version what a message says; undefined: the first. */
  isTooOld(version = 1): boolean {
    return version < this.oldest;
  }

  /** The country of a number or an office belongs to the node. */
  isOf(node: string, iso2: string): boolean {
    return this.members.get(node) === iso2;
  }

  /**
   * A country joins the running scheme, or leaves it. What is under way with a country that leaves is finished.
   * @returns the version that the nodes are to have; undefined where nothing changes.
   */
  change(node: string, joins: boolean, out: Outcome): Standing | undefined {
    const { approved, version } = this.standing;
    if (!this.isMember(node) || approved.includes(node) === joins) return undefined;
    const now = (each: string): boolean => (each === node ? joins : approved.includes(each));
    const next = { approved: [...this.members.keys()].filter(now), version: version + 1 };
    out.put(this.table, MEMBERS_LIST, next);
    return next;
  }

  /** The list of members as it is published (S802). */
  published({ approved, version } = this.standing): Omit<Body<'S802'>, 'validFrom'> {
    const entries = approved.map((node) => ({ node, country: this.members.get(node) ?? '' }));
    return { list: MEMBERS_LIST, version, entries };
  }

  private get standing(): Standing {
    return this.table.get(MEMBERS_LIST) ?? this.initial;
  }
}
