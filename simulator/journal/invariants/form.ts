/** The form of what is said: types by who may use them, bodies by their schemas, refusals by rules that exist (domain, sections 4 and 7). */
import { FUNCTIONAL_ERRORS } from '../../../nodes/common/code-lists.ts';
import { formDefects } from '../../../nodes/common/envelope.ts';
import { SCHEMA_VERSION } from '../../../nodes/common/limits.ts';
import { MESSAGE_CODES, MESSAGE_TYPES } from '../../../nodes/common/message-types.ts';
import type { Role } from '../../../nodes/common/message-types.ts';
import { ALL, ICE, WORLD } from '../../../nodes/common/routing.ts';
import { isRuleCode } from '../../../nodes/common/rules/rules.ts';
import type { Entry } from '../../core/cell.ts';
import { isoUtc } from '../../core/time.ts';
import type { Invariant } from './invariant.ts';
import { text, placeOf } from './invariant.ts';
import { isPlayed } from './letters.ts';
import { nodeOfOffice } from './offices.ts';

/** Who plays a role; sets of them are bits. */
const PLAYER = { world: 1, node: 2, ice: 4, insurer: 8, everybody: 16 } as const;

const PLAYED_BY: Readonly<Record<Role, number>> = {
  trader: PLAYER.world,
  driver: PLAYER.world,
  officer: PLAYER.world,
  guarantor: PLAYER.insurer,
  officeOfDeparture: PLAYER.node,
  officeOfTransit: PLAYER.node,
  officeOfDestination: PLAYER.node,
  officeOfGuarantee: PLAYER.node,
  competentAuthority: PLAYER.node,
  incidentOffice: PLAYER.node,
  node: PLAYER.node,
  // ICE writes to them one by one.
  allNodes: PLAYER.everybody | PLAYER.node,
  ice: PLAYER.ice,
};

const players = (roles: readonly Role[]): number =>
  roles.reduce((set, role) => set | PLAYED_BY[role], 0);

interface Speech {
  /** Its number in the catalogue. */
  readonly type: number;
  readonly from: number;
  readonly to: number;
}
const SPEECH: ReadonlyMap<string, Speech> = new Map(
  MESSAGE_CODES.map((code, type) => {
    const { from, to } = MESSAGE_TYPES[code];
    return [code, { type, from: players(from), to: players(to) }];
  }),
);

/** Whoever is no participant of his own lives in the world; an office is its node, and its officers sit in the world. */
function playersOf(name: string): number {
  switch (name.length) {
    case 3:
      return name === ICE ? PLAYER.ice : name === ALL ? PLAYER.everybody : PLAYER.node;
    case 6:
      return name.startsWith('FI-') ? PLAYER.insurer : PLAYER.world;
    case 8:
      return nodeOfOffice(name) === '' ? PLAYER.world : PLAYER.world | PLAYER.node;
    default:
      return PLAYER.world;
  }
}

export const rolesSpeak: Invariant = {
  id: 'rolesSpeak',
  text: {
    en: 'a message type is sent only by those who may, to those whom it is for, and by a node in its own name or its offices’',
    ru: 'сообщение каждого типа отправляют только те, кому положено, и только тем, кому оно предназначено, а узел — только от своего имени или имени своих органов',
  },
  source: 'C109',
  shown: ['MessageSent'],
  start(report) {
    return {
      size: () => 0,
      step(entry) {
        const { n } = entry;
        const msg = text(entry['msg']);
        const speech = SPEECH.get(msg);
        const to = text(entry['to']);
        const from = text(entry['from']);
        const isOwn = from === n || n === WORLD || nodeOfOffice(from) === n;
        const may = (speech?.from ?? 0) & playerOf(n);
        const isMeant = (speech?.to ?? 0) & playersOf(to);
        if ((isOwn && may !== 0 && isMeant !== 0) || isPlayed(entry)) return;
        const messageId = text(entry['id']);
        const said = !isOwn
          ? `${n} speaks in the name of ${from}`
          : may === 0
            ? `${n} may not send it`
            : `it is not for ${to}`;
        report({ ...placeOf(entry), messageId, detail: `${messageId} (${msg}): ${said}` });
      },
    };
  },
};

