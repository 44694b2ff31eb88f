export {
  censusOf,
  LOCAL_CENSUS_VERSION,
  localCensusJsonSchema,
  parseCensus,
  renderCensus,
  type LocalCensus,
} from './census';
export { coverageDocument, staleTypes } from './coverage';
export { missedExpectations, type Judgeable } from './expectations';
export { judgedTypes, type JudgedSite, type JudgedType, type JudgedTypes } from './judged-types';
export { localReportJsonSchema, localReportSchema, parseLocalReport, renderLocalReport } from './local-report';
export { SILENT_PROGRESS, type Progress, type StepHandle } from './progress';
export { LOCAL_REPORT_VERSION, type LocalReport } from './report-shape';
export type { LocalRunHooks, LocalRunOptions, RunLocal } from './run-contract';
export { summaryOf } from './summary';
export { printable, wrapped } from './text';
