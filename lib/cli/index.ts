export { describeError, exitCodeOf, type ExitCode } from './exit-code';
