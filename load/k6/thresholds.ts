/** What must hold for a run of k6 to pass: the profile's bound, for every type of message by itself as well, and no wrong answer at all. */
import type {
  ConstantArrivalRateScenario,
  Options,
  PerVUIterationsScenario,
  RampingArrivalRateScenario,
} from 'k6/options';
import type { Flow } from '../flows/flow.ts';
import type { Profile } from '../profiles/profile.ts';
import type { FindingKind } from '../report/load-report.ts';

type Thresholds = NonNullable<Options['thresholds']>;

/** The types of k6 have classes, of which no script can make one. */
type Plain<T> = Pick<T, keyof T>;

export interface LoadOptions extends Pick<
  Options,
  'thresholds' | 'summaryTrendStats' | 'tags' | 'teardownTimeout'
> {
  readonly scenarios: Readonly<
    Record<
      string,
      | Plain<PerVUIterationsScenario>
      | Plain<RampingArrivalRateScenario>
      | Plain<ConstantArrivalRateScenario>
    >
  >;
}

/** As `LoadReport` has them. */
export const TREND_STATS = ['count', 'med', 'p(90)', 'p(99)', 'p(99.9)', 'max'];

/** Share of what was asked that must be acknowledged. */
const ACHIEVED_LEAST = 0.98;
/** Late by so much, in ms, a script measures itself. */
const LATE_MOST_MS = 25;

/** Always true: k6 keeps the values of a tag apart only where a threshold asks for them. */
const KEPT_APART = ['count>=0'];

export const KINDS: readonly FindingKind[] = [
  ...(['lost', 'altered', 'misdelivered', 'disordered', 'doubled', 'wronglyRefused'] as const),
  ...(['wronglyTaken', 'wrongRelease', 'unanswered', 'unbalanced'] as const),
];

/** Of the mistakes that a profile asks for. */
export const RULES = ['C101', 'C302', 'C604'];

export function exchangeThresholds({ p99Most }: Profile, flows: readonly Flow[]): Thresholds {
  const types = new Set(flows.flatMap(({ messages }) => messages.map(({ type }) => type)));
  return {
    acknowledgement: [`p(99)<=${String(p99Most)}`],
    ...tagged('acknowledgement', 'message_type', [...types].sort(), [`p(99)<=${String(p99Most)}`]),
    acknowledged: [`rate>=${String(ACHIEVED_LEAST)}`],
    schedule: [`p(99)<=${String(LATE_MOST_MS)}`],
    wrong_answers: ['count==0'],
    ...tagged('wrong_answers', 'kind', KINDS, KEPT_APART),
    ...tagged('refusals', 'rule', RULES, KEPT_APART),
    finished: ['count==1'],
  };
}

export const doorThresholds = ({ p99Most }: Profile): Thresholds => ({
  acknowledgement: [`p(99)<=${String(p99Most)}`],
  ...tagged('acknowledgement', 'message_type', ['T015'], [`p(99)<=${String(p99Most)}`]),
  acknowledged: [`rate>=${String(ACHIEVED_LEAST)}`],
  schedule: [`p(99)<=${String(LATE_MOST_MS)}`],
  // Iterations for which no virtual user was free: the script, not the door, is the limit.
  dropped_iterations: ['count==0'],
  wrong_answers: ['count==0'],
  ...tagged('wrong_answers', 'kind', KINDS, KEPT_APART),
  ...tagged('refusals', 'rule', ['C101'], KEPT_APART),
  finished: ['count==1'],
});

const tagged = (
  metric: string,
  tag: string,
  values: readonly string[],
  bounds: string[],
): Thresholds => Object.fromEntries(values.map((value) => [`${metric}{${tag}:${value}}`, bounds]));
