/** Ways to be wrong in one place: what a participant hears, what its steps give back, what it was told. They know no customs. */
import type {
  Effect,
  Fact,
  Input,
  Message,
  Outcome,
  Participant,
  Put,
} from '../../simulator/core/participant.ts';
import type { Body, MessageCode } from '../common/message-types.ts';
import type { NodeParameters, SchemeParameters } from '../common/parameters.ts';
import { countryOfInsurer } from '../common/routing.ts';
import type { RuleCode } from '../common/rules/rules.ts';
import type { TimerId } from '../common/timers.ts';
import { createOfficial } from '../process/participants.ts';
import type { Change } from './mutant.ts';

/** The same participant, with another step. */
export const stepping = (participant: Participant, step: Participant['step']): Participant => ({
  id: participant.id,
  tables: participant.tables,
  start: (now, draws, out) => participant.start(now, draws, out),
  step,
});

/** Its steps give back something else. */
export const gives =
  (change: (out: Outcome, input: Input) => void): Change =>
  (participant) =>
    stepping(participant, (input, now, draws, out) => {
      participant.step(input, now, draws, out);
      change(out, input);
    });

/** It hears something else than what comes; nothing where `change` gives nothing. */
export const hears =
  (change: (input: Input, participant: Participant) => Input | undefined): Change =>
  (participant) =>
    stepping(participant, (input, now, draws, out) => {
      const heard = change(input, participant);
      if (heard !== undefined) participant.step(heard, now, draws, out);
    });

/** It understands messages of a type otherwise than they are. */
export const hearsOf = <C extends MessageCode>(
  code: C,
  change: (body: Body<C>) => Body<C>,
): Change =>
  hears((input) => {
    if (input.kind !== 'message' || input.message.messageType !== code) return input;
    const body = change(input.message.body as Body<C>);
    return { ...input, message: { ...input.message, body } };
  });

/** It takes messages of a type, receipts them, and does nothing about them. */
export const ignores = (code: MessageCode): Change =>
  gives((out, input) => {
    if (input.kind !== 'message' || input.message.messageType !== code) return;
    out.facts.length = 0;
    keep(out.puts, ({ table }) => table.name === 'inbox');
    keep(out.effects, (effect) => effect.kind === 'send' && effect.messageType === 'S002');
  });

/** A timer may ring as long as it wants. */
export const deafTo = (timer: string): Change =>
  hears((input) => (input.kind === 'timer' && input.name === timer ? undefined : input));

// --- What it was told ------------------------------------------------------------------------------------------------

/** It, or the insurer of its country, was told something else of its country. */
export const toldOfCountry =
  (change: (parameters: NodeParameters) => Partial<NodeParameters>): Change =>
  ({ id }, told) => {
    const country = countryOfInsurer(id) ?? id;
    const own = told.nodes[country];
    if (own === undefined) throw new RangeError(`nobody is told anything of ${country}`);
    const nodes = { ...told.nodes, [country]: { ...own, ...change(own) } };
    return createOfficial(id, { ...told, nodes });
  };

/** It was told something else of the scheme. */
export const toldOfScheme = (
  change: (scheme: SchemeParameters) => Partial<SchemeParameters>,
): Change => toldOfCountry(({ scheme }) => ({ scheme: { ...scheme, ...change(scheme) } }));

/** A node that does not check a rule. */
export const withoutRule = (rule: RuleCode): Change => toldOfCountry(() => ({ rulesOff: [rule] }));

/** An exchange that does not check a rule. */
export const iceWithoutRule =
  (rule: RuleCode): Change =>
  ({ id }, told) =>
    createOfficial(id, { ...told, scheme: { ...told.scheme, iceRulesOff: [rule] } });

/** A timer of another length, as a share of the right one. */
export const timerTimes = (timer: TimerId, share: number): Change =>
  toldOfScheme(({ timers }) => ({ timers: { ...timers, [timer]: timers[timer] * share } }));

// --- What its steps give back ----------------------------------------------------------------------------------------

/** The timer is never started. */
export const neverStarts = (timer: TimerId): Change =>
  gives((out) => {
    keep(out.effects, (effect) => effect.kind !== 'startTimer' || effect.name !== timer);
  });

