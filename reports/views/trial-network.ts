/** The part of a trial that is the network: nodes and their backlog, messages on their way, tasks and seats. */
import type { Entry } from '../../simulator/core/cell.ts';
import { parseIsoUtc } from '../../simulator/core/time.ts';
import { known } from './known-entry.ts';
import type { EntryOf } from './known-entry.ts';
import type { NodeView, PulseView } from './trial-rows.ts';
import type { TrialState } from './trial-state.ts';
import { taskIdOf } from './trial-state.ts';

const ICE = 'ICE';
const ALL = 'ALL';
const HOST = 'HOST';
const LETTER_N = 110;

/** Messages of the exchange are numbered `GEO-17`, national ones `GEO-n17`. */
export const travelsOverIce = (messageId: string): boolean =>
  messageId.charCodeAt(messageId.lastIndexOf('-') + 1) !== LETTER_N;

export function stepNetwork(state: TrialState, entry: Entry): void {
  if (entry.n === HOST) {
    stepHost(state, entry);
    return;
  }
  const node = state.node(entry.n);
  node.lastSeen = entry.t;
  if (entry.by !== undefined) {
    node.received++;
    const pulse = state.pulses.get(entry.by);
    if (pulse !== undefined) onReceived(state, node, pulse, entry.t);
  }
  const fact = known(entry);
  switch (fact.type) {
    case 'MessageSent':
      onSent(state, node, fact);
      break;
    case 'MessageTaken':
      onTaken(state, fact);
      break;
    case 'MessageRefused':
    case 'MessageRejected':
      onRefused(state, node, fact);
      break;
    case 'MessageRepeated':
      node.repeated++;
      break;
    case 'OutageAnnounced': {
      // ICE says it of the node that told it so.
      const away = state.node(fact.node);
      away.outageFrom = parseIsoUtc(fact.from) ?? fact.t;
      away.outageTo = parseIsoUtc(fact.to ?? '') ?? null;
      break;
    }
    case 'OutageEnded':
      state.node(fact.node).outageTo = fact.t;
      break;
    case 'TaskOpened':
      node.openTasks++;
      state.tasks.add({
        id: taskIdOf(fact.n, fact.task),
        edition: 0,
        task: fact.task,
        kind: fact.kind,
        node: fact.n,
        office: fact.office,
        proposed: fact.proposed,
        channel: fact.channel,
        mrn: fact.mrn ?? null,
        lrn: fact.lrn ?? null,
        openedAt: fact.t,
      });
      break;
    case 'TaskDecided':
    case 'TaskWithdrawn':
      if (state.tasks.delete(taskIdOf(fact.n, fact.task))) node.openTasks--;
      break;
    case 'SeatTaken':
      state.seats.add({ id: fact.seat, edition: 0, person: fact.person, since: fact.t });
      break;
    case 'SeatReturned':
      state.seats.delete(fact.seat);
      break;
    default:
      break;
  }
}

function stepHost(state: TrialState, entry: Entry): void {
  const fact = known(entry);
  switch (fact.type) {
    case 'HandedOver':
      state.handedOverAt = fact.t;
      break;
    case 'RunEnded':
      state.endedAt = fact.t;
      break;
    case 'NodeDown':
    case 'NodeUp': {
      const node = state.node(fact.node);
      node.up = fact.type === 'NodeUp';
      node.changedAt = fact.t;
      node.why = fact.type === 'NodeDown' ? fact.why : '';
      break;
    }
    default:
      break;
  }
}

function onSent(state: TrialState, node: NodeView, fact: EntryOf<'MessageSent'>): void {
  node.sent++;
  if (!travelsOverIce(fact.id)) return;
  const byIce = fact.n === ICE;
  state.pulses.add({
    id: fact.id,
    edition: 0,
    msg: fact.msg,
    from: fact.n,
    to: fact.to,
    mrn: fact.mrn ?? null,
    sentAt: fact.t,
    takenAt: byIce ? fact.t : null,
    receivedAt: null,
    refused: null,
  });
  if (!byIce) node.unacknowledged++;
  else if (fact.to === ALL) state.deliver(fact.id);
  else state.node(fact.to).held++;
}

function onTaken(state: TrialState, fact: EntryOf<'MessageTaken'>): void {
  const pulse = state.pulses.edit(fact.id);
  if (pulse === undefined || pulse.takenAt !== null) return;
  pulse.takenAt = fact.t;
  state.node(pulse.from).unacknowledged--;
  if (fact.to === ALL) state.deliver(fact.id);
  else if (fact.to === ICE) {
    pulse.receivedAt = fact.t;
    state.deliver(fact.id);
  } else state.node(fact.to).held++;
}

/** The recipient's first entry that names the message. */
function onReceived(state: TrialState, node: NodeView, seen: Readonly<PulseView>, t: number): void {
  if (seen.to !== node.id || seen.receivedAt !== null || seen.takenAt === null) return;
  const pulse = state.pulses.edit(seen.id);
  if (pulse === undefined) return;
  pulse.receivedAt = t;
  node.held--;
  state.deliver(pulse.id);
}

/** `node` is who refused: ICE before it took the message, or the recipient. */
function onRefused(
  state: TrialState,
  node: NodeView,
  fact: EntryOf<'MessageRefused'> | EntryOf<'MessageRejected'>,
): void {
  node.refused++;
  const pulse = state.pulses.edit(fact.id);
  if (pulse === undefined || pulse.refused !== null) return;
  pulse.refused = fact.rule;
  if (pulse.takenAt !== null) return;
  state.node(pulse.from).unacknowledged--;
  pulse.takenAt = fact.t;
  state.deliver(pulse.id);
}
