/** What a script is told: `k6 run -e NAME=VALUE`, and the files that are named so. Read before the load begins, as k6 demands. */
import type { Flow } from '../flows/flow.ts';
import type { Profile } from '../profiles/profile.ts';
import rush from '../profiles/rush.json' with { type: 'json' };
import smoke from '../profiles/smoke.json' with { type: 'json' };
import soak from '../profiles/soak.json' with { type: 'json' };
import spike from '../profiles/spike.json' with { type: 'json' };
import steady from '../profiles/steady.json' with { type: 'json' };

declare const __ENV: Readonly<Record<string, string | undefined>>;
declare function open(path: string): string;

const PROFILES = { smoke, steady, rush, spike, soak } as unknown as Readonly<
  Record<string, Profile>
>;

/** One sentence on what is wrong, and where: nothing has been sent yet. */
const wrong = (place: string, cause: string, advice: string): Error =>
  new Error(`${place}: ${cause}; ${advice}`);

/** @throws Error where it is left out. */
export function needed(name: string, what: string): string {
  const value = __ENV[name];
  if (value === undefined || value === '')
    throw wrong('the script', `it is not told ${what}`, `add -e ${name}=…`);
  return value;
}

export const given = (name: string, otherwise: string): string => __ENV[name] ?? otherwise;

/** The address of what is loaded. @throws Error where it is none of these schemes. */
export function target(schemes: readonly string[], what: string): string {
  const url = needed('TARGET', what);
  if (!schemes.some((scheme) => url.startsWith(`${scheme}://`)))
    throw wrong(url, `it is no address of ${schemes.join(' or ')}`, 'correct TARGET');
  return url.replace(/\/+$/, '');
}

/** A profile that comes with the project, or a file of the same form. @throws Error where it is neither. */
export function readProfile(): Profile {
  const name = given('PROFILE', 'smoke');
  const known = PROFILES[name];
  if (known !== undefined) return known;
  const profile = readJson(
    name,
    `known are ${Object.keys(PROFILES).join(', ')}; or name a file`,
  ) as Partial<Profile>;
  const { stages, mistakes } = profile;
  const isOne =
    Array.isArray(stages) &&
    stages.length > 0 &&
    typeof mistakes === 'object' &&
    [profile.warmUp, profile.pace, profile.p99Most].every((one) => typeof one === 'number');
  if (!isOne) throw wrong(name, 'it is no profile', 'see load/README.md for the form');
  return profile as Profile;
}

/** Name of a country or seat → its secret. @throws Error where the file has none. */
export function readSecrets(): Readonly<Record<string, string>> {
  const path = needed('CREDENTIALS', 'who may connect');
  const secrets = readJson(path, 'name the credentials.json in the store of the exchange or node');
  if (typeof secrets !== 'object' || secrets === null || Array.isArray(secrets))
    throw wrong(path, 'it holds no credentials', 'name a credentials.json');
  return secrets as Record<string, string>;
}

/** What `rehearse load --write-flows` writes. @throws Error where it is nothing such. */
export function readFlows(): readonly Flow[] {
  const path = needed('FLOWS', 'which movements to send');
  const advice = 'make it with `rehearse load --write-flows FILE`';
  const { format, flows } = readJson(path, advice) as { format?: unknown; flows?: unknown };
  if (format !== 1 || !Array.isArray(flows) || flows.length === 0)
    throw wrong(path, 'it holds no flows of format 1', advice);
  return flows as Flow[];
}

function readJson(path: string, advice: string): unknown {
  let text: string;
  try {
    text = open(path);
  } catch {
    throw wrong(path, 'there is no such file', advice);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw wrong(path, 'it is no JSON', advice);
  }
}
