export {
  exceptionFaults,
  matchExceptions,
  type IdleException,
  type IdleKind,
  type JudgedRow,
  type MatchedExceptions,
} from './match-exceptions';
export { parseExceptions, readExceptions } from './parse-exceptions';
export type * from './types';
