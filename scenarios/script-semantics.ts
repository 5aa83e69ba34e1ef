/** What the form of a script cannot tell: whether its names are known when they are used, its places have the offices, its decisions are allowed. */
import { DECISIONS } from '../nodes/common/tasks.ts';
import { isMessageCode, MESSAGE_CODES } from '../nodes/common/message-types.ts';
import { findRoute } from './data/network.ts';
import { didYouMean } from './nearest.ts';
import { checkReferences } from './script-references.ts';
import type { Scenario } from './schema.ts';
import type { Actor, Step } from './script-schema.ts';
import { ACTORS } from './script-schema.ts';
import type { Checking } from './script-checking.ts';
import {
  checkName,
  checkOffice,
  checkParticipant,
  checkPlace,
  WHERE_NAMED,
} from './script-checking.ts';
import type { NameKind } from './script-names.ts';
import { namesOf } from './script-names.ts';
import { checkSees } from './sees-semantics.ts';
import type { Path } from './source.ts';
import { OFFICE_FOR, officeForTask, stepId } from './steps.ts';
import type { Report } from './semantics.ts';

export function checkScript(scenario: Scenario, report: Report): void {
  const { steps, traffic, given } = scenario;
  if (steps === undefined) {
    if (traffic.length === 0)
      report(['traffic'], 'nothing moves in this scenario', 'add flows, a movement, or `steps`');
    if (given !== undefined)
      report(['given'], 'there are no steps that this is given to', 'add `steps`, or leave it out');
    return;
  }
  const checking: Checking = { scenario, names: namesOf(scenario), report };
  checkGiven(checking);
  const ids = new Map<string, number>();
  steps.forEach((step, i) => {
    const id = stepId(step, i);
    if (ids.has(id))
      report(['steps', i, 'id'], `two steps are called ${id}`, 'call each otherwise');
    else ids.set(id, i);
    checkStep(checking, step, i, ids);
  });
}

function checkGiven(checking: Checking): void {
  const { scenario, names, report } = checking;
  const { traders = {}, guarantees = {}, authorisations = {} } = scenario.given ?? {};
  for (const [name, { of, representatives = [] }] of Object.entries(traders)) {
    checkParticipant(checking, ['given', 'traders', name, 'of'], of);
    representatives.forEach((other, i) => {
      checkName(checking, ['given', 'traders', name, 'representatives', i], other, 'trader', -1);
    });
  }
  const owned = [
    ...Object.entries(guarantees).map(([name, { of }]) => ({ group: 'guarantees', name, of })),
    ...Object.entries(authorisations).map(([name, { of }]) => ({
      group: 'authorisations',
      name,
      of,
    })),
  ];
  for (const { group, name, of } of owned) {
    checkName(checking, ['given', group, name, 'of'], of, 'trader', -1);
    if (`${names.get(name)?.kind ?? ''}s` !== group)
      report(['given', group, name], `the name ${name} is taken`, 'choose another', 'key');
  }
  checkReferences(checking, ['given'], scenario.given, -1);
}

function checkStep(
  checking: Checking,
  step: Step,
  i: number,
  ids: ReadonlyMap<string, number>,
): void {
  const { report, scenario } = checking;
  const path: Path = ['steps', i];
  const acting = [...ACTORS, 'sends', 'repeats'] as const;
  const [first, second] = acting.filter((actor) => step[actor] !== undefined);
  if (first !== undefined && second !== undefined)
    report([...path, second], `both ${first} and ${second} act in this step`, SPLIT, 'key');
  if (step.repeats !== undefined && (ids.get(step.repeats) ?? i) >= i) {
    const advice = didYouMean(step.repeats, ids.keys(), 'name the `id` of an earlier step');
    report([...path, 'repeats'], `no step before this one is called ${step.repeats}`, advice);
  }
  const actor = ACTORS.find((one) => step[one] !== undefined);
  if (actor !== undefined) checkAct(checking, [...path, actor], step, actor, i);
  if (step.sends !== undefined) checkSends(checking, [...path, 'sends'], step.sends, i);
  checkReferences(checking, path, actor === undefined ? step.sends : step[actor], i);
  if (step.sees !== undefined) checkSees(checking, [...path, 'sees'], step.sees, i);
  const { after } = step;
  if (i === 0 && after !== undefined && Object.keys(scenario.given ?? {}).length > 0)
    checkFirst(checking, [...path, 'after'], after);
}

const SPLIT = 'make two steps of it, the second with `after: 0s`';

/** Accounts and guarantees take some seconds to be granted. */
function checkFirst({ report }: Checking, path: Path, after: string): void {
  if (/^\d+(\.\d+)?(ms|s)$/.test(after) && !/^[6-9]\ds$|^\d{3,}s$/.test(after))
    report(path, `what is given is not granted within ${after}`, 'let a minute pass, or more');
}

