/** The metrics of our scripts, under the names that `LoadReport` has them; in k6 each is declared before the load begins. */
import { Counter, Gauge, Rate, Trend } from 'k6/metrics';

/** From the intended sending to S001; at a door to 202. */
export const acknowledgement = new Trend('acknowledgement', true);
/** From the intended sending to the recipient; at a door to the answer of the office. */
export const delivery = new Trend('delivery', true);
/** How late the script itself was with what it could send. */
export const schedule = new Trend('schedule', true);
export const backlog = new Gauge('backlog');
export const backlogGrowth = new Gauge('backlog_growth');
/** Of the part that counts: asked for by the profile, and what came of it. */
export const movementsAsked = new Counter('movements_asked');
export const movementsThrough = new Counter('movements_through');
export const messagesAsked = new Counter('messages_asked');
export const messagesAcknowledged = new Counter('messages_acknowledged');
/** Share of the messages of the part that counts which were acknowledged. */
export const acknowledged = new Rate('acknowledged');
export const deliveries = new Counter('deliveries');
/** By rule. */
export const refusals = new Counter('refusals');
/** Looked at, and of those what the specification does not allow, by kind. */
export const answers = new Counter('answers');
export const wrongAnswers = new Counter('wrong_answers');
/** 1 where the load came to its end, and nothing ended it before. */
const finished = new Counter('finished');

/** Gives the thresholds something to look at: k6 passes over one whose metric has no values. */
export function beginMeasuring(): void {
  wrongAnswers.add(0);
  finished.add(0);
}

export const finishMeasuring = (): void => finished.add(1);
