/** Ferries and what is closed: no ferry takes more than it holds, no closed port or post lets anybody through. */
import type { Entry } from '../../core/cell.ts';
import type { SimTime } from '../../core/time.ts';
import type { Invariant, Report } from './invariant.ts';
import { text, figure } from './invariant.ts';

const complaintOf =
  (report: Report, { t, n: node, type }: Entry) =>
  (what: string): void => {
    report({ t, node, detail: `${type}: ${what}` });
  };

const stationOf = (entry: Entry): string => `${text(entry['post'])}/${text(entry['side'])}`;

/** A ship from the day it loads to the day it lands. */
interface Ship {
  readonly port: string;
  readonly capacity: number;
  sailed: { readonly to: string; readonly trucks: number; readonly until: SimTime } | undefined;
}

export const ferriesHold: Invariant = {
  id: 'ferriesHold',
  text: {
    en: 'a ferry takes no more than it holds, lands where it was bound for, not before its time, and with all who are aboard',
    ru: 'паром берёт не больше своей вместимости и приходит в порт назначения не раньше срока и со всеми, кто на борту',
  },
  source: 'ours',
  shown: ['FerryBoarding', 'FerrySailed', 'FerryArrived'],
  start(report) {
    const ships = new Map<string, Ship>();
    return {
      size: () => ships.size,
      step(entry) {
        const vessel = text(entry['vessel']);
        const complain = complaintOf(report, entry);
        if (entry.type === 'FerryBoarding') {
          const [port, capacity] = [text(entry['port']), figure(entry['capacity'])];
          ships.set(vessel, { port, capacity, sailed: undefined });
          return;
        }
        const ship = ships.get(vessel);
        if (ship === undefined) complain(`${vessel} has not loaded`);
        else if (entry.type === 'FerrySailed') sail(ship, entry, complain);
        else land(ship, entry, complain);
      },
    };
  },
};

type Complain = (what: string) => void;

function sail(ship: Ship, entry: Entry, complain: Complain): void {
  const trucks = Array.isArray(entry['trucks']) ? entry['trucks'].length : 0;
  const load = trucks + figure(entry['others']);
  const vessel = text(entry['vessel']);
  if (load > ship.capacity)
    complain(`${vessel} takes ${String(load)} and holds ${String(ship.capacity)}`);
  if (text(entry['from']) !== ship.port) complain(`${vessel} has loaded at ${ship.port}`);
  if (ship.sailed !== undefined) complain(`${vessel} is at sea`);
  ship.sailed = { to: text(entry['to']), trucks, until: figure(entry['until']) };
}

function land(ship: Ship, entry: Entry, complain: Complain): void {
  const vessel = text(entry['vessel']);
  const { sailed } = ship;
  if (sailed === undefined) complain(`${vessel} is not at sea`);
  else if (sailed.to !== text(entry['port'])) complain(`${vessel} was bound for ${sailed.to}`);
  else if (entry.t < sailed.until) complain(`${vessel} is too early`);
  else if (sailed.trucks !== figure(entry['trucks']))
    complain(`${vessel} has sailed with ${String(sailed.trucks)} trucks`);
  ship.sailed = undefined;
}

export const closedIsClosed: Invariant = {
  id: 'closedIsClosed',
  text: {
    en: 'no ferry leaves or enters a port that is closed, and no truck is served at a side of a post that is',
    ru: 'паром не выходит из закрытого порта и не входит в него, а на закрытой стороне пункта пропуска машины не обслуживаются',
  },
  source: 'ours',
  shown: [
    'PortClosed',
    'PortOpened',
    'PostClosed',
    'PostOpened',
    'FerrySailed',
    'FerryArrived',
    'TruckServed',
  ],
  start(report) {
    /** Until when, by port and by side of a post. */
    const closed = new Map<string, SimTime>();
    const close = (place: string, until: SimTime): void =>
      void closed.set(place, Math.max(until, closed.get(place) ?? 0));
    return {
      size: () => closed.size,
      step(entry) {
        switch (entry.type) {
          case 'PortClosed':
            close(text(entry['port']), figure(entry['until']));
            return;
          case 'PostClosed':
            close(stationOf(entry), figure(entry['until']));
            return;
          case 'PortOpened':
            closed.delete(text(entry['port']));
            return;
          case 'PostOpened':
            closed.delete(stationOf(entry));
            return;
          default: {
            if (closed.size === 0) return;
            const complain = complaintOf(report, entry);
            for (const place of placesOf(entry))
              if ((closed.get(place) ?? 0) > entry.t) complain(`${place} is closed`);
          }
        }
      },
    };
  },
};

const placesOf = (entry: Entry): readonly string[] =>
  entry.type === 'TruckServed'
    ? [stationOf(entry)]
    : [text(entry['port']), text(entry['from']), text(entry['to'])];
