/** The part of a trial that is the Caspian: ports, vessels, and the trucks that wait for them or are aboard. */
import type { Entry } from '../../simulator/core/cell.ts';
import type { EntryOf } from './known-entry.ts';
import { known } from './known-entry.ts';
import type { PortView, VesselView } from './trial-rows.ts';
import type { TrialState } from './trial-state.ts';
import { note, remember, stand, turn } from './trial-trucks.ts';

export function stepFerry(state: TrialState, entry: Entry): void {
  const fact = known(entry);
  switch (fact.type) {
    case 'TruckAtPort': {
      const truck = turn(state, fact.truck, 'atPort', fact.t);
      if (truck === undefined) return;
      stand(truck, fact.port, null, fact.t);
      truck.line = fact.line;
      note(state, truck, 'atPort', fact.t, fact.port);
      portOf(state, fact.port).waiting++;
      break;
    }
    case 'FerryBoarding': {
      const vessel = vesselOf(state, fact.vessel, fact.line);
      vessel.state = 'boarding';
      vessel.port = fact.port;
      vessel.from = fact.port;
      vessel.capacity = fact.capacity;
      vessel.trucks = [];
      vessel.t = fact.t;
      vessel.until = fact.t;
      break;
    }
    case 'FerrySailed':
      onSailed(state, fact);
      break;
    case 'FerryArrived':
      onArrived(state, fact);
      break;
    case 'PortClosed': {
      const port = portOf(state, fact.port);
      if (port.open) port.closedAt = fact.t;
      port.open = false;
      port.closedUntil = fact.until;
      port.why = fact.why;
      break;
    }
    case 'PortOpened': {
      const port = portOf(state, fact.port);
      port.open = true;
      port.closedAt = null;
      port.closedUntil = null;
      port.why = '';
      break;
    }
    default:
      break;
  }
}

function onSailed(state: TrialState, fact: EntryOf<'FerrySailed'>): void {
  const { line, from, to, trucks, until, t } = fact;
  const vessel = vesselOf(state, fact.vessel, line);
  vessel.state = 'sailing';
  vessel.port = null;
  vessel.from = from;
  vessel.to = to;
  vessel.t = t;
  vessel.until = until;
  vessel.trucks = trucks;
  const port = portOf(state, from);
  for (const id of trucks) {
    const since = state.trucks.get(id)?.since ?? t;
    const truck = turn(state, id, 'aboard', t);
    if (truck === undefined) continue;
    port.waiting = Math.max(0, port.waiting - 1);
    port.recentWaits = remember(port.recentWaits, t - since);
    truck.place = null;
    truck.vessel = vessel.id;
    truck.line = line;
    truck.until = until;
    note(state, truck, 'sailed', t, from);
  }
}

function onArrived(state: TrialState, fact: EntryOf<'FerryArrived'>): void {
  const { line, port, t } = fact;
  const vessel = vesselOf(state, fact.vessel, line);
  for (const id of vessel.trucks) {
    const truck = turn(state, id, 'landed', t);
    if (truck === undefined) continue;
    stand(truck, port, null, t);
    truck.vessel = null;
    truck.line = null;
    note(state, truck, 'landed', t, port);
  }
  vessel.state = 'inPort';
  vessel.port = port;
  vessel.trucks = [];
  vessel.t = t;
  vessel.until = t;
}

function vesselOf(state: TrialState, id: string, line: string): VesselView {
  const fresh: VesselView = {
    id,
    edition: 0,
    line,
    state: 'inPort',
    port: null,
    from: '',
    to: '',
    t: state.now,
    until: state.now,
    capacity: 0,
    trucks: [],
  };
  const vessel = state.vessels.edit(id) ?? state.vessels.add(fresh);
  vessel.line = line;
  return vessel;
}

function portOf(state: TrialState, id: string): PortView {
  const known = state.ports.edit(id);
  if (known !== undefined) return known;
  const fresh = { id, edition: 0, open: true, closedAt: null, closedUntil: null, why: '' };
  return state.ports.add({ ...fresh, waiting: 0, recentWaits: [] });
}
