/** Exchanges that let pass what a rule forbids. */
import { both } from '../common/bilingual.ts';
import { ICE } from '../common/routing.ts';
import type { Mutant } from './mutant.ts';
import { iceWithoutRule } from './ways.ts';

export const ICE_MUTANTS: readonly Mutant[] = [
  {
    id: 'ice-takes-repeats',
    text: both(
      'takes a message again that it has taken before',
      'повторно принимает уже принятое сообщение',
    ),
    at: ICE,
    breaks: 'C108',
    caughtBy: 'conformity/s20-outage-and-duplicates',
    change: iceWithoutRule('C108'),
  },
  {
    id: 'ice-wrong-digit',
    text: both(
      'passes on an MRN with a wrong check digit',
      'передаёт MRN с неверной контрольной цифрой',
    ),
    at: ICE,
    breaks: 'C302',
    caughtBy: 'conformity/s20-outage-and-duplicates',
    change: iceWithoutRule('C302'),
  },
  {
    id: 'ice-anybody-may-write',
    text: both(
      'passes on what a country writes about a movement that is none of its business',
      'передаёт сообщения страны, не участвующей в перевозке',
    ),
    at: ICE,
    breaks: 'C604',
    caughtBy: 'procedure/57-two-countries-claim',
    change: iceWithoutRule('C604'),
  },
  {
    id: 'ice-any-answer',
    text: both(
      'passes on answers to questions that nobody has asked',
      'передаёт ответы на запросы, которых не было',
    ),
    at: ICE,
    breaks: 'C107',
    caughtBy: 'procedure/65-no-party-to-it',
    change: iceWithoutRule('C107'),
  },
  {
    id: 'ice-false-sender',
    text: both(
      'takes messages under the name of another country',
      'принимает сообщения от имени другой страны',
    ),
    at: ICE,
    breaks: 'C110',
    caughtBy: 'procedure/67-under-a-false-name',
    change: iceWithoutRule('C110'),
  },
  {
    id: 'ice-outage-ignored',
    text: both(
      'goes on sending to a country that has announced an outage',
      'продолжает передачу стране, объявившей об отключении',
    ),
    at: ICE,
    breaks: 'C602',
    caughtBy: 'conformity/s20-outage-and-duplicates',
    change: iceWithoutRule('C602'),
  },
  {
    id: 'ice-keeps-for-ever',
    text: both(
      'never gives up what cannot be delivered',
      'бессрочно хранит то, что невозможно доставить',
    ),
    at: ICE,
    breaks: 'C603',
    caughtBy: 'procedure/64-time-to-live',
    change: iceWithoutRule('C603'),
  },
  {
    id: 'ice-old-reference-data',
    text: both(
      'takes messages made with outdated reference data',
      'принимает сообщения, составленные по устаревшим справочным данным',
    ),
    at: ICE,
    breaks: 'C605',
    caughtBy: 'procedure/63-reference-data-too-old',
    change: iceWithoutRule('C605'),
  },
];
