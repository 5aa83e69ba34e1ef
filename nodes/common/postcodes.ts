/** Countries whose addresses need a postcode (rule C326). NCTS lists the countries that need none (CL505); we name those that need one. */

/**
 * By alpha-2 code, with a postcode of the capital as an example. Members of CAREC whose post and customs address companies by postcode
 * (assumption: no list of the scheme is published). Afghanistan and Turkmenistan have codes that addresses seldom carry; outside the
 * scheme nobody could look an address up, so no code is asked for.
 */
export const POSTCODES: Readonly<Record<string, string>> = {
  AZ: 'AZ1000',
  CN: '100000',
  GE: '0105',
  KG: '720001',
  KZ: '010000',
  MN: '14200',
  PK: '44000',
  TJ: '734000',
  UZ: '100000',
};

export const needsPostcode = (country: string): boolean => Object.hasOwn(POSTCODES, country);
