/** Nodes that are wrong about guarantees and their books. */
import { both } from '../common/bilingual.ts';
import type { Mutant } from './mutant.ts';
import {
  factsInstead,
  forgets,
  gives,
  never,
  neverStarts,
  saysInBody,
  toldOfScheme,
  withoutRule,
} from './ways.ts';

export const GUARANTEE_MUTANTS: readonly Mutant[] = [
  {
    id: 'more-than-is-left',
    text: both(
      'reserves amounts that a guarantee has not left',
      'резервирует суммы сверх свободного остатка гарантии',
    ),
    at: 'GEO',
    breaks: 'C410',
    caughtBy: 'conformity/s07-limits',
    change: withoutRule('C410'),
  },
  {
    id: 'any-access-code',
    text: both('takes any access code', 'принимает любой код доступа'),
    at: 'GEO',
    breaks: 'C405',
    caughtBy: 'conformity/s08-guarantee-refused',
    change: withoutRule('C405'),
  },
  {
    id: 'dead-guarantee',
    text: both(
      'reserves under guarantees that are revoked, suspended or expired',
      'резервирует под отозванные, приостановленные и истёкшие гарантии',
    ),
    at: 'GEO',
    breaks: 'C404',
    caughtBy: 'conformity/s07-limits',
    change: withoutRule('C404'),
  },
  {
    id: 'whole-deposit',
    text: both(
      'asks every trader for the whole amount as a deposit, whatever his level',
      'требует обеспечения всей суммы независимо от уровня участника',
    ),
    at: 'GEO',
    breaks: 'G812',
    caughtBy: 'conformity/s05-guarantee-approved',
    change: saysInBody('G812', ({ referenceAmount }) => ({
      percentage: 100,
      guaranteeAmount: referenceAmount,
    })),
  },
  {
    id: 'forgets-a-guarantee',
    text: both(
      'says that an amount is reserved and forgets the use',
      'сообщает о резервировании и забывает об использовании гарантии',
    ),
    at: 'AZE',
    breaks: 'U1',
    caughtBy: 'explore/under-fire',
    change: forgets(({ table }) => table.name === 'usages'),
  },
  {
    id: 'forgets-the-exposure',
    text: both(
      'keeps the use of a guarantee and not what it takes of the balance',
      'учитывает использование гарантии, но не уменьшает её остаток',
    ),
    at: 'AZE',
    breaks: 'U1',
    caughtBy: 'explore/under-fire',
    change: gives((out) => {
      if (!out.facts.some(({ type }) => type === 'UsageReserved')) return;
      const at = out.puts.findIndex(({ table }) => table.name === 'guarantees');
      if (at >= 0) out.puts.splice(at, 1);
    }),
  },
  {
    id: 'keeps-a-lock',
    text: both(
      'never gives back a guarantee after the write-off',
      'не освобождает гарантию после завершения процедуры',
    ),
    at: 'AZE',
    breaks: 'U6',
    caughtBy: 'explore/under-fire',
    change: never('X204', ({ body }) => body.releaseDate !== undefined),
  },
  {
    id: 'frees-half',
    text: both('notes half of what it gives back', 'учитывает лишь половину возвращённой суммы'),
    at: 'AZE',
    breaks: 'U6',
    caughtBy: 'explore/under-fire',
    change: gives((out) => {
      factsInstead(out, (fact) =>
        fact.type === 'UsageReleased' ? [{ ...fact, amount: Number(fact['amount']) / 2 }] : [fact],
      );
    }),
  },
  {
    id: 'credit-on-arrival',
    text: both(
      'gives the amount back on arrival, though the scheme says on discharge',
      'возвращает сумму по прибытии, хотя по правилам системы — по завершении',
    ),
    at: 'GEO',
    breaks: 'U5',
    caughtBy: 'conformity/s18-discrepancies',
    change: toldOfScheme(() => ({ creditOn: 'arrival' })),
  },
  {
    id: 'no-rollback',
    text: both(
      'keeps what one guarantee has reserved when another of the movement is refused',
      'не снимает резерв с одной гарантии, когда в другой той же перевозке отказано',
    ),
    at: 'GEO',
    breaks: 'U3',
    caughtBy: 'procedure/06-office-of-guarantee-away',
    change: never('X204', ({ body }) => body.usageCancellationDate !== undefined),
  },
  {
    id: 'holds-for-ever',
    text: both(
      'never lets go of a reservation that leads to no release',
      'бессрочно удерживает резерв, за которым не последовал выпуск',
    ),
    at: 'GEO',
    breaks: 'T-HOLD',
    caughtBy: 'procedure/41-reservation-nobody-releases',
    change: neverStarts('T-HOLD'),
  },
  {
    id: 'voucher-twice',
    text: both('lets a voucher be used twice', 'допускает повторное использование ваучера'),
    at: 'GEO',
    breaks: 'C407',
    caughtBy: 'procedure/36-vouchers',
    change: withoutRule('C407'),
  },
];
