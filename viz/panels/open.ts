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
    case 'nodeDown': {
      view.select('node', what);
      return;
    }
    case 'portClosed':
    case 'longQueue': {
      view.select('post', crossingOf(what));
      return;
    }
    case 'taskForPerson':
    case 'taskOld': {
      view.select('seat', what);
      return;
    }
    case 'overdue': {
      const place = offices.get(what)?.place;
      if (place === undefined) view.select('seat', what);
      else view.select('post', crossingOf(place));
      return;
    }
    case 'enquiry':
    case 'guaranteeRejected': {
      view.select('movement', what);
      return;
    }
  }
}
