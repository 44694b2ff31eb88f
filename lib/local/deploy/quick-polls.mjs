// Loaded into the CDK CLI before its own code. It looks every five seconds whether a stack is ready, as AWS takes minutes;
// the emulator takes less than one. Its waits of that length between two looks are cut; nothing else it does is changed.
const POLL_MILLISECONDS = 5_000;
const QUICK_POLL_MILLISECONDS = 500;

const { setTimeout: original } = globalThis;

globalThis.setTimeout = Object.assign((callback, milliseconds, ...rest) => {
  const isPoll = milliseconds === POLL_MILLISECONDS && (new Error().stack ?? '').includes('waitFor');
  return original(callback, isPoll ? QUICK_POLL_MILLISECONDS : milliseconds, ...rest);
}, original);
