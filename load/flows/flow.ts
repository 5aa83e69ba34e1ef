/** A movement as the messages that countries tell each other about it over ICE, taken from a run, to be sent again under new numbers. */

/** What changes from one movement to the next, between the pieces of a message's text. */
export type Slot =
  | { readonly is: 'id'; readonly of: number }
  | { readonly is: 'sentAt' }
  /** The number of what the flow is about: the MRN, or the TIN of an account. */
  | { readonly is: 'number' };

export interface FlowMessage {
  readonly type: string;
  readonly from: string;
  readonly to: string;
  /** ms of simulated time since the flow's first message. */
  readonly offset: number;
  /** Which earlier message its sender has to have before he sends it; -1: none. */
  readonly needs: number;
  /** Of its wire form; a slot stands between each two. */
  readonly pieces: readonly string[];
  readonly slots: readonly Slot[];
}

export interface Flow {
  /** The MRN, or the TIN, under which it was recorded. */
  readonly number: string;
  readonly about: 'movement' | 'account';
  readonly messages: readonly FlowMessage[];
}

/** What fills the slots of one message. */
export interface Filling {
  /** Id of the flow's n-th message. */
  readonly idOf: (n: number) => string;
  /** ISO UTC. */
  readonly sentAt: string;
  readonly number: string;
}

/** The message's wire form. */
export function textOf({ pieces, slots }: FlowMessage, { idOf, sentAt, number }: Filling): string {
  let text = pieces[0] ?? '';
  for (let i = 0; i < slots.length; i++) {
    const slot = slots[i]!;
    if (slot.is === 'id') text += idOf(slot.of);
    else text += slot.is === 'sentAt' ? sentAt : number;
    text += pieces[i + 1] ?? '';
  }
  return text;
}

/** Between two messages of a movement lie at most so many ms, whatever lay there in life. */
const GAP_MOST_MS = 1_000;

/** When each message is to be sent, in ms after the movement begins, `pace` times as fast as in life. */
export function timesOf({ messages }: Flow, pace: number): number[] {
  let at = 0;
  let before = 0;
  return messages.map(({ offset }) => {
    at += Math.min((offset - before) / pace, GAP_MOST_MS);
    before = offset;
    return at;
  });
}

/** How long nine in ten movements take at that pace, in ms, from first message to last. */
export function lengthOf(flows: readonly Flow[], pace: number): number {
  const lengths = flows.map((flow) => timesOf(flow, pace).at(-1) ?? 0).sort((a, b) => a - b);
  return lengths[Math.floor(0.9 * lengths.length)] ?? 0;
}

/** How many messages a flow has on average. */
export function messagesPerMovement(flows: readonly Flow[]): number {
  let messages = 0;
  for (const flow of flows) messages += flow.messages.length;
  return messages / Math.max(1, flows.length);
}

/** Countries that take part in one of the flows. */
export function countriesOf(flows: readonly Flow[]): string[] {
  const countries = new Set<string>();
  for (const { messages } of flows) {
    for (const { from, to } of messages) countries.add(from).add(to);
  }
  return [...countries].sort();
}
