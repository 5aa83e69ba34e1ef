/** What ICE and nodes check of each other's messages (domain, section 7): what is wrong does not pass, and what passes is not refused. */
import { MESSAGE_CODES, MESSAGE_TYPES } from '../../../nodes/common/message-types.ts';
import { parseMrn } from '../../../nodes/common/numbers/mrn.ts';
import type { Invariant } from './invariant.ts';
import { placeOf, text } from './invariant.ts';
import { isOverIce, isPlayed } from './letters.ts';

/** Reasons that lie in what was sent; others lie in who may send, in the time it took or in the reference data. */
const OWN_FAULTS: ReadonlySet<string> = new Set([
  'C101',
  'C102',
  'C103',
  'C104',
  'C105',
  'C106',
  'C107',
  'C108',
  'C110',
  'C111',
  'C301',
  'C302',
  'C303',
  'C304',
  'C328',
  'C329',
  'C401',
  'C402',
]);

/** Either the node has sent what it may not, or whoever refuses it refuses what is right: both must not be. */
export const sendsWhatIsRight: Invariant = {
  id: 'sendsWhatIsRight',
  text: {
    en: 'no message that a node has sent to another is refused for its form, its numbers, its sender or what it answers',
    ru: 'ни одно сообщение узла другому узлу не отклоняется из-за формы, номеров, отправителя или запроса, на который оно отвечает',
  },
  source: 'C1xx, C3xx, C4xx',
  shown: ['MessageRefused', 'MessageRejected'],
  start(report, { letters }) {
    return {
      size: () => 0,
      step(entry) {
        const { cause } = letters;
        const rule = text(entry['rule']);
        if (cause === undefined || !OWN_FAULTS.has(rule)) return;
        if (isPlayed(cause) || !isOverIce(cause) || letters.borrowed.has(text(cause['id']))) return;
        const { mrn } = cause;
        const said = `${text(cause['id'])} (${text(cause['msg'])}) was refused by ${entry.n} under rule ${rule}`;
        report({
          ...placeOf(entry),
          ...(typeof mrn === 'string' ? { mrn } : {}),
          node: cause.n,
          detail: said,
        });
      },
    };
  },
};

const ANSWERS: ReadonlySet<string> = new Set(
  MESSAGE_CODES.filter((code) => MESSAGE_TYPES[code].exchange && MESSAGE_TYPES[code].answers),
);

/** What is wrong in itself goes no further than ICE, whoever has sent it. */
export const hubRefuses: Invariant = {
  id: 'hubRefuses',
  text: {
    en: 'ICE passes on no MRN with a wrong check digit, and no answer to a question that nobody has asked',
    ru: 'ICE не пропускает MRN с неверной контрольной цифрой и ответы на вопросы, которых никто не задавал',
  },
  source: 'C107, C301, C302',
  shown: ['MessageTaken'],
  start(report, { letters, movements }) {
    return {
      size: () => 0,
      step(entry) {
        const { cause } = letters;
        if (cause === undefined) return;
        const msg = text(cause['msg']);
        const mrn = text(cause['mrn']);
        const complain = (what: string): void => {
          const said = `${text(cause['id'])} (${msg}) was taken: ${what}`;
          report({ ...placeOf(entry), ...(mrn === '' ? {} : { mrn }), detail: said });
        };
        if (mrn !== '' && msg.startsWith('X') && movements.get(mrn) === undefined) {
          const parsed = parseMrn(mrn, '/mrn');
          if (!parsed.ok) complain(parsed.error.reason);
        }
        const re = text(cause['re']);
        if (ANSWERS.has(msg) && !letters.isUnderWay(re) && letters.unknown(re, '') === 'unsent')
          complain(`nobody has asked ${re}`);
      },
    };
  },
};
