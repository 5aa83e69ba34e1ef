/** Reference data: versions rise, and nobody goes back to an older one (design, section 6; rule C605). */
import type { Invariant } from './invariant.ts';
import { text, figure, placeOf } from './invariant.ts';

export const versionsRise: Invariant = {
  id: 'versionsRise',
  text: {
    en: 'each publication of a list has the next version, and a node never takes an older one for the newest',
    ru: 'каждая публикация списка имеет следующую версию, и узел не возвращается к более старой',
  },
  source: 'S802, C605',
  shown: ['ReferenceDataPublished', 'MembersKnown'],
  start(report) {
    /** By list, and by node for what it knows. */
    const versions = new Map<string, number>();
    return {
      size: () => versions.size,
      step(entry) {
        const isPublished = entry.type === 'ReferenceDataPublished';
        const key = isPublished ? text(entry['list']) : `${entry.n} members`;
        const version = figure(entry['version']);
        const before = versions.get(key);
        const rises =
          before === undefined || (isPublished ? version === before + 1 : version >= before);
        if (!rises) {
          const said = `version ${String(version)} of ${key} comes after ${String(before)}`;
          report({ ...placeOf(entry), detail: said });
        }
        versions.set(key, Math.max(version, before ?? 0));
      },
    };
  },
};
