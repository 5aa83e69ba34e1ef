/** Nodes that are wrong about enquiry and recovery. */
import { isoUtc } from '../../simulator/core/time.ts';
import { DAY } from '../../simulator/core/time.ts';
import { both } from '../common/bilingual.ts';
import type { Mutant } from './mutant.ts';
import {
  hearsOf,
  ignores,
  never,
  neverStarts,
  saysInBody,
  timerTimes,
  toldOfCountry,
} from './ways.ts';

export const ENQUIRY_MUTANTS: readonly Mutant[] = [
  {
    id: 'principal-not-asked',
    text: both('does not ask the principal', 'не запрашивает принципала'),
    at: 'GEO',
    breaks: 'E2',
    caughtBy: 'conformity/s12-pre-lodged',
    change: never('T140'),
  },
  {
    id: 'too-short-an-enquiry',
    text: both(
      'gives the other country 28 days where it has 40',
      'даёт другой стране 28 дней вместо 40',
    ),
    at: 'GEO',
    breaks: 'C209',
    caughtBy: 'conformity/s19-chain-claim',
    change: saysInBody('X142', ({ requestDate }) => ({
      limitForResponse: isoUtc(Date.parse(requestDate) + 28 * DAY),
    })),
  },
  {
    id: 'recovery-not-handed-over',
    text: both(
      'does not let the other country recover the debt that arose there',
      'не передаёт другой стране взыскание возникшей там задолженности',
    ),
    at: 'GEO',
    breaks: 'E10',
    caughtBy: 'conformity/s19-chain-claim',
    change: saysInBody('X151', () => ({ accept: 0 as const })),
  },
  {
    id: 'denies-all-knowledge',
    text: both(
      'answers every enquiry that nothing is known',
      'на любой запрос о розыске отвечает, что ничего не известно',
    ),
    at: 'KAZ',
    breaks: 'X143',
    caughtBy: 'conformity/s19-chain-claim',
    change: hearsOf('N820', (body) =>
      body.task.startsWith('enquiryAnswer/') ? { ...body, decision: 'nothingKnown' } : body,
    ),
  },
  {
    id: 'claims-too-soon',
    text: both(
      'claims on the guarantor after half of the time that the principal has to pay',
      'предъявляет требование гаранту по истечении половины срока, данного принципалу',
    ),
    at: 'KAZ',
    breaks: 'T-PAY',
    caughtBy: 'conformity/s19-chain-claim',
    change: timerTimes('T-PAY', 0.5),
  },
  {
    id: 'no-interest',
    text: both('asks for no interest on a debt', 'не начисляет проценты на задолженность'),
    at: 'KAZ',
    breaks: 'T035',
    caughtBy: 'conformity/s19-chain-claim',
    change: toldOfCountry(() => ({ interestPerYear: 0 })),
  },
  {
    id: 'claim-not-locked',
    text: both(
      'does not lock the amount that is claimed on a guarantee',
      'не блокирует сумму, истребованную по гарантии',
    ),
    at: 'GEO',
    breaks: 'U7',
    caughtBy: 'conformity/s19-chain-claim',
    change: ignores('X820'),
  },
  {
    id: 'recovery-never-begins',
    text: both(
      'never begins a recovery that nobody begins by hand',
      'не начинает взыскание, если никто не начал его вручную',
    ),
    at: 'GEO',
    breaks: 'T-RECSTART',
    caughtBy: 'procedure/54-nobody-starts-the-recovery',
    change: neverStarts('T-RECSTART'),
  },
  {
    id: 'guarantor-not-warned',
    text: both(
      'does not tell the guarantor of a movement that is not discharged',
      'не уведомляет гаранта о незавершённой процедуре',
    ),
    at: 'GEO',
    breaks: 'G023',
    caughtBy: 'conformity/s18-discrepancies',
    change: never('G023'),
  },
  {
    id: 'enquiry-not-called-off',
    text: both(
      'does not call an enquiry off when the goods have turned up',
      'не отзывает запрос о розыске, когда товары нашлись',
    ),
    at: 'GEO',
    breaks: 'X059',
    caughtBy: 'procedure/12-control-results-late',
    change: never('X059'),
  },
];
