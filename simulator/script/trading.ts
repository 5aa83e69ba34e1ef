/** What a script's traders and insurers do before anything moves: accounts, authorisations, guarantees. */
import type { Body } from '../../nodes/common/message-types.ts';
import { insurerOf } from '../../nodes/common/routing.ts';
import { guaranteeOfficeOf } from '../../nodes/countries/offices.ts';
import { DAY, isoUtc } from '../core/time.ts';
import type { ActOf } from './parameters.ts';
import type { Letter, Stage } from './stage.ts';
import { letter } from './stage.ts';

/** Undertakings of the script are valid from a day ago for a year. */
const VALID_MS = 365 * DAY;

function application(stage: Stage, name: string): Body<'A801'> {
  const { tin, company, iso2, roles, level, representatives } = stage.trader(name);
  const acting = representatives.map((other) => stage.trader(other).tin);
  return {
    tin,
    legalName: company,
    address: `1 Customs Street, ${iso2}`,
    country: iso2,
    roles: [...roles],
    contact: `transit desk of ${company}`,
    requestedTrustLevel: level,
    ...(acting.length === 0 ? {} : { representatives: acting }),
  };
}

/** A801. */
export function applyForAccount(stage: Stage, name: string): Letter {
  const { tin, country } = stage.trader(name);
  const known = stage.row(name);
  const declarations = known?.kind === 'trader' ? known.declarations : 0;
  stage.set(name, { kind: 'trader', tin, account: 'applied', declarations, awaits: '' });
  return letter('A801', tin, country, application(stage, name));
}

/** A801 of a trader who has his account, for a simplification. */
export function applyForAuthorisation(stage: Stage, name: string): Letter {
  const spec = stage.given.spec.authorisations[name]!;
  const { tin, country } = stage.trader(spec.of);
  const { type, places, sealsRequired } = spec;
  const simplification = { type, places: [...places], sealsRequired: flag(sealsRequired) };
  stage.set(name, { kind: 'authorisation', applied: true, number: '' });
  awaitDecision(stage, spec.of, name);
  return letter('A801', tin, country, {
    ...application(stage, spec.of),
    simplifications: [simplification],
  });
}

/** G810. */
export function applyForGuarantee(stage: Stage, name: string): Letter {
  const { of, type, amount, level, countries } = stage.given.spec.guarantees[name]!;
  const { tin, country } = stage.trader(of);
  const { scheme, guarantorTins } = stage.given;
  stage.set(name, { kind: 'guarantee', application: '', grn: '', accessCode: '' });
  awaitDecision(stage, of, name);
  return letter('G810', tin, guaranteeOfficeOf(country).code, {
    tin,
    type,
    referenceAmount: amount,
    currency: scheme.currency,
    countries: [...countries],
    requestedLevel: level,
    guarantorTin: guarantorTins[country] ?? '',
  });
}

/** The trader awaits the decision on a name. */
function awaitDecision(stage: Stage, trader: string, name: string): void {
  const row = stage.of('trader', trader);
  stage.set(trader, { ...row, awaits: name });
}

/** G811, by the insurer of the holder's country. */
export function undertake(stage: Stage, act: ActOf<'undertakes'>): Letter {
  const { of, amount, countries } = stage.given.spec.guarantees[act.name]!;
  const { tin, country } = stage.trader(of);
  return letter('G811', insurerOf(country), guaranteeOfficeOf(country).code, {
    guarantorTin: stage.given.guarantorTins[country] ?? '',
    principalTin: tin,
    ceiling: act.ceiling ?? amount,
    countries: [...countries],
    validFrom: isoUtc(stage.now - DAY),
    validTo: isoUtc(stage.now + VALID_MS),
  });
}

/** G034: usage and exposure. */
export function query(stage: Stage, { name }: ActOf<'queries'>): Letter {
  const { grn, accessCode } = stage.granted(name);
  const { tin, country } = stage.trader(stage.given.spec.guarantees[name]!.of);
  return letter('G034', tin, guaranteeOfficeOf(country).code, { grn, accessCode, queryId: 3 });
}

const flag = (is: boolean): 0 | 1 => (is ? 1 : 0);
