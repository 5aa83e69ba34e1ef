/** Insurers that are wrong. */
import { both } from '../common/bilingual.ts';
import { insuranceOf } from '../common/insurance.ts';
import { insurerOf } from '../common/routing.ts';
import type { Mutant } from './mutant.ts';
import { deafTo, factsInstead, gives, saysInBody, toldOfScheme } from './ways.ts';

export const INSURER_MUTANTS: readonly Mutant[] = [
  {
    id: 'insurer-undertakes-too-much',
    text: both(
      'undertakes to pay ten times what was asked for',
      'поручается за сумму, вдесятеро большую запрошенной',
    ),
    at: insurerOf('GEO'),
    breaks: 'G811',
    caughtBy: 'conformity/s05-guarantee-approved',
    change: saysInBody('G811', ({ ceiling }) => ({ ceiling: ceiling * 10 })),
  },
  {
    id: 'insurer-keeps-too-little',
    text: both(
      'keeps half of what it should of a loss, and cedes the rest to the pool',
      'удерживает половину положенной доли убытка и передаёт остальное пулу',
    ),
    at: insurerOf('GEO'),
    breaks: 'X822',
    caughtBy: 'conformity/s19-chain-claim',
    change: toldOfScheme((scheme) => {
      const insurance = insuranceOf(scheme);
      return { insurance: { ...insurance, retention: insurance.retention / 2 } };
    }),
  },
  {
    id: 'insurer-never-pays',
    text: both('accepts claims and never pays', 'признаёт требования и не платит'),
    at: insurerOf('KAZ'),
    breaks: 'X821',
    caughtBy: 'conformity/s19-chain-claim',
    change: deafTo('payment'),
  },
  {
    id: 'insurer-books-one-side',
    text: both(
      'books what it has paid on one side only',
      'отражает выплату только по одной стороне счетов',
    ),
    at: insurerOf('KAZ'),
    breaks: 'design 9',
    caughtBy: 'conformity/s19-chain-claim',
    change: gives((out) => {
      factsInstead(out, (fact) =>
        fact['entry'] === 'claimPaid' && Array.isArray(fact['lines'])
          ? [{ ...fact, lines: fact['lines'].slice(1) }]
          : [fact],
      );
    }),
  },
  {
    id: 'insurer-pays-too-little',
    text: both('pays half of what it has accepted', 'выплачивает половину признанной суммы'),
    at: insurerOf('KAZ'),
    breaks: 'X821',
    caughtBy: 'conformity/s19-chain-claim',
    change: saysInBody('X821', ({ paidAmount }) =>
      paidAmount === undefined ? {} : { paidAmount: paidAmount / 2 },
    ),
  },
];
