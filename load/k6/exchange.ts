/**
 * Run by k6: a load of movements on ICE over MQTT. The exchange lets each country in once, and a connection of k6 lasts no longer than its iteration: so
 * one virtual user is all countries, and one iteration the whole load. When movements begin is the profile's, whatever the exchange does; latency
 * counts from then.
 */
import exec from 'k6/execution';
import { Chance } from '../../simulator/core/chance.ts';
import { ALL } from '../../nodes/common/routing.ts';
import { countriesOf } from '../flows/flow.ts';
import { Numbers } from '../flows/numbers.ts';
import { secondsOf } from '../generator/beginnings.ts';
import { Generator } from '../generator/generator.ts';
import { Country } from './country.ts';
import { Measures, ToldLedger } from './measures.ts';
import { beginMeasuring } from './metrics.ts';
import { given, readFlows, readProfile, readSecrets, target } from './settings.ts';
import type { LoadOptions } from './thresholds.ts';
import { exchangeThresholds, TREND_STATS } from './thresholds.ts';
import type { SummaryData } from './summary.ts';
import { summaryOf } from './summary.ts';

const URL = target(['mqtt', 'tcp'], 'where the exchange is, as mqtt://host:port');
const PROFILE = readProfile();
const FLOWS = readFlows();
const SECRETS = readSecrets();
const SEED = given('SEED', '1');
const COUNTRIES = countriesOf(FLOWS).filter((country) => country !== ALL);
const SECONDS = secondsOf(PROFILE);
/** How long what is under way may take after the last movement has begun, in ms. */
const DRAIN_MS = 30_000;
const CONNECT_S = 30;
/** What has come meanwhile is receipted together. */
const RECEIPT_MS = 2;
const TURN_MOST_MS = 100;

export const options: LoadOptions = {
  scenarios: {
    exchange: {
      executor: 'per-vu-iterations',
      vus: 1,
      iterations: 1,
      maxDuration: `${String(SECONDS + DRAIN_MS / 1_000 + CONNECT_S)}s`,
      gracefulStop: '0s',
    },
  },
  thresholds: exchangeThresholds(PROFILE, FLOWS),
  summaryTrendStats: TREND_STATS,
  tags: { profile: PROFILE.name },
};

/** Before anything is sent: is it an exchange for tests? */
export async function setup(): Promise<void> {
  beginMeasuring();
  const [name = ''] = COUNTRIES;
  const country = await Country.open(URL, name, SECRETS[name], {
    onMessage: () => undefined,
    onFault: stop,
  });
  const realm = await country.realmOf();
  country.end();
  if (realm === 'test') return;
  const cause =
    realm === undefined
      ? 'it does not say that it is a test exchange'
      : `its realm is ${realm}, and loads are for the realm test`;
  stop(`${URL}: ${cause}; choose an exchange that was started for tests`);
}

export default async function (): Promise<void> {
  const countries = new Map<string, Country>();
  const ledger = new ToldLedger();
  const measures = new Measures(PROFILE.warmUp * 1_000, SECONDS * 1_000);
  let zero = Date.now();
  let isOver = false;
  const now = (): number => Date.now() - zero;
  const publish = (country: string, topic: string, payload: string): void => {
    const type = topic.slice(topic.lastIndexOf('/') + 1);
    const at = Date.now();
    const there = countries.get(country);
    there?.publish(topic, payload, type).then(
      () => measures.onPuback(type, Date.now() - at),
      (error: unknown) => {
        if (!isOver) stop(`${URL}: ${country} cannot publish: ${String(error)}; see its log`);
      },
    );
  };
  const startedAt = Date.now();
  const load = new Generator(
    {
      ...{ flows: FLOWS, profile: PROFILE, startedAt, numbers: new Numbers(startedAt), publish },
      stream: new Chance(SEED).stream('load'),
      through: 'ice',
    },
    ledger,
    measures,
  );
  const awaited = new Set<string>();
  const receiptSoon = (name: string): void => {
    if (awaited.has(name)) return;
    awaited.add(name);
    setTimeout(() => {
      awaited.delete(name);
      if (!isOver) load.onRead(name, now());
    }, RECEIPT_MS);
  };
  for (const name of COUNTRIES) {
    const onMessage = (topic: string, text: string): void => {
      load.onMessage(name, topic, text, now());
      ledger.tell();
      receiptSoon(name);
    };
    countries.set(name, await Country.open(URL, name, SECRETS[name], { onMessage, onFault: stop }));
  }
  zero = Date.now();
  load.greet(0);
  await turned(load, now);
  ledger.close();
  ledger.tell();
  measures.end(ledger);
  for (const name of COUNTRIES) load.onRead(name, now());
  isOver = true;
  for (const country of countries.values()) country.end();
}

export const handleSummary = (data: SummaryData): Record<string, string> =>
  summaryOf(data, {
    ...{ target: URL, through: 'ice' as const, profile: PROFILE, seed: SEED },
    report: given('REPORT', ''),
  });

/** Turns the generator until everything is through, or has had its time. */
function turned(load: Generator, now: () => number): Promise<void> {
  const last = SECONDS * 1_000 + DRAIN_MS;
  return new Promise((resolve) => {
    const turn = (): void => {
      const at = now();
      const next = load.tick(at);
      if (load.isThrough(at) || at > last) resolve();
      else setTimeout(turn, Math.max(1, Math.min(next - now(), TURN_MOST_MS)));
    };
    turn();
  });
}

/** Ends the run with exit code 108, and one sentence. */
function stop(sentence: string): void {
  exec.test.abort(sentence);
}
