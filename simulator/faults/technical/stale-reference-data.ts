/** A node misses what ICE publishes of the reference data. */
import { both } from '../../../nodes/common/bilingual.ts';
import type { FaultKind } from '../kind.ts';
import { onLines } from '../links.ts';

const PUBLISHED = ['S802'];

export const staleReferenceData: FaultKind = {
  id: 'staleReferenceData',
  vocabulary: 'technical',
  text: both(
    'a country works with old reference data',
    'страна работает с устаревшими справочниками',
  ),
  heals: both(
    'it receives what ICE has published, and says the new version in its messages',
    'она получает опубликованное ICE и указывает в сообщениях новую версию',
  ),
  needs: ['node'],
  takes: [],
  strikes: (fault, struck) =>
    onLines(fault, struck, { is: 'lost' }, { way: 'in', types: PUBLISHED }),
};