function checkAct(checking: Checking, path: Path, step: Step, actor: Actor, i: number): void {
  const { trader, driver, officer, guarantor, node, ice } = step;
  switch (actor) {
    case 'trader':
      if (trader !== undefined) checkTrader(checking, path, trader, i);
      break;
    case 'driver':
      if (driver !== undefined) checkDriver(checking, path, driver, i);
      break;
    case 'officer':
      if (officer !== undefined) checkOfficer(checking, path, officer, i);
      break;
    case 'guarantor':
      if (guarantor !== undefined)
        checkName(checking, [...path, 'undertakes'], guarantor.undertakes, 'guarantee', i);
      break;
    case 'node':
      for (const [key, value] of Object.entries(node ?? {}))
        if (typeof value === 'string' && key !== 'for')
          checkParticipant(checking, [...path, key], value);
      break;
    case 'ice':
      for (const [key, value] of Object.entries(ice ?? {}))
        checkParticipant(checking, [...path, key], value);
      break;
  }
}

/** What each act of a trader names. */
const TRADER_VERBS = {
  appliesForAccount: 'trader',
  appliesForGuarantee: 'guarantee',
  appliesForAuthorisation: 'authorisation',
  amends: 'movement',
  presents: 'movement',
  asksInvalidation: 'movement',
  asksRelease: 'movement',
  givesUpRelease: 'movement',
  answersEnquiry: 'movement',
  arrives: 'movement',
  unloads: 'movement',
  queries: 'guarantee',
} as const satisfies Readonly<Record<string, NameKind>>;

function checkTrader(
  checking: Checking,
  path: Path,
  act: NonNullable<Step['trader']>,
  i: number,
): void {
  for (const [verb, kind] of Object.entries(TRADER_VERBS)) {
    const name = (act as Readonly<Record<string, unknown>>)[verb];
    if (typeof name === 'string') checkName(checking, [...path, verb], name, kind, i);
  }
  if ('who' in act) checkName(checking, [...path, 'who'], act.who, 'trader', -1);
  if ('under' in act)
    [act.under].flat().forEach((name, j) => {
      const at = Array.isArray(act.under) ? [...path, 'under', j] : [...path, 'under'];
      checkName(checking, at, name, 'guarantee', i);
    });
  if ('declares' in act) checkDeclares(checking, path, act, i);
  if ('simplified' in act)
    checkName(checking, [...path, 'simplified'], act.simplified, 'authorisation', i);
  if ('arrives' in act) checkOffice(checking, [...path, 'at'], act.at, OFFICE_FOR.arrives);
  if ('answersEnquiry' in act && act.at !== undefined)
    checkOffice(checking, [...path, 'at'], act.at, OFFICE_FOR.answersEnquiry);
}

type Declares = Extract<NonNullable<Step['trader']>, { declares: string }>;

function checkDeclares(checking: Checking, path: Path, act: Declares, i: number): void {
  const { scenario, names, report } = checking;
  const { declares, from, to, via, consignee } = act;
  const info = names.get(declares);
  if (info !== undefined && (info.kind !== 'movement' || info.from !== i))
    report([...path, 'declares'], `the name ${declares} is taken`, 'choose another');
  if (consignee !== undefined) checkName(checking, [...path, 'consignee'], consignee, 'trader', -1);
  if (Object.keys(scenario.given?.traders ?? {}).length === 0)
    report([...path, 'declares'], 'there is no trader to declare it', WHERE_NAMED.trader);
  const places = [
    { path: [...path, 'from'], place: from, role: 'DEP' as const },
    { path: [...path, 'to'], place: to, role: 'DES' as const },
  ];
  const unknown = [
    ...places.filter((one) => !checkOffice(checking, one.path, one.place, one.role)),
    ...(via ?? []).filter((place, j) => !checkPlace(checking, [...path, 'via', j], place)),
  ];
  const { participants } = scenario;
  const options = { ...(via === undefined ? {} : { via }), countries: participants };
  if (unknown.length > 0 || findRoute(from, to, options) !== null) return;
  report(
    path,
    `there is no way from ${from} to ${to} through ${participants.join(', ')}`,
    'add the country on the way to `participants`, or choose other places',
  );
}

function checkDriver(
  checking: Checking,
  path: Path,
  act: NonNullable<Step['driver']>,
  i: number,
): void {
  for (const verb of ['presents', 'arrives', 'reportsIncident'] as const) {
    const name = (act as Readonly<Record<string, unknown>>)[verb];
    if (typeof name !== 'string') continue;
    checkName(checking, [...path, verb], name, 'movement', i);
    checkOffice(checking, [...path, 'at'], act.at, OFFICE_FOR[verb]);
  }
}

function checkOfficer(
  checking: Checking,
  path: Path,
  { decides: kind, of, as: decision, at }: NonNullable<Step['officer']>,
  i: number,
): void {
  checkName(checking, [...path, 'of'], of, 'any', i);
  const allowed = DECISIONS[kind];
  if (!allowed.includes(decision)) {
    const advice = didYouMean(decision, allowed, `write ${allowed.join(' or ')}`);
    checking.report([...path, 'as'], `${kind} cannot be decided as ${decision}`, advice);
  }
  if (at !== undefined) checkOffice(checking, [...path, 'at'], at, officeForTask(kind));
}

function checkSends(
  checking: Checking,
  path: Path,
  { type, of }: NonNullable<Step['sends']>,
  i: number,
): void {
  if (!isMessageCode(type)) {
    const advice = didYouMean(type, MESSAGE_CODES, 'see `rehearse spec messages`');
    checking.report([...path, 'type'], `there is no message ${type}`, advice);
  }
  if (of !== undefined) checkName(checking, [...path, 'of'], of, 'any', i);
}
