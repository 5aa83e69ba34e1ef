/** A node that announces that it, or one of its offices' functions, is not there for a while, and that it is back (S070, S071); and who asks whom what waits (S974, S975). */
import type { Command } from '../../../simulator/core/participant.ts';
import { asIs, Table } from '../../../simulator/core/table.ts';
import type { SimTime } from '../../../simulator/core/time.ts';
import { isoUtc, parseIsoUtc } from '../../../simulator/core/time.ts';
import { customsFact } from '../../common/facts.ts';
import type { Body } from '../../common/message-types.ts';
import { ALL, ICE } from '../../common/routing.ts';
import type { MessageOf, Moment } from '../../common/step.ts';
import { answering, send } from '../../common/step.ts';

interface Standing {
  /** Since when the node is up. */
  readonly since: SimTime;
  /** The outage that it has announced and not ended. */
  readonly outage?: Body<'S070'>;
}

/** The announced end of the outage; the key is the node. */
export const OUTAGE_TIMER = 'outage';

const PLANNED = 'N';
const UNPLANNED = 'U';
const EVERYTHING = ['all'];
const FUNCTIONS: ReadonlySet<unknown> = new Set<NodeFunction>(['guarantee']);

/** What of a node may be away while everything else works: the office of guarantee leaves what it is asked without an answer. */
export type NodeFunction = 'guarantee';

export class Availability {
  /** One row. */
  readonly table = new Table<Standing>('availability', asIs);
  private readonly id: string;
  private readonly depth: () => number;

  /** @param depth how many messages wait here for ICE. */
  constructor(id: string, depth: () => number) {
    this.id = id;
    this.depth = depth;
  }

  start({ now, out }: Moment): void {
    out.put(this.table, this.id, { since: now });
  }

  /**
   * What whoever runs the node says: `announceOutage`, from now or `from` then, `until` then (or `to`, as S070 has it) or until further notice;
   * of the whole node or of `functions` alone, planned or `unplanned`; `endOutage`, also before the end announced. Times are ISO UTC; what makes no sense is let be.
   */
  obey(command: Command, at: Moment): void {
    if (command.type === 'announceOutage') this.announce(command, at);
    else if (command.type === 'endOutage') this.end(at);
  }

  /** Whether an outage of this function has been announced, has begun and is not over. Of the whole node it is not: ICE keeps what is for it. */
  isAway(what: NodeFunction, now: SimTime): boolean {
    const outage = this.table.get(this.id)?.outage;
    return (
      outage !== undefined &&
      outage.functions.includes(what) &&
      (parseIsoUtc(outage.from) ?? now) <= now
    );
  }

  readonly onOutageOver = (_: string, at: Moment): void => {
    this.end(at);
  };

  /** S974 from ICE or another node. */
  readonly onQuestion = (message: MessageOf<'S974'>, { now, out }: Moment): void => {
    const since = isoUtc(this.table.get(this.id)?.since ?? now);
    const body = { nodeId: this.id, since, queueDepth: this.depth() };
    out.effects.push(send('S975', message.sender, body, answering(message)));
  };

  /** S975 */
  readonly onAnswer = ({ body }: MessageOf<'S975'>, { out }: Moment): void => {
    const { nodeId: node, since, queueDepth } = body;
    out.fact(customsFact({ type: 'AvailabilityTold', node, since, queueDepth }));
  };

  private announce(command: Command, { now, out }: Moment): void {
    const from = instantOf(command['from']) ?? now;
    const to = instantOf(command['until'] ?? command['to']);
    if (to !== undefined && to <= Math.max(from, now)) return;
    const functions = functionsOf(command['functions']);
    if (functions.length === 0) return;
    const type = command['unplanned'] === true ? UNPLANNED : PLANNED;
    const begun = { type, from: isoUtc(from), functions };
    const outage = to === undefined ? begun : { ...begun, to: isoUtc(to) };
    const since = this.table.get(this.id)?.since ?? now;
    out.put(this.table, this.id, { since, outage });
    out.effects.push(send('S070', ALL, outage));
    if (to === undefined) out.stopTimer(OUTAGE_TIMER, this.id);
    else out.startTimer(OUTAGE_TIMER, this.id, to);
  }

  /** S071 to all, and S974 to ICE: what waits? */
  private end({ now, out }: Moment): void {
    const outage = this.table.get(this.id)?.outage;
    if (outage === undefined) return;
    out.put(this.table, this.id, { since: now });
    out.stopTimer(OUTAGE_TIMER, this.id);
    out.effects.push(
      send('S071', ALL, { ...outage, to: isoUtc(now) }),
      send('S974', ICE, { nodeId: ICE }),
    );
  }
}

/** Everything where none is named; none where one is named that cannot be away alone. */
function functionsOf(named: unknown): string[] {
  if (named === undefined) return EVERYTHING;
  const isKnown = Array.isArray(named) && named.every((one) => FUNCTIONS.has(one));
  return isKnown ? [...new Set(named as string[])] : [];
}

const instantOf = (text: unknown): SimTime | undefined =>
  typeof text === 'string' ? parseIsoUtc(text) : undefined;
