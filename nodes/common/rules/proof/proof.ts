/** How a rule is proved: a message that is in order, one that breaks the rule, and the same with the rule off. Plain values and one verdict; tests run it. */
import { functionalErrorOf, isRuleCode, ruleOf } from '../rules.ts';
import type { RuleCode } from '../rules.ts';

/** One refusal, or warning, as whoever sent the message hears it. */
export interface Verdict {
  readonly rule: string;
  /** Functional error code, XML error code, or reason against a guarantee. */
  readonly code: string;
  readonly pointer: string;
}

/** @typeParam S what the messages go to, with everything that it has answered. */
export interface Proof<S> {
  readonly rule: RuleCode;
  readonly code: string;
  readonly pointer: string;
  /** A message that keeps the rule, and all others. @param off rules that are not checked. */
  readonly sound: (off: readonly RuleCode[]) => S;
  /** One that breaks it. */
  readonly broken: (off: readonly RuleCode[]) => S;
}

/** Everything that speaks against a proof, as sentences; none where the rule is proved. */
export function flawsOf<S>(
  proof: Proof<S>,
  verdictsOf: (subject: S) => readonly Verdict[],
): string[] {
  const { rule, code, pointer, sound, broken } = proof;
  const under = (subject: S): Verdict[] =>
    verdictsOf(subject).filter((verdict) => verdict.rule === rule);
  const refused = under(broken([]));
  const asExpected = refused.some((each) => each.code === code && each.pointer === pointer);
  return [
    ...verdictsOf(sound([])).map((each) => `a sound message is refused: ${textOf(each)}`),
    ...(asExpected ? [] : [`a broken one is not refused as expected: ${textsOf(refused)}`]),
    ...under(broken([rule])).map((each) => `with the rule off it is refused: ${textOf(each)}`),
    ...againstGuideline(proof),
  ];
}

/** The code is one of the rule's own, and points where it should (guideline G0009, domain.md section 2.2). */
function againstGuideline({
  rule,
  code,
  pointer,
}: Omit<Verdict, 'rule'> & { readonly rule: RuleCode }): string[] {
  const flaws: string[] = [];
  if (!codesOf(rule).includes(code)) flaws.push(`${rule} is not answered with ${code}`);
  if (code === '92' && pointer !== '/') flaws.push('92 points to the root');
  if ((code === '90' || code === '93') && !pointer.endsWith('/mrn')) {
    flaws.push(`${code} points to the MRN`);
  }
  return flaws;
}

/** Codes that a rule may be answered with: those of NCTS, ours where it gives none. */
function codesOf(rule: RuleCode): string[] {
  const { otherFunctionalError, xmlError, guaranteeReasons = [] } = ruleOf(rule).ncts;
  const named = [functionalErrorOf(rule), otherFunctionalError, xmlError].flatMap((each) =>
    each === undefined ? [] : [String(each)],
  );
  return [...named, ...guaranteeReasons, ...(BESIDE[rule] ?? [])];
}

/** A schema that is not kept has a code for each of its parts; a movement is unknown to ICE, or no business of the country; a warning has none. */
const BESIDE: { readonly [R in RuleCode]?: readonly string[] } = {
  C101: ['13'],
  C319: [''],
  C604: ['90', '92'],
};

const textOf = ({ rule, code, pointer }: Verdict): string => `${rule} ${code} ${pointer}`;
const textsOf = (verdicts: readonly Verdict[]): string =>
  verdicts.length === 0 ? 'not at all' : verdicts.map(textOf).join(', ');

interface Defect {
  readonly pointer?: string;
  readonly code: string;
  readonly reason?: string;
  readonly rule?: string;
}

/** What S906, S917, T056, T057 and T058 say. */
export const verdictsIn = (
  messages: readonly { readonly messageType: string; readonly body: object }[],
): Verdict[] =>
  messages.flatMap(({ messageType, body }) =>
    REFUSALS.has(messageType)
      ? (body as { errors: readonly Defect[] }).errors.flatMap(({ pointer = '', code, ...why }) => {
          const rule = why.reason ?? why.rule ?? '';
          return isRuleCode(rule) ? [{ rule, code, pointer }] : [];
        })
      : [],
  );

const REFUSALS: ReadonlySet<string> = new Set(['S906', 'S917', 'T056', 'T057', 'T058']);
