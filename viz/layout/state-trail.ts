/** The way of one movement through a picture of states: which arrows and rows it has followed, where it is now. */
import type { FollowedRow } from '../../reports/views/movement.ts';
import type { StateEdge, StateNode } from '../../reports/views/state-picture.ts';
import { statePicture } from '../../reports/views/state-picture.ts';
import type { PictureId } from '../../reports/views/state-plans.ts';
import { picturesOf } from '../../reports/views/state-plans.ts';
import type { Machine } from '../../nodes/common/states/row.ts';

/** A movement that has no state yet. */
const NONE = 'none';
/** The node that stands for any state. */
const ANY = 'anyOpen';

export class StateTrail {
  readonly present: string;
  private readonly visited: ReadonlySet<string>;
  /** `row from>to`, and `row >to`. */
  private readonly steps: ReadonlySet<string>;

  /** @param rows as the movement followed them, with the state after each. */
  constructor(rows: readonly FollowedRow[]) {
    const steps = new Set<string>();
    const visited = new Set([NONE]);
    let from = NONE;
    for (const { row, state } of rows) {
      steps.add(`${row} ${from}>${state}`).add(`${row} >${state}`);
      visited.add(state);
      from = state;
    }
    this.present = from;
    this.visited = visited;
    this.steps = steps;
  }

  isVisited({ state }: StateNode): boolean {
    return this.visited.has(state);
  }

  /** Whether the movement came to the end of the arrow by one of its rows. */
  hasFollowed({ lines, to }: StateEdge): boolean {
    return lines.some(({ row }) => this.steps.has(`${row} >${to}`));
  }

  /** Of an arrow from several states, the arm from one of them. */
  hasFollowedFrom(edge: StateEdge, from: string): boolean {
    if (from === ANY) return this.hasFollowed(edge);
    return edge.lines.some(({ row }) => this.steps.has(`${row} ${from}>${edge.to}`));
  }

  hasFollowedRow(row: string, to: string): boolean {
    return this.steps.has(`${row} >${to}`);
  }
}

/** Of the pictures of a machine one that has the present state as its own; the one that shows how the movement came there, if any does. */
export function pictureOfState(machine: Machine, state: string, lastRow: string): PictureId {
  const ids = picturesOf(machine);
  const own = ids.filter((id) =>
    statePicture(id, 'en').nodes.some((node) => node.state === state && node.kind !== 'outer'),
  );
  const leadsThere = ({ to, lines }: StateEdge): boolean =>
    to === state && lines.some(({ row }) => row === lastRow);
  return own.find((id) => statePicture(id, 'en').edges.some(leadsThere)) ?? own[0] ?? ids[0]!;
}
