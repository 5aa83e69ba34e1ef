/** The form of a scenario held against its schema, with a sentence for each mistake. What the form cannot tell stands in semantics.ts. */
import { Compile } from 'typebox/compile';
import { didYouMean, nearest } from './nearest.ts';
import { Scenario } from './schema.ts';
import type { Defect, Locate, Part, Path } from './source.ts';

const validator = Compile(Scenario);

/** Every mistake of form, in the order of the schema; empty where the scenario keeps it. */
export function formDefects(scenario: unknown, locate: Locate): Defect[] {
  if (validator.Check(scenario)) return [];
  const form = new Form(locate);
  form.check(Scenario as unknown as SchemaNode, scenario, []);
  if (form.defects.length === 0) {
    // The validator has the last word, should a schema ever say what is not told here.
    for (const { instancePath, message } of validator.Errors(scenario))
      form.report([], `\`${instancePath}\` ${message}`, SEE_SCHEMA);
  }
  return form.defects;
}

/** The part of JSON Schema that the schema of a scenario uses. */
interface SchemaNode {
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  readonly description?: string;
  readonly const?: unknown;
  readonly anyOf?: readonly SchemaNode[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly patternProperties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

const SEE_SCHEMA = 'see `rehearse scenario schema`';

class Form {
  readonly defects: Defect[] = [];
  private readonly locate: Locate;

  constructor(locate: Locate) {
    this.locate = locate;
  }

  report(path: Path, cause: string, advice: string, part: Part = 'value'): void {
    this.defects.push({ ...this.locate(path, part), cause, try: advice });
  }

  check(node: SchemaNode, value: unknown, path: Path): void {
    if (node.anyOf !== undefined) this.checkChoice(node, node.anyOf, value, path);
    else if (node.const !== undefined) {
      if (value !== node.const) this.refuse(path, value, `write ${shown(node.const)}`);
    } else if (node.type === 'object') this.checkObject(node, value, path);
    else if (node.type === 'array') this.checkArray(node, value, path);
    else this.checkScalar(node, value, path);
  }

  /** A choice of words, or of objects: then the one that shares most keys with what is written is meant. */
  private checkChoice(
    node: SchemaNode,
    choices: readonly SchemaNode[],
    value: unknown,
    path: Path,
  ): void {
    const words = choices.flatMap((choice) => (choice.const === undefined ? [] : [choice.const]));
    if (words.some((word) => word === value)) return;
    if (words.length === choices.length) {
      const all = `write ${words.map(shown).join(' or ')}`;
      const advice = typeof value === 'string' ? didYouMean(value, words.map(String), all) : all;
      this.refuse(path, value, advice);
      return;
    }
    const alike = choices.filter(
      (choice) => choice.type === typeOf(value) && choice.const === undefined,
    );
    const [only] = alike;
    if (only === undefined) {
      const keys = choices.flatMap((choice) => (choice.required ?? []).slice(0, 1));
      const advice = `write ${keys.map((key) => `\`${key}\``).join(' or ')} here`;
      this.refuse(
        path,
        value,
        this.nearestWord(words, value) ??
          (node.description === undefined ? advice : `write ${node.description}`),
      );
    } else if (alike.length === 1 || !isObject(value)) this.check(only, value, path);
    else this.checkGroups(alike, value, path);
  }

  /** Where one of the words of a choice is nearly written, that one. */
  private nearestWord(words: readonly unknown[], value: unknown): string | undefined {
    if (typeof value !== 'string') return undefined;
    const advice = didYouMean(value, words.map(String), '');
    return advice === '' ? undefined : advice;
  }

  /** One of several groups of keys: the one that shares most of them with what is written is meant. */
  private checkGroups(
    choices: readonly SchemaNode[],
    value: Readonly<Record<string, unknown>>,
    path: Path,
  ): void {
    const shares = choices.map((choice) => this.kinship(choice, Object.keys(value)));
    const most = Math.max(...shares);
    const meant = choices[shares.indexOf(most)];
    if (meant === undefined) return;
    if (most > 0 || Object.keys(value).length === 0) {
      this.check(meant, value, path);
      return;
    }
    const first = choices.flatMap((choice) => (choice.required ?? []).slice(0, 1));
    for (const key of Object.keys(value))
      this.report(
        [...path, key],
        `unknown key \`${key}\``,
        `one of these must stand here: ${first.join(', ')}`,
        'key',
      );
  }

  /** How many of these keys a choice knows; one that is nearly right counts a little. */
  private kinship({ properties = {} }: SchemaNode, keys: readonly string[]): number {
    const known = Object.keys(properties);
    return keys.reduce(
      (sum, key) =>
        sum + (Object.hasOwn(properties, key) ? 1 : nearest(key, known) === undefined ? 0 : 0.5),
      0,
    );
  }

