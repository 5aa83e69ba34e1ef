/** Kazakhstan as the country that is asked, at the stages that the tests begin from. No part of a node. */
import { REAL_TIMERS } from '../../../common/timers.ts';
import { advanceRecord, exampleNode, MRN, NodeBench } from '../../node-bench.ts';
import { AUTHORITY, handedOver, question } from '../bench.ts';

export const fromGeorgia = { sender: 'GEO', mrn: MRN };

/** It has heard of the movement before it is asked. */
export function announced(): NodeBench {
  const bench = new NodeBench(exampleNode('KAZ'));
  bench.tell('X001', advanceRecord(['KZ000300']), fromGeorgia);
  return bench.clear();
}

/** X142. */
export function asked(): NodeBench {
  const bench = new NodeBench(exampleNode('KAZ'));
  return bench.clear().tell('X142', question(), fromGeorgia);
}

/** X150. */
export function requested(): NodeBench {
  const bench = new NodeBench(exampleNode('KAZ'));
  const body = { mrn: MRN, office: AUTHORITY, ...handedOver() };
  return bench.clear().tell('X150', body, fromGeorgia);
}

/** Accepted by an officer. */
export function recovering(): NodeBench {
  const bench = requested();
  bench.decide(`recoveryRequest/${MRN}`, 'accept');
  return bench;
}

/** The principal has not paid. */
export function claiming(): { bench: NodeBench; claimId: string } {
  const bench = recovering();
  bench.clear().pass(REAL_TIMERS['T-PAY']);
  return { bench, claimId: bench.of('X820')[0]?.body.claimId ?? '' };
}

/** Of all matters that are remembered. */
export function statuses(bench: NodeBench): string[] {
  const rows = [
    ...(bench.table('enquiries')?.entries() ?? []),
    ...(bench.table('enquiriesClosed')?.entries() ?? []),
  ];
  return rows.map(([, row]) => (row as { status: string }).status);
}
