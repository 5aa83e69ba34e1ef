/** Which node an office belongs to, by its code. */
import { COUNTRIES } from '../../../nodes/countries/countries.ts';
import { OFFICES } from '../../../nodes/countries/offices.ts';

const NODES: ReadonlyMap<string, string> = new Map(COUNTRIES.map(({ iso2, iso3 }) => [iso2, iso3]));

/** The node of a country's alpha-2 code; the code itself for any other country. */
export const nodeOfCode = (iso2: string): string => NODES.get(iso2) ?? iso2;

const OFFICE_NODES: ReadonlyMap<string, string> = new Map(
  OFFICES.map(({ code }) => [code, nodeOfCode(code.slice(0, 2))]),
);

/** The node of an office of the reference data; empty for what is none. */
export const nodeOfOffice = (office: string): string => OFFICE_NODES.get(office) ?? '';
