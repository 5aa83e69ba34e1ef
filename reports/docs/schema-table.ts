/** The fields of a message body as a table, read from its JSON Schema: where, whether it must be there, what it may hold. */

/** A group described elsewhere. */
export interface Known {
  readonly schema: Schema;
  readonly say: string;
}

/** The parts of JSON Schema that the bodies use. */
export interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/**
 * `path`, `yes` where it must be there, and what it may hold; groups before their fields.
 * @param known a group that has a table of its own, and what to say in its place.
 */
export function schemaRows(schema: Schema, known?: Known, path = ''): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const at = path === '' ? name : `${path}.${name}`;
    const must = schema.required?.includes(name) === true ? 'yes' : '';
    const isList = field.type === 'array';
    const own = isList ? `${at}[]` : at;
    if (known !== undefined && JSON.stringify(known.schema) === JSON.stringify(field))
      return [[`\`${own}\``, must, known.say]];
    return [
      [`\`${own}\``, must, form(field)],
      ...schemaRows(isList ? (field.items ?? {}) : field, known, own),
    ];
  });
}

function form(field: Schema): string {
  if (field.anyOf !== undefined) return field.anyOf.map(form).join(' or ');
  if (field.const !== undefined) return `\`${JSON.stringify(field.const)}\``;
  if (field.enum !== undefined) return field.enum.map((value) => `\`${String(value)}\``).join(', ');
  switch (field.type) {
    case 'array':
      return `${times(field)} ${isGroup(field.items) ? 'group' : form(field.items ?? {})}`;
    case 'object':
      return 'group';
    case 'string':
      return field.pattern === undefined ? `text ${length(field)}` : patternText(field.pattern);
    case 'integer':
      return `whole number${range(field)}`;
    case 'number':
      return `number${range(field)}`;
    default:
      return field.type ?? 'anything';
  }
}

const isGroup = (field: Schema | undefined): boolean => field?.type === 'object';

const times = ({ minItems = 0, maxItems }: Schema): string =>
  `${String(minItems)}–${maxItems === undefined ? 'n' : String(maxItems)} ×`;

function length({ minLength = 0, maxLength }: Schema): string {
  if (maxLength === undefined) return `from ${String(minLength)}`;
  return minLength === maxLength ? String(maxLength) : `${String(minLength)}–${String(maxLength)}`;
}

function range({ minimum, maximum }: Schema): string {
  if (minimum === undefined && maximum === undefined) return '';
  return ` ${minimum === undefined ? '…' : String(minimum)}–${maximum === undefined ? '…' : String(maximum)}`;
}

const PATTERNS: Readonly<Record<string, string>> = {
  '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{3})?Z$': 'time in UTC',
  '^[A-Z]{2}$': 'country, two letters',
  '^[A-Z]{3}$': 'currency',
  '^[A-Z]{2}[A-Z0-9]{6}$': 'customs office',
  '^[A-Z]{2}[A-Za-z0-9]{1,15}$': 'TIN',
};

const patternText = (pattern: string): string => PATTERNS[pattern] ?? `\`${pattern}\``;
