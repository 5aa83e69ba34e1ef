/** The process of a lockstep run that plays the world and the insurers: everybody who is not on the exchange's wire. */
import { serveGranted } from '../../nodes/process/process.ts';
import { createParticipant } from './cast.ts';
import type { Told } from './cast.ts';

await serveGranted((id, hello) => createParticipant(id, hello.parameters as Told));
