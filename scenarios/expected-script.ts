/** What a scenario's script must show, taken apart for whoever judges it. */
import { countryOf } from '../nodes/countries/countries.ts';
import { OFFICES } from '../nodes/countries/offices.ts';
import type {
  Expected,
  ExpectedMark,
  ExpectedMessage,
  ExpectedScript,
} from '../reports/verdict/expected.ts';
import {
  kindOfMark,
  parseMarkLine,
  parseMessageLine,
  parseObjectLine,
} from '../reports/verdict/expected.ts';
import type { Scenario } from './schema.ts';
import type { Sees } from './script-schema.ts';
import { durationMs } from './semantics.ts';
import { stepId } from './steps.ts';

/** Undefined where a scenario has no script. Its lines are in form: they were checked when it was loaded. */
export function expectedOf({
  steps,
  given = {},
  participants,
}: Scenario): ExpectedScript | undefined {
  if (steps === undefined) return undefined;
  const { guarantees = {}, authorisations = {} } = given;
  const granted = Object.entries({ ...guarantees, ...authorisations });
  return {
    steps: steps.map((step, i) => ({
      id: stepId(step, i),
      step: step.step,
      expected: expectedIn(step.sees ?? {}),
    })),
    given: granted.filter(([, { held }]) => held !== 'none').map(([name]) => name),
    codes: Object.fromEntries(participants.map((node) => [node, countryOf(node).iso2])),
    places: placesOf(),
  };
}

function expectedIn(sees: Sees): Expected {
  const not = sees.not ?? [];
  const isMessage = (text: string): boolean => kindOfMark(text.split(' ')[0] ?? '') === 'message';
  return {
    messages: (sees.messages ?? []).map(messageOf),
    inOrder: sees.inOrder ?? false,
    ...(sees.within === undefined ? {} : { withinMs: durationMs(sees.within) }),
    rows: marksOf(sees.rows),
    rules: marksOf(sees.rules),
    facts: marksOf(sees.facts),
    notMessages: not.filter(isMessage).map(messageOf),
    notMarks: marksOf(not.filter((text) => !isMessage(text))),
    states: Object.entries(sees.state ?? {}).flatMap(([text, state]) => {
      const line = parseObjectLine(text);
      return line === undefined ? [] : [{ text, line, state }];
    }),
    balances: sumsOf(sees.balance),
    exposures: sumsOf(sees.exposure),
  };
}

function messageOf(seen: NonNullable<Sees['messages']>[number]): ExpectedMessage {
  const { see, where = {}, times } = typeof seen === 'string' ? { see: seen } : seen;
  const line = parseMessageLine(see) ?? { code: see, waits: false };
  return times === undefined ? { text: see, line, where } : { text: see, line, where, times };
}

const marksOf = (lines: readonly string[] = []): ExpectedMark[] =>
  lines.map((text) => ({ text, line: parseMarkLine(text) ?? { what: text } }));

const sumsOf = (sums: Readonly<Record<string, number>> = {}) =>
  Object.entries(sums).map(([name, sum]) => ({ name, sum }));

/** Offices by place, so that a line may name either. */
function placesOf(): Record<string, string[]> {
  const places: Record<string, string[]> = {};
  for (const { place, code } of OFFICES) (places[place] ??= []).push(code);
  return places;
}
