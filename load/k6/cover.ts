/** Before declarations can be taken: a trader applies for his account and a guarantee, and his officer decides, all at one door. */
import type { Message } from '../../simulator/core/participant.ts';
import type { Body } from '../../nodes/common/message-types.ts';
import type { SchemeParameters } from '../../nodes/common/parameters.ts';
import { countryOf } from '../../nodes/countries/countries.ts';
import type { Letter, Trader } from '../town/letters.ts';
import { accountApplication, decisionOn, guaranteeApplication } from '../town/letters.ts';
import type { Cover } from '../town/routes.ts';
import type { Desk, SentFact } from './desk.ts';
import { textOfLetter } from './desk.ts';

/** Who declares, and under which guarantee. */
export interface Covered {
  readonly trader: Trader;
  readonly cover: Cover;
  /** Facts up to here are from before. */
  readonly from: number;
}

/** Enough for every declaration of a load, none of which is written off in it. */
const REFERENCE_AMOUNT = 9_000_000_000;
const LOOK_MS = 100;
const PATIENCE_MS = 30_000;

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms));

/**
 * @param startedAt Unix ms; makes the trader one whom the office does not know yet.
 * @throws Error where the office refuses, or does not decide.
 */
export async function openCover(
  desk: Desk,
  country: string,
  scheme: SchemeParameters,
  startedAt: number,
): Promise<Covered> {
  const tin = `${countryOf(country).iso2}${String(startedAt % 1e9).padStart(9, '0')}`;
  const trader = { country, tin };
  const hand = async (letter: Letter): Promise<void> => {
    const text = textOfLetter(letter, `K-${tin}-${String(++handed)}`, Date.now());
    const { status, text: said } = await desk.post(text, letter.messageType);
    if (status !== 202)
      throw new Error(`${letter.messageType} of ${tin} is refused: ${String(status)} ${said}`);
  };
  let handed = 0;
  let next = 0;
  const tasks = new Map<string, SentFact>();
  await hand(accountApplication(trader));
  for (let waited = 0; waited < PATIENCE_MS;) {
    const before = next;
    const said = await desk.facts(before);
    next = said.next;
    for (const fact of said.facts) {
      const cover = await onFact(fact);
      if (cover !== undefined) return { trader, cover, from: next };
    }
    if (next > before) continue;
    // Everything that was said is read: what is still undecided is decided here.
    for (const item of tasks.values()) await hand(decisionOn(country, messageOf(item)));
    tasks.clear();
    await pause(LOOK_MS);
    waited += LOOK_MS;
  }
  throw new Error(`${tin} has no guarantee after ${String(PATIENCE_MS / 1_000)} s`);

  async function onFact(fact: SentFact): Promise<Cover | undefined> {
    const { type, msg, to, task, body } = fact;
    if (type === 'TaskDecided') tasks.delete(task ?? '');
    else if (type !== 'MessageSent') return undefined;
    else if (msg === 'N810') {
      const item = body as Body<'N810'>;
      // The insurer, without whom there is no guarantee, waits for an account as well.
      if (SETTLED_HERE.test(item.kind)) tasks.set(item.task, fact);
    } else if (to !== tin) return undefined;
    else if (msg === 'A802') {
      if ((body as Body<'A802'>).decision !== 1) throw new Error(`A802 refuses ${tin}`);
      await hand(guaranteeApplication(trader, REFERENCE_AMOUNT, scheme));
    } else if (msg === 'G812') {
      const { grn, accessCode = '' } = body as Body<'G812'>;
      if (grn === undefined) throw new Error(`G812 refuses ${tin} a guarantee`);
      return { grn, accessCode };
    }
    return undefined;
  }
}

/** Kinds of decisions that lead to a guarantee. */
const SETTLED_HERE = /^(account|guarantee)/;

/** What an officer finds on his list. */
function messageOf({ id, lrn, mrn, body }: SentFact): Message {
  const about = { ...(lrn === undefined ? {} : { lrn }), ...(mrn === undefined ? {} : { mrn }) };
  return { messageId: id, ...about, body } as Message;
}
