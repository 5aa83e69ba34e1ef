/** The script of a scenario as the world is told it: instants instead of durations, offices instead of places, defaults filled in. */
import { countryOf } from '../../nodes/countries/countries.ts';
import type { OfficeRole } from '../../nodes/countries/parameters.ts';
import type { Scenario } from '../../scenarios/schema.ts';
import type { Actor, Given, Step } from '../../scenarios/script-schema.ts';
import { ACTORS } from '../../scenarios/script-schema.ts';
import { durationMs, startOf } from '../../scenarios/semantics.ts';
import type { Command } from '../core/participant.ts';
import { ICE } from '../../nodes/common/routing.ts';
import { isoUtc } from '../core/time.ts';
import type { SimTime } from '../core/time.ts';
import type {
  Act,
  AuthorisationSpec,
  GuaranteeSpec,
  ScriptSpec,
  StepSpec,
  TraderSpec,
} from '../script/parameters.ts';
import { OFFICE_FOR, officeForTask, officeIn, STEP_AFTER, stepId } from '../../scenarios/steps.ts';

/** Worth of the load where a declaration does not say; the amount at risk is then 21,420 (worked example E1, domain.md section 8.3). */
const VALUE = 60_000;
const LEVEL = 1;
const COMPREHENSIVE = '1';
const ROLES = ['principal', 'consignor', 'consignee'];
const OFFICER = 'officer-1';

/** Legal forms as the countries write them. */
const FORMS: Readonly<Record<string, string>> = {
  GEO: 'LLC',
  AZE: 'MMC',
  KAZ: 'TOO',
  UZB: 'MChJ',
  TKM: 'HJ',
};
const FIRST_TIN = 204_378_869;
const TIN_STEP = 7_919;

/** What the world is told of a scenario's script; undefined where it has none. */
export function scriptOf(scenario: Scenario): ScriptSpec | undefined {
  const { steps, given = {} } = scenario;
  if (steps === undefined) return undefined;
  const codes = scenario.participants.map((node) => countryOf(node).iso2);
  return {
    traders: mapped(given.traders, traderOf),
    guarantees: mapped(given.guarantees, (_, guarantee) => guaranteeOf(guarantee, codes)),
    authorisations: mapped(given.authorisations, (_, one) => authorisationOf(one)),
    insurers: given.insurers ?? 'prompt',
    steps: timed(scenario).map(({ step, at, id }): StepSpec => {
      const act = actOf(step, scenario);
      const { change = {} } = acted(step)?.details ?? {};
      return act === undefined ? { id, at, change } : { id, at, act, change };
    }),
  };
}

/** Steps with their instants. */
export function timed(scenario: Scenario): { step: Step; at: SimTime; id: string }[] {
  let at = startOf(scenario) ?? 0;
  return (scenario.steps ?? []).map((step, i) => {
    at += durationMs(step.after ?? STEP_AFTER);
    return { step, at, id: stepId(step, i) };
  });
}

/** A command that a script gives a node or ICE, through their host. */
export interface Staged {
  readonly at: SimTime;
  readonly to: string;
  readonly command: Command;
}

/** What the administrators of nodes and ICE do, just after their step has begun. */
export function stagedOf(scenario: Scenario): Staged[] {
  return timed(scenario).flatMap(({ step, at }): Staged[] => {
    const actor = 'administrator';
    const { node, ice } = step;
    if (node !== undefined) {
      if ('endsOutage' in node)
        return [{ at: at + 1, to: node.endsOutage, command: { type: 'endOutage', actor } }];
      const until = node.for === undefined ? {} : { until: isoUtc(at + durationMs(node.for)) };
      const functions = node.functions === undefined ? {} : { functions: [...node.functions] };
      const unplanned = node.unplanned === true ? { unplanned: true } : {};
      const command = { type: 'announceOutage', actor, ...until, ...functions, ...unplanned };
      return [{ at: at + 1, to: node.announcesOutage, command }];
    }
    if (ice === undefined) return [];
    const command =
      'approves' in ice
        ? { type: 'approve', actor, node: ice.approves }
        : { type: 'withdraw', actor, node: ice.withdraws };
    return [{ at: at + 1, to: ICE, command }];
  });
}

