/** The values wanted in a message: whether it can have them at all, so that a slip in a name is not a condition that never, or always, holds. */
import type Type from 'typebox';
import { MESSAGE_TYPES } from '../nodes/common/message-types.ts';
import type { MessageCode } from '../nodes/common/message-types.ts';
import { CONDITION_NAMES } from '../reports/verdict/match.ts';
import { didYouMean } from './nearest.ts';
import type { Checking } from './script-checking.ts';
import type { Path } from './source.ts';

/** The part of JSON Schema that the bodies of messages use. */
interface BodyNode {
  readonly properties?: Readonly<Record<string, BodyNode>>;
  readonly items?: BodyNode;
  readonly anyOf?: readonly BodyNode[];
  readonly allOf?: readonly BodyNode[];
  readonly type?: string;
}

/** What the journal keeps of an envelope. */
const envelopeWith = (body: Type.TSchema): BodyNode => ({
  type: 'object',
  properties: {
    mrn: { type: 'string' },
    lrn: { type: 'string' },
    correlationId: { type: 'string' },
    body: body,
  },
});

export function checkWhere(
  checking: Checking,
  path: Path,
  code: MessageCode,
  where: Readonly<Record<string, unknown>> = {},
): void {
  const envelope = envelopeWith(MESSAGE_TYPES[code].body);
  for (const [pointer, wanted] of Object.entries(where)) {
    const parts = pointer.split('/').slice(1);
    const nodes = walk(checking, [...path, pointer], code, [envelope], parts);
    if (nodes !== undefined) checkWanted(checking, [...path, pointer], code, nodes, wanted);
  }
}

/** The nodes that a pointer may lead to; undefined where it leads nowhere, which is then told. */
function walk(
  checking: Checking,
  path: Path,
  code: MessageCode,
  from: readonly BodyNode[],
  parts: readonly string[],
): readonly BodyNode[] | undefined {
  let nodes = from.flatMap(choices);
  for (const part of parts) {
    if (nodes.some(isOpen)) return nodes;
    const next = nodes.flatMap((node) => under(node, part)).flatMap(choices);
    if (next.length === 0) {
      const known = [...new Set(nodes.flatMap(keysOf))];
      const advice = known.length === 0 ? 'leave it out' : `it has ${known.join(', ')}`;
      checking.report(path, `${code} has no \`${part}\` here`, didYouMean(part, known, advice));
      return undefined;
    }
    nodes = next;
  }
  return nodes;
}

function checkWanted(
  checking: Checking,
  path: Path,
  code: MessageCode,
  nodes: readonly BodyNode[],
  wanted: unknown,
): void {
  if (typeof wanted !== 'object' || wanted === null) return;
  if (Array.isArray(wanted)) {
    wanted.forEach((entry, i) => {
      checkWanted(checking, [...path, i], code, itemsOf(nodes), entry);
    });
    return;
  }
  const entries = Object.entries(wanted);
  const [key, value] = entries[0] ?? [];
  if (key !== undefined && entries.length === 1 && CONDITION_NAMES.includes(key)) {
    if (key === 'has') checkWanted(checking, [...path, key], code, itemsOf(nodes), value);
    return;
  }
  for (const [name, inner] of entries) {
    const found = walk(checking, [...path, name], code, nodes, [name]);
    if (found !== undefined) checkWanted(checking, [...path, name], code, found, inner);
  }
}

const choices = (node: BodyNode): readonly BodyNode[] =>
  node.anyOf?.flatMap(choices) ?? node.allOf?.flatMap(choices) ?? [node];

/** Whether anything may stand there. */
const isOpen = ({ type, properties }: BodyNode): boolean =>
  properties === undefined && (type === undefined || type === 'object');

function under({ properties, items }: BodyNode, part: string): readonly BodyNode[] {
  if (items !== undefined) return /^\d+$/.test(part) ? [items] : [];
  const node = Object.hasOwn(properties ?? {}, part) ? properties?.[part] : undefined;
  return node === undefined ? [] : [node];
}

const keysOf = ({ properties, items }: BodyNode): readonly string[] =>
  items === undefined ? Object.keys(properties ?? {}) : ['0', '1'];

const itemsOf = (nodes: readonly BodyNode[]): readonly BodyNode[] =>
  nodes.flatMap(({ items }) => (items === undefined ? [] : choices(items)));
