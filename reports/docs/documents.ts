/** All pages and pictures of docs/ that are written from the code. Writing them to disk is the command line's. */
import { kpisPage, limitsPage } from './figures.ts';
import type { Page } from './markdown.ts';
import { messagePages } from './messages.ts';
import { rulesPage, timersPage } from './rules-and-timers.ts';
import { statePictures, statesPage } from './states.ts';

/** Where the explanations of the limits stand, from the root of the checkout. */
export const LIMITS_SOURCE = 'nodes/common/limits.ts';

/** @param limitsSource text of the file `LIMITS_SOURCE`. */
export const documents = (limitsSource: string): readonly Page[] => [
  ...messagePages(),
  statesPage(),
  ...statePictures(),
  rulesPage(),
  timersPage(),
  kpisPage(),
  limitsPage(limitsSource),
];