const mapped = <T, R>(
  record: Readonly<Record<string, T>> | undefined,
  make: (name: string, value: T, index: number) => R,
): Record<string, R> =>
  Object.fromEntries(
    Object.entries(record ?? {}).map(([name, value], i) => [name, make(name, value, i)]),
  );

type TraderGiven = NonNullable<Given['traders']>[string];
type GuaranteeGiven = NonNullable<Given['guarantees']>[string];
type AuthorisationGiven = NonNullable<Given['authorisations']>[string];

function traderOf(name: string, given: TraderGiven, index: number): TraderSpec {
  const { of: country, roles, level, account, representatives } = given;
  const { iso2 } = countryOf(country);
  const form = FORMS[country] ?? 'Ltd';
  return {
    country,
    iso2,
    tin: `${iso2}${String(FIRST_TIN + index * TIN_STEP)}`,
    company: given.name ?? `${name[0]?.toUpperCase() ?? ''}${name.slice(1)} ${form}`,
    roles: roles ?? ROLES,
    level: level ?? LEVEL,
    approved: account !== 'none',
    representatives: representatives ?? [],
  };
}

const guaranteeOf = (given: GuaranteeGiven, codes: readonly string[]): GuaranteeSpec => ({
  of: given.of,
  type: given.type ?? COMPREHENSIVE,
  amount: given.amount,
  level: given.level ?? LEVEL,
  countries: given.countries ?? codes,
  granted: given.held !== 'none',
  change: given.change ?? {},
});

const authorisationOf = (given: AuthorisationGiven): AuthorisationSpec => ({
  of: given.of,
  type: given.type,
  places: given.places ?? [],
  sealsRequired: given.seals ?? false,
  granted: given.held !== 'none',
});

/** Everything that an act may say, whatever it is; the form says what belongs together. */
interface Details {
  readonly [word: string]: unknown;
  readonly change?: Readonly<Record<string, unknown>>;
}

/** Who acts in a step, and with which words. */
function acted(step: Step): { by: Actor | 'anybody'; details: Details } | undefined {
  const by = ACTORS.find((actor) => step[actor] !== undefined);
  if (by !== undefined) return { by, details: step[by] as Details };
  return step.sends === undefined ? undefined : { by: 'anybody', details: step.sends };
}

/** Undefined for a step in which nobody acts, or only an administrator. */
function actOf(step: Step, scenario: Scenario): Act | undefined {
  if (step.repeats !== undefined) return { by: 'anybody', does: 'repeats', name: step.repeats };
  if (step.trader !== undefined) return traderAct(step.trader, scenario);
  if (step.driver !== undefined) return driverAct(step.driver);
  if (step.officer !== undefined) return officerAct(step.officer);
  if (step.guarantor !== undefined) {
    const { undertakes: name, ceiling } = step.guarantor;
    const act = { by: 'guarantor', does: 'undertakes', name } as const;
    return ceiling === undefined ? act : { ...act, ceiling };
  }
  if (step.sends === undefined) return undefined;
  const { type, from, to, of: name = '', body } = step.sends;
  return { by: 'anybody', does: 'sends', name, type, from, to, body };
}

