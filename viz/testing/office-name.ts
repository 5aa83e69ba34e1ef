/** An office for tests that need no more of it than its name. */
import { both } from '../../nodes/common/bilingual.ts';
import type { OfficeInfo } from '../../reports/views/api.ts';

export const officeName = (code: string, en: string, ru: string): OfficeInfo => ({
  code,
  country: 'GEO',
  place: 'ge-tbilisi',
  name: both(en, ru),
  roles: ['DEP'],
  hours: 'always',
  utcOffsetMin: 240,
});
