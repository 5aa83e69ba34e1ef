/** Questions and answers: an answer answers something, once, and a question is answered (rule C107, R0008). */
import { MESSAGE_CODES, MESSAGE_TYPES } from '../../../nodes/common/message-types.ts';
import type { MessageCode } from '../../../nodes/common/message-types.ts';
import { WORLD } from '../../../nodes/common/routing.ts';
import type { Entry } from '../../core/cell.ts';
import type { Invariant, Report } from './invariant.ts';
import { text, placeOf } from './invariant.ts';
import type { Request } from './letters.ts';
import { isAnsweredOnce, isNode } from './letters.ts';
import type { Scene } from './scene.ts';

/** Message types that answer, and what each may answer. */
const ANSWERS: ReadonlyMap<string, readonly string[]> = new Map(
  MESSAGE_CODES.flatMap((code) => {
    const { answers } = MESSAGE_TYPES[code];
    return answers === undefined ? [] : [[code, answers] as const];
  }),
);

/** Nodes, insurers and ICE answer what they were asked; what people write is for the nodes to judge. */
export const answersFit: Invariant = {
  id: 'answersFit',
  text: {
    en: 'an answer answers a message of the right type that its sender has received, goes back to whoever asked, and is given once',
    ru: 'ответ относится к полученному сообщению нужного типа, возвращается спросившему и даётся один раз',
  },
  source: 'C107',
  shown: ['MessageSent'],
  start(report, { letters }) {
    const judge = (
      entry: Entry,
      answers: readonly string[],
      request: Request | undefined,
    ): void => {
      const complain = complaintOf(report, entry);
      const re = text(entry['re']);
      if (request !== undefined) fit(entry, request, answers, complain);
      else if (re === '') complain('does not say what it answers');
      else if (letters.isUnderWay(re)) complain(`answers ${re}, which has not come yet`);
      else if (letters.unknown(re, '') === 'unsent')
        complain(`answers ${re}, which nobody has sent`);
      else if (answers.every(isAnsweredOnce)) complain(`answers ${re} a second time`);
    };
    return {
      size: () => 0,
      step(entry) {
        if (entry.n === WORLD) return;
        const answers = ANSWERS.get(text(entry['msg']));
        if (answers !== undefined) judge(entry, answers, letters.answered);
      },
    };
  },
};

type Complain = (what: string) => void;

const complaintOf =
  (report: Report, entry: Entry): Complain =>
  (what) => {
    const messageId = text(entry['id']);
    report({
      ...placeOf(entry),
      messageId,
      detail: `${messageId} (${text(entry['msg'])}) ${what}`,
    });
  };

function fit(
  answer: Entry,
  { letter, at, answers: given }: Request,
  answers: readonly string[],
  complain: Complain,
): void {
  const asked = `${text(letter['id'])} (${text(letter['msg'])})`;
  if (at !== answer.n) complain(`answers ${asked}, which ${at} has received`);
  const msg = text(answer['msg']);
  // An insurer that has accepted a claim says once more that it has paid.
  if (given.includes(msg) && msg !== 'X821') complain(`answers ${asked} a second time`);
  if (!answers.includes(text(letter['msg']))) complain(`is no answer to ${asked}`);
  if (text(answer['to']) !== text(letter['from']))
    complain(`answers ${asked}, which ${text(letter['from'])} has sent`);
}

/** An office of guarantee that has announced to answer nobody answers nobody. */
const MAY_WAIT: MessageCode = 'X203';

/** Nobody waits for an answer that is not his to wait for. */
export const questionsAnswered: Invariant = {
  id: 'questionsAnswered',
  text: {
    en: 'who is asked for a record, a status or a guarantee, or is sent a declaration, answers at once or refuses',
    ru: 'на запрос записи, статуса или гарантии и на декларацию отвечают сразу либо отказом',
  },
  source: 'D1 to D4, D30',
  shown: ['questions'],
  start(report, scene) {
    const open = new Unanswered(report, scene);
    return {
      size: () => open.size,
      step: (entry) => open.step(entry),
      end: () => open.complain(Infinity),
    };
  },
};

/** Of each node the questions of the instant at hand: an answer leaves with the step. */
class Unanswered {
  private readonly report: Report;
  private readonly letters: Scene['letters'];
  private open: Entry[] = [];

  constructor(report: Report, { letters }: Scene) {
    this.report = report;
    this.letters = letters;
  }

  get size(): number {
    return this.open.length;
  }

  step(entry: Entry): void {
    if (this.open.length > 0) this.complain(entry.t);
    if (isNode(entry.n) && this.letters.cause?.['msg'] !== MAY_WAIT) this.open.push(entry);
  }

  /** Those of an earlier instant have had their step. */
  complain(now: number): void {
    this.open = this.open.filter((entry) => {
      if (entry.t >= now) return true;
      const { by = '' } = entry;
      if (this.letters.requests.get(by) !== undefined)
        this.report({
          ...placeOf(entry),
          detail: `${by} was taken by ${entry.n} and not answered`,
        });
      return false;
    });
  }
}

/** Messages about a movement, a guarantee, an account or a task that always change something where they come, or are refused. */
const NEVER_NOTHING: ReadonlySet<string> = new Set<MessageCode>([
  'A801',
  'A803',
  'A804',
  'G810',
  'G811',
  'N017',
  'N117',
  'N180',
  'N820',
  'T007',
  'T013',
  'T014',
  'T015',
  'T044',
  'T054',
  'T141',
  'T170',
  'X001',
  'X006',
  'X018',
  'X049',
  'X050',
  'X118',
  'X119',
  'X142',
  'X143',
  'X150',
  'X151',
  'X160',
  'X180',
  'X203',
  'X204',
  'X820',
]);

/** What comes is followed, or refused aloud. */
export const nothingSwallowed: Invariant = {
  id: 'nothingSwallowed',
  text: {
    en: 'a node does something about a message that asks for something, or refuses it; it swallows none',
    ru: 'узел исполняет сообщение, требующее действия, или отклоняет его, но не оставляет без последствий',
  },
  source: 'docs/states',
  shown: ['MessageReceived'],
  start(report, { letters }) {
    return {
      size: () => 0,
      step(entry) {
        const msg = text(entry['msg']);
        if (!NEVER_NOTHING.has(msg) || !isNode(entry.n) || letters.cause === undefined) return;
        const { mrn } = letters.cause;
        report({
          ...placeOf(entry),
          ...(typeof mrn === 'string' ? { mrn } : {}),
          detail: `${entry.by ?? ''} (${msg}) was taken by ${entry.n}, and nothing came of it`,
        });
      },
    };
  },
};
