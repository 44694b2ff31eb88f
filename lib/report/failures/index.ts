export { renderFailuresCsv } from './csv';
export { renderFailuresHtml } from './html';
export { isHolding } from './holds';
export { FAILURES_REPORT_VERSION, renderFailuresJson } from './json';
export { renderFailuresMarkdown } from './markdown';
export type { FailuresPrettyOptions, FailuresRenderOptions } from './options';
export { labelsOf } from './labels';
export { detourCells, detourTable, NORMAL, type DetourCells, type DetourTable } from './paper';
export { renderFailures } from './pretty';
