/** The process of ICE, a national application or an insurer in lockstep: it is told who it is on standard input. */
import { createOfficial } from './participants.ts';
import type { Told } from './participants.ts';
import { serveGranted } from './process.ts';

await serveGranted((id, { parameters }) => createOfficial(id, parameters as Told));
