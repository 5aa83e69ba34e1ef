/**
 * Run by k6: declarations (T015) handed in at a national door over HTTP, in an open loop of the profile's rate, and beside them whoever watches the
 * process by /healthz and /metrics. At the end the office must have answered every declaration once.
 */
import exec from 'k6/execution';
import { Chance } from '../../simulator/core/chance.ts';
import { TRAINING_TIMERS } from '../../nodes/common/timers.ts';
import { countryOf } from '../../nodes/countries/countries.ts';
import { schemeOf } from '../../nodes/countries/scheme.ts';
import { secondsOf } from '../generator/beginnings.ts';
import { declaration } from '../town/letters.ts';
import { ROUTES } from '../town/routes.ts';
import type { Covered } from './cover.ts';
import { openCover, pause } from './cover.ts';
import type { SentFact } from './desk.ts';
import { Desk, textOfLetter } from './desk.ts';
import {
  acknowledged,
  acknowledgement,
  answers,
  beginMeasuring,
  deliveries,
  delivery,
  finishMeasuring,
  messagesAcknowledged,
  messagesAsked,
  movementsAsked,
  movementsThrough,
  refusals,
  schedule,
  wrongAnswers,
} from './metrics.ts';
import { given, needed, readProfile, readSecrets, target } from './settings.ts';
import { arrivalsOf, highestRate, intendedAt } from './stages.ts';
import type { SummaryData } from './summary.ts';
import { summaryOf } from './summary.ts';
import type { LoadOptions } from './thresholds.ts';
import { doorThresholds, TREND_STATS } from './thresholds.ts';

const URL = target(['http', 'https'], 'where the door is, as http://host:port');
const COUNTRY = needed('COUNTRY', 'of which country the door is, as GEO');
const PROFILE = readProfile();
const SEAT = given('SEAT', 'operator');
const SECRET = readSecrets()[SEAT];
const SEED = given('SEED', '1');
const SECONDS = secondsOf(PROFILE);
const WARM_UP_MS = PROFILE.warmUp * 1_000;

/** Ways that begin in this country, and the scheme of all countries on any. */
const OWN_ROUTES = ROUTES.filter(({ countries }) => countries[0] === COUNTRY);
const SCHEME = schemeOf(
  [...new Set(ROUTES.flatMap(({ countries }) => countries))],
  [],
  TRAINING_TIMERS,
);
if (OWN_ROUTES.length === 0) {
  const known = [...new Set(ROUTES.map(({ countries }) => countries[0]))].join(', ');
  throw new Error(`COUNTRY: no way begins in ${COUNTRY}; known are ${known}`);
}
if (SECRET === undefined)
  throw new Error(
    `CREDENTIALS: there is no secret of ${SEAT}; name the credentials.json of the node`,
  );

/** Users: enough for answers of a tenth of a second; and so many that may wait for an answer at once, as a door has so many places. */
const READY = Math.ceil(highestRate(PROFILE) / 10) + 10;
const WAITING_MOST = 300;
const WATCH_USERS = 5;
/** After an hour of load there are many facts to read. */
const TEARDOWN = '10m';

export const options: LoadOptions = {
  scenarios: {
    declarations: {
      executor: 'ramping-arrival-rate',
      ...arrivalsOf(PROFILE),
      preAllocatedVUs: Math.min(READY, WAITING_MOST),
      maxVUs: WAITING_MOST,
    },
    watch: {
      executor: 'constant-arrival-rate',
      exec: 'watch',
      rate: 1,
      timeUnit: '1s',
      duration: `${String(Math.ceil(SECONDS))}s`,
      preAllocatedVUs: WATCH_USERS,
      maxVUs: WATCH_USERS,
    },
  },
  thresholds: doorThresholds(PROFILE),
  teardownTimeout: TEARDOWN,
  summaryTrendStats: TREND_STATS,
  tags: { profile: PROFILE.name },
};

const desk = new Desk(URL, COUNTRY, `${SEAT}:${SECRET}`);

/** Before anything is declared: is the door one for tests, and may the trader declare? */
export async function setup(): Promise<Covered> {
  beginMeasuring();
  const { status, text } = await desk.get('/healthz');
  if (status !== 200)
    stop(`${URL}: nobody answers there; start a node, and name its door as TARGET`);
  const realm = realmIn(text);
  if (realm !== 'test')
    stop(
      realm === ''
        ? `${URL}: it does not say which realm it is of; if it is for tests, say so: -e REALM=test`
        : `${URL}: its realm is ${realm}, and loads are for the realm test`,
    );
  try {
    return await openCover(desk, COUNTRY, SCHEME, Date.now());
  } catch (error) {
    stop(`${URL}: ${error instanceof Error ? error.message : String(error)}; see its log`);
    throw error;
  }
}

