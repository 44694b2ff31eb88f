export { analyseFailures, analyseModel, judgeObjectives, REGISTER_VERSION, type AnalyseOptions } from './analyse';
export {
  compareWithFailureBaseline,
  failureBaselineOf,
  formatFailureBaseline,
  parseFailureBaseline,
  type FailureBaseline,
  type FailureComparison,
  type Worse,
  type WorseRow,
} from './baseline';
export { isMet } from './objectives';
export type * from './types';
