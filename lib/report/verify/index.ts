export { renderBaselineNote, type BaselineNote } from './baseline-note';
export { renderCertification } from './certification';
export { findJapanese, translate } from './catalogue';
export {
  explain,
  explainPath,
  explainResult,
  focusOf,
  relativeTo,
  whereaboutsOf,
  type Block,
  type Explanation,
  type HopRow,
  type PlaceOptions,
  type Whereabouts,
} from './explain';
export { findingFingerprint, questionFingerprint, wayFingerprint } from './fingerprint';
export { renderHtml, type HtmlOptions } from './html/render-html';
export { renderJson, VERIFY_REPORT_VERSION } from './json/document';
export { verifyReportJsonSchema } from './json/schema';
export { renderJunit } from './junit';
export { LANGUAGES, type Language } from './language';
export type { RenderOptions } from './options';
export { renderPretty, type PrettyOptions } from './pretty';
export { renderResult } from './render-result';
export { renderResultsCsv } from './results-csv';
export { renderSarif, type SarifOptions } from './sarif/render-sarif';
export {
  renderExposure,
  renderExposureCsv,
  renderExposureJson,
  type ExposureOptions,
  type ExposureReport,
} from './exposure-report';
export { renderPath, renderPathJson, worksOf, type PathOptions, type PathReport } from './path-report';
export { renderSemanticsPage } from './semantics-page';
