/** What a script's trader does at the office of departure, and when he is asked about goods that did not arrive. */
import type { Body } from '../../nodes/common/message-types.ts';
import { guaranteeOfficeOf, officeOf } from '../../nodes/countries/offices.ts';
import type { Declaration } from '../../nodes/common/messages/parts.ts';
import { isoUtc } from '../core/time.ts';
import { changed } from './change.ts';
import { declarationOf, dividedOver } from './declaration.ts';
import type { Lodging } from './declaration.ts';
import type { NamedMovement } from './named.ts';
import type { ActOf, Change } from './parameters.ts';
import type { Letter, Stage } from './stage.ts';
import { letter } from './stage.ts';

/** T015. What the script changes in it is what was declared. */
export function declare(stage: Stage, act: ActOf<'declares'>, change: Change): Letter {
  const { name, who, from, to, via, consignee } = act;
  const spec = stage.trader(who);
  const { spec: script, scheme, tripFor } = stage.given;
  const trader = stage.row(who);
  const before = trader?.kind === 'trader' ? trader.declarations : 0;
  const number = movementsSoFar(stage) + 1;
  const lodging: Lodging = {
    trip: tripFor(from, to, via),
    trader: spec,
    consignee: consignee === undefined ? undefined : script.traders[consignee],
    value: act.value,
    preLodged: act.preLodged,
    under: coverOf(stage, act.under),
    scheme,
    number,
    now: stage.now,
  };
  const lrn = `${spec.iso2}-${isoUtc(stage.now).slice(2, 4)}-${who}-${String(before + 1)}`;
  const plain = {
    lrn,
    body: { ...declarationOf(lodging), ...simplifiedBy(stage, act.simplified) },
  };
  const lodged = changed(plain, change, stage) as typeof plain;
  const account = trader?.kind === 'trader' ? trader : undefined;
  stage.set(who, {
    kind: 'trader',
    tin: spec.tin,
    account: account?.account ?? 'none',
    awaits: account?.awaits ?? '',
    declarations: before + 1,
  });
  stage.set(name, movementOf(lodged.lrn, lodged.body, act));
  stage.learnt(name, 'lrn', lodged.lrn);
  stage.learnt(name, 'plate', lodged.body.means[0]?.identification ?? '');
  return letter('T015', spec.tin, lodged.body.officeOfDeparture, plain.body, { lrn });
}

/** The authorisation, and its place, from which the goods leave. */
function simplifiedBy(
  stage: Stage,
  name: string | undefined,
): Pick<Declaration, 'authorisations'> & Partial<Pick<Declaration, 'placeOfLoading'>> {
  const spec = name === undefined ? undefined : stage.given.spec.authorisations[name];
  if (name === undefined || spec === undefined) return {};
  const reference = stage.of('authorisation', name).number;
  const [place] = spec.places;
  return {
    authorisations: [{ type: spec.type, reference }],
    ...(place === undefined ? {} : { placeOfLoading: place }),
  };
}

const movementOf = (
  lrn: string,
  declaration: Declaration,
  { who, consignee }: ActOf<'declares'>,
): NamedMovement => ({
  kind: 'movement',
  who,
  lrn,
  mrn: '',
  declaration,
  plate: declaration.means[0]?.identification ?? '',
  seals: declaration.seals?.identifiers ?? [],
  arrivedAt: '',
  consignee: consignee ?? '',
});

function movementsSoFar(stage: Stage): number {
  let count = 0;
  for (const [, row] of stage.names.table.entries()) if (row.kind === 'movement') count++;
  return count;
}

const coverOf = (stage: Stage, names: readonly string[]): Lodging['under'] =>
  names.map((name) => ({
    ...stage.granted(name),
    type: stage.given.spec.guarantees[name]?.type ?? '1',
  }));

/** T013: the whole declaration as it is to be. */
export function amend(stage: Stage, act: ActOf<'amends'>, change: Change): Letter {
  const movement = stage.of('movement', act.name);
  const { declaration, mrn, lrn } = movement;
  const sum = declaration.guarantees.reduce((total, { amount }) => total + amount, 0);
  const guarantees =
    act.under === undefined
      ? declaration.guarantees
      : dividedOver(coverOf(stage, act.under), sum, stage.given.scheme.currency);
  const body: Body<'T013'> = {
    ...(mrn === '' ? { lrn } : { mrn }),
    amendmentTypeFlag: act.onlyGuarantee ? 1 : 0,
    declaration: { ...declaration, guarantees },
  };
  const lodged = changed({ body }, change, stage) as { body: Body<'T013'> };
  stage.set(act.name, { ...movement, amended: lodged.body.declaration });
  return toDeparture(stage, movement, 'T013', body);
}

/** T170: the goods of a pre-lodged declaration are here. */
export function presentGoods(stage: Stage, name: string): Letter {
  const movement = stage.of('movement', name);
  const { officeOfDeparture: office, means, seals } = movement.declaration;
  return toDeparture(stage, movement, 'T170', {
    office,
    location: officeOf(office).name.en.slice(0, 35),
    means,
    ...(seals === undefined ? {} : { seals }),
  });
}

/** T014. */
export function askInvalidation(stage: Stage, act: ActOf<'asksInvalidation'>): Letter {
  const movement = stage.of('movement', act.name);
  return toDeparture(stage, movement, 'T014', { justification: act.because });
}

/** T054. */
export const askRelease = (stage: Stage, name: string, requested: 0 | 1): Letter =>
  toDeparture(stage, stage.of('movement', name), 'T054', { requested });

/** T141, to the competent authority of the country of departure. */
export function answerEnquiry(stage: Stage, { name, office }: ActOf<'answersEnquiry'>): Letter {
  const { who, mrn, declaration, consignee } = stage.moving(name);
  const { country } = officeOf(declaration.officeOfDeparture);
  const body: Body<'T141'> = {
    mrn,
    ...(office === undefined ? {} : { actualOffice: office }),
    ...(office === undefined || consignee === '' ? {} : { consignee: stage.trader(consignee).tin }),
    text: office === undefined ? 'nothing is known of the goods' : 'the goods were brought there',
  };
  return letter('T141', stage.trader(who).tin, guaranteeOfficeOf(country).code, body, { mrn });
}

function toDeparture<C extends 'T013' | 'T014' | 'T054' | 'T170'>(
  stage: Stage,
  { who, lrn, mrn, declaration }: NamedMovement,
  type: C,
  body: Body<C>,
): Letter {
  const reference = mrn === '' ? { lrn } : { mrn };
  const { tin } = stage.trader(who);
  return letter(type, tin, declaration.officeOfDeparture, body, reference);
}