export default async function (covered: Covered): Promise<void> {
  const { iterationInTest: n, startTime } = exec.scenario;
  const since = intendedAt(PROFILE, n);
  const intended = startTime + since;
  schedule.add(Math.max(0, Date.now() - intended));
  const counts = since >= WARM_UP_MS;
  if (counts) {
    movementsAsked.add(1);
    messagesAsked.add(1);
  }
  const text = declarationText(covered, n, intended);
  const { status, text: said } = await desk.post(text, 'T015');
  const took = Date.now() - intended;
  answers.add(1);
  if (counts) acknowledged.add(status === 202);
  if (status !== 202)
    wrong(
      status === 0 ? 'unanswered' : 'wronglyRefused',
      'C101',
      `T015: ${String(status)} ${said}`,
    );
  else if (counts) {
    messagesAcknowledged.add(1, T015);
    acknowledgement.add(Math.max(0, took), T015);
  }
  await makeMistakes(text, n);
}

const T015 = { message_type: 'T015' };

/** What a trader's program does by mistake, and what the door has to say to it. */
async function makeMistakes(text: string, n: number): Promise<void> {
  const stream = new Chance(SEED).stream(String(n));
  const { repeated, unreadable } = PROFILE.mistakes;
  if (stream.next() < repeated) {
    const { status, text: said } = await desk.post(text, 'T015');
    answers.add(1);
    if (status !== 202) wrong('wronglyRefused', 'C108', said);
  }
  if (stream.next() < unreadable) {
    const { status, text: said } = await desk.post(text.slice(0, -9), 'T015');
    answers.add(1);
    if (status === 400 && said.includes('"C101"')) refusals.add(1, { rule: 'C101' });
    else wrong('wronglyTaken', 'C101', said);
  }
}

/** As whoever watches the process does. */
export async function watch(): Promise<void> {
  for (const path of ['/healthz', '/metrics']) {
    const { status, text } = await desk.get(path);
    answers.add(1);
    if (status !== 200) wrong('unanswered', 'C107', `${path}: ${String(status)} ${text}`);
  }
}

/** The office has its time for what was taken; then it must have answered each declaration once. */
export async function teardown({ from }: Covered): Promise<void> {
  const answered = new Map<number, number>();
  let next = from;
  for (let quiet = 0; quiet < QUIET_LOOKS;) {
    const before = next;
    const said = await desk.facts(before, LRN_HEAD);
    next = said.next;
    for (const fact of said.facts) onFact(fact, answered);
    quiet = next > before ? 0 : quiet + 1;
    if (quiet > 0) await pause(LOOK_MS);
  }
  let last = 0;
  for (const n of answered.keys()) last = Math.max(last, n);
  for (let n = 0; n <= last; n++) {
    if (!answered.has(n))
      wrong('unanswered', 'C107', `declaration ${String(n)} was never answered by the office`);
  }
  finishMeasuring();
}

const LOOK_MS = 200;
const QUIET_LOOKS = 15;
const LRN_HEAD = `${countryOf(COUNTRY).iso2}-k6-`;
/** T928: received; T056: rejected. */
const ANSWERS: ReadonlySet<string> = new Set(['T928', 'T056']);

/** Perhaps an answer of the office to a declaration of ours. */
function onFact(
  { type, msg = '', t, lrn = '', body }: SentFact,
  answered: Map<number, number>,
): void {
  if (type !== 'MessageSent' || !ANSWERS.has(msg) || !lrn.startsWith(LRN_HEAD)) return;
  const [number = '', intended = ''] = lrn.slice(LRN_HEAD.length).split('.');
  const n = parseInt(number, 36);
  const times = (answered.get(n) ?? 0) + 1;
  answered.set(n, times);
  answers.add(1);
  deliveries.add(1);
  if (times > 1) wrong('doubled', 'C108', `${lrn} was answered again`);
  if (msg === 'T056') wrong('wronglyRefused', 'C101', `${lrn}: ${JSON.stringify(body)}`);
  if (intendedAt(PROFILE, n) < WARM_UP_MS) return;
  movementsThrough.add(1);
  delivery.add(Math.max(0, t - parseInt(intended, 36)));
}

export const handleSummary = (data: SummaryData): Record<string, string> =>
  summaryOf(data, {
    ...{ target: URL, through: 'door' as const, profile: PROFILE, seed: SEED },
    report: given('REPORT', ''),
  });

/** The LRN says which declaration it is and when it was to be handed in: by it the office's answer is known. */
function declarationText({ trader, cover }: Covered, n: number, intended: number): string {
  const lrn = `${LRN_HEAD}${n.toString(36)}.${Math.round(intended).toString(36)}`;
  const journey = {
    ...{ lrn, trader, mrn: '' },
    route: OWN_ROUTES[n % OWN_ROUTES.length]!,
    plate: `K-${n.toString(36).toUpperCase()}`,
    seal: `K6-${String(n)}`,
  };
  return textOfLetter(declaration(journey, cover, SCHEME), `K-${lrn}`, Date.now());
}

function wrong(kind: string, rule: string, detail: string): void {
  wrongAnswers.add(1, { kind, rule });
  console.error(detail);
}

/** What /healthz says of it; a door that says nothing is taken at the word of whoever loads it. */
function realmIn(text: string): string {
  try {
    const { realm } = JSON.parse(text) as { realm?: unknown };
    if (typeof realm === 'string') return realm;
  } catch {
    return '';
  }
  return given('REALM', '');
}

/** Ends the run with exit code 108, and one sentence. */
function stop(sentence: string): void {
  exec.test.abort(sentence);
}
