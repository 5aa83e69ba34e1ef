/** What opens when an id is clicked: every id of the journal belongs to one kind of thing. */
import type { Alarm } from '../../reports/views/alarms.ts';
import type { BrokenRule } from '../../reports/views/api.ts';
import type { FaultView } from '../../reports/views/trial-rows.ts';
import { CORRIDOR_DATA, findPlace } from '../../scenarios/data/corridors.ts';
import type { Selection } from '../state/address.ts';
import type { App } from '../state/app.svelte.ts';

/** The mark on the map that a place belongs to: its pair of posts, or the port itself. */
export function crossingOf(place: string): string {
  if (findPlace(place)?.kind === 'port') return place;
  return (
    CORRIDOR_DATA.bcpPairs.find(
      ({ a, b, modes }) => modes.includes('road') && (a === place || b === place),
    )?.id ?? place
  );
}

/** Opens what an alarm is about. */
export function openAlarm(app: App, alarm: Alarm): void {
  const { kind, id } = subjectOf(app, alarm);
  app.view.select(kind, id);
}

/** Opens where a fault is at work: an office, a post or port, or the participant that it strikes. */
export function openFault(app: App, { where, on }: Readonly<FaultView>): void {
  const struck = on.find((id) => id !== 'WORLD');
  if (where !== null && app.offices.has(where)) app.view.select('seat', where);
  else if (where !== null && findPlace(where) !== undefined)
    app.view.select('post', crossingOf(where));
  else if (where !== null || struck !== undefined) app.view.select('node', where ?? struck ?? '');
}

/** Opens what a broken rule is about: the movement, else the message, else whoever broke it. */
export function openBroken({ view, countries }: App, rule: BrokenRule): void {
  const { mrn, messageId, node } = rule;
  if (mrn !== undefined) view.select('movement', mrn);
  else if (messageId !== undefined) view.select('message', messageId);
  else if (countries.includes(node) || node === 'ICE') view.select('node', node);
}

function subjectOf({ offices }: App, { code, what }: Alarm): Selection {
  switch (code) {
    case 'nodeDown':
    case 'nodeLeft':
      return { kind: 'node', id: what };
    case 'portClosed':
    case 'longQueue':
      return { kind: 'post', id: crossingOf(what) };
    case 'taskForPerson':
    case 'taskOld':
      return { kind: 'seat', id: what };
    case 'overdue': {
      const place = offices.get(what)?.place;
      return place === undefined
        ? { kind: 'seat', id: what }
        : { kind: 'post', id: crossingOf(place) };
    }
    case 'enquiry':
    case 'recovery':
    case 'claim':
    case 'dispute':
    case 'discrepancy':
    case 'passageRefused':
    case 'guaranteeRejected':
      return { kind: 'movement', id: what };
  }
}
