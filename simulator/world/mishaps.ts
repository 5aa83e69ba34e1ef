/** What goes another way than planned with one load: drawn when it is declared, or on a leg of its way. What customs make of it is theirs. */
import type { Body } from '../../nodes/common/message-types.ts';
import { OFFICES } from '../../nodes/countries/offices.ts';
import type { MishapId } from '../../scenarios/data/mishaps.ts';
import type { Stream } from '../core/chance.ts';
import { chance, pick } from '../core/draws.ts';
import type { SharedFault } from '../core/world-faults.ts';
import type { Given } from './given.ts';
import type { Work } from './work.ts';

export type Declaration = Body<'T015'>;

/** What the trader still has to do about a declaration; forgotten at the release. */
export interface Plan {
  readonly kind: 'preLodged' | 'spoiled' | 'mistyped' | 'amended' | 'withdrawn';
  /** As it should be. */
  readonly declaration: Declaration;
}

/** What is lodged, and what is to follow. */
export interface Lodging {
  readonly declaration: Declaration;
  readonly plan?: Plan;
}

/** One load in so many goes wrong before it leaves, in one way at the most. */
const PLANNED = [
  ['preLodged', 'preLodged'],
  ['wrongDeclaration', 'spoiled'],
  ['mistypedAccessCode', 'mistyped'],
  ['amended', 'amended'],
  ['withdrawn', 'withdrawn'],
] as const satisfies readonly (readonly [MishapId, Plan['kind']])[];

/** What is lodged of a declaration that is right; the same object where nothing goes wrong. */
export function lodge(work: Work, right: Declaration): Lodging {
  const usual = work.given.mishaps === undefined ? { declaration: right } : drawn(work, right);
  return underFaults(work, right, usual);
}

/** As often as the scenario says. */
function drawn(work: Work, right: Declaration): Lodging {
  const stream = work.stream('mishaps');
  const declaration = diverted(work.given, right, stream);
  const kind = kindOf(work, stream);
  if (kind === undefined) return { declaration };
  return { declaration: asLodged(kind, declaration, stream), plan: { kind, declaration } };
}

function kindOf(work: Work, stream: Stream): Plan['kind'] | undefined {
  let u = stream.next();
  for (const [id, kind] of PLANNED) {
    u -= shareOf(work, id);
    if (u < 0) return kind;
  }
  return undefined;
}

/** The same while faults raise the shares: a mistake of theirs takes the place of whatever else was to go otherwise. */
function underFaults(work: Work, right: Declaration, usual: Lodging): Lodging {
  const planned = usual.plan?.declaration ?? usual.declaration;
  const straying = shareOf(work, 'divertedAtBorder') + shareOf(work, 'divertedAtDestination');
  const strays = planned === right && struckBy(work, 'goodsDiverted', straying);
  const kind = kindUnderFaults(work, usual.plan?.kind);
  if (!strays && kind === usual.plan?.kind) return usual;
  const stream = work.stream('faults/lodged');
  const declaration = strays ? astray(planned, stream) : planned;
  if (kind === undefined) return { declaration };
  return { declaration: asLodged(kind, declaration, stream), plan: { kind, declaration } };
}

function kindUnderFaults(work: Work, usual: Plan['kind'] | undefined): Plan['kind'] | undefined {
  const strikes = (fault: SharedFault, id: MishapId): boolean =>
    struckBy(work, fault, shareOf(work, id));
  if (usual === 'spoiled' || strikes('wrongDocuments', 'wrongDeclaration')) return 'spoiled';
  if (usual === 'mistyped' || strikes('mistypedCodes', 'mistypedAccessCode')) return 'mistyped';
  return usual;
}

/**
 * Whether a fault strikes what its usual share has spared, so that its own share is struck in all. Draws from a stream of its own, and
 * only while it is at work: nothing else is drawn differently for it.
 */
export function struckBy(work: Work, fault: SharedFault | 'breakdown', usual: number): boolean {
  const share = work.faults.share(fault);
  return share > usual && chance(work.stream(`faults/${fault}`), (share - usual) / (1 - usual));
}

