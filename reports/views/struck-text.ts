/** What a fault did to a message, in words. */
import { both } from '../../nodes/common/bilingual.ts';
import type { Bilingual } from '../../nodes/common/bilingual.ts';

/** `{0}` is replaced by the fault. */
const STRUCK: Readonly<Record<string, Bilingual>> = {
  lost: both('lost: {0}', 'потеряно: {0}'),
  delayed: both('delayed: {0}', 'задержано: {0}'),
  doubled: both('came twice: {0}', 'пришло дважды: {0}'),
  overtaken: both('overtaken by others: {0}', 'пришло не в свою очередь: {0}'),
  spoilt: both('spoilt: {0}', 'повреждено: {0}'),
  queued: both('waited in a queue: {0}', 'ждало в очереди: {0}'),
  held: both('held back: {0}', 'задержано до конца сбоя: {0}'),
};
const STRUCK_OTHERWISE = both('struck: {0}', 'затронуто: {0}');

/** @param is the verdict, as the journal writes it; what a newer version writes is told as well. @param fault its name. */
export function struckText(is: string, fault: Bilingual): Bilingual {
  const text = STRUCK[is] ?? STRUCK_OTHERWISE;
  return both(text.en.replace('{0}', fault.en), text.ru.replace('{0}', fault.ru));
}
