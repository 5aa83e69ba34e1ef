/** What the address of the page says: what is selected, which list is open, which instant is shown. A view can so be sent to a colleague. */
import { isoUtc, parseIsoUtc } from '../../simulator/core/time.ts';

export const KINDS = ['movement', 'post', 'node', 'vessel', 'message', 'kpi', 'seat'] as const;
export type Kind = (typeof KINDS)[number];

export interface Selection {
  readonly kind: Kind;
  readonly id: string;
}

export const LISTS = ['movements', 'nodes', 'messages', 'alarms', 'seats'] as const;
export type ListKind = (typeof LISTS)[number];

export interface Address {
  readonly selection: Selection | null;
  readonly list: ListKind | null;
  /** Undefined: the present, or the start of a recording. */
  readonly at: number | undefined;
}

/** Reads the query of an address; what it does not understand it leaves out. */
export function parseAddress(search: string): Address {
  const query = new URLSearchParams(search);
  const [kind = '', ...rest] = (query.get('show') ?? '').split(':');
  const id = rest.join(':');
  const list = query.get('list');
  const at = query.get('at');
  return {
    selection: isKind(kind) && id !== '' ? { kind, id } : null,
    list: isList(list) ? list : null,
    at: at === null ? undefined : parseIsoUtc(at),
  };
}

/** The query of an address, with its question mark; empty where there is nothing to say. */
export function addressText({ selection, list, at }: Address): string {
  const parts: string[] = [];
  if (selection !== null) parts.push(`show=${selection.kind}:${encodeURIComponent(selection.id)}`);
  if (list !== null) parts.push(`list=${list}`);
  if (at !== undefined)
    parts.push(`at=${isoUtc(Math.floor(at / 1_000) * 1_000).replace('.000', '')}`);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

const isKind = (text: string): text is Kind => (KINDS as readonly string[]).includes(text);
const isList = (text: string | null): text is ListKind =>
  text !== null && (LISTS as readonly string[]).includes(text);