/** A leg is a mishap's with the share of the whole way over its legs. Draws once. */
export function befalls(work: Work, id: 'incident' | 'gone', legs: number): boolean {
  const share = shareOf(work, id);
  return share > 0 && chance(work.stream('mishaps'), share / legs);
}

const shareOf = (work: Work, id: MishapId): number => work.given.mishaps?.[id] ?? 0;

/** The truck will take another way than declared: the declaration names an office of the same country that it does not come to. */
function diverted(given: Given, declaration: Declaration, stream: Stream): Declaration {
  const { divertedAtBorder = 0, divertedAtDestination = 0 } = given.mishaps ?? {};
  const u = stream.next();
  if (u < divertedAtBorder) return atBorder(declaration, stream);
  return u < divertedAtBorder + divertedAtDestination ? atEnd(declaration, stream) : declaration;
}

/** By another office on the way, or to another at the end, as often the one as the other. */
const astray = (declaration: Declaration, stream: Stream): Declaration =>
  declaration.officesOfTransit.length > 0 && chance(stream, 0.5)
    ? atBorder(declaration, stream)
    : atEnd(declaration, stream);

function atBorder(declaration: Declaration, stream: Stream): Declaration {
  const { officesOfTransit } = declaration;
  if (officesOfTransit.length === 0) return declaration;
  const declared = pick(stream, officesOfTransit);
  const taken = officesOfTransit.map(({ office }) => office);
  const other = otherOffice(declared.office, 'TRA', taken, stream);
  return {
    ...declaration,
    officesOfTransit: officesOfTransit.map((transit) =>
      transit === declared ? { ...transit, office: other } : transit,
    ),
  };
}

function atEnd(declaration: Declaration, stream: Stream): Declaration {
  const { officeOfDestination, officeOfDeparture } = declaration;
  const officeOther = otherOffice(officeOfDestination, 'DES', [officeOfDeparture], stream);
  return { ...declaration, officeOfDestination: officeOther };
}

/** Another office of the same country with the role; the same where there is none. */
function otherOffice(
  code: string,
  role: 'TRA' | 'DES',
  taken: readonly string[],
  stream: Stream,
): string {
  const others = OFFICES.filter(
    (office) =>
      office.code.startsWith(code.slice(0, 2)) &&
      office.code !== code &&
      office.roles.includes(role) &&
      !taken.includes(office.code),
  );
  return others.length === 0 ? code : pick(stream, others).code;
}

function asLodged(kind: Plan['kind'], right: Declaration, stream: Stream): Declaration {
  switch (kind) {
    case 'preLodged':
      return { ...right, additionalType: 'D' };
    case 'spoiled':
      return pick(stream, SLIPS)(right);
    case 'mistyped':
      return { ...right, guarantees: right.guarantees.map(mistyped) };
    case 'amended':
    case 'withdrawn':
      return right;
  }
}

/** Slips of the pen as desks know them, each against one rule: C310, C313, C416, C332. */
const SLIPS: readonly ((right: Declaration) => Declaration)[] = [
  (right) => ({ ...right, grossMass: Math.floor(right.grossMass / 2) }),
  (right) => ({
    ...right,
    items: right.items.map((item) => ({ ...item, hs6: item.hs6?.slice(0, 4) ?? '0' })),
  }),
  (right) => ({
    ...right,
    guarantees: right.guarantees.map((use) => ({ ...use, currency: 'EUR' })),
  }),
  (right) => ({ ...right, limitDate: '2020-01-01T00:00:00Z' }),
];

type GuaranteeUse = Declaration['guarantees'][number];

/** The first two characters of the access code in the wrong order, or another first one where they are alike. */
function mistyped(use: GuaranteeUse): GuaranteeUse {
  const { accessCode } = use;
  if (accessCode === undefined) return use;
  const [first = '', second = '', ...rest] = accessCode;
  const swapped = first === second ? `${first === 'A' ? 'B' : 'A'}${second}` : second + first;
  return { ...use, accessCode: swapped + rest.join('') };
}

/** What loading has changed: the packages of the first item. */
export const amendment = (right: Declaration): Declaration => ({
  ...right,
  items: right.items.map((item, i) => (i === 0 ? { ...item, packages: item.packages + 1 } : item)),
});
