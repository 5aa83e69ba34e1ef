/** Arguments of a verb: what is allowed, and a sentence for what is not. */
import { parseArgs } from 'node:util';
import { didYouMean } from '../../scenarios/nearest.ts';
import { parseDuration } from '../core/time.ts';
import { EXIT, Failure } from './failure.ts';

export type Options = Readonly<Record<string, 'text' | 'flag' | 'list'>>;

export class Arguments {
  readonly words: readonly string[];
  private readonly values: Readonly<Record<string, unknown>>;

  constructor(
    args: readonly string[],
    options: Options,
    words: { least?: number; most?: number } = {},
  ) {
    for (const arg of args) refuseUnknown(arg, options);
    const config = Object.fromEntries(
      Object.entries(options).map(([name, kind]) => [
        name,
        {
          type: kind === 'flag' ? ('boolean' as const) : ('string' as const),
          multiple: kind === 'list',
        },
      ]),
    );
    try {
      const { values, positionals } = parseArgs({
        args: [...args],
        options: config,
        allowPositionals: true,
        allowNegative: true,
      });
      this.values = values;
      this.words = positionals;
    } catch (error) {
      const cause =
        error instanceof Error
          ? (error.message.split('\n')[0] ?? '')
              .replace(/\.? To specify.*$/, '')
              .replace(
                /^Option '(--[\w-]+)' argument is ambiguous\.?$/,
                '$1 has no value: what follows it begins with a hyphen',
              )
          : 'the arguments are off';
      throw new Failure(EXIT.usage, cause, 'see `rehearse help`');
    }
    if (this.words.length < (words.least ?? 0))
      throw new Failure(EXIT.usage, 'an argument is missing', 'see `rehearse help`');
    const extra = this.words[words.most ?? Infinity];
    if (extra !== undefined)
      throw new Failure(EXIT.usage, `\`${extra}\` is one argument too many`, 'see `rehearse help`');
  }

  flag(name: string): boolean | undefined {
    return this.values[name] as boolean | undefined;
  }

  text(name: string): string | undefined {
    return this.values[name] as string | undefined;
  }

  list(name: string): string[] {
    return (this.values[name] as string[] | undefined) ?? [];
  }

  /** A whole number of an option, within bounds. */
  whole(name: string, least: number, most: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new Failure(
      EXIT.usage,
      `--${name} ${text} is no whole number from ${String(least)} to ${String(most)}`,
      'correct it',
    );
  }

  /** A number above zero. */
  positive(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = Number(text);
    if (Number.isFinite(value) && value > 0) return value;
    throw new Failure(EXIT.usage, `--${name} ${text} is no number above zero`, 'correct it');
  }

  /** A duration such as 2d, in ms. */
  duration(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = parseDuration(text);
    if (value !== undefined && value > 0) return value;
    throw new Failure(
      EXIT.usage,
      `--${name} ${text} is no duration`,
      'write a number and a unit: 90m, 36h, 2d',
    );
  }

  /** One of a few words. */
  choice<T extends string>(name: string, allowed: readonly T[], otherwise: T): T {
    const text = this.text(name) ?? otherwise;
    const found = allowed.find((word) => word === text);
    if (found !== undefined) return found;
    throw new Failure(
      EXIT.usage,
      `--${name} ${text} is unknown`,
      didYouMean(text, allowed, `allowed are ${allowed.join(', ')}`),
    );
  }
}

function refuseUnknown(arg: string, options: Options): void {
  if (!arg.startsWith('--') || arg === '--') return;
  const name = arg.slice(2).split('=')[0] ?? '';
  if (Object.hasOwn(options, name)) return;
  if (name.startsWith('no-') && options[name.slice(3)] === 'flag') return;
  const known = Object.keys(options).map((option) => `--${option}`);
  throw new Failure(
    EXIT.usage,
    `there is no option --${name} here`,
    didYouMean(`--${name}`, known, `known are ${known.join(', ')}`),
  );
}
