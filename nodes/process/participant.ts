/** The process of a lockstep run that plays one node, or ICE; started by a conductor, never by people. */
import { createNode } from '../cats/node.ts';
import type { NodeParameters, SchemeParameters } from '../common/parameters.ts';
import { ICE } from '../common/routing.ts';
import { createIce } from '../ice/ice.ts';
import { serveGranted } from './process.ts';

await serveGranted((id, { parameters }) =>
  id === ICE ? createIce(parameters as SchemeParameters) : createNode(parameters as NodeParameters),
);
