/** What the enquiry authority may ask the offices of transit and destination of the same country, put together. */
import type { OfficesOfDestination } from './destination/destination.ts';
import type { HeldElsewhere } from './enquiry/elsewhere.ts';
import type { Setting } from './setting.ts';
import type { OfficesOfTransit } from './transit/transit.ts';

export function heldElsewhere(
  transit: OfficesOfTransit,
  destination: OfficesOfDestination,
  setting: Setting,
): HeldElsewhere {
  const stateAt = (mrn: string, office: string): string | undefined =>
    destination.stateOf(mrn, office) ?? transit.stateOf(mrn, office);
  return {
    answerEnquiry: (mrn, message, at) => destination.answerEnquiry(mrn, message, at),
    declarationOf: (mrn) => destination.declarationOf(mrn) ?? transit.declarationOf(mrn),
    stateOf(mrn, office) {
      if (office !== undefined) return stateAt(mrn, office);
      for (const here of setting.officesHere()) {
        const state = stateAt(mrn, here);
        if (state !== undefined) return state;
      }
      return undefined;
    },
  };
}
