/** Reads profiles: those that come with the project, and people's own as JSON files of the same form. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { basename, join } from 'node:path';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { LineCounter, parseDocument } from 'yaml';
import { ProcessFault } from '../../nodes/process/fault.ts';
import type { Profile } from './profile.ts';

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
/** Bounds: a load is no attack, and ends. */
const RATE_MOST = 10_000;
const SECONDS_MOST = 6 * 3_600;

const Share = Type.Number({ minimum: 0, maximum: 1 });
const Rate = Type.Number({ minimum: 0, maximum: RATE_MOST });
const Form = Type.Object(
  {
    name: Type.String({ pattern: '^[a-z0-9][a-z0-9-]*$' }),
    summary: Type.Object({ en: Type.String(), ru: Type.String() }),
    stages: Type.Array(
      Type.Object(
        {
          seconds: Type.Number({ exclusiveMinimum: 0, maximum: SECONDS_MOST }),
          rate: Rate,
          to: Type.Optional(Rate),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 1_000 },
    ),
    warmUp: Type.Number({ minimum: 0 }),
    arrivals: Type.Enum(['even', 'poisson']),
    pace: Type.Number({ minimum: 1, maximum: 1e9 }),
    mistakes: Type.Object(
      { repeated: Share, unreadable: Share, misnumbered: Share, intruding: Share },
      { additionalProperties: false },
    ),
    p99Most: Type.Number({ exclusiveMinimum: 0 }),
  },
  { additionalProperties: false },
);
const form = Compile(Form);

/** Names of those that come with the project. */
export const profileNames = (): string[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .map((file) => basename(file, '.json'))
    .sort();

/** @param name of a profile, or the path of a file. @throws ProcessFault (usage) with file, line and column. */
export function readProfile(name: string): Profile {
  const own = join(FOLDER, `${name}.json`);
  const path = profileNames().includes(name) ? own : name;
  if (!existsSync(path)) {
    const cause = `there is no profile ${name}`;
    const advice = `known are ${profileNames().join(', ')}; or name a file`;
    throw new ProcessFault('usage', '', cause, advice);
  }
  return parseProfile(readFileSync(path, 'utf8'), path);
}

/** @param path of the file, for what is said of it. @throws ProcessFault (usage) with file, line and column. */
export function parseProfile(text: string, path: string): Profile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [error] = document.errors;
  const placeAt = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${path}:${String(line)}:${String(col)}`;
  };
  if (error !== undefined) {
    const [cause = 'it is no JSON'] = error.message.split('\n');
    throw new ProcessFault('usage', placeAt(error.pos[0]), cause, 'correct the file');
  }
  const value: unknown = document.toJS();
  const [defect] = form.Check(value) ? [] : form.Errors(value);
  if (defect !== undefined) {
    const keys = defect.instancePath.split('/').slice(1);
    const node = keys.length === 0 ? document.contents : document.getIn(keys.map(keyOf), true);
    const offset = (node as { range?: readonly number[] } | undefined)?.range?.[0] ?? 0;
    const named = keys.length === 0 ? 'the profile' : keys.join('.');
    const isUnknown = defect.message === 'schema is false';
    const cause = `${named} ${isUnknown ? 'is no part of a profile' : defect.message}`;
    throw new ProcessFault('usage', placeAt(offset), cause, 'see load/README.md for the form');
  }
  const profile = value as Profile;
  const seconds = profile.stages.reduce((sum, stage) => sum + stage.seconds, 0);
  if (seconds > SECONDS_MOST || profile.warmUp >= seconds) {
    const cause =
      seconds > SECONDS_MOST
        ? `the stages last ${String(seconds)} s; a load may last ${String(SECONDS_MOST)} s`
        : `the warming up (${String(profile.warmUp)} s) is not shorter than the stages (${String(seconds)} s)`;
    throw new ProcessFault('usage', path, cause, 'correct the stages');
  }
  return profile;
}

const keyOf = (key: string): string | number => (/^\d+$/.test(key) ? Number(key) : key);
