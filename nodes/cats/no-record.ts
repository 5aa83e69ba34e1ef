/** N820 on goods whose record was asked for in vain: the same question at an office of transit (row B5) and at one of destination. */
import type { Department, DecisionHandler, MessageOf, Moment } from '../common/step.ts';

/** The offices of transit. */
interface AtTransit {
  readonly onNoRecord: DecisionHandler;
}

/** The offices of destination. */
interface AtDestination {
  /** False where the question was not theirs. */
  readonly decideUnanswered: (key: string, message: MessageOf<'N820'>, at: Moment) => boolean;
}

/** Whichever office asked. */
export const noRecordDecisions = (transit: AtTransit, destination: AtDestination): Department => ({
  tables: [],
  messages: {},
  timers: {},
  decisions: {
    noRecord: (task, message, at) => {
      if (!destination.decideUnanswered(task.key, message, at)) {
        transit.onNoRecord(task, message, at);
      }
    },
  },
});
