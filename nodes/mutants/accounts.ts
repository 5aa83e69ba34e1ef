/** Nodes that are wrong about accounts and authorisations. */
import { both } from '../common/bilingual.ts';
import type { Mutant } from './mutant.ts';
import { never, saysInBody, withoutRule } from './ways.ts';

export const ACCOUNT_MUTANTS: readonly Mutant[] = [
  {
    id: 'account-not-published',
    text: both(
      'approves accounts of trust level 1 and tells no other country',
      'одобряет учётные записи с уровнем доверия 1 и не сообщает о них другим странам',
    ),
    at: 'GEO',
    breaks: 'A803',
    caughtBy: 'conformity/s01-account-approved',
    change: never('A803', ({ body }) => body.roles.includes('principal') && body.trustLevel === 1),
  },
  {
    id: 'suspension-not-told',
    text: both(
      'tells the other countries of a suspended account that it is active',
      'сообщает другим странам о приостановленной учётной записи как о действующей',
    ),
    at: 'GEO',
    breaks: 'A804',
    caughtBy: 'conformity/s04-suspension',
    change: saysInBody('A804', () => ({ newStatus: 'active' })),
  },
  {
    id: 'one-pair-of-eyes',
    text: both(
      'lets the officer who has reviewed an account confirm it as well',
      'позволяет должностному лицу подтвердить собственное решение об учётной записи',
    ),
    at: 'GEO',
    breaks: 'C506',
    caughtBy: 'conformity/s03-four-eyes',
    change: withoutRule('C506'),
  },
  {
    id: 'declares-without-account',
    text: both(
      'accepts declarations of traders without an active account',
      'принимает декларации участников без действующей учётной записи',
    ),
    at: 'GEO',
    breaks: 'C501',
    caughtBy: 'conformity/s02-account-refused',
    change: withoutRule('C501'),
  },
  {
    id: 'simplified-for-anybody',
    text: both(
      'lets anybody unload as an authorised consignee',
      'допускает упрощённую разгрузку без разрешения уполномоченного получателя',
    ),
    at: 'AZE',
    breaks: 'C503',
    caughtBy: 'procedure/27-wrong-arrival',
    change: withoutRule('C503'),
  },
];
