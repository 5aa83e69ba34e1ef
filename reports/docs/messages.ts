/** The pages of the message catalogue: an overview, and one page a domain with every message's fields and an example that validates. */
import type { Domain, MessageCode, Role } from '../../nodes/common/message-types.ts';
import { domainOf, MESSAGE_CODES, MESSAGE_TYPES } from '../../nodes/common/message-types.ts';
import { EXAMPLES } from '../../nodes/common/messages/examples.ts';
import type { Page } from './markdown.ts';
import { list, page, table } from './markdown.ts';
import type { Schema } from './schema-table.ts';
import { schemaRows } from './schema-table.ts';

const DOMAINS: readonly (readonly [Domain, title: string, file: string])[] = [
  ['A', 'Accounts', 'messages-accounts.md'],
  ['G', 'Guarantees', 'messages-guarantees.md'],
  ['T', 'Trader with own CATS', 'messages-trader.md'],
  ['X', 'Between CATS', 'messages-exchange.md'],
  ['N', 'Inside one country', 'messages-national.md'],
  ['S', 'System', 'messages-system.md'],
];

const ROLES: Readonly<Record<Role, readonly [en: string, ru: string]>> = {
  trader: ['trader: principal, consignor or consignee', 'участник ВЭД'],
  driver: ['driver of the truck', 'водитель'],
  officer: ['customs officer, at his seat', 'должностное лицо'],
  guarantor: ['guarantor: the issuing or the fronting insurer', 'гарант'],
  officeOfDeparture: ['office of departure', 'таможенный орган отправления'],
  officeOfTransit: ['office of transit, at the entry into a country', 'таможенный орган транзита'],
  officeOfDestination: ['office of destination', 'таможенный орган назначения'],
  officeOfGuarantee: ['office of guarantee', 'таможенный орган гарантии'],
  competentAuthority: ['authority of enquiry and recovery', 'орган розыска и взыскания'],
  incidentOffice: ['office that registers an incident', 'орган, регистрирующий инцидент'],
  node: ['the national application as a whole', 'национальное приложение'],
  allNodes: ['all national applications', 'все национальные приложения'],
  ice: ['ICE, the exchange', 'ICE'],
};

export function messagePages(): readonly Page[] {
  return [overview(), ...DOMAINS.map(domainPage)];
}

const codesOf = (domain: Domain): MessageCode[] =>
  MESSAGE_CODES.filter((code) => domainOf(code) === domain);

const HEADS = ['code', 'name', 'purpose', 'from', 'to', 'over ICE', 'answers', 'NCTS', 'eTIR'];

function overview(): Page {
  const exchanged = MESSAGE_CODES.filter((code) => MESSAGE_TYPES[code].exchange).length;
  const sections = DOMAINS.flatMap(([domain, title, file]) => [
    `## ${domain}: ${title}`,
    `Fields and examples: [${file}](${file}).`,
    table(
      HEADS,
      codesOf(domain).map((code) => rowOf(code, file)),
    ),
  ]);
  const roles = Object.entries(ROLES).map(([role, [en, ru]]) => [role, en, ru]);
  return page('messages.md', 'Messages', [
    `${String(MESSAGE_CODES.length)} messages, of which ${String(exchanged)} may travel over ICE; between two offices of one country they stay there. Their JSON Schemas: \`rehearse spec messages --json\`.`,
    'NCTS and eTIR name the nearest message of those systems; what has neither is this project’s own.',
    ...sections,
    '## Roles',
    table(['role', 'who', 'кто'], roles),
  ]);
}

function rowOf(code: MessageCode, file: string): string[] {
  const { name, purpose, from, to, exchange, answers, ncts, etir } = MESSAGE_TYPES[code];
  return [
    `[${code}](${file}#${code.toLowerCase()}-${name.toLowerCase()})`,
    name,
    purpose,
    list(from),
    list(to),
    exchange ? 'yes' : '',
    list(answers ?? []),
    ncts ?? '',
    etir ?? '',
  ];
}

function domainPage([domain, title, file]: (typeof DOMAINS)[number]): Page {
  return page(file, `${domain}: ${title}`, [
    'Each message travels in the envelope of [for-engineers.md](for-engineers.md); what stands here is its `body`. Overview: [messages.md](messages.md).',
    ...codesOf(domain).flatMap(messagePart),
  ]);
}

function messagePart(code: MessageCode): string[] {
  const { name, purpose, from, to, exchange, answers, receipt, ncts, etir, body } =
    MESSAGE_TYPES[code];
  const said = [
    `From ${list(from)} to ${list(to)}${exchange ? ', over ICE where they are in two countries' : ''}.`,
    ...(answers === undefined ? [] : [`Answers ${list(answers)}.`]),
    ...(receipt === true ? ['A receipt: not acknowledged, repeated or journalled itself.'] : []),
    ...(ncts === undefined ? [] : [`NCTS: ${ncts}.`]),
    ...(etir === undefined ? [] : [`eTIR: ${etir}.`]),
  ];
  return [
    `## ${code} ${name}`,
    `${purpose.charAt(0).toUpperCase()}${purpose.slice(1)}. ${said.join(' ')}`,
    table(['field', 'must', 'form'], schemaRows(body, DECLARATION)),
    example(code),
  ];
}

/** Advance records and answers carry the whole declaration. */
const DECLARATION = {
  schema: MESSAGE_TYPES.T015.body as Schema,
  say: 'the fields of [T015](messages-trader.md#t015-declarationsubmission)',
};

/** Lines of an example that may stand in the page unfolded. */
const UNFOLDED_MAX = 40;

function example(code: MessageCode): string {
  const text = JSON.stringify(EXAMPLES[code], undefined, 2);
  const block = `\`\`\`json\n${text}\n\`\`\``;
  if (text.split('\n').length <= UNFOLDED_MAX) return block;
  return `<details>\n<summary>Example</summary>\n\n${block}\n\n</details>`;
}
