/** No truck passes a border without release (design, section 9): neither on paper nor on the road. */
import type { Entry } from '../../core/cell.ts';
import type { Invariant, Report } from './invariant.ts';
import { text } from './invariant.ts';

/** A movement and its truck, until the movement has ended and the truck is gone: the papers may be closed while it still waits somewhere. */
interface Journey {
  released: boolean;
  /** The movement, once it is released. */
  mrn: string;
  isEnded: boolean;
  isOnTheRoad: boolean;
  /** Entries that offices of transit have let it make and that its truck has not made yet. */
  passages: number;
}

export const noPassageWithoutRelease: Invariant = {
  id: 'noPassageWithoutRelease',
  text: {
    en: 'no truck passes a border before its movement was released, or enters a country that has not let it pass; a movement is released once',
    ru: 'ни одна машина не проходит границу до выпуска перевозки и не въезжает в страну без её разрешения; перевозка выпускается один раз',
  },
  source: 'ours',
  shown: [
    'TruckReady',
    'MovementReleased',
    'PassageGranted',
    'PassageOnPaper',
    'TruckCleared',
    'TruckLeft',
    'MovementWrittenOff',
    'MovementInvalidated',
    'ProofAccepted',
    'DebtRecovered',
  ],
  start(report) {
    const journeys = new Journeys(report);
    return { step: (entry) => journeys.step(entry), size: () => journeys.size };
  },
};

class Journeys {
  private readonly report: Report;
  private readonly byLrn = new Map<string, Journey>();
  private readonly byMrn = new Map<string, Journey>();
  private readonly byTruck = new Map<string, { readonly lrn: string; readonly journey: Journey }>();

  constructor(report: Report) {
    this.report = report;
  }

  get size(): number {
    return this.byLrn.size + this.byMrn.size + this.byTruck.size;
  }

  step(entry: Entry): void {
    switch (entry.type) {
      case 'TruckReady': {
        const lrn = text(entry['lrn']);
        const journey = this.journeyOf(lrn);
        journey.isOnTheRoad = true;
        this.byTruck.set(text(entry['truck']), { lrn, journey });
        break;
      }
      case 'MovementReleased':
        this.release(entry);
        break;
      case 'PassageGranted':
      case 'PassageOnPaper': {
        const journey = this.byMrn.get(text(entry['mrn']));
        if (journey === undefined)
          this.complain(entry, `let past ${text(entry['office'])} without release`);
        else journey.passages++;
        break;
      }
      case 'TruckCleared':
        this.clear(entry);
        break;
      case 'TruckLeft':
        this.leave(text(entry['truck']));
        break;
      case 'MovementWrittenOff':
      case 'MovementInvalidated':
      case 'ProofAccepted':
      case 'DebtRecovered':
        this.end(text(entry['mrn']));
        break;
      default:
        break;
    }
  }

  private release(entry: Entry): void {
    const mrn = text(entry['mrn']);
    const journey = this.journeyOf(text(entry['lrn']));
    if (this.byMrn.has(mrn)) this.complain(entry, 'released a second time');
    journey.released = true;
    journey.mrn = mrn;
    this.byMrn.set(mrn, journey);
  }

  private end(mrn: string): void {
    const journey = this.byMrn.get(mrn);
    if (journey === undefined) return;
    journey.isEnded = true;
    if (!journey.isOnTheRoad) this.byMrn.delete(mrn);
  }

  private leave(truck: string): void {
    const known = this.byTruck.get(truck);
    if (known === undefined) return;
    const { lrn, journey } = known;
    journey.isOnTheRoad = false;
    if (journey.isEnded) this.byMrn.delete(journey.mrn);
    this.byLrn.delete(lrn);
    this.byTruck.delete(truck);
  }

  private clear(entry: Entry): void {
    const [truck, post] = [text(entry['truck']), text(entry['post'])];
    const journey = this.byTruck.get(truck)?.journey;
    if (journey === undefined) return;
    if (!journey.released) this.complain(entry, `truck ${truck} passed ${post} without release`);
    else if (text(entry['side']) === 'entry' && --journey.passages < 0) {
      journey.passages = 0;
      this.complain(entry, `truck ${truck} entered at ${post} without having been let past`);
    }
  }

  /** Trucks are ready before the declaration or after it. */
  private journeyOf(lrn: string): Journey {
    let journey = this.byLrn.get(lrn);
    if (journey === undefined) {
      journey = { released: false, mrn: '', isEnded: false, isOnTheRoad: false, passages: 0 };
      this.byLrn.set(lrn, journey);
    }
    return journey;
  }

  private complain(entry: Entry, what: string): void {
    const mrn = text(entry['mrn']);
    const { t, n: node } = entry;
    this.report({ t, node, ...(mrn === '' ? {} : { mrn }), detail: what });
  }
}
