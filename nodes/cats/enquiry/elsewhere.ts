/** What the offices of transit and destination of this country know of a movement; the node composes it, for no department uses another. */
import type { Declaration } from '../../common/messages/parts.ts';
import type { MessageOf, Moment } from '../../common/step.ts';

export interface HeldElsewhere {
  /** Row A20: the goods are known to have arrived here, so their office of destination answers. Whether it has. */
  readonly answerEnquiry: (mrn: string, message: MessageOf<'X142'>, at: Moment) => boolean;
  /** What an advance record tells of the goods. */
  readonly declarationOf: (mrn: string) => Declaration | undefined;
  /** State of the record of an office, or, where none is named, of any office here. */
  readonly stateOf: (mrn: string, office?: string) => string | undefined;
}
