import { existsSync, readFileSync } from 'node:fs';
import { HonmaruError } from '../../errors';
import { diskFull, portTaken } from '../machine';

/** Lines of the emulator's log that an error shows. */
const SHOWN_LINES = 8;

/** As Python and the emulator word a port that is taken, on every system. */
const PORT_TAKEN = /already in use|\[Errno (?:48|98)\]|WinError 10048/;

const DISK_FULL = /No space left on device|\[Errno 28\]|WinError 112|Disk quota exceeded/;

/** What is known of a start that failed. */
export interface FailedStart {
  /** What must hold, for example `must answer within 60 seconds`. */
  readonly must: string;
  readonly port: number;
  readonly logFile: string;
  /** Folder the emulator writes to. */
  readonly folder: string;
}

/** Why the emulator did not start, as its log tells. */
export function startFault({ must, port, logFile, folder }: FailedStart): HonmaruError {
  const lines = existsSync(logFile) ? readFileSync(logFile, 'utf8').trimEnd().split('\n') : [];
  const tail = lines.slice(-SHOWN_LINES);
  const text = tail.join('\n');
  if (PORT_TAKEN.test(text)) {
    return portTaken(port);
  }
  if (DISK_FULL.test(text)) {
    return diskFull(folder, { must: 'must have free disk space for the emulator' });
  }
  const got = text === '' ? 'nothing in its log' : `this at the end of its log:\n${text}\n`;
  return new HonmaruError([
    { path: 'emulator', must, got, hint: `everything it printed is in ${logFile}`, code: 'EmulatorNotStarted' },
  ]);
}
