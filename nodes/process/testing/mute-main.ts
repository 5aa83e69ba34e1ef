/** A stub participant that runs every window and does not say so from the second on: as one that is stopped between its commit and its answer. */
import process from 'node:process';
import { serveGranted } from '../process.ts';
import { stubParticipant } from './stub-participants.ts';

const write = process.stdout.write.bind(process.stdout);
const mute = (text: string, done?: () => void): boolean => {
  if (!text.startsWith('{"k":"done"') || text.startsWith('{"k":"done","window":0,'))
    return write(text, done);
  return write('{"k":"trouble","sentence":"has run a window"}\n', done);
};
process.stdout.write = mute as typeof process.stdout.write;

await serveGranted(stubParticipant);
