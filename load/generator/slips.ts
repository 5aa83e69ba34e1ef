/** Mistakes that countries make in between, each beside a message that is right: what is sent, and the rule under which it is refused. */
import type { Stream } from '../../simulator/core/chance.ts';
import { standingOf } from '../../nodes/ice/standing.ts';
import type { FlowMessage } from '../flows/flow.ts';
import type { Mistakes } from '../profiles/profile.ts';
import type { Movement } from './movement.ts';

export type Slip =
  | { readonly kind: 'repeated' }
  | { readonly kind: 'unreadable'; readonly text: string }
  | {
      readonly kind: 'refused';
      readonly from: string;
      readonly rule: string;
      readonly text: string;
    };

export class Slips {
  private readonly mistakes: Mistakes;
  private readonly stream: Stream;
  private readonly none: boolean;

  constructor(mistakes: Mistakes, stream: Stream) {
    this.mistakes = mistakes;
    this.stream = stream;
    this.none = Object.values(mistakes).every((share) => share === 0);
  }

  /** @param text of the message that is right. */
  of(message: FlowMessage, text: string, countries: readonly string[], movement: Movement): Slip[] {
    if (this.none) return [];
    const slips: Slip[] = [];
    const { repeated, unreadable, misnumbered, intruding } = this.mistakes;
    const { from, to, type } = message;
    if (this.happens(repeated)) slips.push({ kind: 'repeated' });
    if (this.happens(unreadable)) slips.push({ kind: 'unreadable', text: text.slice(0, -9) });
    const standing = standingOf(type);
    // Of what is sent ahead on release ICE looks at the MRN itself.
    if (standing === 'announces' && this.happens(misnumbered)) {
      const { number } = movement;
      const wrong = `${number.slice(0, 17)}${String((Number(number[17]) + 1) % 10)}`;
      slips.push({ kind: 'refused', from, rule: 'C302', text: text.replaceAll(number, wrong) });
    }
    const isBetweenParties = standing === undefined || standing === 'compares';
    if (type.startsWith('X') && isBetweenParties && this.happens(intruding)) {
      const stranger = countries.find((one) => one !== to && !this.isParty(one, movement));
      if (stranger !== undefined) {
        const forged = text.replace(`"sender":"${from}"`, `"sender":"${stranger}"`);
        slips.push({ kind: 'refused', from: stranger, rule: 'C604', text: forged });
      }
    }
    return slips;
  }

  private happens(share: number): boolean {
    return share > 0 && this.stream.next() < share;
  }

  private isParty(country: string, { flow }: Movement): boolean {
    return flow.messages.some(({ from, to }) => from === country || to === country);
  }
}