const playerOf = (participant: string): number =>
  participant === WORLD ? PLAYER.world : playersOf(participant);

/** Of the messages of each type from each sender the first is read, and then one in so many: reading all would cost as much as the run. */
const READ_EVERY = 256;

export const wellFormed: Invariant = {
  id: 'wellFormed',
  text: {
    en: 'what nodes, insurers and ICE write has the form that its type asks for',
    ru: 'то, что пишут узлы, страховщики и ICE, соответствует форме своего типа сообщения',
  },
  source: 'C101 to C106, C111',
  shown: ['MessageSent'],
  start(report) {
    /** By sender, and by the number of the type. */
    const counts = new Map<string, Uint32Array>();
    const isRead = ({ n, msg }: Entry): boolean => {
      let own = counts.get(n);
      if (own === undefined) counts.set(n, (own = new Uint32Array(MESSAGE_CODES.length)));
      const type = SPEECH.get(text(msg))?.type ?? 0;
      const count = own[type] ?? 0;
      own[type] = count + 1;
      return count % READ_EVERY === 0;
    };
    return {
      size: () => counts.size,
      step(entry, body) {
        if (body === undefined || entry.n === WORLD || !isRead(entry)) return;
        const [defect] = formDefects(messageOf(entry, body));
        if (defect === undefined) return;
        const messageId = text(entry['id']);
        const said = `${messageId} (${text(entry['msg'])}) at ${defect.pointer}: ${defect.text} (${defect.rule})`;
        report({ ...placeOf(entry), messageId, detail: said });
      },
    };
  },
};

/** The message that an entry tells of. */
function messageOf(entry: Entry, body: object): Parameters<typeof formDefects>[0] {
  const { mrn, lrn, re } = entry;
  return {
    messageId: text(entry['id']),
    messageType: text(entry['msg']),
    sender: text(entry['from']),
    recipient: text(entry['to']),
    sentAt: isoUtc(entry.t),
    schemaVersion: SCHEMA_VERSION,
    ...(typeof re === 'string' ? { correlationId: re } : {}),
    ...(typeof mrn === 'string' ? { mrn } : {}),
    ...(typeof lrn === 'string' ? { lrn } : {}),
    body,
  };
}

export const rulesNamed: Invariant = {
  id: 'rulesNamed',
  text: {
    en: 'a refusal names a rule that there is, and an error code of the list',
    ru: 'отказ называет существующее правило и код ошибки из списка',
  },
  source: 'docs/rules',
  shown: [
    'MessageRefused',
    'MessageRejected',
    'DeclarationRejected',
    'DeclarationWarned',
    'AmendmentRejected',
    'PresentationRejected',
    'ArrivalRejected',
    'RemarksRejected',
    'PrincipalAnswerRejected',
    'AarRefused',
    'AtrRefused',
    'PassageStopped',
    'ExitRefused',
    'GuaranteeDeclined',
    'UsageRefused',
    'ClaimStopped',
    'RepeatDropped',
    'DeliveryHeld',
  ],
  start(report) {
    return {
      size: () => 0,
      step(entry) {
        const rules = rulesIn(entry);
        const complain = (what: string): void => {
          report({ ...placeOf(entry), detail: `${entry.type}: ${what}` });
        };
        if (rules.length === 0) complain('names no rule');
        for (const rule of rules) if (!isRuleCode(rule)) complain(`there is no rule ${rule}`);
        const code = text(entry['code']);
        if (entry.type === 'MessageRejected' && !Object.hasOwn(FUNCTIONAL_ERRORS, code))
          complain(`there is no error code ${code}`);
      },
    };
  },
};

function rulesIn(entry: Entry): readonly string[] {
  const { rule, rules } = entry;
  const named = Array.isArray(rules) ? (rules as readonly string[]) : [];
  return rule === undefined ? named : [rule, ...named];
}
