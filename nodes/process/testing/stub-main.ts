/** The process of a stub participant, for tests of lockstep with real child processes. */
import { serveGranted } from '../process.ts';
import { stubParticipant } from './stub-participants.ts';

await serveGranted(stubParticipant);