  private checkObject(node: SchemaNode, value: unknown, path: Path): void {
    const { properties = {}, patternProperties = {}, required = [] } = node;
    if (!isObject(value)) {
      const keys = Object.keys(properties).map((key) => `\`${key}\``);
      this.refuse(
        path,
        value,
        keys.length === 0 ? SEE_SCHEMA : `give it the keys ${keys.join(', ')}`,
      );
      return;
    }
    const patterns = Object.entries(patternProperties);
    const unknown: string[] = [];
    for (const [key, inner] of Object.entries(value)) {
      const known = Object.hasOwn(properties, key)
        ? properties[key]
        : patterns.find(([pattern]) => new RegExp(pattern).test(key))?.[1];
      if (known === undefined) unknown.push(key);
      else this.check(known, inner, [...path, key]);
    }
    const missing = required.filter((key) => !Object.hasOwn(value, key));
    this.reportKeys(path, unknown, missing, node);
  }

  /** A key that is only misspelt is not also told to be missing. */
  private reportKeys(
    path: Path,
    unknown: readonly string[],
    missing: readonly string[],
    node: SchemaNode,
  ): void {
    const properties = node.properties ?? {};
    const known = Object.keys(properties);
    const meant = new Set(unknown.map((key) => nearest(key, missing)));
    for (const key of unknown) {
      const all =
        known.length > 0
          ? `known here are ${known.join(', ')}`
          : node.description === undefined
            ? 'leave it out'
            : `write ${node.description}`;
      this.report([...path, key], `unknown key \`${key}\``, didYouMean(key, known, all), 'key');
    }
    for (const key of missing) {
      if (meant.has(key)) continue;
      const wanted = properties[key];
      this.report(
        path,
        `\`${dotted([...path, key])}\` is missing`,
        wanted === undefined ? SEE_SCHEMA : adviceFor(wanted),
      );
    }
  }

  private checkArray(node: SchemaNode, value: unknown, path: Path): void {
    const { items = {}, minItems = 0, maxItems = Infinity, uniqueItems = false } = node;
    if (!Array.isArray(value)) {
      this.refuse(path, value, 'write a list: [one, two], or a line with a hyphen for each');
      return;
    }
    const list = value as readonly unknown[];
    if (list.length < minItems)
      this.report(
        path,
        `\`${dotted(path)}\` has ${String(list.length)} entries`,
        `it needs ${String(minItems)} at the least`,
      );
    if (list.length > maxItems)
      this.report(
        path,
        `\`${dotted(path)}\` has ${String(list.length)} entries`,
        `${String(maxItems)} are the most`,
      );
    list.forEach((item, i) => {
      if (uniqueItems && list.indexOf(item) < i)
        this.report([...path, i], `\`${dotted(path)}\` names ${shown(item)} twice`, 'name it once');
      this.check(items, item, [...path, i]);
    });
  }

  private checkScalar(node: SchemaNode, value: unknown, path: Path): void {
    if (!fits(node, value)) this.refuse(path, value, adviceFor(node));
  }

  /** What is written cannot stand there. */
  private refuse(path: Path, value: unknown, advice: string): void {
    const name = path.length === 0 ? 'the scenario' : `\`${dotted(path)}\``;
    this.report(path, `${name} cannot be ${shown(value)}`, advice);
  }
}

function fits(node: SchemaNode, value: unknown): boolean {
  switch (node.type) {
    case 'string':
      return (
        typeof value === 'string' &&
        value.length >= (node.minLength ?? 0) &&
        value.length <= (node.maxLength ?? Infinity) &&
        (node.pattern === undefined || new RegExp(node.pattern).test(value))
      );
    case 'integer':
    case 'number':
      return (
        (node.type === 'integer' ? Number.isInteger(value) : Number.isFinite(value)) &&
        Number(value) >= (node.minimum ?? -Infinity) &&
        Number(value) <= (node.maximum ?? Infinity)
      );
    case 'boolean':
      return typeof value === 'boolean';
    default:
      return true;
  }
}

/** What to write, from the schema alone. */
function adviceFor(node: SchemaNode): string {
  const words = (node.anyOf ?? [node]).flatMap((choice) =>
    choice.const === undefined ? [] : [choice.const],
  );
  if (words.length > 0) return `write ${words.map(shown).join(' or ')}`;
  if (node.description !== undefined) return `write ${node.description}`;
  switch (node.type) {
    case 'integer':
    case 'number':
      return `write ${node.type === 'integer' ? 'a whole number' : 'a number'}${range(node)}`;
    case 'boolean':
      return 'write true or false';
    case 'string':
      return 'write a text';
    case 'array':
      return 'write a list: [one, two], or a line with a hyphen for each';
    default:
      return SEE_SCHEMA;
  }
}

function range({ minimum, maximum }: SchemaNode): string {
  if (minimum === undefined) return '';
  return maximum === undefined
    ? ` from ${String(minimum)} on`
    : ` from ${String(minimum)} to ${String(maximum)}`;
}

const dotted = (path: Path): string => path.join('.');

const SHOWN_MOST = 40;

/** A value as it may stand in a sentence. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a group of keys';
  const text =
    value === null ? 'empty' : typeof value === 'number' ? String(value) : JSON.stringify(value);
  return text.length > SHOWN_MOST ? `${text.slice(0, SHOWN_MOST)}…` : text;
}

/** The name that a schema gives to what a value is. */
const typeOf = (value: unknown): SchemaNode['type'] | 'null' =>
  Array.isArray(value)
    ? 'array'
    : value === null
      ? 'null'
      : (typeof value as 'object' | 'string' | 'number' | 'boolean');

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
