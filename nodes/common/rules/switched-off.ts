/** Rules that a node does not check: what a step has refused under one of them is taken back before anything leaves. */
import type { Effect, Outcome } from '../../../simulator/core/participant.ts';

/** Messages that refuse another. */
const REFUSALS: ReadonlySet<string> = new Set(['S906', 'S917', 'T056', 'T057', 'T058']);

interface Refusing {
  readonly errors: readonly { readonly reason?: string; readonly rule?: string }[];
}

/**
 * For refusals that are made one by one; lists of checks leave the rule out themselves. What was refused has no effect all the same.
 * @param off the rules that are off.
 */
export function takeBackRefusals(out: Outcome, off: ReadonlySet<string>): void {
  const { facts, effects } = out;
  replace(
    facts,
    facts.filter(({ type, rule = '' }) => type !== 'MessageRejected' || !off.has(rule)),
  );
  replace(
    effects,
    effects.flatMap((effect) => lenient(effect, off)),
  );
}

function lenient(effect: Effect, off: ReadonlySet<string>): readonly Effect[] {
  if (effect.kind !== 'send' || !REFUSALS.has(effect.messageType)) return [effect];
  const { errors } = effect.body as Refusing;
  const left = errors.filter(({ reason, rule }) => !off.has(reason ?? rule ?? ''));
  if (left.length === errors.length) return [effect];
  return left.length === 0 ? [] : [{ ...effect, body: { ...effect.body, errors: left } }];
}

function replace<T>(list: T[], by: readonly T[]): void {
  list.length = 0;
  list.push(...by);
}