function traderAct(act: NonNullable<Step['trader']>, scenario: Scenario): Act {
  const by = 'trader';
  if ('declares' in act) {
    const { declares: name, from, to, via = [], value = VALUE, preLodged = false } = act;
    const under = listOf(act.under);
    const who = act.who ?? declarantOf(under, scenario);
    return {
      ...{ by, does: 'declares', name, who, from, to, via, under, value, preLodged },
      ...(act.consignee === undefined ? {} : { consignee: act.consignee }),
      ...(act.simplified === undefined ? {} : { simplified: act.simplified }),
    };
  }
  if ('amends' in act) {
    const { amends: name, under } = act;
    const onlyGuarantee = act.onlyGuarantee ?? under !== undefined;
    const amends = { by, does: 'amends', name, onlyGuarantee } as const;
    return under === undefined ? amends : { ...amends, under: listOf(under) };
  }
  if ('asksInvalidation' in act) {
    const because = act.because ?? 'the buyer has cancelled the order';
    return { by, does: 'asksInvalidation', name: act.asksInvalidation, because };
  }
  if ('answersEnquiry' in act) {
    const answers = { by, does: 'answersEnquiry', name: act.answersEnquiry } as const;
    return act.at === undefined
      ? answers
      : { ...answers, office: officeFor(act.at, OFFICE_FOR.answersEnquiry) };
  }
  if ('arrives' in act) {
    const { arrives: name, at, who, simplified } = act;
    const receiver = who ?? given(scenario).authorisations?.[simplified ?? '']?.of;
    return {
      ...{ by, does: 'arrives', name, office: officeFor(at, OFFICE_FOR.arrives) },
      ...(receiver === undefined ? {} : { who: receiver }),
      ...(simplified === undefined ? {} : { simplified }),
    };
  }
  if ('unloads' in act) {
    const { unloads: name, complete = true, sealsIntact = true, differences = [] } = act;
    const conform = act.conform ?? differences.length === 0;
    return { by, does: 'unloads', name, complete, conform, sealsIntact, differences };
  }
  return plainAct(act);
}

/** Acts that only name whom or what they are about. */
function plainAct(act: NonNullable<Step['trader']>): Act {
  const by = 'trader';
  if ('appliesForAccount' in act)
    return { by, does: 'appliesForAccount', name: act.appliesForAccount };
  if ('appliesForGuarantee' in act)
    return { by, does: 'appliesForGuarantee', name: act.appliesForGuarantee };
  if ('appliesForAuthorisation' in act)
    return { by, does: 'appliesForAuthorisation', name: act.appliesForAuthorisation };
  if ('presents' in act) return { by, does: 'presents', name: act.presents };
  if ('asksRelease' in act) return { by, does: 'asksRelease', name: act.asksRelease };
  if ('givesUpRelease' in act) return { by, does: 'givesUpRelease', name: act.givesUpRelease };
  if ('queries' in act) return { by, does: 'queries', name: act.queries };
  throw new RangeError('the form of the scenario was not checked');
}

function driverAct(act: NonNullable<Step['driver']>): Act {
  const by = 'driver';
  if ('presents' in act)
    return {
      ...{ by, does: 'presents', name: act.presents },
      office: officeFor(act.at, OFFICE_FOR.presents),
    };
  if ('arrives' in act)
    return {
      by,
      does: 'arrives',
      name: act.arrives,
      office: officeFor(act.at, OFFICE_FOR.arrives),
    };
  const { reportsIncident: name, at, code, text, seals = [], truck = '' } = act;
  return {
    ...{ by, does: 'reportsIncident', name, office: officeFor(at, OFFICE_FOR.reportsIncident) },
    ...{ code, text, seals, truck },
  };
}

function officerAct(act: NonNullable<Step['officer']>): Act {
  const { decides: kind, of: name, as: decision, at, differences = [], because = '' } = act;
  return {
    ...{ by: 'officer', does: 'decides', name, kind, decision, differences, because },
    office: at === undefined ? '' : officeFor(at, officeForTask(kind)),
    officer: act.name ?? OFFICER,
  };
}

const given = (scenario: Scenario): Given => scenario.given ?? {};

/** Whose guarantee it is; else the first trader given. */
function declarantOf([first = '']: readonly string[], scenario: Scenario): string {
  const { guarantees = {}, traders = {} } = given(scenario);
  return guarantees[first]?.of ?? Object.keys(traders)[0] ?? '';
}

const listOf = (names: string | readonly string[] | undefined): readonly string[] =>
  names === undefined ? [] : typeof names === 'string' ? [names] : names;

/** @throws RangeError where there is no such office: the form was checked. */
function officeFor(at: string, role: OfficeRole | undefined): string {
  const office = officeIn(at, role);
  if (office !== undefined) return office;
  throw new RangeError(`there is no customs office at ${at}`);
}
