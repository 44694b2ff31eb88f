export { processContext, type CommandContext, type Output } from './command-context';
export {
  describeError,
  exitCodeOf,
  exitCodeOfSignal,
  type CommandExitCode,
  type ExitCode,
  type StopSignal,
} from './exit-code';
export { runProgram, type Commands } from './program';
