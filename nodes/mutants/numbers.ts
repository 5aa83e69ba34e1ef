/** Nodes whose MRNs are wrong: the same again, or not built as they should be. */
import type { Effect, Input, Participant } from '../../simulator/core/participant.ts';
import { both } from '../common/bilingual.ts';
import { mrnCheckDigit } from '../common/numbers/mrn.ts';
import type { Mutant } from './mutant.ts';
import { forgets, stepping } from './ways.ts';

export const NUMBER_MUTANTS: readonly Mutant[] = [
  {
    id: 'same-mrn-again',
    text: both('allots the same MRN again and again', 'присваивает один и тот же MRN повторно'),
    at: 'AZE',
    breaks: 'D9',
    caughtBy: 'explore/under-fire',
    change: forgets(({ table }) => table.name === 'mrnSerials'),
  },
  {
    id: 'mrn-of-another-country',
    text: both('allots MRNs that name another country', 'присваивает MRN с кодом другой страны'),
    at: 'AZE',
    breaks: 'C303',
    caughtBy: 'explore/under-fire',
    change: (participant) =>
      calling(participant, {
        own: /\b\d\dAZ[A-Z0-9]{13}\d\b/g,
        outside: (mrn) => withDigit(mrn.replace('AZ', 'TM')),
        theirs: /\b\d\dTM[A-Z0-9]{13}\d\b/g,
        inside: (mrn) => withDigit(mrn.replace('TM', 'AZ')),
      }),
  },
  {
    id: 'mrn-with-wrong-digit',
    text: both(
      'allots MRNs with a wrong check digit',
      'присваивает MRN с неверной контрольной цифрой',
    ),
    at: 'AZE',
    breaks: 'C302',
    caughtBy: 'explore/under-fire',
    change: (participant) =>
      calling(participant, {
        own: /\b\d\dAZ[A-Z0-9]{13}\d\b/g,
        outside: (mrn) => mrn.slice(0, 17) + String((mrnCheckDigit(mrn) + 1) % 10),
        theirs: /\b\d\dAZ[A-Z0-9]{13}\d\b/g,
        inside: withDigit,
      }),
  },
];

const withDigit = (mrn: string): string => mrn.slice(0, 17) + String(mrnCheckDigit(mrn));

/** By what names movements go outside, and by what inside. */
interface Naming {
  readonly own: RegExp;
  readonly outside: (mrn: string) => string;
  readonly theirs: RegExp;
  readonly inside: (mrn: string) => string;
}

/** All that it says, and the journal of it, calls its movements by other numbers; what it hears of them it understands. */
function calling(participant: Participant, { own, outside, theirs, inside }: Naming): Participant {
  const said = <T>(value: T): T => renamed(value, own, outside);
  return stepping(participant, (input, now, draws, out) => {
    const heard: Input = input.kind === 'message' ? renamed(input, theirs, inside) : input;
    participant.step(heard, now, draws, out);
    out.facts.splice(0, Infinity, ...out.facts.map(said));
    out.effects.splice(
      0,
      Infinity,
      ...out.effects.map((effect) => (isSaid(effect) ? said(effect) : effect)),
    );
  });
}

const isSaid = ({ kind }: Effect): boolean => kind !== 'startTimer' && kind !== 'stopTimer';

const renamed = <T>(value: T, names: RegExp, name: (mrn: string) => string): T =>
  JSON.parse(JSON.stringify(value).replace(names, name)) as T;
