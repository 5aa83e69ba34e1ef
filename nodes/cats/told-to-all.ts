/** What departure tells the offices of transit and destination alike (X010, X024, X181): what each of them makes of it, and the answer of the node. */
import type { Department, MessageOf, Moment } from '../common/step.ts';
import { refuse, say } from '../common/step.ts';

/** What one department made of it: its record took it, is in a state that does not allow it, or there is none. */
export type Taken = 'taken' | 'unfit' | 'unknown';

/** A department whose offices may have a record of the movement. */
export interface Told {
  /** X024, for one of the offices that it names. */
  readonly closeSkipped: (mrn: string, office: string, at: Moment) => Taken;
  /** X010, for all offices of the country. */
  readonly cancel: (mrn: string, at: Moment) => Taken;
  /** X181, for all offices of the country. */
  readonly noteIncident: (message: MessageOf<'X181'>, at: Moment) => Taken;
}

/** Each department is told; the message is refused only where no record could take it (C202), or there was none (C201). */
export const toldToAll = (departments: readonly Told[]): Department => ({
  tables: [],
  messages: {
    X010: (message, at) => {
      answer(
        message,
        departments.map((one) => one.cancel(message.body.mrn, at)),
        at,
      );
    },
    X024: (message, at) => {
      const { mrn, skippedOffices } = message.body;
      const outcomes = [...new Set(skippedOffices)].flatMap((office) =>
        departments.map((one) => one.closeSkipped(mrn, office, at)),
      );
      answer(message, outcomes, at);
    },
    X181: (message, at) => {
      answer(
        message,
        departments.map((one) => one.noteIncident(message, at)),
        at,
      );
    },
  },
  timers: {},
  decisions: {},
});

function answer(
  message: MessageOf<'X010' | 'X024' | 'X181'>,
  outcomes: readonly Taken[],
  { out }: Moment,
): void {
  const outcome = together(outcomes);
  if (outcome === 'unknown') say(out, refuse(message, 'C201', '90'));
  if (outcome === 'unfit') say(out, refuse(message, 'C202', '92'));
}

/** Taken by one is taken; known to one is known. */
export function together(outcomes: readonly Taken[]): Taken {
  if (outcomes.includes('taken')) return 'taken';
  return outcomes.includes('unfit') ? 'unfit' : 'unknown';
}
