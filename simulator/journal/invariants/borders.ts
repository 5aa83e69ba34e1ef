/** No truck passes a border without release (design, section 9): neither on paper nor on the road. */
import type { Entry } from '../../core/cell.ts';
import type { Invariant, Report } from './invariant.ts';
import { text } from './invariant.ts';

/** A movement and its truck, from the declaration to the end. */
interface Journey {
  released: boolean;
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
        this.byTruck.set(text(entry['truck']), { lrn, journey: this.journeyOf(lrn) });
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
      case 'TruckLeft': {
        const truck = text(entry['truck']);
        this.byLrn.delete(this.byTruck.get(truck)?.lrn ?? '');
        this.byTruck.delete(truck);
        break;
      }
      case 'MovementWrittenOff':
      case 'MovementInvalidated':
      case 'ProofAccepted':
      case 'DebtRecovered':
        this.byMrn.delete(text(entry['mrn']));
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
    this.byMrn.set(mrn, journey);
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
    if (journey === undefined) this.byLrn.set(lrn, (journey = { released: false, passages: 0 }));
    return journey;
  }

  private complain(entry: Entry, what: string): void {
    const mrn = text(entry['mrn']);
    const { t, n: node } = entry;
    this.report({ t, node, ...(mrn === '' ? {} : { mrn }), detail: what });
  }
}