/** What it should remember in some of its tables it does not. */
export const forgets = (isOne: (put: Put) => boolean): Change =>
  gives((out) => {
    keep(out.puts, (put) => !isOne(put));
  });

/** Facts in place of each. */
export const factsInstead = (out: Outcome, change: (fact: Fact) => readonly Fact[]): void => {
  out.facts.splice(0, Infinity, ...out.facts.flatMap(change));
};

/** What a message says that leaves, be it a national one or one that has its number and its place in the outbox already. */
export interface Said<C extends MessageCode> {
  readonly to: string;
  readonly body: Body<C>;
  readonly correlationId?: string;
}

/** Messages of a type say something else, or are not sent where `change` gives nothing. */
export const says = <C extends MessageCode>(
  code: C,
  change: (said: Said<C>) => Said<C> | undefined,
): Change =>
  gives((out) => {
    saysInstead(out, code, change);
  });

/** Of those messages only the body is another. */
export const saysInBody = <C extends MessageCode>(
  code: C,
  change: (body: Body<C>) => Partial<Body<C>>,
): Change => says(code, (said) => ({ ...said, body: { ...said.body, ...change(said.body) } }));

/** Messages of a type are not sent. */
export const never = <C extends MessageCode>(
  code: C,
  when: (said: Said<C>) => boolean = () => true,
): Change => says(code, (said) => (when(said) ? undefined : said));

export function saysInstead<C extends MessageCode>(
  out: Outcome,
  code: C,
  change: (said: Said<C>) => Said<C> | undefined,
): void {
  const first = firstNumber(out);
  const effects = out.effects.flatMap((effect): Effect[] => {
    if (effect.kind === 'send' && effect.messageType === code) {
      const said = change({ ...effect, body: effect.body as Body<C> });
      return said === undefined ? [] : [{ ...effect, ...said }];
    }
    if (effect.kind !== 'post' || effect.message.messageType !== code) return [effect];
    const { message } = effect;
    const said = change({ ...message, to: message.recipient, body: message.body as Body<C> });
    return said === undefined ? [] : [{ ...effect, message: { ...message, ...partsOf(said) } }];
  });
  out.effects.splice(0, Infinity, ...effects);
  if (first > 0) numberFrom(first, out);
}

const partsOf = <C extends MessageCode>({ to, body, correlationId }: Said<C>) => ({
  recipient: to,
  body,
  ...(correlationId === undefined ? {} : { correlationId }),
});

// --- Numbers ---------------------------------------------------------------------------------------------------------

const NUMBER = /\d+$/;

/** The number of the first message to ICE that the step sends; 0 where it sends none. */
export const firstNumber = ({ effects }: Outcome): number =>
  numberOf(effects.find((effect) => effect.kind === 'post')?.message.messageId ?? '');

const numberOf = (messageId: string): number => Number(NUMBER.exec(messageId)?.[0] ?? 0);

/** The step's messages to ICE are numbered without a gap from `first` on, and what stands in the outbox, to be repeated, is what was sent. */
export function numberFrom(first: number, out: Outcome): void {
  const sent = new Map<string, Message>();
  const effects = out.effects.map((effect) => {
    if (effect.kind !== 'post') return effect;
    const { messageId } = effect.message;
    const id = messageId.replace(NUMBER, String(first + sent.size));
    const message = { ...effect.message, messageId: id };
    sent.set(messageId, message);
    return { ...effect, message };
  });
  const puts = out.puts.flatMap((put): Put[] => {
    const { table, key, row } = put;
    if (row === undefined || (table.name !== 'outbox' && table.name !== 'numbering')) return [put];
    if (table.name === 'numbering') {
      const { held } = row as { readonly held: string };
      const last = first + sent.size - 1;
      return sent.size === 0
        ? []
        : [{ ...put, row: { last, held: sent.get(held)?.messageId ?? held } }];
    }
    // Others wait there since earlier steps, and are repeated in this one.
    if (numberOf(key) < first) return [put];
    const message = sent.get(key);
    return message === undefined
      ? []
      : [{ table, key: message.messageId, row: { ...row, message } }];
  });
  out.effects.splice(0, Infinity, ...effects);
  out.puts.splice(0, Infinity, ...puts);
}

/** Only what is one stays. */
export function keep<T>(list: T[], isOne: (item: T) => boolean): void {
  list.splice(0, Infinity, ...list.filter(isOne));
}
