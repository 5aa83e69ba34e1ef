/** Rules for the lines between nodes and ICE: who sends on them, whom a fault of a node or of ICE concerns. */
import { ICE } from '../../nodes/common/routing.ts';
import type { LinkRule, Verdict } from '../core/control.ts';
import type { Act, Striking, Struck } from './kind.ts';

/** What a kind strikes of the lines where its scenario does not say. */
interface Usually {
  /** Share of the messages; all of them where it is left out. */
  readonly share?: number;
  readonly types?: readonly string[];
  readonly way?: 'out' | 'in' | 'both';
}

/**
 * The rules of a fault on the lines of the node that its scenario names; on all lines where that is ICE, or none is named.
 * What goes out and what comes in is seen from whoever is named, else from the nodes.
 */
export function onLines(
  fault: Striking,
  { nodes }: Struck,
  verdict: Verdict,
  usually: Usually = {},
): Act[] {
  const { node, way = usually.way ?? 'both' } = fault.spec;
  const { messages = usually.types, share = usually.share ?? 1 } = fault.spec;
  const ends = node === undefined || node === ICE ? nodes : [node];
  const rule = (to: string): LinkRule => ({
    to,
    line: 'exchange',
    share,
    verdict,
    ...(messages === undefined ? {} : { types: messages }),
  });
  const act = (from: string, to: string): Act => ({
    to: from,
    control: { kind: 'link', fault: fault.id, rule: rule(to) },
  });
  // What goes out of ICE comes in to the nodes.
  const [isOut, isIn] = [way !== 'in', way !== 'out'];
  const [fromIce, toIce] = node === ICE ? [isOut, isIn] : [isIn, isOut];
  return [
    ...(fromIce ? ends.map((end) => act(ICE, end)) : []),
    ...(toIce ? ends.map((end) => act(end, ICE)) : []),
  ];
}
