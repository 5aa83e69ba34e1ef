/** What a fault does to one participant: to its process, its clock and what it sends. Plain data, so that a host hands it over in a line. */
import type { ParticipantId } from './participant.ts';
import type { SimTime } from './time.ts';

/** Given by a host to a cell, at an instant; `heal` ends what a fault of that id has begun there. */
export type Control =
  | { readonly kind: 'link'; readonly fault: string; readonly rule: LinkRule }
  | {
      readonly kind: 'down';
      readonly fault: string;
      /** Where its process dies, with the next message of the exchange; at once where it is left out. */
      readonly dies?: Death;
    }
  /** Its clock is ahead by so many ms; behind, where they are negative. */
  | { readonly kind: 'clock'; readonly fault: string; readonly aheadMs: number }
  | { readonly kind: 'heal'; readonly fault: string };

/** How a process dies of a message that it has taken. */
export interface Death {
  /** What the message did is on disk: nothing has left yet, or everything has. Before the commit nothing has happened at all. */
  readonly point: 'afterCommit' | 'afterReceipt';
  /** When it is up again: what others fetch from its door leaves then. */
  readonly until: SimTime;
}

/** Which messages of a sender a fault may strike, how often, and what it does to them. */
export interface LinkRule {
  /** The participant that takes them next; every one on the lines meant where it is left out. */
  readonly to?: ParticipantId;
  /** Between nodes and ICE, or at a node's own door. */
  readonly line: 'exchange' | 'national';
  /** Message types; all where they are left out. */
  readonly types?: readonly string[];
  /** Share of them that it strikes. */
  readonly share: number;
  readonly verdict: Verdict;
}

/** What becomes of a message that a fault strikes. Times in ms. */
export type Verdict =
  | { readonly is: 'lost' }
  /** It takes longer; those behind it wait. */
  | { readonly is: 'delayed'; readonly leastMs: number; readonly mostMs: number }
  /** It comes a second time. */
  | { readonly is: 'doubled'; readonly leastMs: number; readonly mostMs: number }
  /** It takes longer, and those behind it overtake. */
  | { readonly is: 'overtaken'; readonly leastMs: number; readonly mostMs: number }
  /** What comes is no message any more: its bytes have changed on the way, or its signature does not hold. */
  | { readonly is: 'spoilt'; readonly what: Spoilt }
  /** Its recipient takes one message at a time, so far apart. */
  | { readonly is: 'queued'; readonly gapMs: number }
  /** It waits until this instant. */
  | { readonly is: 'held'; readonly until: SimTime };

/** When a message arrives; whether what is sent after it on the same line may not arrive before. */
export interface Arrival {
  readonly at: SimTime;
  readonly inOrder: boolean;
}

/**
 * How often and when a message arrives that a fault has struck; what is spoilt arrives as anything else does.
 * @param due when it would arrive otherwise.
 * @param last when the line's last message arrives, in order.
 */
export function arrivals(
  verdict: Verdict,
  due: SimTime,
  last: SimTime,
  draw: (leastMs: number, mostMs: number) => number,
): readonly Arrival[] {
  switch (verdict.is) {
    case 'lost':
      return [];
    case 'spoilt':
      return [{ at: due, inOrder: true }];
    case 'delayed':
      return [{ at: due + draw(verdict.leastMs, verdict.mostMs), inOrder: true }];
    case 'queued':
      return [{ at: Math.max(due, last + verdict.gapMs), inOrder: true }];
    case 'held':
      return [{ at: Math.max(due, verdict.until), inOrder: true }];
    case 'doubled':
      return [
        { at: due, inOrder: true },
        { at: due + draw(verdict.leastMs, verdict.mostMs), inOrder: false },
      ];
    case 'overtaken':
      return [{ at: due + draw(verdict.leastMs, verdict.mostMs), inOrder: false }];
  }
}

/** What of a message is spoilt. */
export type Spoilt = 'bytes' | 'signature';

/** What a fault has begun at one cell and not ended: plain data. */
export interface ControlState {
  readonly links: readonly { readonly fault: string; readonly rule: LinkRule }[];
  readonly downs: readonly string[];
  /** It dies with the next message of the exchange. */
  readonly dying?: Extract<Control, { readonly kind: 'down' }>;
  readonly clocks: readonly { readonly fault: string; readonly aheadMs: number }[];
}

const NOTHING: ControlState = { links: [], downs: [], clocks: [] };

/** The state after a control; undefined where no fault is left. */
export function controlled(
  state: ControlState | undefined,
  control: Control,
): ControlState | undefined {
  const now = state ?? NOTHING;
  const { fault } = control;
  switch (control.kind) {
    case 'link':
      return { ...now, links: [...now.links, { fault, rule: control.rule }] };
    case 'down':
      return control.dies === undefined
        ? { ...now, downs: [...now.downs, fault] }
        : { ...now, dying: control };
    case 'clock':
      return { ...now, clocks: [...now.clocks, { fault, aheadMs: control.aheadMs }] };
    case 'heal':
      return healed(now, fault);
  }
}

function healed(
  { links, downs, clocks, dying }: ControlState,
  fault: string,
): ControlState | undefined {
  const others = (one: { readonly fault: string }): boolean => one.fault !== fault;
  const left: ControlState = {
    links: links.filter(others),
    downs: downs.filter((id) => id !== fault),
    clocks: clocks.filter(others),
    ...(dying === undefined || dying.fault === fault ? {} : { dying }),
  };
  const count = left.links.length + left.downs.length + left.clocks.length;
  return count === 0 && left.dying === undefined ? undefined : left;
}

/** It has died of what it was dying of. */
export function died({ dying, ...state }: ControlState): ControlState {
  return dying === undefined ? state : { ...state, downs: [...state.downs, dying.fault] };
}

/** How far its clock is ahead of the time, in ms. */
export const aheadMs = (state: ControlState | undefined): number =>
  state === undefined ? 0 : state.clocks.reduce((sum, clock) => sum + clock.aheadMs, 0);
