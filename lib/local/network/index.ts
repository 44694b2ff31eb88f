export { compareRunning, type RunningNetwork, type RunningOptions } from './compare-running';
export { unexpectedRefusals } from './refusals';
