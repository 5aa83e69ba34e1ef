/** What opens when an id is clicked: every id of the journal belongs to one kind of thing. */
import type { Alarm } from '../../reports/views/alarms.ts';
import { CORRIDOR_DATA, findPlace } from '../../scenarios/data/corridors.ts';
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

export function openAlarm({ view, offices }: App, { code, what }: Alarm): void {
  switch (code) {
    case 'nodeDown':
      return view.select('node', what);
    case 'portClosed':
    case 'longQueue':
      return view.select('post', crossingOf(what));
    case 'taskForPerson':
    case 'taskOld':
      return view.select('seat', what);
    case 'overdue': {
      const place = offices.get(what)?.place;
      return place === undefined
        ? view.select('seat', what)
        : view.select('post', crossingOf(place));
    }
    case 'enquiry':
    case 'guaranteeRejected':
      return view.select('movement', what);
  }
}
